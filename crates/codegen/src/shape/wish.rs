//! The names that types would like to have.

use trueup_schema::{Body, SchemaSet};

use super::TypeId;

/// The name that a type would like, and how strong the wish is.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) priority: u8,
    /// The type that this one stands in, if its own name does not say enough.
    pub(super) parent: Option<TypeId>,
    /// Whether its own name is left out of the names of the types inside it.
    pub(super) quiet: bool,
}

impl Wish {
    pub(super) fn root(set: &SchemaSet, name: Option<&str>) -> Self {
        let schema = set.get(set.root());
        let title = match &schema.body {
            Body::Keywords(keywords) => keywords.title.as_deref().and_then(subject),
            Body::Boolean(_) => None,
        };
        let file = set.file_name(schema.place.file);
        let text = name.or(title).unwrap_or(stem(file)).to_owned();
        Self {
            text,
            priority: 0,
            parent: None,
            quiet: false,
        }
    }

    pub(super) fn definition(name: &str) -> Self {
        Self {
            text: name.to_owned(),
            priority: 1,
            parent: None,
            quiet: false,
        }
    }

    /// A type inside another. What stands in the root needs no more than its own name.
    pub(super) fn inside(parent: TypeId, part: &str) -> Self {
        Self {
            text: part.to_owned(),
            priority: 2,
            parent: Some(parent),
            quiet: false,
        }
    }
}

/// The longest title that names the root type.
const LONGEST_TITLE: usize = 40;

/// How titles begin and end that say what a schema is, and not only what it is of.
const BEGINNINGS: [&str; 5] = [
    "json schema for ",
    "json schema of ",
    "json-schema for ",
    "schema for ",
    "the ",
];
const ENDINGS: [&str; 6] = [
    " json schema",
    " json-schema",
    " schema",
    " files",
    " file",
    ".",
];

/// What a schema is of, by its title; `None` where that is a sentence and no name.
fn subject(title: &str) -> Option<&str> {
    let mut subject = title.trim();
    for beginning in BEGINNINGS {
        let head = subject.get(..beginning.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(beginning)) {
            subject = subject[beginning.len()..].trim();
        }
    }
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| {
        let at = subject.len().checked_sub(ending.len())?;
        let tail = subject.get(at..)?;
        tail.eq_ignore_ascii_case(ending)
            .then(|| subject[..at].trim())
    }) {
        subject = shorter;
    }
    (!subject.is_empty() && subject.len() <= LONGEST_TITLE).then_some(subject)
}

/// A file's name without its folders and what follows its first dot.
pub(super) fn stem(file: &str) -> &str {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    file.split('.').next().unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn a_title_gives_what_the_schema_is_of() {
        let cases = [
            ("Order", Some("Order")),
            ("JSON Schema for the ASP.NET files.", Some("ASP.NET")),
            ("The Order Schema", Some("Order")),
            ("Schema for Orders", Some("Orders")),
            ("Schema", Some("Schema")),
            ("Theory", Some("Theory")),
            ("file", Some("file")),
            ("Über Schema", Some("Über")),
            ("", None),
            (" . ", None),
            ("What our nightly jobs read before they begin to work", None),
        ];
        for (title, expected) in cases {
            assert_eq!(subject(title), expected, "{title}");
        }
    }
}
