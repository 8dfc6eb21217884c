//! The cursor, which passes over a text without reading it into a document.

use trueup_document::cursor::Cursor;
use trueup_document::{Buffer, Limits};

fn cursor(text: &str) -> Cursor<'_> {
    Cursor::new(text.as_bytes(), &Limits::default()).expect("it is UTF-8")
}

#[test]
fn a_cursor_knows_its_text_and_its_limits() {
    let limits = |max_depth, max_bytes| Limits {
        max_depth,
        max_bytes,
    };
    let found = Cursor::new(b"[1]", &limits(7, 3)).expect("it is short enough");
    assert_eq!(
        (found.text(), found.bytes(), found.max_depth()),
        ("[1]", &b"[1]"[..], 7)
    );
    let found = Cursor::new(b"1", &limits(usize::MAX, 3)).expect("it is short enough");
    assert_eq!(found.max_depth(), Limits::DEEPEST);
    assert!(Cursor::new(b"[1]", &limits(7, 2)).is_none());
    assert!(Cursor::new(b"[1]", &limits(7, 1)).is_none());
    assert!(Cursor::new(b"\xFF", &limits(7, 3)).is_none());
}

#[test]
fn numbers_are_found_where_they_begin() {
    let filler = " ".repeat(20);
    for (text, length, whole) in [
        ("7", Some(1), Some(7)),
        ("-12,", Some(3), Some(-12)),
        ("0]", Some(1), Some(0)),
        ("1.5e3", Some(5), None),
        ("01", None, None),
        ("-", None, None),
        ("-01", None, None),
        ("x", None, None),
        ("1.", None, None),
        (
            "123456789012345678",
            Some(18),
            Some(123_456_789_012_345_678),
        ),
        ("1234567890123456789", Some(19), None),
        ("-1234567890123456789", Some(20), None),
    ] {
        let text = format!("{filler}{text}");
        let cursor = cursor(&text);
        let end = length.map(|length| 20 + length);
        let found = cursor.number(20);
        assert_eq!(found.map(|digits| digits.end), end, "{text}");
        assert_eq!(found.and_then(|digits| digits.whole), whole, "{text}");
        assert_eq!(cursor.skip_number(20), end, "{text}");
    }
}

#[test]
fn a_name_that_may_stand_twice_is_told_from_one_that_does_not() {
    // The upper six bits of a fingerprint choose its bit.
    let bit = |bit: u32, rest: u32| bit << 26 | rest;
    let mut cursor = cursor("");
    let mut names = cursor.open();
    assert!(cursor.note(&mut names, bit(0, 0)).is_some());
    assert!(cursor.note(&mut names, bit(0, 1)).is_some());
    assert!(cursor.note(&mut names, bit(1, 0)).is_some());
    assert!(cursor.note(&mut names, bit(0, 1)).is_none());
    assert!(cursor.note(&mut names, bit(1, 0)).is_none());
    // Beyond so many names it no longer looks through them.
    let mut names = cursor.open();
    for rest in 0..512 {
        assert!(cursor.note(&mut names, bit(0, rest)).is_some(), "{rest}");
    }
    assert!(cursor.note(&mut names, bit(0, 512)).is_none());
    assert!(cursor.note(&mut names, bit(1, 512)).is_some());
}

#[test]
fn the_names_of_an_inner_object_are_forgotten_where_it_ends() {
    let mut cursor = cursor("");
    let mut outer = cursor.open();
    assert!(cursor.note(&mut outer, 0).is_some());
    let mut inner = cursor.open();
    assert!(cursor.note(&mut inner, 1).is_some());
    cursor.close(inner);
    assert!(cursor.note(&mut outer, 1).is_some());
    assert!(cursor.note(&mut outer, 1).is_none());
}

#[test]
fn memory_is_handed_on_empty() {
    let mut first = cursor("");
    let mut names = first.open();
    first.note(&mut names, 1).expect("a new name");
    let mut memory = Vec::new();
    first.release(&mut memory);
    assert!(memory.is_empty() && memory.capacity() > 0);
    let second = Cursor::with_memory(b"", &Limits::default(), &mut memory);
    assert!(memory.capacity() == 0 && second.is_some());
}

#[test]
fn values_are_passed_over_to_their_ends() {
    for text in [
        "{\"a\":1,\"b\":2}",
        "{ \"a\" : [1, {}] , \"b\" : \"\" }",
        "[1,[2],3]",
        "-1.5",
        "true",
    ] {
        let spaced = format!("  {text} ,");
        let mut cursor = cursor(&spaced);
        let (at, byte) = cursor.space(0);
        assert_eq!(cursor.skip(at, byte, 0), Some(2 + text.len()), "{text}");
    }
}

#[test]
fn after_a_colon_stands_what_whitespace_is_before() {
    for (space, passed) in [
        ("", 0),
        (" ", 1),
        ("  ", 2),
        (" \n", 2),
        ("\n ", 2),
        ("\n", 1),
        (" \t\r\n  ", 6),
        ("\u{1}", 0),
        (" \u{1}", 1),
    ] {
        let text = format!("{{\"a\":{space}7, \"b\": 8}}");
        let cursor = cursor(&text);
        let (at, byte) = cursor.gap(5);
        assert_eq!(at, 5 + passed, "{text:?}");
        assert_eq!(byte, text.as_bytes()[at], "{text:?}");
    }
}

#[test]
fn one_value_of_a_text_is_read_into_a_document() {
    let text = "{\"a\": [1, [2]] } x";
    let cursor = Cursor::new(
        text.as_bytes(),
        &Limits {
            max_depth: 3,
            ..Limits::default()
        },
    );
    let cursor = cursor.expect("it is UTF-8");
    let mut buffer = Buffer::default();
    let (document, end) = cursor.document(6, 1, &mut buffer).expect("a value");
    assert_eq!((document.root().raw(), end), ("[1, [2]]", 14));
    assert_eq!(document.root().span().start, 6);
    assert!(cursor.document(6, 2, &mut buffer).is_none());
    assert!(cursor.document(6, 4, &mut buffer).is_none());
    assert!(cursor.document(17, 1, &mut buffer).is_none());
}

#[test]
fn objects_and_arrays_are_passed_over_down_to_the_deepest_level() {
    for (fits, deeper) in [
        ("{\"a\":{\"a\":1}}", "{\"a\":{\"a\":{}}}"),
        ("[[1]]", "[[[]]]"),
        ("{\"a\":[1]}", "{\"a\":[{}]}"),
        ("[{\"a\":1}]", "[{\"a\":[]}]"),
    ] {
        let limits = Limits {
            max_depth: 2,
            ..Limits::default()
        };
        let end = |text: &str| {
            let mut cursor = Cursor::new(text.as_bytes(), &limits).expect("it is UTF-8");
            let (at, byte) = cursor.space(0);
            cursor.skip(at, byte, 0)
        };
        assert_eq!(end(fits), Some(fits.len()), "{fits}");
        assert_eq!(end(deeper), None, "{deeper}");
    }
}
