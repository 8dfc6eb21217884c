//! Every kind of fault, with the bytes that it covers, its line and its column.

use trueup_document::{Document, Limits, ReadError, ReadErrorKind};

type Case = (&'static [u8], ReadErrorKind, usize, usize, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = {
    use ReadErrorKind::*;
    &[
        (b"", UnexpectedEnd, 0, 0, "1:1"),
        (b" \n\t", UnexpectedEnd, 3, 3, "2:2"),
        (b"[", UnexpectedEnd, 1, 1, "1:2"),
        (b"[1", UnexpectedEnd, 2, 2, "1:3"),
        (b"[1,", UnexpectedEnd, 3, 3, "1:4"),
        (b"{", UnexpectedEnd, 1, 1, "1:2"),
        (b"{\"a\"", UnexpectedEnd, 4, 4, "1:5"),
        (b"{\"a\":", UnexpectedEnd, 5, 5, "1:6"),
        (b"{\"a\":1,\n", UnexpectedEnd, 8, 8, "2:1"),

        (b"nul", ExpectedValue, 0, 3, "1:1"),
        (b"[nothing]", ExpectedValue, 1, 8, "1:2"),
        (b"TRUE", ExpectedValue, 0, 4, "1:1"),
        (b"[,1]", ExpectedValue, 1, 2, "1:2"),
        (b"[1,,2]", ExpectedValue, 3, 4, "1:4"),
        (b"[}", ExpectedValue, 1, 2, "1:2"),
        (b"[1,}", ExpectedValue, 3, 4, "1:4"),
        (b"{\"a\":}", ExpectedValue, 5, 6, "1:6"),
        (b"{\"a\":,", ExpectedValue, 5, 6, "1:6"),
        (b"+1", ExpectedValue, 0, 1, "1:1"),
        (b"[.5]", ExpectedValue, 1, 2, "1:2"),
        (b"['a']", ExpectedValue, 1, 2, "1:2"),
        (b"\0", ExpectedValue, 0, 1, "1:1"),
        (b"[\0]", ExpectedValue, 1, 2, "1:2"),
        (b"\x0c1", ExpectedValue, 0, 1, "1:1"),
        ("[\n\u{a0}1]".as_bytes(), ExpectedValue, 2, 4, "2:1"),
        ("\u{2028}".as_bytes(), ExpectedValue, 0, 3, "1:1"),
        (b"/* */ 1", ExpectedValue, 0, 1, "1:1"),

        (b"{a:1}", ExpectedKey, 1, 2, "1:2"),
        (b"{1:1}", ExpectedKey, 1, 2, "1:2"),
        (b"{,}", ExpectedKey, 1, 2, "1:2"),
        (b"{]", ExpectedKey, 1, 2, "1:2"),
        (b"{\"a\":1,]", ExpectedKey, 7, 8, "1:8"),
        (b"{\"a\":1,\n  name: 2}", ExpectedKey, 10, 14, "2:3"),
        ("{é:1}".as_bytes(), ExpectedKey, 1, 3, "1:2"),

        (b"{\"a\" 1}", ExpectedColon, 5, 6, "1:6"),
        (b"{\"a\",1}", ExpectedColon, 4, 5, "1:5"),
        (b"{\"a\"}", ExpectedColon, 4, 5, "1:5"),
        (b"{\"a\"\0:1}", ExpectedColon, 4, 5, "1:5"),
        (b"{\"a\" = 1}", ExpectedColon, 5, 6, "1:6"),

        (b"[1 2]", ExpectedCommaOrEnd, 3, 4, "1:4"),
        (b"[1}", ExpectedCommaOrEnd, 2, 3, "1:3"),
        (b"[truefalse]", ExpectedCommaOrEnd, 5, 10, "1:6"),
        (b"[1:2]", ExpectedCommaOrEnd, 2, 3, "1:3"),
        (b"[\"\"\"\"]", ExpectedCommaOrEnd, 3, 4, "1:4"),
        (b"[0x1F]", ExpectedCommaOrEnd, 2, 5, "1:3"),
        (b"[1\0]", ExpectedCommaOrEnd, 2, 3, "1:3"),
        (b"{\"a\":1 \"b\":2}", ExpectedCommaOrEnd, 7, 8, "1:8"),
        (b"{\"a\":1]", ExpectedCommaOrEnd, 6, 7, "1:7"),
        (b"{\"a\":{}:1}", ExpectedCommaOrEnd, 7, 8, "1:8"),

        (b"[1,]", TrailingComma, 2, 3, "1:3"),
        (b"[1 ,\r\n\t ]", TrailingComma, 3, 4, "1:4"),
        (b"{\"a\":1,}", TrailingComma, 6, 7, "1:7"),
        (b"{\"a\":1,\n}", TrailingComma, 6, 7, "1:7"),
        ("[\"é\",]".as_bytes(), TrailingComma, 5, 6, "1:5"),

        (b"1 2", TrailingText, 2, 3, "1:3"),
        (b"{} {}", TrailingText, 3, 5, "1:4"),
        (b"[]]", TrailingText, 2, 3, "1:3"),
        (b"1,", TrailingText, 1, 2, "1:2"),
        (b"null\0", TrailingText, 4, 5, "1:5"),
        (b"truex", TrailingText, 4, 5, "1:5"),
        (b"1\n\n# end", TrailingText, 3, 8, "3:1"),
        (b"12-3", TrailingText, 2, 4, "1:3"),

        (b"\"", UnclosedString, 0, 1, "1:1"),
        (b"\"abcdefghijklmno", UnclosedString, 0, 16, "1:1"),
        (b"[\"a]", UnclosedString, 1, 4, "1:2"),
        (b"[\"a\\\"]", UnclosedString, 1, 6, "1:2"),
        (b"[\"a\\", UnclosedString, 1, 4, "1:2"),
        (b"\"\\u12", UnclosedString, 0, 5, "1:1"),
        (b"{\"a", UnclosedString, 1, 3, "1:2"),

        (b"\"a\nb\"", ControlCharacter, 2, 3, "1:3"),
        (b"\"\t\"", ControlCharacter, 1, 2, "1:2"),
        (b"\"\0\"", ControlCharacter, 1, 2, "1:2"),
        (b"[\"abcdefghijklmnopq\x1f\"]", ControlCharacter, 19, 20, "1:20"),
        (b"{\"a\rb\":1}", ControlCharacter, 3, 4, "1:4"),
        ("[\"é\u{1}\"]".as_bytes(), ControlCharacter, 4, 5, "1:4"),
        (b"\"\\n\n\"", ControlCharacter, 3, 4, "1:4"),
        // The text may go on past the fault: the quote is not what is missing.
        (b"\"abc\n", ControlCharacter, 4, 5, "1:5"),

        (b"\"\\x\"", InvalidEscape, 1, 3, "1:2"),
        (b"\"ab\\ c\"", InvalidEscape, 3, 5, "1:4"),
        (b"\"\\u12g4\"", InvalidEscape, 1, 5, "1:2"),
        (b"\"\\u\"", InvalidEscape, 1, 3, "1:2"),
        (b"\"\\U0041\"", InvalidEscape, 1, 3, "1:2"),
        (b"\"\\u+123\"", InvalidEscape, 1, 3, "1:2"),
        ("\"\\é\"".as_bytes(), InvalidEscape, 1, 4, "1:2"),
        ("\"\\u00é\"".as_bytes(), InvalidEscape, 1, 5, "1:2"),
        (b"{\"\\'\":1}", InvalidEscape, 2, 4, "1:3"),
        (b"\"\\\n\"", InvalidEscape, 1, 3, "1:2"),

        (b"\"\\ud800\"", LoneSurrogate, 1, 7, "1:2"),
        (b"\"\\udc00\"", LoneSurrogate, 1, 7, "1:2"),
        (b"\"\\uDBFF\\uDBFF\"", LoneSurrogate, 1, 7, "1:2"),
        (b"\"\\ud83d\\ude00\\ude00\"", LoneSurrogate, 13, 19, "1:14"),
        (b"\"\\ud800\\n\"", LoneSurrogate, 1, 7, "1:2"),
        (b"\"\\ud800\\u0041\"", LoneSurrogate, 1, 7, "1:2"),
        (b"{\"\\udfff\":1}", LoneSurrogate, 2, 8, "1:3"),

        (b"-", InvalidNumber, 0, 1, "1:1"),
        (b"[-]", InvalidNumber, 1, 2, "1:2"),
        (b"-x", InvalidNumber, 0, 2, "1:1"),
        (b"--1", InvalidNumber, 0, 3, "1:1"),
        (b"-Infinity", InvalidNumber, 0, 9, "1:1"),
        (b"01", InvalidNumber, 0, 2, "1:1"),
        (b"[-012]", InvalidNumber, 1, 5, "1:2"),
        (b"1.", InvalidNumber, 0, 2, "1:1"),
        (b"[1.]", InvalidNumber, 1, 3, "1:2"),
        (b"1.e5", InvalidNumber, 0, 4, "1:1"),
        (b"1e", InvalidNumber, 0, 2, "1:1"),
        (b"1e+", InvalidNumber, 0, 3, "1:1"),
        (b"1E-,", InvalidNumber, 0, 3, "1:1"),
        ("-é".as_bytes(), InvalidNumber, 0, 1, "1:1"),
        ("1.é".as_bytes(), InvalidNumber, 0, 2, "1:1"),

        (b"\xff", InvalidUtf8, 0, 1, "1:1"),
        (b"[\"a\xc3\"]", InvalidUtf8, 3, 4, "1:4"),
        (b"{\"k\xe9y\":1}", InvalidUtf8, 3, 4, "1:4"),
        (b"{\"a\":{\"skipped\":[\"\xf0\x9f\x98\"]}}", InvalidUtf8, 18, 21, "1:19"),
        (b"1 \n\xfe", InvalidUtf8, 3, 4, "2:1"),
        (b"\"\xed\xa0\x80\"", InvalidUtf8, 1, 2, "1:2"),
        (b"\"\xc0\xaf\"", InvalidUtf8, 1, 2, "1:2"),
        (b"\"\xf4\x90\x80\x80\"", InvalidUtf8, 1, 2, "1:2"),
        (b"\"\xe2\x82", InvalidUtf8, 1, 3, "1:2"),
        ("\u{feff}".as_bytes(), ByteOrderMark, 0, 3, "1:1"),
        (b"\xef\xbb\xbf{}", ByteOrderMark, 0, 3, "1:1"),
        (b"\xff\xfe[\0]\0", InvalidUtf8, 0, 1, "1:1"),
        // A mark further in is a character like any other.
        ("[\u{feff}]".as_bytes(), ExpectedValue, 1, 4, "1:2"),

        // The first fault counts, whichever kind it is.
        (b"[1,]\xff", TrailingComma, 2, 3, "1:3"),
        (b"[01, \"\xff\"]", InvalidNumber, 1, 3, "1:2"),
        (b"1 2\xff\xff", TrailingText, 2, 5, "1:3"),
        // What reaches up to the bad byte may have gone on well but for it.
        (b"[tru\xff]", InvalidUtf8, 4, 5, "1:5"),
        (b"[1.\xff]", InvalidUtf8, 3, 4, "1:4"),
        (b"[\"abc\xff\"]", InvalidUtf8, 5, 6, "1:6"),
    ]
};

fn fault(bytes: &[u8], limits: &Limits) -> ReadError {
    let text = String::from_utf8_lossy(bytes);
    Document::read(bytes, limits).map_or_else(|error| error, |_| panic!("{text:?} is read"))
}

#[test]
fn each_fault_has_its_kind_its_bytes_and_its_place() {
    for &(bytes, kind, start, end, position) in CASES {
        let text = String::from_utf8_lossy(bytes);
        let error = fault(bytes, &Limits::default());
        assert_eq!(error.kind, kind, "{text:?}");
        assert_eq!((error.span.start, error.span.end), (start, end), "{text:?}");
        assert_eq!(error.position.to_string(), position, "{text:?}");
        assert_eq!(error.to_string(), format!("{position}: {}", kind.message()));
    }
}

#[test]
fn a_fault_is_the_same_inside_other_values() {
    for &(bytes, kind, start, end, _) in CASES {
        // What ends the text, follows the value or begins the text is another fault in there.
        let by_place = [
            ReadErrorKind::TrailingText,
            ReadErrorKind::ByteOrderMark,
            ReadErrorKind::UnexpectedEnd,
            ReadErrorKind::UnclosedString,
        ];
        if by_place.contains(&kind) {
            continue;
        }
        // After a value that is whole, or in a half character, the surroundings matter.
        if bytes == b"1 \n\xfe" || bytes == b"\"\xe2\x82" {
            continue;
        }
        let before = "[{\"é\": [null, \"\\ud83d\\ude00\"]},\r\n\t";
        let around = [before.as_bytes(), bytes, b"]"].concat();
        let error = fault(&around, &Limits::default());
        let text = String::from_utf8_lossy(&around);
        assert_eq!(error.kind, kind, "{text:?}");
        let span = (error.span.start, error.span.end);
        assert_eq!(span, (before.len() + start, before.len() + end), "{text:?}");
    }
}

#[test]
fn every_kind_has_a_case_a_code_and_a_message_of_its_own() {
    let mut kinds: Vec<ReadErrorKind> = CASES.iter().map(|case| case.1).collect();
    // `jsonc.rs` and `limits.rs` have the cases of these.
    kinds.extend([
        ReadErrorKind::UnclosedComment,
        ReadErrorKind::TooDeep,
        ReadErrorKind::TooLarge,
    ]);
    let of = |name: fn(ReadErrorKind) -> &'static str| {
        let mut names: Vec<_> = kinds.iter().map(|&kind| name(kind)).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    assert_eq!(
        (of(ReadErrorKind::code), of(ReadErrorKind::message)),
        (17, 17)
    );
    // What is too much can be mended in more than one way.
    kinds.push(ReadErrorKind::NonFiniteNumber);
    for kind in kinds {
        let many = matches!(kind, ReadErrorKind::TooDeep | ReadErrorKind::TooLarge);
        assert_eq!(kind.remedy().is_none(), many, "{kind:?}");
        assert!(!kind.is_remark(), "{kind:?}");
    }
    assert!(ReadErrorKind::UnknownTag.is_remark());
    assert!(!ReadErrorKind::RecursiveAlias.is_remark());
}

#[test]
fn what_another_reader_says_of_a_fault_is_kept_unless_it_is_nothing() {
    let error = fault(b"[1,]", &Limits::default());
    assert_eq!(error.clone().with_detail(""), error);
    let detailed = error.clone().with_detail("a stray comma");
    assert_eq!(detailed.detail.as_deref(), Some("a stray comma"));
    assert!(detailed.message().contains("a stray comma"), "{detailed:?}");
    assert_eq!(error.message(), error.kind.message());
}
