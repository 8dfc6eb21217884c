//! The drafts of JSON Schema that are read, and how a schema says which one it follows.
//!
//! In: the URI of `$schema`. Out: a [`Dialect`], or nothing for a URI that names none of the five.

use std::fmt;

use crate::openapi;

/// A draft of JSON Schema. Later drafts compare greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// Draft 4
    Draft4,
    /// Draft 6
    Draft6,
    /// Draft 7
    Draft7,
    /// Draft 2019-09
    Draft201909,
    /// Draft 2020-12, for a schema without `$schema`
    #[default]
    Draft202012,
}

impl Dialect {
    /// All drafts, oldest first.
    pub const ALL: [Self; 5] = [
        Self::Draft4,
        Self::Draft6,
        Self::Draft7,
        Self::Draft201909,
        Self::Draft202012,
    ];

    /// The draft that a `$schema` names. `http` and `https` are taken for each other, and an empty
    /// fragment makes no difference: schemas in the wild have every mixture. The URI without a
    /// draft in it names the newest. OpenAPI's own dialects are 2020-12 with annotations.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        let uri = uri.trim_end_matches('#');
        let path = uri
            .strip_prefix("https://")
            .or_else(|| uri.strip_prefix("http://"))?;
        if path == "json-schema.org/schema" {
            return Some(Self::default());
        }
        if openapi::is_own_dialect(uri) {
            return Some(Self::Draft202012);
        }
        Self::ALL.into_iter().find(|dialect| {
            let own = dialect.uri().trim_end_matches('#');
            own.split_once("://").is_some_and(|(_, own)| own == path)
        })
    }

    /// The URI that `$schema` holds to name this draft.
    #[must_use]
    pub fn uri(self) -> &'static str {
        match self {
            Self::Draft4 => "http://json-schema.org/draft-04/schema#",
            Self::Draft6 => "http://json-schema.org/draft-06/schema#",
            Self::Draft7 => "http://json-schema.org/draft-07/schema#",
            Self::Draft201909 => "https://json-schema.org/draft/2019-09/schema",
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// The keyword that gives a schema its URI: `id` in draft 4, `$id` ever since.
    #[must_use]
    pub fn id_keyword(self) -> &'static str {
        match self {
            Self::Draft4 => "id",
            _ => "$id",
        }
    }

    /// Whether `$ref` makes its siblings mean nothing: so until draft 7 (draft 7 Core, section
    /// 8.3), and no more since 2019-09.
    #[must_use]
    pub fn ref_hides_siblings(self) -> bool {
        self <= Self::Draft7
    }
}

impl fmt::Display for Dialect {
    /// `draft 7`, `draft 2020-12`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft4 => "draft 4",
            Self::Draft6 => "draft 6",
            Self::Draft7 => "draft 7",
            Self::Draft201909 => "draft 2019-09",
            Self::Draft202012 => "draft 2020-12",
        })
    }
}
