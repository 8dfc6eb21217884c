//! The property names of a schema, to be found fast.
//!
//! Most payloads write their members in the order of the schema, so the name after the last one
//! found is tried first; only then the table is searched.

use std::collections::HashMap;

use trueup_document::Member;
use trueup_document::cursor::fingerprint;

use super::RuleId;
use super::table::Table;

/// The names that `properties` and `required` list.
#[derive(Default)]
pub(crate) struct Names {
    list: Vec<Name>,
    /// The places in `list`.
    table: Table,
    required: usize,
}

/// One name.
pub(crate) struct Name {
    pub(crate) name: Box<str>,
    print: u32,
    /// Its schema in `properties`.
    pub(crate) rule: Option<RuleId>,
    /// Whether `required` lists it.
    pub(crate) required: bool,
}

impl Name {
    fn new(name: &str, rule: Option<RuleId>) -> Self {
        Self {
            name: name.into(),
            print: fingerprint(name),
            rule,
            required: false,
        }
    }
}

impl Names {
    /// `properties` in the order of the schema, then what is only required.
    pub(crate) fn new(
        properties: impl Iterator<Item = (String, RuleId)>,
        required: &[String],
    ) -> Self {
        let mut list: Vec<Name> = properties
            .map(|(name, rule)| Name::new(&name, Some(rule)))
            .collect();
        let mut places: HashMap<String, usize> = HashMap::new();
        if !required.is_empty() {
            let named = list.iter().enumerate();
            places.extend(named.map(|(place, name)| (name.name.to_string(), place)));
        }
        for name in required {
            let place = *places.entry(name.clone()).or_insert_with(|| {
                list.push(Name::new(name, None));
                list.len() - 1
            });
            list[place].required = true;
        }
        let table = Table::new(list.iter().map(|name| &*name.name));
        let required = list.iter().filter(|name| name.required).count();
        Self {
            list,
            table,
            required,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many names are required.
    pub(crate) fn required(&self) -> usize {
        self.required
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Name> {
        self.list.iter()
    }

    /// The names that `properties` lists.
    pub(crate) fn properties(&self) -> impl Iterator<Item = &Name> + Clone {
        self.list.iter().filter(|name| name.rule.is_some())
    }

    /// The member's name, if it is listed. `next` is where to look first; it moves on.
    #[inline]
    pub(crate) fn find(&self, member: Member<'_>, next: &mut usize) -> Option<&Name> {
        let print = member.print();
        let is = |place: usize| {
            let listed = self.list.get(place);
            listed.is_some_and(|listed| listed.print == print && member.is_named(&listed.name))
        };
        let place = if is(*next) {
            *next
        } else {
            self.table.find(print, is)?
        };
        *next = place + 1;
        // A place is an index of `list` by how both are made.
        self.list.get(place)
    }

    /// Whether `properties` has a schema for the member.
    pub(crate) fn has_property(&self, member: Member<'_>) -> bool {
        let mut next = 0;
        self.find(member, &mut next)
            .is_some_and(|name| name.rule.is_some())
    }
}

#[cfg(test)]
mod tests {
    use trueup_document::Document;

    use super::{Names, RuleId};

    #[test]
    fn a_name_with_a_backslash_is_no_escape() {
        let names = Names::new(std::iter::empty(), &["\\n".to_owned()]);
        let document = Document::from_slice(br#"{"\n": 0, "\\n": 0}"#).expect("it is JSON");
        let found = |index: usize| {
            let member = document.root().members().nth(index).expect("a member");
            names.find(member, &mut 0).is_some()
        };
        assert_eq!((found(0), found(1)), (false, true));
    }

    #[test]
    fn names_are_found_in_any_order_and_spelling() {
        let listed = ["b", "a", "long name", "", "q\"uote", "back\\slash", "é"];
        let properties = listed.iter().enumerate();
        let properties = properties.map(|(at, name)| ((*name).to_owned(), RuleId::new(at)));
        let names = Names::new(properties, &["a".to_owned(), "only required".to_owned()]);
        assert_eq!(names.required(), 2);
        let text = r#"{"a": 0, "b": 0, "\u0061": 0, "": 0, "q\"uote": 0, "back\\slash": 0, "\u00e9": 0,
            "long name": 0, "only required": 0, "c": 0, "q": 0, "back\\\\slash": 0}"#;
        let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
        let mut next = 0;
        for member in document.root().members() {
            let name = member.name();
            let found = names.find(member, &mut next).map(|name| &*name.name);
            let expected = listed.iter().copied().chain(["only required"]);
            assert_eq!(
                found,
                expected.into_iter().find(|listed| *listed == name),
                "{name}"
            );
        }
    }
}
