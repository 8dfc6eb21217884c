//! JSON Pointers: their grammar, their escapes, and what they point to.

use proptest::prelude::*;
use trueup_document::pointer::{escape, unescape};
use trueup_document::{Document, Pointer};

const TEXT: &str = r#"{
  "foo": ["bar", "baz", [10, 11]], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5,
  "k\"l": 6, " ": 7, "m~n": 8, "~1": 9, "/": {"/": {"": "deep"}}, "0": {"01": "name"},
  "twice": "first", "tw\u0069ce": "second", "-": "dash", "x\u00e9": "escaped"
}"#;

#[test]
fn a_pointer_finds_its_value() {
    let cases = [
        ("", None, Some("{")),
        ("/foo/0", None, Some("\"bar\"")),
        ("/foo/2/1", None, Some("11")),
        ("/", Some(""), Some("0")),
        ("/a~1b", Some("a/b"), Some("1")),
        ("/c%d", Some("c%d"), Some("2")),
        ("/e^f", Some("e^f"), Some("3")),
        ("/i\\j", Some("i\\j"), Some("5")),
        ("/k\"l", Some("k\"l"), Some("6")),
        ("/ ", Some(" "), Some("7")),
        ("/m~0n", Some("m~n"), Some("8")),
        ("/~01", Some("~1"), Some("9")),
        ("/~1/~1/", Some(""), Some("\"deep\"")),
        ("/0/01", Some("01"), Some("\"name\"")),
        ("/-", Some("-"), Some("\"dash\"")),
        ("/twice", Some("twice"), Some("\"first\"")),
        ("/xé", Some("xé"), Some("\"escaped\"")),
        // Not there.
        ("/bar", None, None),
        ("//", None, None),
        ("/foo/3", None, None),
        ("/foo/-", None, None),
        ("/foo/00", None, None),
        ("/foo/01", None, None),
        ("/foo/+1", None, None),
        ("/foo/ 1", None, None),
        ("/foo/-0", None, None),
        ("/foo/1.0", None, None),
        ("/foo/18446744073709551616", None, None),
        ("/foo/0/0", None, None),
        ("/foo/", None, None),
        ("/a/b", None, None),
    ];
    let document = Document::from_slice(TEXT.as_bytes()).expect("the text is JSON");
    for (pointer, name, raw) in cases {
        let target = Pointer::parse(pointer)
            .expect("it is a pointer")
            .resolve(&document);
        let found = target.map(|target| target.node.raw());
        match (found, raw) {
            (Some(found), Some(raw)) => assert!(found.starts_with(raw), "{pointer}: {found}"),
            (found, raw) => assert_eq!(found, raw, "{pointer}"),
        }
        let member = target.and_then(|target| target.member);
        assert_eq!(
            member.map(|member| member.name().into_owned()).as_deref(),
            name,
            "{pointer}"
        );
    }
}

#[test]
fn only_what_the_grammar_gives_is_a_pointer() {
    for text in [
        "", "/", "//", "/a", "/~0", "/~1", "/~01~10", "/a/~0/", "/é", "/ ",
    ] {
        let pointer = Pointer::parse(text);
        assert_eq!(pointer.as_ref().map(Pointer::as_str), Some(text));
    }
    for text in [
        "a", " ", "#", "#/a", "a/b", "~0", "/~", "/~2", "/a~/b", "/~~0", "/~é", "/0~",
    ] {
        assert_eq!(Pointer::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_child_is_one_token_further_and_its_parent_one_less() {
    let root = Pointer::root();
    assert_eq!((root.as_str(), root.parent()), ("", None));
    for (token, text) in [
        ("a", "/a"),
        ("", "/"),
        ("a/b", "/a~1b"),
        ("~1", "/~01"),
        ("0", "/0"),
    ] {
        let child = root.child(token);
        assert_eq!(child.to_string(), text);
        assert_eq!(child.parent(), Some(Pointer::root()));
        let grandchild = child.child("x");
        assert_eq!(grandchild.parent().as_ref(), Some(&child));
        assert_eq!(grandchild.tokens().collect::<Vec<_>>(), [token, "x"]);
    }
    assert_eq!(root.tokens().count(), 0);
    assert_eq!(root.child("").tokens().collect::<Vec<_>>(), [""]);
}

proptest! {
    #[test]
    fn escaping_can_be_undone(token in "[a~/01é]{0,12}") {
        let escaped = escape(&token);
        prop_assert_eq!(unescape(&escaped), token.as_str());
        prop_assert!(!escaped.contains('/'));
    }

    #[test]
    fn a_pointer_made_of_tokens_has_these_tokens(
        tokens in proptest::collection::vec("[a~/01é]{0,4}", 0..6),
    ) {
        let pointer = tokens.iter().fold(Pointer::root(), |pointer, token| pointer.child(token));
        prop_assert_eq!(Pointer::parse(pointer.as_str()), Some(pointer.clone()));
        prop_assert_eq!(pointer.tokens().collect::<Vec<_>>(), tokens);
    }
}
