//! `minLength` and `maxLength`: the length of a string in characters.
//!
//! JSON Schema Validation 2020-12, sections 6.3.1 and 6.3.2 count characters as RFC 8259 defines
//! them: Unicode scalar values here, neither bytes nor UTF-16 units nor what looks like one letter.
//! A scalar value takes one to four bytes, so the length in bytes settles most questions without
//! counting.

/// How many Unicode scalar values the text has.
///
/// The standard library counts the bytes that begin a character, a machine word at a time.
///
/// ```
/// assert_eq!(trueup_rules::length::scalars("e\u{301}😀"), 3);
/// ```
#[must_use]
pub fn scalars(text: &str) -> u64 {
    widen(text.chars().count())
}

/// Whether the text has at most `limit` Unicode scalar values: `maxLength`.
///
/// ```
/// assert!(trueup_rules::length::at_most("😀😀", 2));
/// assert!(!trueup_rules::length::at_most("😀😀", 1));
/// ```
#[inline]
#[must_use]
pub fn at_most(text: &str, limit: u64) -> bool {
    let bytes = widen(text.len());
    bytes <= limit || (fewest(bytes) <= limit && scalars(text) <= limit)
}

/// Whether the text has at least `limit` Unicode scalar values: `minLength`.
///
/// ```
/// assert!(trueup_rules::length::at_least("😀😀", 2));
/// assert!(!trueup_rules::length::at_least("😀😀", 3));
/// ```
#[inline]
#[must_use]
pub fn at_least(text: &str, limit: u64) -> bool {
    let bytes = widen(text.len());
    bytes >= limit && (fewest(bytes) >= limit || scalars(text) >= limit)
}

/// Whether the length of the text is within both bounds.
///
/// ```
/// assert!(trueup_rules::length::is_within("😀😀", 1, 2));
/// assert!(!trueup_rules::length::is_within("😀😀", 3, 4));
/// ```
#[inline(never)]
#[must_use]
pub fn is_within(text: &str, least: u64, most: u64) -> bool {
    at_most(text, most) && at_least(text, least)
}

/// Whether a JSON string surely keeps both bounds, by how many bytes stand between its quotes, escapes
/// as they are written: there are no more scalar values than bytes, and none takes more than twelve,
/// as two escapes. Where the answer is no, they must be counted.
///
/// ```
/// use trueup_rules::length::surely_within;
///
/// assert!(surely_within(4, 1, 4));
/// assert!(!surely_within(4, 2, 4) && !surely_within(4, 0, 3));
/// ```
#[inline(always)]
#[must_use]
pub fn surely_within(bytes: u64, least: u64, most: u64) -> bool {
    bytes <= most && (least <= u64::from(bytes > 0) || bytes >= least.saturating_mul(12))
}

/// Whether a JSON string keeps both bounds: by how many bytes stand between its quotes where that
/// settles it, else by its value, which is only then made.
///
/// ```
/// use trueup_rules::length::of_json_string;
///
/// assert!(of_json_string(2, 1, 4, || -> &str { unreachable!() }));
/// assert!(!of_json_string(2, 2, 4, || "\n"));
/// ```
#[inline(always)]
#[must_use]
pub fn of_json_string<T: AsRef<str>>(
    bytes: usize,
    least: u64,
    most: u64,
    value: impl FnOnce() -> T,
) -> bool {
    surely_within(widen(bytes), least, most) || is_within(value().as_ref(), least, most)
}

/// The fewest scalar values that so many bytes can hold: four bytes each, the last one perhaps
/// fewer.
fn fewest(bytes: u64) -> u64 {
    bytes.div_ceil(4)
}

/// No platform of Rust's has more than 64 bits in a `usize`, so nothing is cut.
fn widen(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
