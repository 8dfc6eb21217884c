//! The shape that nearly every `date-time` has, eight bytes at a time: `2024-12-13T01:24:39.264Z`,
//! or without a fraction.

use super::last_day;

/// Whether the text is surely a `date-time`. If it is not of the common shape, or its second is
/// 60, the answer is no, and only reading it byte by byte tells.
#[inline]
pub(super) fn is_surely(text: &[u8]) -> bool {
    let end = match text.len() {
        24 => word(text, 16),
        20 => Some(end_of_short(text)),
        _ => None,
    };
    end.is_some_and(|end| starts_with(text, end, text.len()))
}

/// The length of the `date-time` that a longer text surely begins with; `None` as above. What comes
/// after it is not looked at.
#[inline(always)]
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let end = word(text, 16)?;
    let (end, length) = if end.to_le_bytes()[3] == b'.' {
        (end, 24)
    } else {
        (end & 0xFFFF_FFFF, 20)
    };
    starts_with(text, end, length).then_some(length)
}

/// Whether a text of this length begins with a `date-time` in the common shape that ends with `end`.
#[inline(always)]
fn starts_with(text: &[u8], end: u64, length: usize) -> bool {
    let (Some(date), Some(time)) = (word(text, 0), word(text, 8)) else {
        return false;
    };
    let shape = if length == 24 {
        *b":00.000Z"
    } else {
        *b":00Z\0\0\0\0"
    };
    let (date, date_fits) = fields(date, *b"0000-00-");
    let (time, time_fits) = fields(time, *b"00T00:00");
    let (end, end_fits) = fields(end, shape);
    let (date, time, end) = (pairs(date), pairs(time), pairs(end));
    let most = [0, 0, 0, 23, 0, 0, 59, 0];
    let fits = date_fits
        & time_fits
        & end_fits
        & is_within(time, most)
        & is_within(end, [0, 59, 0, 0, 0, 0, 0, 0]);
    let date = date.to_le_bytes();
    let (month, day) = (date[5], time.to_le_bytes()[0]);
    let year = || u16::from(date[0]) * 100 + u16::from(date[2]);
    fits && (1..=12).contains(&month) && day >= 1 && (day <= 28 || day <= last_day(year(), month))
}

fn word(text: &[u8], at: usize) -> Option<u64> {
    let bytes = text.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

/// The four bytes after the sixteenth, zeros after them.
fn end_of_short(text: &[u8]) -> u64 {
    let bytes = text.get(16..).and_then(<[u8]>::first_chunk);
    u64::from(u32::from_le_bytes(*bytes.unwrap_or(&[0; 4])))
}

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// What stands where the shape has a zero digit, and whether each of those is a digit and the other
/// bytes are as in the shape.
#[inline(always)]
fn fields(word: u64, shape: [u8; 8]) -> (u64, bool) {
    // Digits become 0 to 9, all else 0. Adding 0x76 to more than 9, or 0x7F to more than 0, sets
    // the highest bit; no sum of two such bytes runs over into the next.
    let room = shape.map(|byte| if byte == b'0' { 0x76 } else { 0x7F });
    let found = word ^ u64::from_le_bytes(shape);
    let high = ((found & !HIGH) + u64::from_le_bytes(room)) | found;
    (found, high & HIGH == 0)
}

/// In the place of each digit, the number that it makes with the one after it. Of bytes that are no
/// digits this means nothing.
#[inline(always)]
fn pairs(digits: u64) -> u64 {
    digits.wrapping_mul(10).wrapping_add(digits >> 8)
}

/// Whether no number of two digits is greater than the one in its place in `most`, unless that is 0.
#[inline(always)]
fn is_within(pairs: u64, most: [u8; 8]) -> bool {
    let counted = most.map(|most| if most == 0 { 0 } else { 0xFF });
    let room = most.map(|most| if most == 0 { 0 } else { 0x7F - most });
    let (counted, room) = (u64::from_le_bytes(counted), u64::from_le_bytes(room));
    // 99 and 0x7F do not run over into the next byte.
    ((pairs & counted).wrapping_add(room)) & HIGH == 0
}

#[cfg(test)]
mod tests {
    use super::{is_surely, length};
    use crate::date_time::read;

    #[test]
    fn the_common_shapes_are_seen() {
        for text in [
            "2024-12-13T01:24:39.264Z",
            "2024-12-13T01:24:39Z",
            "2024-02-29T23:59:59Z",
        ] {
            assert!(is_surely(text.as_bytes()), "{text}");
        }
        for text in [
            "2023-02-29T23:59:59Z",
            "2024-12-13T01:24:60Z",
            "2024-12-13T24:24:39Z",
            "",
            "2024-12-13T01:24:39",
        ] {
            assert!(!is_surely(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn it_is_the_same_at_the_beginning_of_a_longer_text() {
        for text in [
            "2024-12-13T01:24:39.264Z",
            "2024-12-13T01:24:39Z",
            "2023-02-29T23:59:59Z",
            "2024-12-13T01:24:39.2Z",
            "2024-12-13T23:59:60Z",
        ] {
            let longer = format!("{text}\",   ");
            let expected = is_surely(text.as_bytes()).then_some(text.len());
            assert_eq!(length(longer.as_bytes()), expected, "{text}");
        }
        assert_eq!(length(b"2024-12-13T01:24:39Z"), None);
    }

    #[test]
    fn whatever_byte_is_changed_it_is_never_bolder_than_reading() {
        for text in [
            "2024-12-13T01:24:39.264Z",
            "2000-02-29T19:59:59Z",
            "2024-11-30T20:09:00.000Z",
        ] {
            for place in 0..text.len() {
                for byte in 0..=127_u8 {
                    let mut changed = text.as_bytes().to_vec();
                    changed[place] = byte;
                    let changed = String::from_utf8(changed).expect("it is ASCII");
                    let right = read(&changed).is_ok();
                    assert!(right || !is_surely(changed.as_bytes()), "{changed}");
                }
            }
        }
    }
}
