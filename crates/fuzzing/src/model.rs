//! The generated types of ProcessWithRooms: a value exists exactly when the schema accepts its
//! JSON, and what was read is written again.

use process_with_rooms::ProcessWithRooms;
use trueup::Model;
use trueup_document::{Document, Json};

/// A payload decodes exactly when it is valid.
///
/// # Panics
/// Where that does not hold.
pub fn decodes_what_is_valid(bytes: &[u8]) {
    let decoded = ProcessWithRooms::from_json_slice(bytes);
    let validator = ProcessWithRooms::validator();
    assert_eq!(decoded.is_ok(), validator.is_valid(bytes), "{decoded:?}");
    if let Err(report) = decoded {
        assert!(!report.is_valid(), "{report}");
    }
}

/// What is read and written again is the same value, and reads as the same.
///
/// # Panics
/// Where that does not hold.
pub fn writes_what_was_read(bytes: &[u8]) {
    let Ok(value) = ProcessWithRooms::from_json_slice(bytes) else {
        return;
    };
    let text = value.to_json_string();
    let before = Document::from_slice(bytes).expect("it was read");
    let after = Document::from_slice(text.as_bytes()).expect("what is written is JSON");
    assert!(
        Json::from(before.root()) == Json::from(after.root()),
        "{text}"
    );
    let again = ProcessWithRooms::from_json_slice(text.as_bytes());
    assert_eq!(again.expect("what is written is valid"), value);
}
