//! Sets of kinds of values, and which kinds each rule may accept at all: most branches of a
//! combination are told apart by that alone.

use trueup_document::{Json, Kind};
use trueup_schema::TypeSet;

use super::{Assertions, Body, InPlace, Rule, RuleId, Values};

/// The longest chain of combinations that is followed.
const FARTHEST: usize = 32;

/// Finds the kinds that each rule may accept. One that is not settled yet counts as one that may
/// accept anything, so cycles and chains that are too long end there.
pub(super) fn mark(rules: &mut [Rule]) {
    let mut settled = vec![false; rules.len()];
    for at in 0..rules.len() {
        settle(rules, at, &mut settled, 0);
    }
}

fn settle(rules: &mut [Rule], at: usize, settled: &mut [bool], depth: usize) {
    if settled[at] || depth > FARTHEST {
        return;
    }
    settled[at] = true;
    let targets: Vec<RuleId> = match &rules[at].body {
        Body::Always(_) => Vec::new(),
        Body::Keywords(assertions) => (assertions.in_place.iter())
            .flat_map(|rules| rules.targets())
            .collect(),
    };
    for target in targets {
        settle(rules, target.index(), settled, depth + 1);
    }
    rules[at].kinds = match &rules[at].body {
        Body::Always(true) => Kinds::ALL,
        Body::Always(false) => Kinds::NONE,
        Body::Keywords(assertions) => of_assertions(rules, assertions),
    };
}

fn of_assertions(rules: &[Rule], assertions: &Assertions) -> Kinds {
    let types = assertions.types;
    let types = types.map_or(Kinds::ALL, |types| Kinds::of_types(types.allowed));
    let lists = assertions.values.iter().flat_map(|values| values.lists());
    let kinds = lists.fold(types, |kinds, list| kinds.and(of_list(list)));
    let in_place = assertions.in_place.as_deref();
    kinds.and(in_place.map_or(Kinds::ALL, |in_place| of_in_place(rules, in_place)))
}

/// The kinds of some values.
pub(crate) fn of_list(list: &[Json]) -> Kinds {
    let kinds = list.iter().map(|json| Kinds::only(of_json(json)));
    kinds.fold(Kinds::NONE, Kinds::or)
}

/// The kinds that all combinations may accept.
fn of_in_place(rules: &[Rule], in_place: &InPlace) -> Kinds {
    let of = |rule: &RuleId| rules[rule.index()].kinds;
    let all = in_place.reference.iter().chain(&in_place.all_of);
    let all = all.fold(Kinds::ALL, |kinds, rule| kinds.and(of(rule)));
    let branches = in_place.any_of.iter().chain(&in_place.one_of);
    branches.fold(all, |kinds, branches| {
        let any = branches.iter().map(of);
        kinds.and(any.fold(Kinds::NONE, Kinds::or))
    })
}

impl Values {
    /// `enum`, and `const` as a list of one.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &[Json]> {
        let constant = self.constant.as_ref().map(std::slice::from_ref);
        self.enumeration.as_deref().into_iter().chain(constant)
    }
}

/// Some of the six kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

/// All kinds in the order of their discriminants.
pub(crate) const EACH: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

impl Kinds {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self(0b11_1111);

    pub(crate) fn only(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    #[inline(always)]
    pub(crate) fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn of_types(types: TypeSet) -> Self {
        let kinds = [
            (types.null, Kind::Null),
            (types.boolean, Kind::Boolean),
            (types.number || types.integer, Kind::Number),
            (types.string, Kind::String),
            (types.array, Kind::Array),
            (types.object, Kind::Object),
        ];
        let kinds = kinds.into_iter().filter(|&(allowed, _)| allowed);
        kinds.fold(Self::NONE, |set, (_, kind)| set.or(Self::only(kind)))
    }
}

/// The kind of an owned value.
pub(crate) fn of_json(json: &Json) -> Kind {
    match json {
        Json::Null => Kind::Null,
        Json::Boolean(_) => Kind::Boolean,
        Json::Number(_) => Kind::Number,
        Json::String(_) => Kind::String,
        Json::Array(_) => Kind::Array,
        Json::Object(_) => Kind::Object,
    }
}

/// The kind of the value that begins with a byte, if one does.
#[inline(always)]
pub(crate) fn of(byte: u8) -> Option<Kind> {
    EACH.get(place(byte)).copied()
}

/// The place in [`EACH`] of the kind of the value that begins with a byte; after its end where none
/// does.
#[inline(always)]
pub(crate) fn place(byte: u8) -> usize {
    // There is one for each byte.
    PLACES[byte as usize] as usize
}

/// See [`place`].
const PLACES: [u8; 256] = {
    // One after the last.
    let mut places = [Kind::Object as u8 + 1; 256];
    places[b'n' as usize] = Kind::Null as u8;
    places[b't' as usize] = Kind::Boolean as u8;
    places[b'f' as usize] = Kind::Boolean as u8;
    places[b'-' as usize] = Kind::Number as u8;
    let mut digit = b'0';
    while digit <= b'9' {
        places[digit as usize] = Kind::Number as u8;
        digit += 1;
    }
    places[b'"' as usize] = Kind::String as u8;
    places[b'[' as usize] = Kind::Array as u8;
    places[b'{' as usize] = Kind::Object as u8;
    places
};
