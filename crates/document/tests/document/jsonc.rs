//! JSON with comments: what it adds to JSON, the nearest thing that it refuses, and that nothing
//! else is different.

use proptest::prelude::*;
use trueup_document::{Buffer, Document, Json, Limits, ReadErrorKind, Syntax};

use crate::oracle::json_text;

/// A text that is read, and the value in plain JSON.
const READ: &[(&str, &str)] = &[
    ("// one\n1", "1"),
    ("1 // one", "1"),
    ("1//", "1"),
    ("/**/1", "1"),
    ("/***/1/* * / */", "1"),
    ("/* // */ 1", "1"),
    ("// /*\n1", "1"),
    ("// a\r1", "1"),
    ("// a\r\n\t1", "1"),
    ("/* a\n b */\n// c\n/**/ 1 /**/ // d", "1"),
    ("/* \"\u{1}\0 é */1", "1"),
    ("[1,]", "[1]"),
    ("[1 , ]", "[1]"),
    ("[1,// last\n]", "[1]"),
    ("[[],[1,],]", "[[],[1]]"),
    ("{\"a\":1,}", "{\"a\":1}"),
    ("{\"a\":{\"b\":[],},}", "{\"a\":{\"b\":[]}}"),
    ("[/**/]", "[]"),
    ("[//,\n]", "[]"),
    ("{/**/}", "{}"),
    ("{/**/\"a\"/**/:/**/1/**/,/**/}", "{\"a\":1}"),
    ("[/**/1/**/,/**/2/**/]", "[1,2]"),
    (
        "[\"// a\", \"/* b */\", \"c,\"]",
        "[\"// a\",\"/* b */\",\"c,\"]",
    ),
    (
        "{\"//\":\"http://a.example\"}",
        "{\"//\":\"http://a.example\"}",
    ),
];

#[test]
fn comments_and_trailing_commas_are_read_and_nothing_is_lost() {
    for &(text, plain) in READ {
        let document = Document::read_jsonc(text.as_bytes(), &Limits::default());
        let document = document.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let value = Document::from_slice(plain.as_bytes()).expect("the value is JSON");
        let (read, expected) = (document.root(), value.root());
        assert_eq!(Json::from(read), Json::from(expected), "{text:?}");
        assert_eq!(read.len(), expected.len(), "{text:?}");
    }
}

#[test]
fn json_has_none_of_it() {
    // The last two are JSON as well: nothing in a string is a comment.
    for &(text, _) in &READ[..READ.len() - 2] {
        assert!(Document::from_slice(text.as_bytes()).is_err(), "{text:?}");
    }
}

/// Text, kind of fault, its bytes, its position.
type Case = (&'static str, ReadErrorKind, usize, usize, &'static str);

#[rustfmt::skip]
const REFUSED: &[Case] = {
    use ReadErrorKind::*;
    &[
        ("/*", UnclosedComment, 0, 2, "1:1"),
        ("/*/", UnclosedComment, 0, 3, "1:1"),
        ("1\n /* é * /", UnclosedComment, 3, 12, "2:2"),
        ("[1, /* two\n]", UnclosedComment, 4, 12, "1:5"),
        ("{\"a\" /*: 1}", UnclosedComment, 5, 11, "1:6"),
        ("{\"a\": 1, /*}", UnclosedComment, 9, 12, "1:10"),
        ("/* /* */ */ 1", ExpectedValue, 9, 10, "1:10"),
        ("// only\n", UnexpectedEnd, 8, 8, "2:1"),
        ("", UnexpectedEnd, 0, 0, "1:1"),
        ("[1, // ]", UnexpectedEnd, 8, 8, "1:9"),
        ("/ 1", ExpectedValue, 0, 1, "1:1"),
        ("/", ExpectedValue, 0, 1, "1:1"),
        ("# a\n1", ExpectedValue, 0, 1, "1:1"),
        ("1 / 2", TrailingText, 2, 5, "1:3"),
        ("1 /**/ 2", TrailingText, 7, 8, "1:8"),
        ("[1 /**/ 2]", ExpectedCommaOrEnd, 8, 9, "1:9"),
        ("[1 / 2]", ExpectedCommaOrEnd, 3, 4, "1:4"),
        ("{\"a\"/:1}", ExpectedColon, 4, 5, "1:5"),
        ("[,]", ExpectedValue, 1, 2, "1:2"),
        ("[1,,]", ExpectedValue, 3, 4, "1:4"),
        ("[1,/**/,]", ExpectedValue, 7, 8, "1:8"),
        ("[1,}", ExpectedValue, 3, 4, "1:4"),
        ("{,}", ExpectedKey, 1, 2, "1:2"),
        ("{\"a\":1,,}", ExpectedKey, 7, 8, "1:8"),
        ("{\"a\":1,]", ExpectedKey, 7, 8, "1:8"),
        ("{\"a\":,}", ExpectedValue, 5, 6, "1:6"),
        ("1,", TrailingText, 1, 2, "1:2"),
        ("{a: 1}", ExpectedKey, 1, 2, "1:2"),
        ("['a']", ExpectedValue, 1, 2, "1:2"),
        ("+1", ExpectedValue, 0, 1, "1:1"),
        ("0x1", TrailingText, 1, 3, "1:2"),
        ("[.5]", ExpectedValue, 1, 2, "1:2"),
        ("\u{feff}1", ByteOrderMark, 0, 3, "1:1"),
        ("\"a // b", UnclosedString, 0, 7, "1:1"),
    ]
};

#[test]
fn the_nearest_other_things_are_refused_at_their_places() {
    for &(text, kind, start, end, position) in REFUSED {
        let error = Document::read_jsonc(text.as_bytes(), &Limits::default());
        let error = error.err().unwrap_or_else(|| panic!("{text:?} is read"));
        let place = (error.span.start, error.span.end);
        assert_eq!((error.kind, place), (kind, (start, end)), "{text:?}");
        assert_eq!(error.position.to_string(), position, "{text:?}");
    }
}

#[test]
fn a_comment_that_bytes_cut_off_may_have_had_an_end() {
    let cases: [(&[u8], ReadErrorKind, usize); 4] = [
        (b"/* \xff */ 1", ReadErrorKind::InvalidUtf8, 3),
        (b"1 // \xff", ReadErrorKind::InvalidUtf8, 5),
        (b"[,/* \xff */", ReadErrorKind::ExpectedValue, 1),
        (b"/\xff", ReadErrorKind::InvalidUtf8, 1),
    ];
    for (bytes, kind, start) in cases {
        let error = Document::read_jsonc(bytes, &Limits::default()).expect_err("it is refused");
        assert_eq!((error.kind, error.span.start), (kind, start), "{bytes:?}");
    }
}

#[test]
fn values_stand_where_the_text_has_them() {
    let text = "{ // é\n  /* b */ \"port\": /* c\n*/ 8080,\n}";
    let document = Document::read_jsonc(text.as_bytes(), &Limits::default()).expect("it is JSONC");
    let port = document.root().get("port").expect("the member is there");
    assert_eq!(port.raw(), "8080");
    assert_eq!(document.position(port.span().start).to_string(), "3:4");
    assert_eq!(document.root().raw(), text);
}

#[test]
fn names_that_stand_twice_and_depth_are_seen_between_comments() {
    let text = b"{\"a\": 1, // one\n \"\\u0061\": 2,}";
    let document = Document::read_jsonc(text, &Limits::default()).expect("it is JSONC");
    assert_eq!(document.duplicate_keys().len(), 1);
    let limits = Limits {
        max_depth: 1,
        ..Limits::default()
    };
    assert!(Document::read_jsonc(b"/*[[[*/[1,]", &limits).is_ok());
    let deep = Document::read_jsonc(b"[/**/[]]", &limits).expect_err("it is too deep");
    assert_eq!(deep.kind, ReadErrorKind::TooDeep);
}

/// Were looking for the end of comments quadratic, this would take minutes.
#[test]
fn a_million_comments_are_read_in_one_pass() {
    for comment in ["/**/", "//\n", "/*/*/"] {
        let text = comment.repeat(1_000_000) + "1" + &comment.repeat(1_000_000);
        assert!(Document::read_jsonc(text.as_bytes(), &Limits::default()).is_ok());
    }
}

proptest! {
    #[test]
    fn what_is_json_is_the_same_document(text in json_text()) {
        let json = Document::from_slice(text.as_bytes());
        let jsonc = Document::read_jsonc(text.as_bytes(), &Limits::default());
        if let (Ok(json), Ok(jsonc)) = (&json, &jsonc) {
            prop_assert_eq!(Json::from(json.root()), Json::from(jsonc.root()));
            prop_assert_eq!(json.duplicate_keys(), jsonc.duplicate_keys());
        }
        prop_assert!(json.is_err() || jsonc.is_ok());
    }

    #[test]
    fn no_bytes_make_it_panic(text in "[\\[\\]{}:,\"/*1 \né\\\\]{0,40}") {
        let mut buffer = Buffer::default();
        let limits = Limits::default();
        let jsonc = Document::read_as(text.as_bytes(), Syntax::Jsonc, &limits, &mut buffer);
        if let Err(error) = jsonc {
            prop_assert!(text.get(error.span.start..error.span.end).is_some());
        }
    }
}
