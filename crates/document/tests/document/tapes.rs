//! The tape of a document, entry by entry.

use trueup_document::tape::Tape;
use trueup_document::{Document, Node};

#[test]
fn places_on_the_tape_are_those_of_values_and_names() {
    let text = r#"{"a": [1, [2], 3], "b\n": {}}"#;
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    let tape = Tape::of(document.root());
    assert_eq!(tape.bytes(), text.as_bytes());
    let raw = |at: usize| std::str::from_utf8(tape.raw(tape.item(at))).expect("it is UTF-8");
    let all = [
        "\"a\"",
        "[1, [2], 3]",
        "1",
        "[2]",
        "2",
        "3",
        "\"b\\n\"",
        "{}",
    ];
    assert!((1..=8).map(raw).eq(all));
    assert_eq!(
        (1..=8).map(|at| tape.node(at).raw()).collect::<Vec<_>>(),
        all
    );
    let counts = [0, 2, 4, 8].map(|at| tape.item(at).count());
    assert_eq!(counts, [Some(2), Some(3), Some(1), Some(0)]);
    let inner = [1, 7].map(|at| tape.inner(tape.item(at)));
    assert_eq!(inner, [&b"a"[..], b"b\\n"]);
    let texts = [1, 7].map(|at| tape.text(tape.item(at)).into_owned());
    assert_eq!(texts, ["a", "b\n"]);
}

#[test]
fn a_value_contains_the_places_of_what_is_in_it() {
    let text = r#"{"a": [1, [2], 3], "b": {}}"#;
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    let array = document.root().get("a").expect("it is there");
    assert_eq!(array.index(), 2);
    let inside: Vec<usize> = (0..9).filter(|place| array.contains(*place)).collect();
    assert_eq!(inside, [2, 3, 4, 5, 6]);
    let one = array.elements().next().expect("an element");
    assert!(one.contains(3) && !one.contains(2) && !one.contains(4));
    let name = Tape::of(array).node(1);
    assert!(name.contains(1) && !name.contains(0) && !name.contains(2));
}

#[test]
fn a_string_without_escapes_is_plain() {
    let text = r#"["ab", "", "a\n", 12, null, {"é": 1}]"#;
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    let plain = document.root().elements().map(Node::as_plain_str);
    assert!(plain.eq([Some("ab"), Some(""), None, None, None, None]));
    assert_eq!(Tape::of(document.root()).node(7).as_plain_str(), Some("é"));
}
