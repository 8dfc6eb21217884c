//! Memory that is used again changes nothing about what is read.

use proptest::prelude::*;
use trueup_document::{Buffer, Document, Json, Limits};

use crate::oracle::json_text;

#[test]
fn a_buffer_carries_nothing_from_one_reading_to_the_next() {
    let texts = [
        "{\"a\":1,\"a\":2,\"b\":{\"c\":1}}",
        "[[[[",
        "{\"a\":1,\"b\":{\"a\":",
        "{\"a\":1}",
        "",
        "[1,2,3]",
        "\"\u{1}\"",
        "{\"b\":1}",
    ];
    let mut buffer = Buffer::default();
    for text in texts {
        let fresh = Document::from_slice(text.as_bytes());
        let reused = Document::read_with(text.as_bytes(), &Limits::default(), &mut buffer);
        match (fresh, reused) {
            (Ok(fresh), Ok(reused)) => {
                assert_eq!(fresh.duplicate_keys(), reused.duplicate_keys(), "{text}");
                assert_eq!(
                    Json::from(fresh.root()),
                    Json::from(reused.root()),
                    "{text}"
                );
                assert_eq!(reused.text(), text);
                reused.release(&mut buffer);
            }
            (Err(fresh), Err(reused)) => assert_eq!(fresh, reused, "{text}"),
            (fresh, reused) => panic!("{text}: {fresh:?} and {reused:?}"),
        }
    }
}

proptest! {
    #[test]
    fn texts_one_after_the_other_read_as_each_does_alone(
        texts in proptest::collection::vec((json_text(), any::<proptest::sample::Index>()), 1..6),
    ) {
        let mut buffer = Buffer::default();
        for (text, cut) in texts {
            for part in [text.as_str(), cut_at(&text, cut.index(text.len()))] {
                let fresh = Document::from_slice(part.as_bytes());
                let read = Document::read_with(part.as_bytes(), &Limits::default(), &mut buffer);
                prop_assert_eq!(fresh.as_ref().err(), read.as_ref().err());
                if let (Ok(fresh), Ok(read)) = (fresh, read) {
                    prop_assert_eq!(fresh.duplicate_keys(), read.duplicate_keys());
                    prop_assert_eq!(Json::from(fresh.root()), Json::from(read.root()));
                    read.release(&mut buffer);
                }
            }
        }
    }
}

fn cut_at(text: &str, mut at: usize) -> &str {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}
