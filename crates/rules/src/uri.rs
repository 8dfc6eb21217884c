//! `uri`: RFC 3986, section 3, with a scheme.
//!
//! What most texts are is seen in one pass; `fluent_uri` judges the others.

use fluent_uri::Uri;

/// Whether a text is a URI.
///
/// ```
/// use trueup_rules::uri::is_uri;
///
/// assert!(is_uri("https://example.com/schemas?draft=7#top"));
/// assert!(is_uri("urn:isbn:0451450523"));
/// assert!(!is_uri("/schemas"));
/// ```
#[must_use]
pub fn is_uri(text: &str) -> bool {
    is_common(text.as_bytes()) || Uri::parse(text).is_ok()
}

/// Whether a text is surely one: a scheme, a host by its name, and then nothing that needs a closer
/// look, which a percent sign, a fragment, a user, a port and an IPv6 address do.
fn is_common(text: &[u8]) -> bool {
    let of = |rest: &[u8], is: fn(u8) -> bool| rest.iter().take_while(|&&byte| is(byte)).count();
    let scheme = of(text, |byte| byte.is_ascii_lowercase());
    let Some(rest) = text[scheme..].strip_prefix(b"://") else {
        return false;
    };
    let host = of(rest, is_unreserved);
    let after = &rest[host..];
    // What stands after a host begins with one of these, and may hold both, in any order.
    let ends = matches!(after.first(), None | Some(b'/' | b'?'));
    scheme > 0 && ends && after.iter().all(|&byte| is_of_path_or_query(byte))
}

/// RFC 3986, section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// RFC 3986, sections 3.3 and 3.4, without the percent sign.
fn is_of_path_or_query(byte: u8) -> bool {
    is_unreserved(byte)
        || matches!(
            byte,
            b'!' | b'$' | b'&' | b'\''..=b',' | b'/' | b':' | b';' | b'=' | b'?' | b'@'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte, in each part of a URI.
    #[test]
    fn what_is_common_is_a_uri() {
        let mut common = 0;
        for byte in 0..=127_u8 {
            let byte = char::from(byte);
            let texts = [
                format!("{byte}"),
                format!("{byte}://a"),
                format!("a{byte}://a"),
                format!("a:{byte}/a"),
                format!("a://{byte}"),
                format!("a://a{byte}b"),
                format!("a://a{byte}/b"),
                format!("a://a/{byte}"),
                format!("a://a/b{byte}c?d"),
                format!("a://a?b{byte}c"),
                format!("a:///{byte}?{byte}/{byte}"),
            ];
            for text in texts {
                if is_common(text.as_bytes()) {
                    common += 1;
                    assert!(Uri::parse(text.as_str()).is_ok(), "{text:?}");
                }
            }
        }
        // The test is about nothing if it takes hardly any.
        assert!(common > 500, "{common}");
    }

    #[test]
    fn what_is_seldom_is_looked_at_closer() {
        let cases = [
            ("http://[::1]/", true),
            ("http://[::1/", false),
            ("a://b%20c", true),
            ("a://b%2", false),
            ("a://b#c", true),
            ("a://b#c#d", false),
            ("a://me@b:80/", true),
            ("a://b:c/", false),
            ("A+b-c.1:d", true),
            ("1a://b", false),
            ("a://b/\u{e9}", false),
            ("", false),
            ("://b", false),
        ];
        for (text, is) in cases {
            assert!(!is_common(text.as_bytes()), "{text}");
            assert_eq!(is_uri(text), is, "{text}");
        }
    }
}
