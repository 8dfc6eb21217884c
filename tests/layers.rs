//! The arrows between crates are the ones that `ARCHITECTURE.md` draws, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Each package of ours with the packages of ours that it may use. Build-time and test-time use is
/// told apart: a `build:` prefix stands for a build dependency, and tests may use anything.
const ALLOWED: &[(&str, &[&str])] = &[
    ("trueup-document", &[]),
    // Not below the validator: users of generated code compile no parser of YAML or TOML.
    ("trueup-formats", &["trueup-document"]),
    ("trueup-rules", &["trueup-document"]),
    ("trueup-schema", &["trueup-document", "trueup-rules"]),
    (
        "trueup-validator",
        &["trueup-document", "trueup-rules", "trueup-schema"],
    ),
    ("trueup-report", &["trueup-document", "trueup-validator"]),
    // The validator says which defaults a schema accepts.
    (
        "trueup-codegen",
        &["trueup-document", "trueup-schema", "trueup-validator"],
    ),
    (
        "trueup",
        &["trueup-document", "trueup-rules", "trueup-validator"],
    ),
    ("trueup-macros", &["trueup-codegen", "trueup-schema"]),
    ("process-with-rooms", &["trueup", "build:trueup-codegen"]),
    (
        "trueup-cli",
        &[
            "trueup-codegen",
            "trueup-document",
            "trueup-formats",
            "trueup-report",
            "trueup-schema",
            "trueup-validator",
        ],
    ),
    (
        "trueup-fuzzing",
        &[
            "process-with-rooms",
            "trueup",
            "trueup-codegen",
            "trueup-document",
            "trueup-formats",
            "trueup-rules",
            "trueup-schema",
            "trueup-validator",
        ],
    ),
    ("trueup-testkit", &["trueup-document"]),
    (
        "xtask",
        &[
            "trueup-cli",
            "trueup-codegen",
            "trueup-document",
            "trueup-formats",
            "trueup-report",
            "trueup-rules",
            "trueup-schema",
            "trueup-testkit",
            "trueup-validator",
        ],
    ),
    ("trueup-bin", &["trueup-cli"]),
    ("build-script-example", &["trueup", "build:trueup-codegen"]),
    ("golden-code", &["trueup"]),
    ("macro-example", &["trueup", "trueup-macros"]),
    ("plain-example", &["trueup", "build:trueup-codegen"]),
];

#[test]
fn crates_use_only_what_the_architecture_allows() {
    let found = arrows();
    let allowed: BTreeMap<String, BTreeSet<String>> = ALLOWED
        .iter()
        .map(|(name, uses)| {
            (
                (*name).to_owned(),
                uses.iter().map(|&used| used.to_owned()).collect(),
            )
        })
        .collect();
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        allowed.keys().collect::<Vec<_>>(),
        "a package without a row in ALLOWED, or a row without its package"
    );
    for (package, uses) in &found {
        let extra: Vec<_> = uses.difference(&allowed[package]).collect();
        assert!(
            extra.is_empty(),
            "{package} uses {extra:?}, which the architecture does not allow"
        );
    }
}

#[test]
fn types_without_the_validator_need_no_jsonschema() {
    let needs = |package: &str| {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--offline", "--edges", "normal", "--prefix", "none"])
            .args(["--package", package, "--manifest-path"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
            .output()
            .expect("cargo runs");
        let tree = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && tree.contains("trueup-document "));
        tree.lines().any(|line| line.starts_with("jsonschema "))
    };
    assert!(needs("build-script-example"));
    assert!(!needs("plain-example"));
}

fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
            "--manifest-path",
        ])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let name_of = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name_of).collect();
    let arrow = |dependency: &Value| {
        let name = name_of(dependency);
        match dependency["kind"].as_str() {
            _ if !ours.contains(&name) => None,
            None => Some(name),
            Some("build") => Some(format!("build:{name}")),
            Some(_) => None,
        }
    };
    let row = |package: &Value| {
        let dependencies = package["dependencies"]
            .as_array()
            .expect("a list of dependencies");
        (
            name_of(package),
            dependencies.iter().filter_map(arrow).collect(),
        )
    };
    packages.iter().map(row).collect()
}

/// Source files outside the command that may touch files, the environment or the process.
const DOORS: &[&str] = &[
    // A build script's own errand.
    "codegen/src/build.rs",
    // A macro's: the folder of the package that is being compiled.
    "macros/src/lib.rs",
    // The loader of schema files.
    "schema/src/loader.rs",
    // For tests only.
    "testkit/src/",
    // The command.
    "cli/src/",
];

#[test]
fn input_and_output_go_through_few_doors() {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/crates");
    let outside = [
        "std::fs",
        "std::env",
        // Addresses are only text; what uses them is not.
        "TcpListener",
        "TcpStream",
        "ToSocketAddrs",
        "UdpSocket",
        "std::os::unix::net",
        "std::process",
        "println!",
        "print!(",
    ];
    let mut seen = 0;
    for path in trueup_testkit::files_under(crates.as_ref()) {
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name
            .rsplit_once("/crates/")
            .map_or(name.as_str(), |(_, name)| name);
        let is_source = name.ends_with(".rs") && name.contains("/src/");
        if !is_source || DOORS.iter().any(|door| name.starts_with(door)) {
            continue;
        }
        seen += 1;
        let text = std::fs::read_to_string(&path).expect("a source file");
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            assert!(
                !outside.iter().any(|word| line.contains(word)),
                "{name}: {line}"
            );
        }
    }
    assert!(seen > 50, "only {seen} source files were looked at");
}

/// Crates that open connections, or encrypt them. `deny.toml` refuses the same ones.
const OF_THE_NETWORK: [&str; 12] = [
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "ureq",
];

/// Whatever features are on, since the lock file knows nothing of features.
#[test]
fn nothing_that_opens_connections_is_among_the_dependencies() {
    let lock = include_str!("../Cargo.lock");
    let names: BTreeSet<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    assert!(names.contains("jsonschema") && names.len() > 100);
    let deny = include_str!("../deny.toml");
    for name in OF_THE_NETWORK {
        assert!(!names.contains(name), "{name} is among the dependencies");
        assert!(
            deny.contains(&format!("\"{name}\"")),
            "deny.toml lets {name} pass"
        );
    }
}
