//! The schema that a payload names itself: by `$schema`, or by the comment that editors know.
//!
//! In YAML, `# yaml-language-server: $schema=…` comes before a `$schema` property; in TOML, so does
//! `#:schema …`. It counts only where neither `--schema` nor `trueup.toml` names a schema. A path
//! is taken from the payload's folder, and a URI is never fetched. Beside a `trueup.toml`, files that
//! only name a URI that leads nowhere are left alone, and so are schemas, whose `$schema` is a draft.

use std::path::Path;

use trueup_document::{Buffer, Document, Limits, Position, Span, Syntax, Transcript};
use trueup_formats::{toml, yaml};
use trueup_schema::Dialect;

use crate::Trouble;
use crate::args::InputSyntax;
use crate::config::Config;
use crate::schema_ref::SchemaRef;

/// How much of a payload is looked through for the name of a schema.
pub(crate) const HEAD: usize = 64 * 1024;

/// A schema that a payload names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// What it says.
    pub(crate) schema: String,
    /// Where.
    pub(crate) position: Position,
}

/// Whether the beginning of a payload may name a schema, so that reading it is worth while.
pub(crate) fn is_likely(head: &[u8]) -> bool {
    let marks: [&[u8]; 2] = [b"schema=", b"$schema"];
    let directive: &[u8] = b"#:schema";
    let has = |mark: &[u8]| head.windows(mark.len()).any(|bytes| bytes == mark);
    marks.into_iter().any(has) || has(directive)
}

/// The schema that a payload names; `None` if it names none or cannot be read.
pub(crate) fn find(bytes: &[u8], syntax: InputSyntax, limits: &Limits) -> Option<Declared> {
    let text = std::str::from_utf8(bytes).ok()?;
    let transcript = match syntax {
        InputSyntax::Ndjson => return None,
        InputSyntax::Json | InputSyntax::Jsonc => {
            let syntax = match syntax {
                InputSyntax::Jsonc => Syntax::Jsonc,
                _ => Syntax::Json,
            };
            let document = Document::read_as(bytes, syntax, limits, &mut Buffer::default());
            return property(&document.ok()?);
        }
        InputSyntax::Yaml => {
            if let Some(modeline) = yaml::modeline(text) {
                return Some(at(text, modeline.schema, modeline.span));
            }
            yaml::documents(text, limits).next()?.ok()?
        }
        InputSyntax::Toml => {
            if let Some((schema, span)) = toml::directive(text) {
                return Some(at(text, schema, span));
            }
            toml::read(text, limits).ok()?
        }
    };
    of_transcript(&transcript, limits)
}

fn of_transcript(transcript: &Transcript<'_>, limits: &Limits) -> Option<Declared> {
    let document = Document::of_transcript(transcript, limits, &mut Buffer::default());
    property(&document.ok()?)
}

/// The `$schema` of an object.
fn property(document: &Document<'_>) -> Option<Declared> {
    let value = document.root().get("$schema")?;
    let schema = value.as_str().filter(|schema| !schema.is_empty())?;
    Some(Declared {
        schema: schema.into_owned(),
        position: document.position(value.span().start),
    })
}

fn at(text: &str, schema: &str, span: Span) -> Declared {
    let lines = trueup_document::LineIndex::new(text.as_bytes());
    Declared {
        schema: schema.to_owned(),
        position: lines.position(span.start),
    }
}

impl Declared {
    /// The schema that is meant, named by a payload in a folder; `None` for a URI that leads
    /// nowhere without a network.
    ///
    /// # Errors
    /// A built-in schema that there is not.
    pub(crate) fn resolve(
        &self,
        folder: &Path,
        config: Option<&Config>,
    ) -> Result<Option<SchemaRef>, Trouble> {
        // Beside a configuration, a file that says it is a schema is one, and no payload.
        if config.is_some() && Dialect::from_uri(&self.schema).is_some() {
            return Ok(None);
        }
        if !is_uri(&self.schema) {
            return SchemaRef::parse(self.schema.as_ref(), folder).map(Some);
        }
        Ok(SchemaRef::of_uri(&self.schema, config))
    }

    /// Trouble with it, at its place in the payload.
    pub(crate) fn trouble(&self, payload: &str, message: &str) -> Trouble {
        Trouble::new(format!("{payload}:{}: {message}", self.position))
    }

    /// What to do about a URI that leads nowhere.
    pub(crate) fn unmapped(&self, payload: &str) -> Trouble {
        let message = format!(
            "the schema {:?} is not fetched: map the beginning of its URI to a folder under \
             [references] in trueup.toml, or name a schema with --schema",
            self.schema
        );
        self.trouble(payload, &message)
    }
}

/// Whether a name has a scheme and an authority, as `https://…` has. `builtin:NAME` is no URI here,
/// and neither is a path with a drive.
fn is_uri(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, _)| {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        !scheme.is_empty() && scheme.bytes().all(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_names_its_schema_at_a_place() {
        use InputSyntax::{Json, Jsonc, Ndjson, Toml, Yaml};
        let cases = [
            (
                Json,
                "{\"a\": 1,\n \"$schema\": \"x.json\"}",
                Some(("x.json", "2:13")),
            ),
            (Json, "{\"$schema\": 1}", None),
            (Json, "{\"$schema\": \"\"}", None),
            (Json, "{\"a\": {\"$schema\": \"x.json\"}}", None),
            (Json, "[\"$schema\"]", None),
            (Json, "{\"$schema\": \"x.json\"", None),
            (Json, "// c\n{\"$schema\": \"x.json\"}", None),
            (
                Jsonc,
                "// c\n{\"$schema\": \"x.json\"}",
                Some(("x.json", "2:13")),
            ),
            (Ndjson, "{\"$schema\": \"x.json\"}", None),
            (
                Yaml,
                "# yaml-language-server: $schema=x.json\n$schema: y.json\n",
                Some(("x.json", "1:33")),
            ),
            (Yaml, "a: 1\n$schema: y.json\n", Some(("y.json", "2:10"))),
            (Yaml, "a: 1\n---\n$schema: y.json\n", None),
            (
                Toml,
                "#:schema x.json\n\"$schema\" = 'y.json'\n",
                Some(("x.json", "1:10")),
            ),
            (Toml, "\"$schema\" = 'y.json'\n", Some(("y.json", "1:13"))),
            (Toml, "[a]\n\"$schema\" = 'y.json'\n", None),
        ];
        for (syntax, text, expected) in cases {
            let found = find(text.as_bytes(), syntax, &Limits::default());
            let found = found.map(|found| (found.schema, found.position.to_string()));
            let expected = expected.map(|(schema, at)| (schema.to_owned(), at.to_owned()));
            assert_eq!(found, expected, "{text:?}");
            assert!(expected.is_none() || is_likely(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn a_uri_has_a_scheme_and_two_slashes() {
        let cases = [
            ("https://example.com/a.json", true),
            ("file:///a.json", true),
            ("builtin:process-with-rooms", false),
            ("a/b.json", false),
            ("C:/a.json", false),
            ("a b://c", false),
            ("://c", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_uri(name), expected, "{name}");
        }
    }
}
