//! The keywords of all drafts, one file for each or for each tight family.
//!
//! [`TABLE`] lists every keyword once: its name, the drafts that have it, where schemas stand in
//! its value, and the reader that turns the value into [`Keywords`](crate::Keywords). A name that
//! is not in the table, or not in the draft, judges nothing (2020-12 Core, section 4.3.1).
//!
//! Where a draft's text and the reference implementation differ, the reference is followed, and
//! the keyword's file says so. Section numbers are those of 2020-12 unless a draft is named.

use std::sync::LazyLock;

use trueup_document::Node;

use crate::dialect::Dialect;
use crate::error::SchemaError;
use crate::language::Language;
use crate::read::Reader;

mod additional_properties;
mod annotation;
mod combination;
mod condition;
mod r#const;
mod contains;
mod content;
mod defs;
mod dependencies;
mod r#enum;
mod format;
mod identity;
mod items;
mod length;
mod minimum;
mod multiple_of;
mod not;
mod pattern;
mod pattern_properties;
mod properties;
mod property_names;
mod reference;
mod required;
mod size;
mod r#type;
mod unevaluated;
mod unique_items;

/// One keyword.
pub(crate) struct Keyword {
    /// Its name.
    pub(crate) name: &'static str,
    /// The first and the last draft that have it.
    pub(crate) drafts: (Dialect, Dialect),
    /// Where schemas stand in its value.
    pub(crate) holds: Holds,
    /// What every metaschema that speaks of it accepts, as far as no schemas are meant.
    pub(crate) takes: Takes,
    /// Whether it means something beside `$ref` in the drafts where `$ref` hides its siblings.
    pub(crate) stands_beside_ref: bool,
    /// Takes the value in.
    pub(crate) read: Read,
}

/// A keyword's reader.
pub(crate) type Read = for<'d> fn(&mut Reader<'_, 'd>, Node<'d>) -> Result<(), SchemaError>;

/// Where schemas stand in a keyword's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Nowhere.
    Nothing,
    /// The value is one.
    Schema,
    /// The value is a list of them.
    List,
    /// Either.
    SchemaOrList,
    /// The value is an object of them.
    Map,
    /// The value is an object of them and of lists of names.
    MapOfSchemaOrNames,
}

/// Values that every metaschema accepts for a keyword. Some accept more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// It is not said here; the metaschema must be asked.
    Asked,
    /// Every value.
    Anything,
    /// Strings.
    Text,
    /// `true` and `false`.
    Flag,
    /// Arrays.
    List,
    /// Numbers.
    Number,
    /// Whole numbers from 0, written as such.
    Count,
    /// The name of a type, or a list of them.
    Types,
    /// Lists of names that are unlike each other, at least one.
    Names,
    /// Regular expressions: the value, or the names in it.
    Pattern,
    /// URI references.
    Reference,
}

impl Keyword {
    /// A keyword of all drafts that holds no schema.
    const fn new(name: &'static str, read: Read) -> Self {
        Self {
            name,
            drafts: (Dialect::Draft4, Dialect::Draft202012),
            holds: Holds::Nothing,
            takes: Takes::Asked,
            stands_beside_ref: false,
            read,
        }
    }

    const fn since(mut self, first: Dialect) -> Self {
        self.drafts.0 = first;
        self
    }

    const fn until(mut self, last: Dialect) -> Self {
        self.drafts.1 = last;
        self
    }

    const fn holding(mut self, holds: Holds) -> Self {
        self.holds = holds;
        self
    }

    const fn taking(mut self, takes: Takes) -> Self {
        self.takes = takes;
        self
    }

    const fn beside_ref(mut self) -> Self {
        self.stands_beside_ref = true;
        self
    }
}

/// Every keyword, by family.
static TABLE: &[&[Keyword]] = &[
    identity::KEYWORDS,
    reference::KEYWORDS,
    defs::KEYWORDS,
    r#type::KEYWORDS,
    r#enum::KEYWORDS,
    r#const::KEYWORDS,
    multiple_of::KEYWORDS,
    minimum::KEYWORDS,
    length::KEYWORDS,
    pattern::KEYWORDS,
    format::KEYWORDS,
    content::KEYWORDS,
    items::KEYWORDS,
    contains::KEYWORDS,
    size::KEYWORDS,
    unique_items::KEYWORDS,
    unevaluated::KEYWORDS,
    properties::KEYWORDS,
    pattern_properties::KEYWORDS,
    additional_properties::KEYWORDS,
    property_names::KEYWORDS,
    required::KEYWORDS,
    dependencies::KEYWORDS,
    combination::KEYWORDS,
    not::KEYWORDS,
    condition::KEYWORDS,
    annotation::KEYWORDS,
];

/// Every keyword.
pub(crate) fn all() -> impl Iterator<Item = &'static Keyword> {
    TABLE.iter().copied().flatten()
}

/// The keyword of a name, if the language has it.
pub(crate) fn find(name: &str, language: Language) -> Option<&'static Keyword> {
    named(name).filter(|keyword| language.has(keyword))
}

/// The keyword of a name, in whichever draft.
pub(crate) fn named(name: &str) -> Option<&'static Keyword> {
    /// The longest name is `unevaluatedProperties`.
    const LENGTHS: usize = 22;
    static BY_LENGTH: LazyLock<[Vec<&'static Keyword>; LENGTHS]> = LazyLock::new(|| {
        std::array::from_fn(|length| all().filter(|k| k.name.len() == length).collect())
    });
    let alike = BY_LENGTH.get(name.len())?;
    alike.iter().copied().find(|keyword| keyword.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_once() {
        let mut names: Vec<_> = all().map(|keyword| keyword.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn drafts_have_their_keywords_and_no_others() {
        use Dialect::{Draft4, Draft6, Draft7, Draft201909, Draft202012};
        let cases = [
            ("id", Draft4, Draft4),
            ("$id", Draft6, Draft202012),
            ("const", Draft6, Draft202012),
            ("if", Draft7, Draft202012),
            ("$anchor", Draft201909, Draft202012),
            ("$recursiveRef", Draft201909, Draft201909),
            ("additionalItems", Draft4, Draft201909),
            ("prefixItems", Draft202012, Draft202012),
            ("definitions", Draft4, Draft202012),
            ("$defs", Draft201909, Draft202012),
        ];
        for (name, first, last) in cases {
            for dialect in Dialect::ALL {
                let wanted = first <= dialect && dialect <= last;
                assert_eq!(
                    find(name, dialect.into()).is_some(),
                    wanted,
                    "{name} in {dialect}"
                );
            }
        }
        assert!(find("extends", Draft4.into()).is_none());
    }
}
