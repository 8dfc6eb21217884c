//! What TOML means.

use trueup_document::Json;

use crate::{json, toml};

#[test]
fn a_text_means_the_same_as_its_json() {
    let cases = [
        ("", "{}"),
        ("# nothing\r\n", "{}"),
        ("\u{feff}a = 1\n", r#"{"a": 1}"#),
        (
            "a = 1_000\nb = +5\nc = -0\nd = 0xFF_ff\ne = 0o17\nf = 0b101\n",
            r#"{"a": 1000, "b": 5, "c": 0, "d": 65535, "e": 15, "f": 5}"#,
        ),
        (
            "a = 1.50\nb = +1e+6\nc = 6.626e-34\nd = 9_224.5\n",
            r#"{"a": 1.50, "b": 1e+6, "c": 6.626e-34, "d": 9224.5}"#,
        ),
        (
            "a = 9223372036854775807\nb = 1.23456789012345678901234567890\n",
            r#"{"a": 9223372036854775807, "b": 1.23456789012345678901234567890}"#,
        ),
        (
            "a = \"\\u00e9\\t\"\nb = '\\'\nc = \"\"\"\nx\\\n  y\"\"\"\nd = '''\n'q'\n'''\n",
            r#"{"a": "é\t", "b": "\\", "c": "xy", "d": "'q'\n"}"#,
        ),
        (
            "a = 1979-05-27T07:32:00.10-08:00\nb = 1979-05-27 07:32:00\nc = 1979-05-27\nd = 07:32:00\n",
            r#"{"a": "1979-05-27T07:32:00.10-08:00", "b": "1979-05-27 07:32:00", "c": "1979-05-27", "d": "07:32:00"}"#,
        ),
        (
            "[a]\nx = 1\n[a.b]\ny = 2\n[[c]]\nz = 3\n[[c]]\n",
            r#"{"a": {"x": 1, "b": {"y": 2}}, "c": [{"z": 3}, {}]}"#,
        ),
        (
            "a.b.c = 1\na.b.d = [true, false]\n",
            r#"{"a": {"b": {"c": 1, "d": [true, false]}}}"#,
        ),
    ];
    for (text, expected) in cases {
        let transcript = toml(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let expected = Json::parse(expected).expect("the case is JSON");
        assert_eq!(json(&transcript), expected, "{text:?}");
    }
}
