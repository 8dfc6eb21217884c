//! The strings that `enum` and `const` allow, to be found fast.

use trueup_document::Json;
use trueup_document::cursor::{Expected, fingerprint};

use super::table::Table;

/// Lists up to this long are compared one by one.
const FEW: usize = 8;

/// The strings that are allowed.
#[derive(Default)]
pub(crate) struct Words {
    list: Vec<String>,
    /// Those of a short list as they stand in a text, at the same places.
    expected: Vec<Expected>,
    table: Table,
}

impl Words {
    /// The strings that stand in all lists.
    pub(super) fn new<'v>(mut lists: impl Iterator<Item = &'v [Json]>) -> Self {
        let first = lists.next().unwrap_or(&[]);
        let others: Vec<&[Json]> = lists.collect();
        let mut list: Vec<String> = Vec::new();
        let in_all = |json: &&Json| others.iter().all(|other| other.contains(json));
        for json in first.iter().filter(in_all) {
            if let Json::String(text) = json {
                list.push(text.clone());
            }
        }
        let few = list.iter().take(if list.len() > FEW { 0 } else { FEW });
        Self {
            expected: few.map(|text| Expected::string(text)).collect(),
            table: Table::new(list.iter().map(String::as_str)),
            list,
        }
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str)
    }

    /// The end of the string that stands in the bytes at `at`, if it is one of a short list. It
    /// may be one even if it is not seen here.
    #[inline(always)]
    pub(crate) fn at(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut words = self.expected.iter().zip(&self.list);
        words.find_map(|(expected, word)| expected.at(word, bytes, at))
    }

    /// Whether the text of a string without escapes is allowed. A short list is compared one by one.
    #[inline]
    pub(crate) fn contains_plain(&self, text: &str) -> bool {
        if self.list.len() <= FEW {
            self.list.iter().any(|word| word == text)
        } else {
            self.contains(text)
        }
    }

    /// Whether a text is allowed.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.contains_printed(text, fingerprint(text))
    }

    /// Whether a text with this fingerprint is allowed.
    #[inline]
    pub(crate) fn contains_printed(&self, text: &str, print: u32) -> bool {
        let is = |place: usize| self.list.get(place).is_some_and(|word| word == text);
        self.table.find(print, is).is_some()
    }
}
