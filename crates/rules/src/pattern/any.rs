//! The shortcut for patterns that look at no character but line feeds: `.*`, `.+`, `^.+$`.
//!
//! Schemas write them for "any text" and "no empty text". `.` is every character but a line feed.

/// What such a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Any {
    /// Nothing.
    Text,
    /// Some character that is no line feed.
    Some,
    /// No line feed.
    Line,
    /// No line feed, and at least one character.
    SomeLine,
}

impl Any {
    /// Reads a pattern of this kind.
    pub(super) fn of(source: &str) -> Option<Self> {
        Some(match source {
            "" | "^" | ".*" | "^.*" | ".*$" | "(.*)" | r"[\s\S]*" | r"^[\s\S]*$" => Self::Text,
            "." | ".+" | "(.+)" => Self::Some,
            "^.*$" | "^(.*)$" => Self::Line,
            "^.+$" | "^(.+)$" => Self::SomeLine,
            _ => return None,
        })
    }

    pub(super) fn is_match(self, text: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Some => text.bytes().any(|byte| byte != b'\n'),
            Self::Line => !text.contains('\n'),
            Self::SomeLine => !text.is_empty() && !text.contains('\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Any;
    use crate::pattern::compile;

    #[test]
    fn judges_as_the_engine_does() {
        let patterns = [
            "",
            "^",
            ".*",
            "^.*",
            ".*$",
            "(.*)",
            r"[\s\S]*",
            r"^[\s\S]*$",
            ".",
            ".+",
            "(.+)",
            "^.*$",
            "^(.*)$",
            "^.+$",
            "^(.+)$",
        ];
        let texts = [
            "", "a", "\n", "a\n", "\na", "\n\n", "é", "\r", "a\nb", "\u{2028}",
        ];
        for pattern in patterns {
            let any = Any::of(pattern).expect("it is one of them");
            let engine = compile(pattern).expect("it is a pattern");
            for text in texts {
                let expected = engine.search(text).0.expect("it is short");
                assert_eq!(any.is_match(text), expected, "{pattern} on {text:?}");
            }
        }
        for pattern in [
            "..", "^.", r"\.", r"\.+", ".?", "a*", "^$", "[.]*", "(?s).*",
        ] {
            assert_eq!(Any::of(pattern), None, "{pattern}");
        }
    }
}
