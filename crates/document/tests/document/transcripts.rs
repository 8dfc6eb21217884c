//! Texts in another syntax, written out as JSON: what is written, and where everything stands.

use trueup_document::{Buffer, Document, Limits, ReadError, ReadErrorKind, Span, Transcript};

const SOURCE: &str = "a: [é, yes, ~, 1]\n\"b\": {}\nc: x";

fn span(part: &str) -> Span {
    let start = SOURCE.find(part).expect("a part of the text");
    let end = start + part.len();
    Span { start, end }
}

/// The text above, as a reader of YAML would write it out.
fn transcript() -> Transcript<'static> {
    let mut transcript = Transcript::new(SOURCE);
    transcript.open_object(span("a: ["));
    transcript.key("a", span("a"));
    transcript.open_array(span("["));
    assert_eq!(transcript.depth(), 2);
    transcript.string("é", span("é"));
    transcript.boolean(true, span("yes"));
    transcript.remark(ReadErrorKind::UnknownTag);
    transcript.null(span("~"));
    transcript.number("1", span("1"));
    transcript.close(span("]").end);
    transcript.key("b", span("\"b\""));
    transcript.open_object(span("{"));
    transcript.close(span("}").end);
    assert_eq!(transcript.depth(), 1);
    transcript.key("c", span("c:"));
    transcript.remark(ReadErrorKind::NonStringKey);
    transcript.boolean(false, span("x"));
    transcript.close(SOURCE.len());
    assert_eq!(transcript.depth(), 0);
    transcript
}

fn read<'s>(transcript: &'s Transcript<'_>) -> Result<Document<'s>, ReadError> {
    Document::of_transcript(transcript, &Limits::default(), &mut Buffer::default())
}

#[test]
fn what_is_written_out_is_json_with_the_places_of_the_text() {
    for transcript in [transcript(), transcript().into_owned()] {
        assert_eq!(transcript.source(), SOURCE);
        let json = r#"{"a":["é",true,null,1],"b":{},"c":false}"#;
        assert_eq!(transcript.json(), json);
        let document = read(&transcript).expect("it is JSON");
        let text = |index: usize| {
            let span = transcript.span_of(index);
            &SOURCE[span.start..span.end]
        };
        let places: Vec<&str> = (0..11).map(text).collect();
        let wanted = [
            SOURCE,
            "a",
            "[é, yes, ~, 1]",
            "é",
            "yes",
            "~",
            "1",
            "\"b\"",
            "{}",
            "c:",
            "x",
        ];
        assert_eq!(places, wanted);
        // Beyond the last there is nothing but the end of the text.
        assert_eq!((transcript.span_of(11).start, text(11)), (SOURCE.len(), ""));
        let elements = document.root().get("a").expect("it is there").elements();
        let spans: Vec<Span> = elements.map(trueup_document::Node::span).collect();
        assert_eq!(spans, ["é", "yes", "~", "1"].map(span));
    }
}

#[test]
fn remarks_are_about_the_value_or_name_that_came_last() {
    let transcript = transcript();
    let document = read(&transcript).expect("it is JSON");
    assert_eq!(document.remarks(), transcript.remarks());
    let remarks = document.remarks().iter();
    let remarks: Vec<_> = remarks
        .map(|remark| (remark.kind, remark.span, remark.index()))
        .collect();
    let wanted = [
        (ReadErrorKind::UnknownTag, span("yes"), 4),
        (ReadErrorKind::NonStringKey, span("c:"), 9),
    ];
    assert_eq!(remarks, wanted);
    let mut empty = Transcript::new("");
    empty.remark(ReadErrorKind::UnknownTag);
    assert!(empty.remarks().is_empty());
}

#[test]
fn places_that_lie_in_characters_or_beyond_the_text_are_moved() {
    let mut transcript = Transcript::new("é");
    transcript.open_array(Span { start: 1, end: 9 });
    transcript.close(0);
    assert_eq!(transcript.span_of(0), Span { start: 0, end: 0 });
    let mut transcript = Transcript::new("é");
    transcript.null(Span { start: 2, end: 1 });
    assert_eq!(transcript.span_of(0), Span { start: 2, end: 2 });
}

#[test]
fn what_is_not_written_in_pairs_is_an_error_at_its_place() {
    let none = Span { start: 0, end: 0 };
    type Write = fn(&mut Transcript<'_>);
    let cases: [(Write, ReadErrorKind); 4] = [
        (|_| {}, ReadErrorKind::UnexpectedEnd),
        (
            |it| it.open_array(Span { start: 0, end: 1 }),
            ReadErrorKind::UnexpectedEnd,
        ),
        (
            |it| it.key("a", Span { start: 0, end: 1 }),
            ReadErrorKind::TrailingText,
        ),
        (
            |it| {
                it.open_object(Span { start: 0, end: 1 });
                it.null(Span { start: 0, end: 1 });
            },
            ReadErrorKind::ExpectedKey,
        ),
    ];
    for (write, kind) in cases {
        let mut transcript = Transcript::new("a");
        write(&mut transcript);
        assert_eq!(
            read(&transcript).expect_err("no JSON").kind,
            kind,
            "{transcript:?}"
        );
    }
    // Nothing is open that could be closed.
    let mut transcript = Transcript::new("a");
    transcript.null(none);
    transcript.close(1);
    assert_eq!(transcript.json(), "null");
}

#[test]
fn names_that_stand_twice_are_reported_where_they_stand_in_the_text() {
    let source = "long: 1\nb: 2\nlong: 3\nb: 4";
    let mut transcript = Transcript::new(source);
    transcript.open_object(Span { start: 0, end: 25 });
    for (name, start) in [("long", 0), ("b", 8), ("long", 13), ("b", 21)] {
        let end = start + name.len();
        transcript.key(name, Span { start, end });
        transcript.number(
            "1",
            Span {
                start: end + 2,
                end: end + 3,
            },
        );
    }
    transcript.close(25);
    let document = read(&transcript).expect("it is JSON");
    let found = document.duplicate_keys().iter();
    let found: Vec<_> = found
        .map(|found| (found.first.start, found.second.start))
        .collect();
    assert_eq!(found, [(0, 13), (8, 21)]);
}

#[test]
fn the_limit_is_one_on_the_text_and_not_on_its_json() {
    let transcript = transcript();
    assert!(transcript.json().len() > SOURCE.len());
    let limits = Limits {
        max_bytes: SOURCE.len(),
        ..Limits::default()
    };
    let read = Document::of_transcript(&transcript, &limits, &mut Buffer::default());
    assert!(read.is_ok());
}

#[test]
fn a_text_is_transcribed_if_it_is_utf_8_within_the_limit() {
    let limits = |max_bytes| Limits {
        max_bytes,
        ..Limits::default()
    };
    let text = |bytes, most| {
        Transcript::source_text(bytes, &limits(most)).map_err(|error| (error.kind, error.span))
    };
    assert_eq!(text("aé".as_bytes(), 3), Ok("aé"));
    let large = |start, end| Err((ReadErrorKind::TooLarge, Span { start, end }));
    assert_eq!(text("aé".as_bytes(), 2), large(1, 3));
    assert_eq!(text(b"abc", 2), large(2, 3));
    let faulty = |start, end| Err((ReadErrorKind::InvalidUtf8, Span { start, end }));
    assert_eq!(text(b"ab\xFFc", 9), faulty(2, 3));
    assert_eq!(text(b"abc\xE2\x82", 9), faulty(3, 5));
    assert_eq!(text(b"ab\xE2\x82c", 9), faulty(2, 4));
}
