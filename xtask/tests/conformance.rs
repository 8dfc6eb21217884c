//! The official test suite passes three ways: verdict, report and compiled types.
//!
//! This compiles the types of every schema of the suite, which takes about a minute on two cores.

use std::process::Command;

#[test]
fn the_official_suite_passes_by_verdict_report_and_compiled_types() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["conformance", "suite"]);
    if trueup_testkit::corpus("json-schema-test-suite").is_none() {
        return;
    }
    let output = command.output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(said.contains("| right by the compiled type "), "{said}");
}
