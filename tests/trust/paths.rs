//! Very many arguments, and the odd.

use super::Place;
use crate::e2e::{BAD, GOOD};

#[test]
fn ten_thousand_arguments_are_all_checked() {
    let place = Place::with_lamp();
    let mut args: Vec<String> = [
        "check",
        "--schema",
        "lamp.schema.json",
        "--format",
        "concise",
    ]
    .map(Into::into)
    .to_vec();
    for number in 0..10_000 {
        let name = format!("payloads/{number}.json");
        place.write(&name, if number % 1000 == 7 { BAD } else { GOOD });
        args.push(name);
    }
    let ran = place.run_args(&args).exits(1);
    assert_eq!(ran.out.lines().count(), 10, "{}", ran.out);
    // Few files are open at once.
    let list = args[5..].join("\n");
    place.write("list", list);
    let args = "check --schema lamp.schema.json --format concise --file-list list";
    let ran = place.run_under("ulimit -n 32", args).exits(1);
    assert_eq!(ran.out.lines().count(), 10, "{}", ran.out);
}

/// As `docs/command.md` says.
#[test]
fn what_is_staged_can_be_checked_while_the_work_tree_differs() {
    if !trueup_testkit::tool("git") {
        return;
    }
    let config = "[[check]]\nschema = \"lamp.schema.json\"\ninclude = [\"data/*\"]\n";
    let staged =
        "git show :data/a.json | \"$0\" check --format concise --stdin-filename data/a.json -";
    let all = "mkdir -p staged && GIT_WORK_TREE=staged git checkout-index -a && cd staged && \"$0\" check --format concise";
    for (in_index, in_tree, code_of_index, code_of_tree) in [(BAD, GOOD, 1, 0), (GOOD, BAD, 0, 1)] {
        let place = Place::with_lamp()
            .file("trueup.toml", config)
            .file("data/a.json", in_index);
        place.shell("git init -q && git add --all").exits(0);
        place.write("data/a.json", in_tree);
        place.run("check").exits(code_of_tree);
        for script in [staged, all] {
            let ran = place.shell(script).exits(code_of_index);
            let found = usize::from(code_of_index == 1);
            assert_eq!(ran.out.matches("data/a.json:1:").count(), found, "{ran:#?}");
        }
    }
}

#[test]
fn names_of_every_byte_are_checked_and_shown() {
    use std::os::unix::ffi::OsStringExt as _;

    let place = Place::with_lamp();
    let mut args: Vec<std::ffi::OsString> = [
        "check",
        "--schema",
        "lamp.schema.json",
        "--format",
        "concise",
    ]
    .map(Into::into)
    .to_vec();
    args.push("--".into());
    let bytes = (1..=255_u8).filter(|&byte| byte != b'/');
    for byte in bytes.clone() {
        // A folder before it, so that none of them is `-`.
        let name = std::ffi::OsString::from_vec([b"./", &[byte][..], b".json"].concat());
        place.write(&name, BAD);
        args.push(name);
    }
    let ran = place.run_args(&args).exits(1);
    // `*`, `?`, `[` and `{` are files here, so they are no globs.
    assert_eq!(
        ran.out.lines().count(),
        bytes.clone().count(),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains(['\x1b', '\r']), "{}", ran.out);
    // So are they in a list that ends them with NUL, line ends in them and all.
    let mut list = Vec::new();
    for byte in bytes {
        list.extend([b"./", &[byte][..], b".json\0"].concat());
    }
    place.write("list", list);
    let listed = place
        .run("check --schema lamp.schema.json --format concise --file-list list")
        .exits(1);
    assert_eq!(listed.out, ran.out);
}
