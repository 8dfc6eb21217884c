//! What several tests compare.

use trueup_document::Document;
use trueup_validator::Validator;

/// What a quick walk says of a payload and the judge does not.
pub(crate) fn boldness(validator: &Validator, payload: &[u8]) -> Option<String> {
    let exact = validator.is_valid_by_document(payload);
    if validator.is_surely_valid(payload) && !exact {
        return Some("the walk over the bytes is too bold".to_owned());
    }
    let document = Document::from_slice(payload).ok()?;
    if !document.duplicate_keys().is_empty() {
        return None;
    }
    let judged = validator.is_valid_by_judge(document.root());
    match validator.quick_verdict(document.root()) {
        Some(quick) if quick != judged => Some(format!("the walk over the tape says {quick}")),
        _ => None,
    }
}
