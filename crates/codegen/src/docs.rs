//! Doc comments from a schema's annotations and constraints.

use trueup_document::Json;
use trueup_schema::{Dialect, Keywords};
use trueup_validator::knows_format;

use crate::format::is_bidi;
use crate::shape::is_typed;

/// The most names that are listed for one property.
const MOST_NAMES: usize = 5;

/// The longest example that is shown.
const LONGEST_EXAMPLE: usize = 80;

/// The paragraphs that document what a schema says: its title and description, what a value must
/// keep to, and an example.
pub(crate) fn of(keywords: &Keywords) -> Vec<String> {
    let mut paragraphs: Vec<String> = words(keywords).into_iter().collect();
    paragraphs.extend(constraints(keywords));
    paragraphs.extend(example(keywords));
    paragraphs
}

/// The paragraphs of a type, which has at least one. Its schema stands at a pointer.
pub(crate) fn of_type(keywords: Option<&Keywords>, pointer: &str) -> Vec<String> {
    let mut paragraphs = keywords.map(of).unwrap_or_default();
    if paragraphs.is_empty() {
        paragraphs.push(of_place(pointer));
    }
    paragraphs
}

/// What a schema says of itself.
pub(crate) fn words(keywords: &Keywords) -> Option<String> {
    let words = keywords.description.as_ref().or(keywords.title.as_ref());
    let words = words.map(|text| markdown(text));
    words.filter(|text| !text.trim().is_empty())
}

/// What there is to say of a schema that says nothing of itself.
pub(crate) fn of_place(pointer: &str) -> String {
    format!("What the schema says at {}.", code(&format!("#{pointer}")))
}

/// When an object is of a branch: one of its properties has one of a few values.
pub(crate) fn of_tag(name: &str, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| code(value)).collect();
    format!("Where {} is {}.", code(name), values.join(" or "))
}

/// When a value is of a branch: it is of a kind.
pub(crate) fn of_kind(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("Where it is {article} {kind}.")
}

/// The name in JSON, where it is not the Rust name.
pub(crate) fn json_name(name: &str) -> String {
    format!("In JSON: {}", code(name))
}

/// The default of a property, and whether its schema accepts it.
pub(crate) fn default(value: &Json, accepted: bool) -> String {
    let text = value.to_string();
    let shown = (text.len() <= LONGEST_EXAMPLE).then(|| code(&text));
    match (shown, accepted) {
        (Some(shown), true) => format!("Default: {shown}"),
        (None, true) => "It has a default, which is too long to be shown here.".to_owned(),
        (Some(shown), false) => {
            format!("The schema gives {shown} as the default, and does not accept it.")
        }
        (None, false) => "The schema gives a default that it does not accept.".to_owned(),
    }
}

/// What a function does that reads a field or gives the default.
pub(crate) fn reads_or_default(name: &str) -> String {
    format!(
        "Reads {}, or the schema's default where it is absent.",
        code(name)
    )
}

/// What a builder's function does.
pub(crate) fn sets(name: &str) -> String {
    format!("Sets {}.", code(name))
}

/// What a function that reads a field does.
pub(crate) fn reads(name: &str) -> String {
    format!("Reads {}.", code(name))
}

fn constraints(keywords: &Keywords) -> Option<String> {
    let number = |label: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{label} {value}"))
    };
    let count = |label: &str, value: Option<u64>, unit: &str| {
        value.map(|value| format!("{label} {}", counted(value, unit)))
    };
    // The whole range of a native integer is no news.
    let native = keywords.minimum.as_deref() == Some("-2147483648")
        && keywords.maximum.as_deref() == Some("2147483647");
    let none = None;
    let (minimum, maximum) = if native {
        (&none, &none)
    } else {
        (&keywords.minimum, &keywords.maximum)
    };
    let parts = [
        number("at least", minimum),
        number("more than", &keywords.exclusive_minimum),
        number("at most", maximum),
        number("less than", &keywords.exclusive_maximum),
        number("a multiple of", &keywords.multiple_of),
        count("at least", keywords.min_length, "character"),
        count("at most", keywords.max_length, "character"),
        keywords
            .pattern
            .as_ref()
            .map(|pattern| format!("matches {}", code(pattern.source()))),
        keywords
            .format
            .as_ref()
            .filter(|format| is_only_checked(format))
            .map(|format| format!("of the format {}", code(format))),
        count("at least", keywords.min_items, "item"),
        count("at most", keywords.max_items, "item"),
        keywords
            .unique_items
            .then(|| "no two items alike".to_owned()),
        count("at least", keywords.min_properties, "property"),
        count("at most", keywords.max_properties, "property"),
    ];
    let needs = keywords.dependent_required.iter().map(|(name, needed)| {
        let needed: Vec<String> = needed.iter().map(|name| code(name)).collect();
        (needed.len() <= MOST_NAMES && !needed.is_empty())
            .then(|| format!("{} only together with {}", code(name), needed.join(" and ")))
    });
    let parts: Vec<String> = parts.into_iter().chain(needs).flatten().collect();
    (!parts.is_empty()).then(|| format!("Constraints: {}.", parts.join(", ")))
}

/// Whether a format is one that strings are checked for, and no type of its own.
fn is_only_checked(format: &str) -> bool {
    !is_typed(format) && knows_format(Dialect::Draft202012, format)
}

fn example(keywords: &Keywords) -> Option<String> {
    let text = keywords.examples.first().map(Json::to_string)?;
    (text.len() <= LONGEST_EXAMPLE).then(|| format!("Example: {}", code(&text)))
}

fn counted(count: u64, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "property") => format!("{count} properties"),
        _ => format!("{count} {noun}s"),
    }
}

/// A code span that holds any text: its fence is longer than any run of backticks inside.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() || is_bidi(c) { ' ' } else { c })
        .collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text of a schema as Markdown that rustdoc reads without a warning: code spans stay, brackets
/// and angle brackets outside of them are escaped, bare links are marked as links.
///
/// No block of code stays one: rustdoc would compile and run it as a test of the crate that the
/// generated code is part of. So fences are escaped, and nothing is indented as code is.
pub(crate) fn markdown(text: &str) -> String {
    let fenced = text.contains("```") || text.contains("~~~");
    let lines: Vec<String> = text.lines().map(unindented).collect();
    let text = lines.join("\n");
    let pieces: Vec<&str> = text.split('`').collect();
    // An odd number of backticks leaves one open: then none of them marks code.
    let paired = pieces.len() % 2 == 1 && !fenced;
    let mut out = String::with_capacity(text.len());
    for (index, piece) in pieces.iter().enumerate() {
        let in_code = paired && index % 2 == 1;
        if index > 0 {
            out.push_str(if paired { "`" } else { "\\`" });
        }
        if in_code {
            out.push_str(piece);
        } else {
            escape_prose(piece, &mut out);
        }
    }
    out
}

/// A line without what is not to be seen, with at most three spaces before it and one between its words: after the mark of a list
/// or a quotation, too, more of them would begin a block of code.
fn unindented(line: &str) -> String {
    let shown = |c: char| if c.is_control() || is_bidi(c) { ' ' } else { c };
    let line: String = line.chars().map(shown).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    format!("{}{}", &"   "[..indent.min(3)], words.join(" "))
}

fn escape_prose(text: &str, out: &mut String) {
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let link = bare.starts_with("http://") || bare.starts_with("https://");
        if link && !bare.contains(['<', '>', '[', ']', '~']) {
            let end = bare
                .trim_end_matches(['.', ',', ';', ':', ')', '!', '?'])
                .len();
            out.push_str(&format!("<{}>{}", &word[..end], &word[end..]));
            continue;
        }
        // Elsewhere a link is no link: rustdoc would ask for angle brackets around it.
        let bare = word.contains("http://") || word.contains("https://");
        for c in word.chars() {
            if matches!(c, '[' | ']' | '<' | '>' | '\\' | '~') || (bare && c == ':') {
                out.push('\\');
            }
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_no_block_of_code() {
        let cases = [
            ("```rust\nevil();\n```", "\\`\\`\\`rust\nevil();\n\\`\\`\\`"),
            ("- ```\n  evil();", "- \\`\\`\\`\n  evil();"),
            ("~~~\nevil();\n~~~", "\\~\\~\\~\nevil();\n\\~\\~\\~"),
            ("a\n\n    evil();", "a\n\n   evil();"),
            ("a\n\n\tevil();", "a\n\n evil();"),
            ("-     evil();", "- evil();"),
            ("-\0\0\0\0\0evil();", "- evil();"),
            (">     evil();", "\\> evil();"),
            ("1.  a\n\n        evil();", "1. a\n\n   evil();"),
            ("a `b` [c]", "a `b` \\[c\\]"),
            ("http://a.example/.", "<http://a.example/>."),
            ("(http://a.example/)", "(http\\://a.example/)"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown(text), expected, "{text}");
        }
    }
}
