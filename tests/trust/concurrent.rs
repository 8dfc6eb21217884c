//! Many runs at once on one output: whoever reads it finds a whole file.

use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use super::Place;
use super::kill::names;
use crate::e2e::SCHEMA;

const RUNS: usize = 50;

fn start(place: &Place, args: &str) -> Child {
    let mut command = place.command();
    command
        .args(args.split_whitespace())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.spawn().expect("the command starts")
}

#[test]
fn fifty_runs_at_once_leave_whole_files_and_end_well() {
    let config =
        |schema: &str| format!("[[generate]]\nschema = \"{schema}\"\noutput = \"out/lamp.rs\"\n");
    let place = Place::new()
        .file("a.schema.json", SCHEMA)
        .file("b.schema.json", &SCHEMA.replace("lit", "bright"))
        .file("a.toml", &config("a.schema.json"))
        .file("b.toml", &config("b.schema.json"));
    let text = |config: &str| {
        place.run(&format!("generate --config {config}")).exits(0);
        place.read("out/lamp.rs")
    };
    let (a, b) = (text("a.toml"), text("b.toml"));
    assert_ne!(a, b);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0_usize;
            while !done.load(Ordering::Relaxed) {
                let seen = place.read("out/lamp.rs");
                assert!(seen == a || seen == b, "{seen:?}");
                reads += 1;
            }
            reads
        });
        let config = |run| if run % 2 == 0 { "a.toml" } else { "b.toml" };
        let runs: Vec<Child> = (0..RUNS)
            .map(|run| start(&place, &format!("generate --config {}", config(run))))
            .collect();
        let ended: Vec<_> = runs.into_iter().map(Child::wait_with_output).collect();
        // Before anything is asserted: the reader reads on until then.
        done.store(true, Ordering::Relaxed);
        for output in ended {
            let output = output.expect("the command ends");
            assert_eq!(output.status.code(), Some(0), "{output:?}");
        }
        assert!(reader.join().expect("every read was whole") > 0);
    });
    assert_eq!(names(&place.path("out")), ["lamp.rs"]);
}
