//! Bytes made of bytes by a generator of fixed steps: the same every time, on every machine.

/// Words that mean something to one of the readers.
const WORDS: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "1",
    "-0",
    "1e400",
    "0.1",
    "12345678901234567890",
    "\n",
    "\r\n",
    "//",
    "/*",
    "*/",
    "\u{feff}",
    "é",
    "\"$ref\":\"#\"",
    "\"type\":\"string\"",
    "\"properties\":{",
    "\"enum\":[",
    "\"not\":{}",
    "\"required\":[\"a\"]",
    "\"additionalProperties\":false",
    "\"pattern\":\"^(a+)+$\"",
    "\"items\":",
    "\"anyOf\":[",
    "\n---\n",
    "2024-02-29T23:59:60Z",
    "- ",
    "\n  ",
    ": ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    ">-\n",
    "!!str ",
    "[[a.b]]\n",
    " = 0x1F\n",
];

/// A sequence of numbers without a pattern that matters here (xorshift, 64 bits).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Zero would stay zero.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number below `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(end).unwrap_or_default()
    }
}

/// The bytes with a few changes, some of them parts of `other`.
pub fn mutate(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(out.len() + 1);
        let end = (at + numbers.below(20)).min(out.len());
        match numbers.below(7) {
            0 => {
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
            1 => drop(out.drain(at..end)),
            2 => {
                let word = WORDS[numbers.below(WORDS.len())];
                out.splice(at..at, word.bytes());
            }
            3 => {
                let word = WORDS[numbers.below(WORDS.len())];
                out.splice(at..end, word.bytes());
            }
            4 => {
                let part = out[at..end].to_vec();
                out.splice(at..at, part);
            }
            5 => {
                let start = numbers.below(other.len() + 1);
                let stop = (start + numbers.below(60)).min(other.len());
                out.splice(at..end, other[start..stop].iter().copied());
            }
            _ => out.truncate(at),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
        let made = |seed| {
            let mut numbers = Numbers::new(seed);
            let one = || mutate(b"{\"a\": [1, 2]}", b"null", &mut numbers);
            std::iter::repeat_with(one).take(50).collect::<Vec<_>>()
        };
        assert_eq!(made(7), made(7));
        assert_ne!(made(7), made(8));
    }
}
