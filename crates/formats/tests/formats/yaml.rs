//! What YAML means.

use trueup_document::{Json, Limits};

use crate::{json, remarks, yaml, yaml_documents};

#[test]
fn a_text_means_the_same_as_its_json() {
    let cases = [
        ("", "null"),
        ("# nothing\n", "null"),
        ("---\n...\n", "null"),
        ("a: 1", r#"{"a": 1}"#),
        ("\u{feff}a: 1", r#"{"a": 1}"#),
        ("%YAML 1.2\n---\na: 1\n", r#"{"a": 1}"#),
        (
            "a: 1\r\nb:\r\n- x\r\n- y\r\n",
            r#"{"a": 1, "b": ["x", "y"]}"#,
        ),
        (
            "a:\nb: ~\nc: null\nd: ''\n",
            r#"{"a": null, "b": null, "c": null, "d": ""}"#,
        ),
        (
            "- yes\n- on\n- 2001-12-14\n- 1_000\n- 0o17\n- 0x1F\n- 010\n",
            r#"["yes", "on", "2001-12-14", "1_000", 15, 31, 10]"#,
        ),
        (
            "- '1'\n- \"true\"\n- |-\n  null\n",
            r#"["1", "true", "null"]"#,
        ),
        (
            "- 123456789012345678901234567890.10\n- 1e400\n- -.5\n",
            "[123456789012345678901234567890.10, 1e400, -0.5]",
        ),
        (
            "- \"\\u00e9\\x41\\U0001F980\\e\\0\\n\"\n",
            r#"["éA🦀\u001b\u0000\n"]"#,
        ),
        (
            "a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: |2+\n    z\n\n",
            r#"{"a": "x\n y\n", "b": "x y", "c": "  z\n\n"}"#,
        ),
        ("plain text\n  folded\n", r#""plain text folded""#),
        (
            "{a: [1, 2,], b: {}, c}",
            r#"{"a": [1, 2], "b": {}, "c": null}"#,
        ),
        ("[a: 1, b]", r#"[{"a": 1}, "b"]"#),
        ("? a\n: 1\n? b\n", r#"{"a": 1, "b": null}"#),
        (
            "{\"a\":1,\"b\":[true,null]}",
            r#"{"a": 1, "b": [true, null]}"#,
        ),
        (
            "a: &x {k: 1}\nb: *x\nc: [*x, *x]\n",
            r#"{"a": {"k": 1}, "b": {"k": 1}, "c": [{"k": 1}, {"k": 1}]}"#,
        ),
        ("a: &x 1\nb: &x 2\nc: *x\n", r#"{"a": 1, "b": 2, "c": 2}"#),
        ("a: &x k\n*x : 1\n", r#"{"a": "k", "k": 1}"#),
        (
            "- !!str 5\n- ! 5\n- !!int \"5\"\n- !!float 5\n- !!null ''\n- !!seq [1]\n- !!map {}\n- !!binary aGk=\n",
            r#"["5", "5", 5, 5.0, null, [1], {}, "aGk="]"#,
        ),
    ];
    for (text, expected) in cases {
        let transcript = yaml(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let expected = Json::parse(expected).expect("the case is JSON");
        assert_eq!(json(&transcript), expected, "{text:?}");
        assert_eq!(remarks(&transcript), [], "{text:?}");
    }
}

#[test]
fn merged_names_yield_to_the_objects_own_and_to_earlier_ones() {
    let base = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz: ";
    let cases = [
        ("{<<: *x}", r#"{"a": 1, "b": 2}"#),
        ("{<<: *x, a: 9}", r#"{"b": 2, "a": 9}"#),
        ("{a: 9, <<: *x}", r#"{"a": 9, "b": 2}"#),
        ("{<<: [*x, *y]}", r#"{"a": 1, "b": 2, "c": 4}"#),
        ("{<<: [*y, *x]}", r#"{"b": 3, "c": 4, "a": 1}"#),
        ("{<<: *x, <<: *y}", r#"{"a": 1, "b": 2, "c": 4}"#),
        ("{<<: {a: 1}}", r#"{"a": 1}"#),
        ("{<<: {<<: *y, b: 5}}", r#"{"c": 4, "b": 5}"#),
        ("{<<: []}", "{}"),
        ("{\"<<\": 1}", r#"{"<<": 1}"#),
        ("{!!str <<: 1}", r#"{"<<": 1}"#),
        ("{!!merge <<: *x}", r#"{"a": 1, "b": 2}"#),
    ];
    for (text, expected) in cases {
        let transcript = yaml(&format!("{base}{text}\n")).expect("it is YAML");
        let whole = json(&transcript);
        let expected = Json::parse(expected).expect("the case is JSON");
        assert_eq!(whole.get("z"), Some(&expected), "{text:?}");
    }
}

#[test]
fn odd_things_are_read_and_remarked_on() {
    let cases = [
        ("1: a\n", r#"{"1": "a"}"#, vec![("non-string-key", "1")]),
        ("'1': a\n", r#"{"1": "a"}"#, vec![]),
        (
            "true: a\n~: b\n",
            r#"{"true": "a", "~": "b"}"#,
            vec![("non-string-key", "true"), ("non-string-key", "~")],
        ),
        (": a\n", r#"{"": "a"}"#, vec![("non-string-key", "")]),
        (
            "a: {200: {x: 1}}\n",
            r#"{"a": {"200": {"x": 1}}}"#,
            vec![("non-string-key", "200")],
        ),
        (
            "a: !Ref b\nc: !Sub [d]\n",
            r#"{"a": "b", "c": ["d"]}"#,
            vec![("unknown-tag", "b"), ("unknown-tag", "[d]")],
        ),
        (
            "!!set {a, b}\n",
            r#"{"a": null, "b": null}"#,
            vec![("unknown-tag", "{a, b}")],
        ),
        (
            "- !!int x\n- !!map [1]\n",
            r#"["x", [1]]"#,
            vec![("tag-mismatch", "x"), ("tag-mismatch", "[1]")],
        ),
    ];
    for (text, expected, odd) in cases {
        let transcript = yaml(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let expected = Json::parse(expected).expect("the case is JSON");
        assert_eq!(json(&transcript), expected, "{text:?}");
        let found = remarks(&transcript);
        let found: Vec<_> = found
            .iter()
            .map(|(code, at)| (*code, at.as_str()))
            .collect();
        assert_eq!(found, odd, "{text:?}");
    }
}

#[test]
fn each_document_of_a_stream_is_read_by_itself() {
    let cases: [(&str, &[&str]); 7] = [
        ("a: 1\n---\nb: 2\n", &[r#"{"a":1}"#, r#"{"b":2}"#]),
        ("---\na\n...\n---\nb\n...\n", &[r#""a""#, r#""b""#]),
        ("a\n---\n", &[r#""a""#]),
        ("---\n---\na\n", &[r#""a""#]),
        ("---\n~\n---\na\n", &["null", r#""a""#]),
        ("---\n---\n", &["null"]),
        ("&x a\n---\n[&x b, *x]\n", &[r#""a""#, r#"["b","b"]"#]),
    ];
    for (text, expected) in cases {
        let found = yaml_documents(text, &Limits::default());
        let found: Vec<_> = found
            .into_iter()
            .map(|read| json(&read.expect("it is YAML")).to_string())
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }
}
