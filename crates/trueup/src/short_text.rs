//! ASCII text that takes no memory of its own while it is short.

use std::hash::{Hash, Hasher};

/// How many bytes are kept in place: a UUID has so many, and a date-time with nanoseconds and an
/// offset one less.
const SHORT: usize = 36;

/// A text of ASCII characters. It is told by its characters alone, however it is kept.
#[derive(Clone)]
pub(crate) enum ShortText {
    /// Invariant: the first bytes, as many as the length says, are ASCII.
    Short {
        length: u8,
        bytes: [u8; SHORT],
    },
    Long(Box<str>),
}

impl ShortText {
    /// Takes a text of ASCII characters. (Another is kept as well, but not in place.)
    #[inline]
    pub(crate) fn new(text: &str) -> Self {
        let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..text.len()) {
            Some(place) if text.is_ascii() => {
                place.copy_from_slice(text.as_bytes());
                Self::Short { length, bytes }
            }
            _ => Self::Long(text.into()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Short { length, bytes } => {
                let text = bytes.get(..usize::from(*length)).unwrap_or(&[]);
                // By the invariant this cannot fail.
                std::str::from_utf8(text).unwrap_or("")
            }
            Self::Long(text) => text,
        }
    }
}

impl PartialEq for ShortText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for ShortText {}

impl Hash for ShortText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_comes_back() {
        for length in 0..300 {
            let text = "0123456789".repeat(30);
            let text = &text[..length];
            let kept = ShortText::new(text);
            assert_eq!(kept.as_str(), text);
            assert!(kept == kept.clone());
            assert!(kept != ShortText::new(&format!("{text}1")));
            assert_eq!(matches!(kept, ShortText::Short { .. }), length <= SHORT);
        }
        assert_eq!(ShortText::new("é").as_str(), "é");
    }
}
