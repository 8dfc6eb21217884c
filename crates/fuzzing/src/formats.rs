//! The other syntaxes, and what lies around a text: a text is read with places inside of it and
//! as what a second way makes of it, or refused with a place.

use std::io::{self, Cursor, Read, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use trueup_document::{Buffer, Document, Json, JsonNumber, Limits, ReadError, Transcript};
use trueup_formats::{compressed, toml, yaml};

use crate::reader::spans_are_inside;

/// YAML: each document of a stream is JSON with places inside of the text, and what is JSON is read
/// as the same value.
///
/// # Panics
/// Where that does not hold.
pub fn yaml(bytes: &[u8]) {
    let limits = Limits::default();
    let Some(text) = source_text(bytes) else {
        return;
    };
    let documents: Vec<_> = yaml::documents(text, &limits).collect();
    assert!(!documents.is_empty(), "a stream has at least one document");
    for (index, read) in documents.iter().enumerate() {
        let read = transcribed(text, read.as_ref());
        assert!(
            read || index + 1 == documents.len(),
            "read on after a fault"
        );
    }
    let single = yaml::read(text, &limits);
    assert_eq!(single.is_ok(), documents.len() == 1 && documents[0].is_ok());
    if let (Ok(transcript), Ok(document)) = (&single, Document::from_slice(bytes)) {
        let theirs = Document::of_transcript(transcript, &limits, &mut Buffer::default());
        let theirs = theirs.expect("a transcript is read");
        if document.duplicate_keys().is_empty() {
            assert!(Json::from(theirs.root()) == Json::from(document.root()));
        }
    }
}

/// TOML: accepted and refused as by the typed reader of the `toml` crate, and as the same value.
///
/// # Panics
/// Where that does not hold.
pub fn toml(bytes: &[u8]) {
    let limits = Limits::default();
    let Some(text) = source_text(bytes) else {
        return;
    };
    let read = toml::read(text, &limits);
    transcribed(text, read.as_ref());
    let theirs = text.parse::<::toml::Table>();
    if let (Ok(transcript), Ok(theirs)) = (&read, &theirs) {
        let document = Document::of_transcript(transcript, &limits, &mut Buffer::default());
        let ours = Json::from(document.expect("a transcript is read").root());
        same_table(&ours, theirs);
    }
    if let (Err(error), Ok(table)) = (&read, &theirs) {
        let beyond_json = ["non-finite-number", "too-deep", "invalid-number"];
        assert!(beyond_json.contains(&error.kind.code()), "{error} {table}");
    }
}

/// Compressed streams: any bytes come to an end, however they are read, and what was compressed
/// comes out again.
///
/// # Panics
/// Where that does not hold.
pub fn compressed(bytes: &[u8]) {
    let whole = undone(bytes, usize::MAX);
    let parts = undone(bytes, 7);
    assert_eq!(whole.0, parts.0, "in parts it is something else");
    assert_eq!(whole.1.is_ok(), parts.1.is_ok());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes everything");
    let gzip = encoder.finish().expect("memory takes everything");
    let zstandard = compress_to_vec(bytes, CompressionLevel::Fastest);
    for packed in [gzip, zstandard] {
        let (out, ended) = undone(&packed, usize::MAX);
        assert!(ended.is_ok() && out == bytes, "{ended:?}");
    }
}

/// The most that is taken out of a stream: what is small may hold gigabytes.
const MOST: u64 = 1 << 20;

/// What comes out of a stream that is read in pieces of some size, and how it ends.
fn undone(bytes: &[u8], piece: usize) -> (Vec<u8>, io::Result<()>) {
    let source = Cursor::new(bytes.to_vec());
    let mut out = Vec::new();
    let mut stream = match compressed::open(source) {
        Ok(stream) => stream.take(MOST),
        Err(error) => return (out, Err(error)),
    };
    let mut buffer = vec![0; piece.min(1 << 16)];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return (out, Ok(())),
            Ok(count) => out.extend_from_slice(&buffer[..count]),
            Err(error) => return (out, Err(error)),
        }
    }
}

fn source_text(bytes: &[u8]) -> Option<&str> {
    match Transcript::source_text(bytes, &Limits::default()) {
        Ok(text) => Some(text),
        Err(error) => {
            assert!(error.span.start <= error.span.end && error.span.end <= bytes.len());
            assert!(std::str::from_utf8(bytes).is_err());
            None
        }
    }
}

/// Whether a text was read, and then into JSON with places inside of the text; where not, the
/// fault is inside of it.
fn transcribed(text: &str, read: Result<&Transcript<'_>, &ReadError>) -> bool {
    match read {
        Ok(transcript) => {
            let limits = Limits::default();
            let document = Document::of_transcript(transcript, &limits, &mut Buffer::default());
            let document = document.expect("a transcript is read");
            assert_eq!(document.text(), text);
            // A value that is not written has a place without length.
            spans_are_inside(&document, 0);
            for remark in transcript.remarks() {
                assert!(text.get(remark.span.start..remark.span.end).is_some());
            }
            true
        }
        Err(error) => {
            let span = error.span;
            assert!(text.get(span.start..span.end).is_some(), "{error:?}");
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

fn same_table(ours: &Json, theirs: &::toml::Table) {
    let members = ours.as_object().expect("a table is an object");
    assert_eq!(members.len(), theirs.len());
    for (name, value) in theirs {
        same_value(ours.get(name).expect("the member is there"), value);
    }
}

fn same_value(ours: &Json, theirs: &::toml::Value) {
    match theirs {
        ::toml::Value::Table(table) => same_table(ours, table),
        ::toml::Value::Array(elements) => {
            let own = ours.as_array().expect("an array");
            assert_eq!(own.len(), elements.len());
            own.iter().zip(elements).for_each(|(a, b)| same_value(a, b));
        }
        ::toml::Value::String(text) => assert_eq!(ours, &Json::from(text.as_str())),
        ::toml::Value::Boolean(value) => assert_eq!(ours, &Json::Boolean(*value)),
        ::toml::Value::Integer(value) => {
            let number = JsonNumber::parse(&value.to_string()).expect("it is a number");
            assert!(ours == &Json::Number(number), "{ours} {value}");
        }
        ::toml::Value::Float(value) => {
            let text = ours.to_string();
            assert!(text.parse::<f64>().is_ok_and(|own| own == *value), "{text}");
        }
        // The text of the file, which may write it in another way.
        ::toml::Value::Datetime(_) => assert!(matches!(ours, Json::String(_))),
    }
}
