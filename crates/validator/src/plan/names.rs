//! The property names of a schema, to be found fast.
//!
//! Most payloads write their members in the order of the schema, so the name after the last one
//! found is tried first; only then the table is asked.

use std::collections::HashMap;

use trueup_document::Member;

use super::RuleId;

/// Tables of at most this many names are searched one by one.
const LISTED: usize = 8;

/// The names that `properties` and `required` list.
#[derive(Default)]
pub(crate) struct Names {
    list: Vec<Name>,
    /// Empty for short lists. Invariant: else it maps every name to its place in `list`.
    places: HashMap<Box<str>, usize>,
    required: usize,
}

/// One name.
pub(crate) struct Name {
    pub(crate) name: Box<str>,
    /// Its schema in `properties`.
    pub(crate) rule: Option<RuleId>,
    /// Whether `required` lists it.
    pub(crate) required: bool,
}

impl Names {
    /// `properties` in the order of the schema, then what is only required.
    pub(crate) fn new(
        properties: impl Iterator<Item = (String, RuleId)>,
        required: &[String],
    ) -> Self {
        let mut list: Vec<Name> = properties
            .map(|(name, rule)| Name {
                name: name.into(),
                rule: Some(rule),
                required: false,
            })
            .collect();
        let mut places: HashMap<Box<str>, usize> = HashMap::new();
        for (place, name) in list.iter().enumerate() {
            places.insert(name.name.clone(), place);
        }
        for name in required {
            let place = *places.entry(name.as_str().into()).or_insert_with(|| {
                list.push(Name {
                    name: name.as_str().into(),
                    rule: None,
                    required: false,
                });
                list.len() - 1
            });
            list[place].required = true;
        }
        if list.len() <= LISTED {
            places.clear();
        }
        let required = list.iter().filter(|name| name.required).count();
        Self {
            list,
            places,
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
    pub(crate) fn find(&self, member: Member<'_>, next: &mut usize) -> Option<&Name> {
        if let Some(name) = self
            .list
            .get(*next)
            .filter(|name| member.is_named(&name.name))
        {
            *next += 1;
            return Some(name);
        }
        let place = if self.places.is_empty() {
            self.list
                .iter()
                .position(|name| member.is_named(&name.name))?
        } else {
            *self.places.get(&*member.name())?
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
