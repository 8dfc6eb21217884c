//! Streams that are closed from the start, or whose reader goes away.

use super::FORMATS;
use crate::e2e::{BAD, Place};

/// The runtime of Rust opens `/dev/null` in place of a stream that is closed at the start, so that
/// no file takes its number. So nothing fails there, and what was to be found is not wanted; but
/// the verdict is told by the exit code as ever.
#[test]
fn closed_streams_leave_the_verdict_as_it_is() {
    let place = Place::with_lamp();
    let rows = [
        ("check --schema lamp.schema.json good.json", 0),
        ("check --schema lamp.schema.json bad.json", 1),
        ("check --schema lamp.schema.json missing.json bad.json", 2),
        ("check --schema lamp.schema.json --format json bad.json", 1),
        ("--help", 0),
        ("nonsense", 2),
    ];
    for (args, code) in rows {
        for streams in [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"] {
            let ran = place.shell(&format!("\"$0\" {args} {streams}"));
            assert_eq!(ran.code, Some(code), "{args} {streams}: {ran:#?}");
        }
    }
    let ran = place.shell("\"$0\" check --schema lamp.schema.json - <&-");
    ran.exits(1).finds(&["<stdin>:1:1"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault_in_any_format() {
    let place = Place::with_lamp().file("bad.ndjson", &BAD.repeat(3000));
    for format in FORMATS {
        let script = format!(
            "{{ \"$0\" check --schema lamp.schema.json --max-violations 3000 --format {format} \
             bad.ndjson; echo $? >code; }} | head -c 1"
        );
        let ran = place.shell(&script);
        assert_eq!(place.read("code"), "1\n", "{format}");
        assert!(!ran.err.contains("error"), "{format}: {ran:#?}");
    }
}

#[test]
fn a_full_disk_is_trouble_in_any_format() {
    let place = Place::with_lamp();
    for format in FORMATS {
        let script =
            format!("\"$0\" check --schema lamp.schema.json --format {format} bad.json >/dev/full");
        place
            .shell(&script)
            .exits(2)
            .says(&["standard output cannot be written to"]);
    }
    for args in ["explain", "explain type", "--version"] {
        place.shell(&format!("\"$0\" {args} >/dev/full")).exits(2);
    }
}
