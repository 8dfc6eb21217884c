//! What the command touches: no network, and no file but those that were named.

use super::Place;
use crate::e2e::SCHEMA;

/// Where the loader and the runtime look by themselves; no name in it comes from an argument.
const OF_THE_SYSTEM: [&str; 6] = [
    "/etc/ld.so",
    "/lib",
    "/usr/lib",
    "/proc/self/",
    "/sys/",
    "/dev/",
];

/// The files that were opened according to a trace.
fn opened(trace: &str) -> Vec<String> {
    let lines = trace.lines().filter(|line| !line.contains("ENOENT"));
    let names = lines.filter_map(|line| line.split('"').nth(1));
    let names = names.filter(|name| !OF_THE_SYSTEM.iter().any(|start| name.starts_with(start)));
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn nothing_is_opened_that_was_not_named_and_no_network_is_used() {
    if !trueup_testkit::tool("strace") {
        return;
    }
    let remote = r##"{"$id": "https://trueup.example/s.json", "title": "R",
        "properties": {"a": {"$ref": "https://trueup.example/s.json"}}}"##;
    let place = Place::with_lamp()
        .file("remote.schema.json", remote)
        .file(
            "fetch.schema.json",
            r#"{"$ref": "https://trueup.example/other.json"}"#,
        )
        .file("file.schema.json", r#"{"$ref": "file:///etc/passwd"}"#)
        .file(
            "up.schema.json",
            r#"{"$ref": "../../../../../../etc/passwd"}"#,
        )
        .file(
            "encoded.schema.json",
            r#"{"$ref": "%2e%2e/%2e%2e/etc/passwd"}"#,
        )
        .file("neighbour.json", SCHEMA)
        .file(
            "trueup.toml",
            "[[generate]]\nschema = \"lamp.schema.json\"\noutput = \"lamp.rs\"\n",
        );
    let rows: [(&str, i32, &[&str]); 8] = [
        (
            "check --schema lamp.schema.json good.json bad.json",
            1,
            &["bad.json", "good.json", "lamp.schema.json", "trueup.toml"],
        ),
        (
            "check --schema remote.schema.json good.json",
            0,
            &["good.json", "remote.schema.json", "trueup.toml"],
        ),
        (
            "check --schema fetch.schema.json good.json",
            2,
            &["fetch.schema.json", "trueup.toml"],
        ),
        (
            "check --schema file.schema.json good.json",
            2,
            &["file.schema.json", "trueup.toml"],
        ),
        (
            "check --schema up.schema.json good.json",
            2,
            &["trueup.toml", "up.schema.json"],
        ),
        (
            "check --schema encoded.schema.json good.json",
            2,
            &["encoded.schema.json", "trueup.toml"],
        ),
        (
            "check --schema https://trueup.example/s.json good.json",
            2,
            &["trueup.toml"],
        ),
        ("explain type", 0, &[]),
    ];
    for (args, code, files) in rows {
        place
            .traced(&["-e", "trace=openat,open,creat"], args)
            .exits(code);
        assert_eq!(opened(&place.read("trace")), files, "{args}");
        place
            .traced(&["-e", "trace=%network,execve"], args)
            .exits(code);
        let calls = place.read("trace");
        // The one program that runs is the command.
        assert_eq!(calls.matches("execve").count(), 1, "{args}: {calls}");
        assert!(
            !calls.contains("socket") && !calls.contains("connect"),
            "{args}: {calls}"
        );
    }
    place
        .traced(&["-e", "trace=%network,openat"], "generate")
        .exits(0);
    let calls = place.read("trace");
    assert!(!calls.contains("socket"), "{calls}");
    let mut files = opened(&calls);
    files.retain(|name| !name.contains("/.trueup-"));
    assert_eq!(files, [".", "lamp.schema.json", "trueup.toml"]);
}
