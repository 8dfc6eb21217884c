//! What the types of one flat file are called: a name as short as it can be told from the others.
//!
//! A type inside another has the outer one's name before its own, but for what says nothing: the name
//! of the root, the branch of a union that is the one object among them, and words with which its own
//! name begins again. Where another type has such a short name, it has the long one.

use std::collections::BTreeMap;

use super::{Found, TypeId};
use crate::name::{self, Case};

/// From here on a wish is of a type inside another, which gives way.
const INNER: u8 = 2;

/// The texts for all types, by their places in the list. A parent stands before what is inside it.
pub(super) fn of<'n>(found: &[Found], given: impl Fn(usize) -> Option<&'n str>) -> Vec<String> {
    let names = Names { found, given };
    let short = names.all(|_, _| true);
    let users = names.users(&short);
    names.all(|index, text| names.is_free(&users, index, text))
}

/// The same for the types that stand in no module but the file; the others are texts of no use.
pub(super) fn of_modules<'n>(
    found: &[Found],
    given: impl Fn(usize) -> Option<&'n str>,
) -> Vec<String> {
    let names = Names { found, given };
    let own: Vec<String> = found.iter().map(|one| one.wish.text.clone()).collect();
    let tops: Vec<usize> = (0..found.len())
        .filter(|&index| super::parent(found, index).is_none())
        .collect();
    let mut users: Users = BTreeMap::new();
    for &index in &tops {
        names.note(&mut users, index, &own[index]);
    }
    let text = |index: usize| {
        if names.is_free(&users, index, &own[index]) {
            own[index].clone()
        } else {
            names.below_root(index)
        }
    };
    (0..found.len()).map(text).collect()
}

/// The types that would have an identifier.
type Users = BTreeMap<String, Vec<usize>>;

struct Names<'f, G> {
    found: &'f [Found],
    given: G,
}

impl<'n, G: Fn(usize) -> Option<&'n str>> Names<'_, G> {
    /// Every text; short where the caller says so of the short one.
    fn all(&self, short: impl Fn(usize, &str) -> bool) -> Vec<String> {
        let mut texts: Vec<String> = Vec::with_capacity(self.found.len());
        for index in 0..self.found.len() {
            let text = match (self.given)(index) {
                Some(name) => name.to_owned(),
                None => {
                    let text = self.short(index, &texts);
                    if short(index, &text) {
                        text
                    } else {
                        self.long(index, &texts)
                    }
                }
            };
            texts.push(text);
        }
        texts
    }

    fn long(&self, index: usize, texts: &[String]) -> String {
        let own = &self.found[index].wish.text;
        match self.found[index].wish.parent {
            Some(TypeId(0)) => self.below_root(index),
            Some(TypeId(parent)) => format!("{} {own}", texts[parent]),
            None => own.clone(),
        }
    }

    fn below_root(&self, index: usize) -> String {
        let root = (self.given)(0).unwrap_or(&self.found[0].wish.text);
        format!("{root} {}", self.found[index].wish.text)
    }

    fn short(&self, index: usize, texts: &[String]) -> String {
        let wish = &self.found[index].wish;
        let mut outer = wish.parent;
        while let Some(TypeId(parent)) = outer.filter(|outer| outer.0 > 0) {
            let of = &self.found[parent].wish;
            if !of.quiet || (self.given)(parent).is_some() {
                return beside(&texts[parent], &of.text, &wish.text);
            }
            outer = of.parent;
        }
        wish.text.clone()
    }

    /// The types by their identifiers.
    fn users(&self, texts: &[String]) -> Users {
        let mut users = BTreeMap::new();
        for (index, text) in texts.iter().enumerate() {
            self.note(&mut users, index, text);
        }
        users
    }

    fn note(&self, users: &mut Users, index: usize, text: &str) {
        let name = name::identifier(text, Case::Type);
        users.entry(name).or_default().push(index);
    }

    /// Whether a type need not give way: those with its name are no definitions, and stand where it
    /// stands itself. Among those a longer name would help nobody.
    fn is_free(&self, users: &Users, index: usize, text: &str) -> bool {
        let wish = |index: usize| &self.found[index].wish;
        let others = users.get(&name::identifier(text, Case::Type));
        wish(index).priority < INNER
            || others.into_iter().flatten().all(|&other| {
                wish(other).priority >= INNER && wish(other).parent == wish(index).parent
            })
    }
}

/// A name behind the one of the type that it stands in, whose own words are not said twice.
fn beside(outer: &str, outer_own: &str, own: &str) -> String {
    let (before, words) = (name::words(outer_own), name::words(own));
    if !before.is_empty() && words.len() > before.len() && words.starts_with(&before) {
        return format!("{outer} {}", words[before.len()..].join(" "));
    }
    format!("{outer} {own}")
}
