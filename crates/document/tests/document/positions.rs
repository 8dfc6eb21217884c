//! Lines and columns: from 1, in Unicode scalar values, whatever stands before.

use proptest::prelude::*;
use trueup_document::{Document, LineIndex, Node};

/// Texts in which `X` is a number, with the line and column where it stands.
const PLACES: &[(&str, &str)] = &[
    ("X", "1:1"),
    ("  X", "1:3"),
    ("[X]", "1:2"),
    ("[\nX]", "2:1"),
    ("[\r\nX]", "2:1"),
    ("[\r\n\r\n\tX]", "3:2"),
    ("[\n\r X]", "2:3"),
    // A CR alone ends no line.
    ("[\rX]", "1:3"),
    ("[\t\tX]", "1:4"),
    ("[\"é\",X]", "1:6"),
    ("[\"漢字\",X]", "1:7"),
    ("[\"😀\",X]", "1:6"),
    // Scalar values, not what a reader may see as one: two here.
    ("[\"e\u{301}\",X]", "1:7"),
    ("[\"\\ud83d\\ude00\",X]", "1:17"),
    ("[\"\\n\",X]", "1:7"),
    ("{\"k\\u00e9y\":X}", "1:13"),
    ("{\"a\\\"b\": X}", "1:10"),
    ("{\"\\\\\" :\n  X}", "2:3"),
    ("{\"é\":{\"漢\":[\n\t\"😀\", X]}}", "2:7"),
    // Not line ends, though some tools take them for such.
    ("[\"\u{2028}\u{2029}\u{85}\",X]", "1:8"),
];

fn find<'d>(node: Node<'d>, raw: &str) -> Option<Node<'d>> {
    if node.raw() == raw {
        return Some(node);
    }
    let values = node.members().map(trueup_document::Member::value);
    node.elements()
        .chain(values)
        .find_map(|part| find(part, raw))
}

#[test]
fn a_value_stands_where_an_editor_shows_it() {
    for &(text, place) in PLACES {
        let text = text.replace('X', "4711");
        let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
        let span = find(document.root(), "4711")
            .expect("the number is there")
            .span();
        assert_eq!(
            span.start,
            text.find("4711").expect("it stands in the text")
        );
        assert_eq!(span.end, span.start + 4);
        assert_eq!(document.position(span.start).to_string(), place, "{text:?}");
        assert_eq!(
            document.line_index().position(span.start).to_string(),
            place,
            "{text:?}"
        );
    }
}

#[test]
fn an_offset_inside_a_character_is_where_the_character_begins() {
    let text = "[\"é😀\"\n]";
    let index = LineIndex::new(text.as_bytes());
    let columns: Vec<usize> = (0..8).map(|at| index.position(at).column).collect();
    assert_eq!(columns, [1, 2, 3, 3, 4, 4, 4, 4]);
    assert_eq!(index.position(8).to_string(), "1:5");
    assert_eq!(index.position(9).to_string(), "1:6");
    assert_eq!(index.position(10).to_string(), "2:1");
}

#[test]
fn an_offset_past_the_end_is_the_end() {
    for (text, end) in [("", "1:1"), ("1", "1:2"), ("1\n", "2:1"), ("1\r\n ", "2:2")] {
        let index = LineIndex::new(text.as_bytes());
        for offset in [text.len(), text.len() + 1, usize::MAX] {
            assert_eq!(index.position(offset).to_string(), end, "{text:?}");
        }
    }
    let document = Document::from_slice(b"1\n").expect("the text is JSON");
    assert_eq!(document.position(usize::MAX).to_string(), "2:1");
}

#[test]
fn bytes_that_are_no_utf8_still_have_places() {
    let index = LineIndex::new(b"\xff\xfe\n\x80\x80\x80\x80\x80x");
    assert_eq!(index.position(1).to_string(), "1:2");
    assert_eq!(index.position(3).to_string(), "2:1");
    assert_eq!(index.position(99).to_string(), "2:2");
}

#[test]
fn a_line_is_its_bytes_without_what_ends_it() {
    let index = LineIndex::new(b"one\r\ntwo\n\nfo\rur\r");
    let lines: Vec<&[u8]> = (0..7).map(|line| index.line(line)).collect();
    let expected: [&[u8]; 7] = [b"", b"one", b"two", b"", b"fo\rur", b"", b""];
    assert_eq!(lines, expected);
    assert_eq!(index.line(usize::MAX), b"");
    assert_eq!(LineIndex::new(b"").line(1), b"");
    assert_eq!(LineIndex::new(b"a\n").line(2), b"");
}

/// What a plain count says.
fn plain_position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.split('\n').count();
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

fn space() -> impl Strategy<Value = String> {
    let kinds = vec![" ", "  ", "        ", "\t", "\n", "\r\n", "\r", "\n\n   "];
    let kind = proptest::sample::select(kinds);
    proptest::collection::vec(kind, 0..5).prop_map(|kinds| kinds.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// A number at a known place among strings, escapes and whitespace of all sorts.
    #[test]
    fn a_value_in_any_surroundings_stands_where_it_was_put(
        spaces in proptest::collection::vec(space(), 6),
        key in "[a-zé漢😀]{0,12}",
        escapes in "(\\\\n|\\\\u00e9|\\\\ud83d\\\\ude00|\\\\\\\\|\\\\\"|x){0,6}",
    ) {
        let [a, b, c, d, e, f] = &spaces[..] else { return Ok(()) };
        let before = format!("{a}{{{b}\"{key}\":[\"{escapes}\"{c},{d}");
        let text = format!("{before}4711{e}]{f},\"{escapes}{key}\":0}}");
        let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
        let node = document.root().get(&key).and_then(|node| node.elements().nth(1));
        let node = node.expect("the number is the second of its array");
        prop_assert_eq!(node.raw(), "4711");
        prop_assert_eq!(node.span().start, before.len());
        let (line, column) = plain_position(&text, before.len());
        let position = document.position(before.len());
        prop_assert_eq!((position.line, position.column), (line, column));
        prop_assert_eq!(document.line_index().position(before.len()), position);
    }

    #[test]
    fn every_boundary_of_any_text_has_its_place(text in "[a\\n\\r\\té漢😀]{0,30}") {
        let index = LineIndex::new(text.as_bytes());
        for (offset, _) in text.char_indices() {
            let position = index.position(offset);
            prop_assert_eq!((position.line, position.column), plain_position(&text, offset));
        }
    }
}
