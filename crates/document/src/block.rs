//! Looking at eight bytes of a string at once, as one integer with the first byte lowest.

/// How many bytes there are in a block.
pub(crate) const WIDTH: usize = 8;

/// The byte `value` in all places.
const fn all(value: u8) -> u64 {
    u64::from_le_bytes([value; WIDTH])
}

/// The block that begins at a place; zeros, which are stops, where the text has ended.
#[inline(always)]
pub(crate) fn at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(block) => u64::from_le_bytes(*block),
        None => padded(rest),
    }
}

/// Up to eight bytes as a block, zeros after them.
#[cold]
pub(crate) fn padded(bytes: &[u8]) -> u64 {
    let mut block = [0; WIDTH];
    for (to, from) in block.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(block)
}

/// The same as [`padded`] for fewer than eight bytes, without a loop: reads that overlap agree
/// where they do.
#[inline(always)]
pub(crate) fn short(bytes: &[u8]) -> u64 {
    let end = bytes.len().saturating_sub(1);
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() < WIDTH => {
            let shift = 8 * (bytes.len() - 4);
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift
        }
        _ => byte(0) | byte(end / 2) | byte(end),
    }
}

/// Marks for the bytes that a string cannot run over: quotes, backslashes, control characters.
///
/// Subtracting borrows from byte to byte, so only the lowest mark can be relied on.
#[inline(always)]
pub(crate) fn stops(block: u64) -> u64 {
    // Turning the second bit puts the quote right after the control characters, so one comparison
    // finds both.
    let quote_or_control = (block ^ all(2)).wrapping_sub(all(0x21));
    let backslash = (block ^ all(b'\\')).wrapping_sub(all(1));
    (quote_or_control | backslash) & !block & all(0x80)
}

/// How many bytes stand before the first backslash; the width where there is none.
#[inline(always)]
pub(crate) fn before_backslash(block: u64) -> usize {
    let other = block ^ all(b'\\');
    before(other.wrapping_sub(all(1)) & !other & all(0x80))
}

/// How many bytes stand before the lowest mark.
#[inline(always)]
pub(crate) fn before(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// The first bytes of a block, fewer than eight, zeros after them.
#[inline(always)]
pub(crate) fn first(block: u64, count: usize) -> u64 {
    block & ((1 << (8 * count)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(block: &[u8]) -> usize {
        let stops = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
        block.iter().position(stops).unwrap_or(block.len())
    }

    #[test]
    fn every_byte_in_every_place_is_told_apart() {
        let others = [
            0, 0x1F, b' ', b'!', b'"', b'#', b'[', b'\\', b']', 0x7F, 0x80, 0xFF,
        ];
        for other in others {
            for byte in 0..=255 {
                for place in 0..WIDTH {
                    let mut block = [other; WIDTH];
                    block[..place].fill(b'a');
                    block[place] = byte;
                    let found = before(stops(u64::from_le_bytes(block)));
                    assert_eq!(found, plain(&block), "{block:?}");
                }
            }
        }
    }

    #[test]
    fn a_block_past_the_end_of_the_text_is_zeros() {
        assert_eq!(at(b"abcdefghi", 0), u64::from_le_bytes(*b"abcdefgh"));
        assert_eq!(at(b"abcdefghi", 2), u64::from_le_bytes(*b"cdefghi\0"));
        assert_eq!(at(b"abc", 3), 0);
        assert_eq!(at(b"abc", 9), 0);
        assert_eq!(
            first(u64::from_le_bytes(*b"abcdefgh"), 2),
            u64::from(b'a') | u64::from(b'b') << 8
        );
        assert_eq!(first(u64::MAX, 0), 0);
        for length in 0..WIDTH {
            let bytes = &b"abcdefgh"[..length];
            assert_eq!(short(bytes), padded(bytes), "{length}");
        }
    }
}
