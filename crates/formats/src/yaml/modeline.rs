//! The comment by which a YAML file names its schema to editors.

use trueup_document::Span;

/// A schema that a comment names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modeline<'t> {
    /// The path or URI.
    pub schema: &'t str,
    /// Where it stands.
    pub span: Span,
}

/// What editors look for, and where they look: in comments before anything else.
const MARK: &str = "yaml-language-server:";

/// The schema that `# yaml-language-server: $schema=…` names, among the comments that lead the
/// text.
///
/// ```
/// let text = "# yaml-language-server: $schema=port.schema.json\nport: 1\n";
/// let modeline = trueup_formats::yaml::modeline(text).expect("there is one");
/// assert_eq!(modeline.schema, "port.schema.json");
/// ```
#[must_use]
pub fn modeline(text: &str) -> Option<Modeline<'_>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches('\u{feff}').trim();
        let leads = words.is_empty() || words == "---" || words.starts_with(['#', '%']);
        if !leads {
            return None;
        }
        if let Some(schema) = words.strip_prefix('#').and_then(named) {
            // `named` gives a part of the line.
            let at = start + line.find(schema)?;
            let end = at + schema.len();
            let span = Span { start: at, end };
            return Some(Modeline { schema, span });
        }
        start += line.len();
    }
    None
}

/// The schema in a comment's text.
fn named(comment: &str) -> Option<&str> {
    let settings = comment
        .trim_start_matches('#')
        .trim_start()
        .strip_prefix(MARK)?;
    let mut words = settings.split_ascii_whitespace();
    let schema = words.find_map(|word| word.strip_prefix("$schema="))?;
    (!schema.is_empty()).then_some(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modeline_is_a_comment_before_everything_else() {
        let cases = [
            ("# yaml-language-server: $schema=a.json\n", Some("a.json")),
            ("#yaml-language-server: $schema=a.json", Some("a.json")),
            (
                "## yaml-language-server:  $schema=a.json  more\r\na: 1",
                Some("a.json"),
            ),
            (
                "\u{feff}# yaml-language-server: $schema=é.json\n",
                Some("é.json"),
            ),
            (
                "\n# licence\n---\n# yaml-language-server: $schema=a.json\n",
                Some("a.json"),
            ),
            ("# yaml-language-server: $schema=\n", None),
            ("# yaml-language-server: schema=a.json\n", None),
            ("# yaml-language-serve: $schema=a.json\n", None),
            ("a: 1\n# yaml-language-server: $schema=a.json\n", None),
            ("a: '# yaml-language-server: $schema=a.json'\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = modeline(text);
            assert_eq!(found.map(|found| found.schema), expected, "{text:?}");
            if let Some(found) = found {
                assert_eq!(&text[found.span.start..found.span.end], found.schema);
            }
        }
    }
}
