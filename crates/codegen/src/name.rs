//! Names of JSON to identifiers of Rust.
//!
//! A name depends on its own text, and on another name only where both would give the same
//! identifier: then the one that already is the identifier keeps it, and every other one carries a
//! hash of its text. So adding a name never changes an unrelated one, and order never matters.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The longest identifier before it is cut and given a hash.
const LONGEST: usize = 80;

/// Names that generated code uses by themselves; a type of the schema may not take one.
const TAKEN: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deref",
    "Display",
    "Eq",
    "Err",
    "From",
    "FromStr",
    "Hash",
    "Into",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Some",
    "String",
    "TryFrom",
    "Vec",
];

/// How an identifier is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `UpperCamelCase`, for types.
    Type,
    /// `UpperCamelCase`, for enum variants.
    Variant,
    /// `snake_case`, for fields.
    Field,
}

/// An identifier for each text, distinct and in the same order. Texts that come first in
/// `priority` (lowest number) keep a name that several want.
pub(crate) fn distinct(texts: &[(String, u8)], case: Case) -> Vec<String> {
    distinct_beside(&BTreeSet::new(), texts, case)
}

/// The same, with no identifier that is given away already.
pub(crate) fn distinct_beside(
    given: &BTreeSet<String>,
    texts: &[(String, u8)],
    case: Case,
) -> Vec<String> {
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (text, _)) in texts.iter().enumerate() {
        wanted
            .entry(identifier(text, case))
            .or_default()
            .push(index);
    }
    let mut names = vec![String::new(); texts.len()];
    let mut used: BTreeSet<String> = given.clone();
    let mut waiting = Vec::new();
    for (name, group) in wanted {
        // A name that is given away has no keeper among these.
        let keeper = used
            .insert(name.clone())
            .then(|| keeper(&group, texts, &name));
        let others = group.into_iter().filter(|&index| Some(index) != keeper);
        waiting.extend(others.map(|index| (index, name.clone())));
        if let Some(keeper) = keeper {
            names[keeper] = name;
        }
    }
    for (index, name) in waiting {
        let mut hash = fnv(texts[index].0.as_bytes());
        let mut candidate = with_hash(&name, hash & 0xFFFF, case);
        while !used.insert(candidate.clone()) {
            // All of it: of many thousand names, few short ones are left.
            candidate = with_hash(&name, hash, case);
            hash = hash.wrapping_add(1);
        }
        names[index] = candidate;
    }
    names
}

/// Which of a group keeps the name: lowest priority number, then the exact text, then text order.
fn keeper(group: &[usize], texts: &[(String, u8)], name: &str) -> usize {
    let rank = |&&index: &&usize| {
        let (text, priority) = &texts[index];
        (*priority, text != name, text.clone(), index)
    };
    // A group is made with its first member, so it is not empty.
    group.iter().min_by_key(rank).copied().unwrap_or_default()
}

/// The identifier that a text gives by itself.
pub(crate) fn identifier(text: &str, case: Case) -> String {
    let ascii = spell_out(text);
    let mut name = match case {
        Case::Type | Case::Variant => ascii.to_upper_camel_case(),
        Case::Field => ascii.to_snake_case(),
    };
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name = with_hash(&name, fnv(text.as_bytes()) & 0xFFFF, case);
    }
    if name.is_empty() {
        name = match case {
            Case::Type | Case::Variant => "Empty".to_owned(),
            Case::Field => "empty".to_owned(),
        };
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, if case == Case::Field { "n" } else { "N" });
    }
    let taken = case == Case::Type && is_taken(&name);
    if taken || !is_identifier(&name) {
        name.push('_');
    }
    name
}

/// Whether a text is an identifier as it stands, and no keyword.
pub(crate) fn is_identifier(text: &str) -> bool {
    // A keyword since the edition of 2024, which the parser does not know yet.
    text != "gen" && syn::parse_str::<Ident>(text).is_ok()
}

/// Whether generated code uses a name by itself, so that no type may have it.
pub(crate) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

/// The words of a text, as they stand in an identifier.
pub(crate) fn words(text: &str) -> Vec<String> {
    let snake = spell_out(text).to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// ASCII letters and digits stay, other letters and symbols are spelt as their code points where
/// they are all that tells two texts apart, and everything else separates words.
fn spell_out(text: &str) -> String {
    let nothing_else = !text.contains(|c: char| c.is_ascii_alphanumeric());
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            ascii.push(c);
        } else if !c.is_ascii() || nothing_else {
            ascii.push_str(&format!(" u{:x} ", u32::from(c)));
        } else {
            ascii.push(' ');
        }
    }
    ascii
}

fn with_hash(name: &str, hash: u64, case: Case) -> String {
    let name = name.trim_end_matches('_');
    match case {
        Case::Type | Case::Variant => format!("{name}X{hash:04x}"),
        Case::Field => format!("{name}_{hash:04x}"),
    }
}

/// FNV-1a: short, and the same everywhere.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// An identifier of a name that [`distinct`] gave.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More than there are short hashes.
    #[test]
    fn any_number_of_texts_may_give_one_identifier() {
        let texts = |count: usize| -> Vec<(String, u8)> {
            let spaces = |n: usize| format!("{n:b}").replace('1', " ").replace('0', "-");
            (0..count).map(|n| (format!("a{}", spaces(n)), 0)).collect()
        };
        let many = distinct(&texts(70_000), Case::Field);
        let set: BTreeSet<&String> = many.iter().collect();
        assert_eq!(set.len(), 70_000);
        assert!(many.iter().all(|name| is_identifier(name)));
        // Few have the short ones.
        let few = distinct(&texts(3), Case::Type);
        let mut lengths: Vec<usize> = few.iter().map(String::len).collect();
        lengths.sort_unstable();
        assert_eq!(lengths, [1, 6, 6], "{few:?}");
    }
}
