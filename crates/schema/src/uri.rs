//! URIs of schemas: resolving references against a base, fragments, base URIs from file names.
//!
//! RFC 3986 throughout, through `fluent-uri`, normalised as the reference implementation does it,
//! so that both call one resource by one URI.

use std::borrow::Cow;

use fluent_uri::pct_enc::EString;
use fluent_uri::pct_enc::encoder::{Fragment, Path};
use fluent_uri::{Uri, UriRef};

/// The scheme of base URIs for files that give themselves none.
const SCHEME: &str = "trueup";

/// An absolute URI for a file that has a name only.
pub(crate) fn of_name(name: &str) -> String {
    let mut path = EString::<Path>::new();
    path.encode_str::<Path>(name.trim_start_matches('/'));
    let uri = format!("{SCHEME}:///{}", path.as_estr());
    absolute(&uri).unwrap_or(uri)
}

/// A URI, normalised and without its fragment; `None` for what is no absolute URI.
pub(crate) fn absolute(uri: &str) -> Option<String> {
    let uri = Uri::parse(uri).ok()?;
    Some(uri.strip_fragment().normalize().into_string())
}

/// A reference resolved against a base, normalised and without its fragment; `None` when one of
/// them is no URI.
pub(crate) fn resolve(base: &str, reference: &str) -> Option<String> {
    let base = Uri::parse(base).ok()?;
    let reference = UriRef::parse(reference).ok()?;
    let reference = reference.strip_fragment();
    // RFC 3986, section 5.2.2 has no answer for a relative path against a base without hierarchy,
    // such as a URN; only a reference to the base itself makes sense there.
    let resolved = reference.resolve_against(&base.strip_fragment()).ok()?;
    Some(resolved.normalize().into_string())
}

/// A reference in two: before the `#`, and after it. What stands after it need not be a URI's
/// fragment: `#/definitions/A<B>` is no URI, and common.
pub(crate) fn split(reference: &str) -> (&str, &str) {
    match reference.strip_prefix('#') {
        Some(fragment) => ("", fragment),
        None => reference.rsplit_once('#').unwrap_or((reference, "")),
    }
}

/// A text as the fragment of a URI.
pub(crate) fn encode_fragment(text: &str) -> String {
    let mut fragment = EString::<Fragment>::new();
    fragment.encode_str::<Fragment>(text);
    fragment.to_string()
}

/// Undoes percent-encoding. What is not well encoded stays as it is, and so does a text that would
/// decode to something other than UTF-8: a fragment may hold characters that no URI may.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |at: usize| {
            after
                .get(at)
                .and_then(|&byte| char::from(byte).to_digit(16))
        };
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits are at most 255.
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_absolute_uris() {
        let cases = [
            ("x.schema.json", "trueup:///x.schema.json"),
            ("schemas/x y.json", "trueup:///schemas/x%20y.json"),
            ("/abs/x.json", "trueup:///abs/x.json"),
            ("../x.json", "trueup:///x.json"),
            ("a#b?c%.json", "trueup:///a%23b%3Fc%25.json"),
            ("", "trueup:///"),
        ];
        for (name, uri) in cases {
            assert_eq!(of_name(name), uri, "{name:?}");
        }
    }

    #[test]
    fn references_resolve_against_their_base() {
        let cases = [
            ("trueup:///a/b.json", "c.json", Some("trueup:///a/c.json")),
            (
                "https://example.com/a/b",
                "../c#x",
                Some("https://example.com/c"),
            ),
            ("https://example.com/a#f", "", Some("https://example.com/a")),
            (
                "https://example.com/a",
                "HTTP://EXAMPLE.com/%7ea",
                Some("http://example.com/~a"),
            ),
            ("urn:a:b", "", Some("urn:a:b")),
            ("urn:a:b", "urn:c:d", Some("urn:c:d")),
            ("urn:a:b", "c.json", None),
            ("https://example.com/a", "a b", None),
        ];
        for (base, reference, wanted) in cases {
            assert_eq!(
                resolve(base, reference).as_deref(),
                wanted,
                "{base} {reference}"
            );
        }
    }

    #[test]
    fn fragments_decode() {
        let cases = [
            ("/a", "/a"),
            ("/a%25b", "/a%b"),
            ("/a<b>%20c", "/a<b> c"),
            ("/100%", "/100%"),
            ("/%FF", "/%FF"),
            ("/%C3%A9<", "/é<"),
        ];
        for (fragment, wanted) in cases {
            assert_eq!(decode(fragment), wanted, "{fragment}");
        }
    }
}
