//! File names that are hard to print or easy to misread.

use std::ffi::OsString;

use super::{BAD, GOOD, Place};

fn check(place: &Place, format: &str, name: impl Into<OsString>) -> super::Ran {
    let mut args: Vec<OsString> = ["check", "--schema", "lamp.schema.json", "--format"]
        .map(Into::into)
        .to_vec();
    args.extend([format.into(), "--".into(), name.into()]);
    place.run_args(args)
}

#[test]
fn odd_names_are_read_and_printed_on_one_line() {
    let cases = [
        ("with space.json", "with space.json"),
        ("-leading-dash.json", "-leading-dash.json"),
        ("Zürich 東京.json", "Zürich 東京.json"),
        ("[brackets]*.json", "[brackets]*.json"),
        #[cfg(unix)]
        ("new\nline.json", "new\\nline.json"),
        #[cfg(unix)]
        ("\u{1b}[31mred.json", "\\u{1b}[31mred.json"),
        ("\u{202e}nosj.json", "\\u{202e}nosj.json"),
    ];
    for (name, printed) in cases {
        let place = Place::with_lamp();
        place.write(name, BAD);
        let concise = check(&place, "concise", name).exits(1);
        assert!(
            concise.out.starts_with(&format!("{printed}:1:9: ")),
            "{concise:?}"
        );
        assert_eq!(concise.out.lines().count(), 1);
        check(&place, "full", name)
            .exits(1)
            .finds(&[&format!("--> {printed}:1:9  /lit")]);
        let json = check(&place, "json", name).exits(1);
        let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert_eq!(report["files"][0]["path"], name);

        place.write(name, GOOD);
        check(&place, "concise", name).exits(0);
        let missing = format!("missing{name}");
        let printed = format!("trueup: error: missing{printed}: cannot be read: ");
        let ran = check(&place, "concise", missing);
        // What is no file and looks like a glob is one.
        if !name.contains(['*', '[']) {
            ran.exits(2).says(&[&printed]);
        }
    }
}

#[test]
fn flags_are_not_printed_raw() {
    let ran = Place::new()
        .run_args(["check", "--\u{1b}[31m\u{202e}x"])
        .exits(2);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{ran:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_read_and_printed() {
    use std::os::unix::ffi::OsStringExt as _;
    let name = OsString::from_vec(b"M\xfcnchen.json".to_vec());
    let place = Place::with_lamp();
    place.write(&name, BAD);
    check(&place, "concise", name.clone())
        .exits(1)
        .finds(&["M\\xfcnchen.json:1:9: error[type]"]);
    let json = check(&place, "json", name).exits(1);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["files"][0]["path"], "M\\xfcnchen.json");
    place
        .run("check --schema lamp.schema.json --format concise .")
        .exits(1)
        .finds(&["M\\xfcnchen.json:1:9: error[type]"]);
}

#[test]
fn a_file_named_dash_needs_its_folder() {
    let place = Place::with_lamp();
    place.write("-", BAD);
    check(&place, "concise", "./-").exits(1);
    check(&place, "concise", "-")
        .exits(1)
        .finds(&["<stdin>:1:1: error["]);
}
