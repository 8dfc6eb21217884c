//! The shape that nearly every `date-time` has, eight bytes at a time: `2024-12-13T01:24:39.264Z`,
//! or without a fraction.

use super::last_day;

/// Whether the text is surely a `date-time`. If it is not of the common shape, or its second is
/// 60, the answer is no, and only reading it byte by byte tells.
#[inline]
pub(super) fn is_surely(text: &[u8]) -> bool {
    let (Some(date), Some(time)) = (word(text, 0), word(text, 8)) else {
        return false;
    };
    let seconds = match text.len() {
        24 => word(text, 16).map(|end| fields(end, *b":00.000Z")),
        20 => Some(fields(end_of_short(text), *b":00Z\0\0\0\0")),
        _ => None,
    };
    let (date, time) = (fields(date, *b"0000-00-"), fields(time, *b"00T00:00"));
    let (Some(date), Some(time), Some(Some(seconds))) = (date, time, seconds) else {
        return false;
    };
    let two = |digits: [u8; 8], at: usize| digits[at] * 10 + digits[at + 1];
    let (month, day) = (two(date, 5), two(time, 0));
    let year = u16::from(two(date, 0)) * 100 + u16::from(two(date, 2));
    let right_day =
        day >= 1 && (1..=12).contains(&month) && (day <= 28 || day <= last_day(year, month));
    right_day && two(time, 3) <= 23 && two(time, 6) <= 59 && two(seconds, 1) <= 59
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

/// What stands where the shape has a zero digit; `None` where that is no digit, or another byte
/// differs from the shape.
#[inline(always)]
fn fields(word: u64, shape: [u8; 8]) -> Option<[u8; 8]> {
    // Digits become 0 to 9, all else 0. Adding 0x76 to more than 9, or 0x7F to more than 0, sets
    // the highest bit; no sum of two such bytes runs over into the next.
    let room = shape.map(|byte| if byte == b'0' { 0x76 } else { 0x7F });
    let found = word ^ u64::from_le_bytes(shape);
    let low = found & 0x7F7F_7F7F_7F7F_7F7F;
    let high = (low + u64::from_le_bytes(room)) | found;
    (high & 0x8080_8080_8080_8080 == 0).then(|| found.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_surely;
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
