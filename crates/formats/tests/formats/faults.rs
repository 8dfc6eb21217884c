//! What cannot be read: a code and the place that it is about.

use trueup_document::{Limits, ReadError};

use crate::{toml, yaml, yaml_documents};

/// The code, and the text from the place on.
fn fault<T>(text: &str, read: Result<T, ReadError>) -> (&'static str, &str) {
    match read {
        Ok(_) => panic!("{text:?} was read"),
        Err(error) => (error.kind.code(), &text[error.span.start..error.span.end]),
    }
}

#[test]
fn yaml_that_is_none_has_a_code_and_a_place() {
    let cases = [
        ("a: b: c\n", ("invalid-yaml", ":")),
        ("a: [1, 2\n", ("invalid-yaml", "[")),
        ("a: 'x\n", ("invalid-yaml", "'")),
        ("a:\n\t- b\n", ("invalid-yaml", "-")),
        ("a: *x\n", ("invalid-yaml", "*")),
        ("a: \"\\q\"\n", ("invalid-yaml", "\"")),
        ("? [a]\n: b\n", ("complex-key", "[a]")),
        ("? {a: 1}\n: b\n", ("complex-key", "{a: 1}")),
        ("a: .inf\n", ("non-finite-number", ".inf")),
        ("a: -.NaN\nb: .NaN\n", ("non-finite-number", ".NaN")),
        ("a: &x [1, *x]\n", ("recursive-alias", "*x")),
        ("a: &x 1\nb: {<<: *x}\n", ("invalid-merge", "*x")),
        ("<<: text\n", ("invalid-merge", "text")),
        ("<<: [{a: 1}, 2]\n", ("invalid-merge", "[{a: 1}, 2]")),
        ("a: 1\n---\nb: 2\n", ("trailing-text", "b: 2")),
    ];
    for (text, expected) in cases {
        assert_eq!(fault(text, yaml(text)), expected, "{text:?}");
    }
}

#[test]
fn toml_that_is_none_has_a_code_and_a_place() {
    let cases = [
        ("a = \n", ("invalid-toml", "")),
        ("a = 1\na = 2\n", ("invalid-toml", "a")),
        ("a = yes\n", ("invalid-toml", "yes")),
        ("a = inf\n", ("non-finite-number", "inf")),
        ("a = -inf\n", ("non-finite-number", "-inf")),
        ("a = [nan]\n", ("non-finite-number", "nan")),
        ("a = 1_3>\n", ("invalid-number", "1_3>")),
        ("a = +1_b\n", ("invalid-number", "+1_b")),
    ];
    for (text, expected) in cases {
        assert_eq!(fault(text, toml(text)), expected, "{text:?}");
    }
}

#[test]
fn after_a_fault_there_are_no_more_documents() {
    let read = yaml_documents("a\n---\n[\n---\nb\n", &Limits::default());
    let read: Vec<_> = read.iter().map(Result::is_ok).collect();
    assert_eq!(read, [true, false]);
}

/// Each level stands for ten of the one before, so a few lines mean more than any machine holds.
fn bomb(levels: usize, reference: impl Fn(usize) -> String) -> String {
    let mut text = "a0: &a0 {k: value}\n".to_owned();
    for level in 1..=levels {
        text.push_str(&format!("a{level}: &a{level} {}\n", reference(level - 1)));
    }
    text
}

#[test]
fn aliases_and_merges_cannot_blow_a_document_up() {
    let lists = |below: usize| format!("[{}]", vec![format!("*a{below}"); 10].join(", "));
    let merges = |below: usize| format!("{{<<: [{}]}}", vec![format!("*a{below}"); 10].join(", "));
    for reference in [&lists as &dyn Fn(usize) -> String, &merges] {
        assert!(yaml(&bomb(3, reference)).is_ok());
        let text = bomb(12, reference);
        assert_eq!(fault(&text, yaml(&text)).0, "alias-expansion");
    }
    // The budget is that of the stream, not of each document.
    let stream = format!("{}---\n", bomb(4, lists)).repeat(60);
    let read = yaml_documents(&stream, &Limits::default());
    assert!(read.last().is_some_and(Result::is_err), "{}", read.len());
}

#[test]
fn depth_is_bounded() {
    let limits = Limits {
        max_depth: 3,
        ..Limits::default()
    };
    let cases = [
        ("[[[1]]]", true),
        ("[[[[1]]]]", false),
        ("a:\n b:\n  c: 1\n", true),
        ("a:\n b:\n  c:\n   d: 1\n", false),
        ("- - - - 1\n", false),
        ("a: &x [[1]]\nb: [*x]\n", false),
        ("a: &x [1]\nb: [*x]\n", true),
    ];
    for (text, reads) in cases {
        let read = yaml_documents(text, &limits).remove(0);
        match read {
            Ok(_) => assert!(reads, "{text:?}"),
            Err(error) => assert_eq!((error.kind.code(), reads), ("too-deep", false), "{text:?}"),
        }
    }
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    for text in [
        deep("[", "]"),
        deep("- ", ""),
        deep("{a: ", "}"),
        deep("? ", ""),
    ] {
        assert!(yaml(&text).is_err());
    }
    for (text, reads) in [
        ("a = [[1]]\n", true),
        ("a = [[[1]]]\n", false),
        ("a.b.c = 1\n", true),
        ("a.b.c.d = 1\n", false),
        ("[a.b.c]\nd = 1\n", false),
    ] {
        let read = trueup_formats::toml::read(text, &limits);
        assert_eq!(read.is_ok(), reads, "{text:?}");
    }
    let keys = format!("{}a = 1\n", "a.".repeat(100_000));
    for text in [
        format!("a = {}\n", deep("[", "]")),
        format!("a = {}\n", deep("{a = ", "}")),
        keys,
    ] {
        assert!(toml(&text).is_err());
    }
    // A chain of merges is a depth too.
    let chain = bomb(2000, |below| format!("{{<<: *a{below}}}"));
    assert_eq!(fault(&chain, yaml(&chain)).0, "too-deep");
}
