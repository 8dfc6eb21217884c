//! The plan: a schema set made ready to judge with.
//!
//! In: the resolved graph of `trueup-schema`. Out: one [`Rule`] per schema, in which references are
//! indices, patterns are compiled, bounds are parsed and property names can be looked up. Both
//! walks run on it: [`Judge`](crate::judge::Judge) gives the verdict, the explanation says why.
//!
//! What a newcomer would miss: a plan holds all schemas of the set, since any of them may be the
//! one that a validator starts from; and a rule keeps the meaning of its own draft, so that sets
//! that mix drafts work.

use std::sync::Arc;

use trueup_document::number::short_integer;
use trueup_document::{Json, JsonNumber, Kind, Number};
use trueup_rules::listed::Listed;
use trueup_rules::pattern::Pattern;
use trueup_schema::{SchemaId, TypeSet};

mod build;
mod cycles;
mod dynamic;
mod format;
pub(crate) mod kinds;
mod names;
pub(crate) mod table;
mod tag;
mod words;

pub use format::knows_format;
pub(crate) use format::{Content, Format};
pub(crate) use kinds::Kinds;
pub(crate) use names::Names;
pub(crate) use tag::Tag;
pub(crate) use words::Words;

/// All rules of a schema set.
pub(crate) struct Plan {
    /// Invariant: every [`RuleId`] in them is less than their number.
    rules: Vec<Rule>,
    /// For each rule the one to judge by: itself, or where it leads if it is but a reference.
    /// Invariant: as many as rules, none leads further.
    meant: Vec<RuleId>,
    /// Whether any schema is deprecated.
    pub(crate) deprecated: bool,
    /// Whether any reference depends on the path by which it is reached. Where none does, a dynamic
    /// reference means its target.
    pub(crate) dynamic: bool,
}

impl Plan {
    /// The rule to judge by, behind a chain of mere references. Its own id may be another.
    pub(crate) fn rule(&self, id: RuleId) -> &Rule {
        // By the invariants of `rules` and `meant`.
        &self.rules[self.meant[id.index()].index()]
    }

    /// How many mere references lead from a rule to the one to judge by.
    pub(crate) fn references(&self, id: RuleId) -> usize {
        let end = self.meant[id.index()];
        let chain = std::iter::successors(Some(id), |&at| {
            let rule = &self.rules[at.index()];
            rule.only_reference().filter(|_| at != end)
        });
        // No longer than there are rules, since it does not lead back to where it was.
        chain.take(self.rules.len()).skip(1).count()
    }

    /// The ids of all rules.
    pub(crate) fn ids(&self) -> impl Iterator<Item = RuleId> + use<> {
        (0..self.rules.len()).map(RuleId::new)
    }

    /// The rule of a schema of the set that the plan was made from.
    pub(crate) fn of_schema(&self, schema: SchemaId) -> Option<RuleId> {
        (schema.index() < self.rules.len()).then(|| RuleId::of(schema))
    }
}

/// A rule of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RuleId(u32);

impl RuleId {
    /// The rule that is made of a schema: there is one for each schema of a set.
    pub(crate) fn of(schema: SchemaId) -> Self {
        Self::new(schema.index())
    }

    pub(crate) fn new(index: usize) -> Self {
        // A schema set holds fewer than 2^32 schemas: its own ids are 32-bit.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema resource, in the sense of dynamic scope (2020-12 Core, section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ResourceId(pub(crate) u32);

/// One schema, ready to judge with.
pub(crate) struct Rule {
    pub(crate) id: RuleId,
    pub(crate) schema: SchemaId,
    pub(crate) resource: ResourceId,
    /// Whether the rule can lead back to itself at the same value, so that a walk must watch out.
    pub(crate) loops: bool,
    /// The kinds of values that it may accept.
    pub(crate) kinds: Kinds,
    /// What tells quickly that it refuses an object.
    pub(crate) tag: Option<Tag>,
    pub(crate) body: Body,
}

impl Rule {
    /// What the schema asserts; `None` for one that accepts all or nothing.
    pub(crate) fn assertions(&self) -> Option<&Assertions> {
        match &self.body {
            Body::Keywords(assertions) => Some(assertions),
            Body::Always(_) => None,
        }
    }
}

pub(crate) enum Body {
    /// A boolean schema, or one whose keywords judge nothing.
    Always(bool),
    Keywords(Box<Assertions>),
}

/// What a schema object asserts, sorted by the kind of value that it concerns.
#[derive(Default)]
pub(crate) struct Assertions {
    pub(crate) types: Option<Types>,
    pub(crate) values: Option<Box<Values>>,
    pub(crate) number: Option<Box<NumberRules>>,
    pub(crate) string: Option<Box<StringRules>>,
    pub(crate) array: Option<Box<ArrayRules>>,
    pub(crate) object: Option<Box<ObjectRules>>,
    pub(crate) in_place: Option<Box<InPlace>>,
    pub(crate) deprecated: bool,
    /// The keyword (`readOnly` or `writeOnly`) that forbids any value in the direction that payloads
    /// go. Invariant: then `types` allows none, so that the verdict needs no case of its own.
    pub(crate) hidden: Option<&'static str>,
}

/// `type`
#[derive(Clone, Copy)]
pub(crate) struct Types {
    pub(crate) allowed: TypeSet,
    /// Draft 4 tells integers by how they are written, so that `1.0` is none there.
    pub(crate) as_written: bool,
}

impl Types {
    pub(crate) fn allows_kind(self, kind: Kind) -> bool {
        let TypeSet {
            null,
            boolean,
            integer,
            number,
            string,
            array,
            object,
        } = self.allowed;
        match kind {
            Kind::Null => null,
            Kind::Boolean => boolean,
            Kind::Number => number || integer,
            Kind::String => string,
            Kind::Array => array,
            Kind::Object => object,
        }
    }

    /// Whether a number is of an allowed type.
    pub(crate) fn allows_number(self, value: Value<'_>) -> bool {
        self.allowed.number
            || (self.allowed.integer && (value.whole.is_some() || self.is_integer(value.exact)))
    }

    pub(crate) fn is_integer(self, value: Number<'_>) -> bool {
        if self.as_written {
            value.is_written_as_integer()
        } else {
            value.is_written_as_integer() || value.is_integer()
        }
    }

    /// The names of the types, in the order of the specification.
    pub(crate) fn names(self) -> Vec<String> {
        let allowed = self.allowed;
        let names = [
            (allowed.null, "null"),
            (allowed.boolean, "boolean"),
            (allowed.integer, "integer"),
            (allowed.number, "number"),
            (allowed.string, "string"),
            (allowed.array, "array"),
            (allowed.object, "object"),
        ];
        let names = names.into_iter().filter(|&(allowed, _)| allowed);
        names.map(|(_, name)| name.to_owned()).collect()
    }
}

/// `enum` and `const`
pub(crate) struct Values {
    pub(crate) enumeration: Option<Listed>,
    pub(crate) constant: Option<Json>,
    /// The strings among them.
    pub(crate) words: Arc<Words>,
}

/// What is said of numbers.
#[derive(Default)]
pub(crate) struct NumberRules {
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) exclusive_minimum: Option<Bound>,
    pub(crate) exclusive_maximum: Option<Bound>,
    pub(crate) multiple_of: Option<JsonNumber>,
}

/// A bound, exact, with a short cut for the common case.
pub(crate) struct Bound {
    pub(crate) exact: JsonNumber,
    whole: Option<i64>,
}

impl Bound {
    pub(crate) fn new(exact: JsonNumber) -> Self {
        let whole = exact.get().to_i64();
        Self { exact, whole }
    }

    /// The bound, if it is a whole number that fits.
    pub(crate) fn whole(&self) -> Option<i64> {
        self.whole
    }

    /// How the value compares to the bound.
    pub(crate) fn compare(&self, value: Value<'_>) -> std::cmp::Ordering {
        match (self.whole, value.whole) {
            (Some(bound), Some(value)) => value.cmp(&bound),
            _ => value.exact.cmp(&self.exact.get()),
        }
    }
}

/// A number of a payload, looked at once for all that is asked of it.
#[derive(Clone, Copy)]
pub(crate) struct Value<'t> {
    pub(crate) exact: Number<'t>,
    /// The value, if the number is written as a short integer.
    whole: Option<i64>,
}

impl<'t> Value<'t> {
    pub(crate) fn new(exact: Number<'t>) -> Self {
        let whole = short_integer(exact.text().as_bytes());
        Self { exact, whole }
    }
}

/// What is said of strings.
#[derive(Default)]
pub(crate) struct StringRules {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<Pattern>,
    /// The schema's own words for what the pattern wants.
    pub(crate) about: Option<String>,
    /// An example of the schema's own that matches the pattern.
    pub(crate) example: Option<String>,
    pub(crate) format: Option<Format>,
    pub(crate) content: Option<Content>,
}

/// What is said of arrays.
#[derive(Default)]
pub(crate) struct ArrayRules {
    pub(crate) prefix: Vec<RuleId>,
    pub(crate) rest: Option<RuleId>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) contains: Option<Contains>,
    pub(crate) unevaluated: Option<RuleId>,
    /// Up to draft 2019-09 `items` takes a list, and `additionalItems` the rest.
    pub(crate) list_form: bool,
}

/// `contains` with its counts.
pub(crate) struct Contains {
    pub(crate) rule: RuleId,
    pub(crate) min: Option<u64>,
    pub(crate) max: Option<u64>,
    /// Since 2020-12 an element that matches counts as evaluated (Core, section 10.3.1.3).
    pub(crate) evaluates: bool,
}

/// What is said of objects.
#[derive(Default)]
pub(crate) struct ObjectRules {
    /// `properties` and `required` in one table.
    pub(crate) names: Names,
    pub(crate) patterns: Vec<(Pattern, RuleId)>,
    pub(crate) additional: Option<RuleId>,
    pub(crate) property_names: Option<RuleId>,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    pub(crate) dependent_required: Vec<(String, Vec<String>)>,
    pub(crate) unevaluated: Option<RuleId>,
    /// The keyword that [`ObjectRules::dependent_required`] was written as.
    pub(crate) dependencies_form: bool,
}

impl ObjectRules {
    /// How many names `dependentRequired` may ask for.
    pub(crate) fn names_asked(&self) -> usize {
        let dependent = self.dependent_required.iter();
        dependent.map(|(_, needed)| 1 + needed.len()).sum()
    }
}

/// Subschemas that judge the same value.
#[derive(Default)]
pub(crate) struct InPlace {
    pub(crate) reference: Option<RuleId>,
    pub(crate) dynamic: Option<Dynamic>,
    pub(crate) all_of: Vec<RuleId>,
    pub(crate) any_of: Option<Vec<RuleId>>,
    pub(crate) one_of: Option<Vec<RuleId>>,
    pub(crate) not: Option<RuleId>,
    pub(crate) condition: Option<Condition>,
    pub(crate) dependent_schemas: Vec<(String, RuleId)>,
    /// The keyword that [`InPlace::dependent_schemas`] was written as, if there are any.
    pub(crate) dependent_keyword: &'static str,
}

/// `$dynamicRef` or `$recursiveRef`.
pub(crate) struct Dynamic {
    pub(crate) keyword: &'static str,
    /// What it means where the dynamic scope has nothing to say.
    pub(crate) target: RuleId,
    /// What it means when the scope was entered through a resource.
    pub(crate) by_resource: Vec<(ResourceId, RuleId)>,
}

/// `if`, `then`, `else`
pub(crate) struct Condition {
    pub(crate) test: RuleId,
    pub(crate) then: Option<RuleId>,
    pub(crate) otherwise: Option<RuleId>,
}

impl InPlace {
    /// Every rule that may judge the same value because of this one.
    pub(crate) fn targets(&self) -> impl Iterator<Item = RuleId> {
        let dynamic = self.dynamic.iter().flat_map(|dynamic| {
            let by_resource = dynamic.by_resource.iter().map(|&(_, rule)| rule);
            std::iter::once(dynamic.target).chain(by_resource)
        });
        let condition = self.condition.iter().flat_map(|condition| {
            std::iter::once(condition.test)
                .chain(condition.then)
                .chain(condition.otherwise)
        });
        (self.reference.into_iter())
            .chain(dynamic)
            .chain(self.all_of.iter().copied())
            .chain(self.any_of.iter().flatten().copied())
            .chain(self.one_of.iter().flatten().copied())
            .chain(self.not)
            .chain(condition)
            .chain(self.dependent_schemas.iter().map(|&(_, rule)| rule))
    }
}
