//! Schema set to plan.
//!
//! The only place that reads [`Keywords`]. Everything that can be prepared is prepared here, and
//! everything that can fail fails here.

use std::sync::Arc;

use trueup_document::{Json, JsonNumber};
use trueup_rules::listed::Listed;
use trueup_rules::pattern::Pattern;
use trueup_schema::{Body as SchemaBody, Dialect, Keywords, Schema, SchemaId, SchemaSet, TypeSet};

use super::dynamic::Dynamics;
use super::{
    ArrayRules, Assertions, Body, Bound, Condition, Contains, Content, Format, InPlace, Kinds,
    Names, NumberRules, ObjectRules, Plan, Rule, RuleId, StringRules, Types, Values, Words, cycles,
    kinds, tag,
};
use crate::options::{Direction, Options};
use crate::text::kept;

impl Plan {
    /// Makes the plan of a set.
    pub(crate) fn new(set: &SchemaSet, options: &Options) -> Self {
        let dynamics = Dynamics::new(set);
        let builder = Builder {
            set,
            dynamics: &dynamics,
            direction: options.direction,
            pattern_steps: options.max_pattern_steps,
        };
        let mut rules: Vec<Rule> = set.ids().map(|id| builder.rule(id)).collect();
        cycles::mark(&mut rules);
        let dynamic = rules.iter().any(Rule::varies);
        let meant = if dynamic {
            // Every reference may enter a resource, so none is a mere one.
            rules.iter().map(|rule| rule.id).collect()
        } else {
            meant(&rules)
        };
        let deprecated = rules.iter().any(|rule| match &rule.body {
            Body::Keywords(rules) => rules.deprecated,
            Body::Always(_) => false,
        });
        kinds::mark(&mut rules);
        tag::mark(&mut rules, &meant);
        Self {
            deprecated,
            rules,
            meant,
            dynamic,
        }
    }
}

struct Builder<'s> {
    set: &'s SchemaSet,
    dynamics: &'s Dynamics,
    direction: Option<Direction>,
    pattern_steps: usize,
}

/// How many references are followed to see whether a property is hidden.
const FOLLOWED: usize = 16;

impl Builder<'_> {
    fn rule(&self, id: SchemaId) -> Rule {
        let schema = self.set.get(id);
        let body = match &schema.body {
            SchemaBody::Boolean(answer) => Body::Always(*answer),
            SchemaBody::Keywords(keywords) => {
                let assertions = self.assertions(id, schema, keywords);
                if assertions.is_empty() {
                    Body::Always(true)
                } else {
                    Body::Keywords(Box::new(assertions))
                }
            }
        };
        Rule {
            id: RuleId::of(id),
            schema: id,
            resource: self.dynamics.resource(id),
            loops: false,
            kinds: Kinds::ALL,
            tag: None,
            body,
        }
    }

    fn assertions(&self, id: SchemaId, schema: &Schema, keywords: &Keywords) -> Assertions {
        let hidden = (self.direction).and_then(|direction| direction.hidden_by(keywords));
        let allowed = match hidden {
            Some(_) => Some(TypeSet::default()),
            None => keywords.types,
        };
        let types = allowed.map(|allowed| Types {
            allowed,
            as_written: schema.dialect == Dialect::Draft4,
        });
        Assertions {
            types,
            values: values(keywords).map(Box::new),
            number: number(keywords).map(Box::new),
            string: self.string(schema.dialect, keywords).map(Box::new),
            array: self.array(schema.dialect, keywords).map(Box::new),
            object: self.object(id, keywords).map(Box::new),
            in_place: self.in_place(id, keywords).map(Box::new),
            deprecated: keywords.deprecated,
            hidden,
        }
    }

    /// Whether a schema, or one that it refers to, forbids any value in this direction.
    fn is_hidden(&self, id: SchemaId) -> bool {
        let Some(direction) = self.direction else {
            return false;
        };
        let mut queue = vec![id];
        for _ in 0..FOLLOWED {
            let Some(SchemaBody::Keywords(keywords)) = queue.pop().map(|id| &self.set.get(id).body)
            else {
                continue;
            };
            if direction.hidden_by(keywords).is_some() {
                return true;
            }
            queue.extend(keywords.reference);
            queue.extend(&keywords.all_of);
        }
        false
    }

    fn string(&self, dialect: Dialect, keywords: &Keywords) -> Option<StringRules> {
        let pattern = keywords.pattern.as_ref();
        let pattern = pattern.map(|pattern| self.pattern(pattern));
        let example = pattern.as_ref().and_then(|pattern| {
            let mut texts = keywords.examples.iter().filter_map(Json::as_str);
            texts.find(|text| pattern.is_match(text) == Ok(true))
        });
        let rules = StringRules {
            min_length: keywords.min_length,
            max_length: keywords.max_length,
            example: example.map(kept),
            pattern,
            about: keywords.description.clone().or(keywords.title.clone()),
            format: (keywords.format.as_deref()).and_then(|name| Format::new(name, dialect)),
            content: Content::new(
                keywords.content_encoding.as_deref(),
                keywords.content_media_type.as_deref(),
                dialect,
            ),
        };
        let asserts = rules.min_length.is_some()
            || rules.max_length.is_some()
            || rules.pattern.is_some()
            || rules.format.is_some()
            || rules.content.is_some();
        asserts.then_some(rules)
    }

    fn array(&self, dialect: Dialect, keywords: &Keywords) -> Option<ArrayRules> {
        let contains = keywords.contains.map(|contains| Contains {
            rule: RuleId::of(contains),
            min: keywords.min_contains,
            max: keywords.max_contains,
            evaluates: dialect >= Dialect::Draft202012,
        });
        let rules = ArrayRules {
            prefix: keywords
                .prefix_items
                .iter()
                .copied()
                .map(RuleId::of)
                .collect(),
            rest: keywords.items.map(RuleId::of),
            min_items: keywords.min_items,
            max_items: keywords.max_items,
            unique: keywords.unique_items,
            contains,
            unevaluated: keywords.unevaluated_items.map(RuleId::of),
            list_form: dialect < Dialect::Draft202012,
        };
        let asserts = !rules.prefix.is_empty()
            || rules.rest.is_some()
            || rules.min_items.is_some()
            || rules.max_items.is_some()
            || rules.unique
            || rules.contains.is_some()
            || rules.unevaluated.is_some();
        asserts.then_some(rules)
    }

    fn object(&self, id: SchemaId, keywords: &Keywords) -> Option<ObjectRules> {
        let properties = keywords.properties.iter();
        let properties = properties.map(|(name, id)| (name.clone(), RuleId::of(*id)));
        let patterns = keywords.pattern_properties.iter();
        let patterns = patterns.map(|(pattern, id)| (self.pattern(pattern), RuleId::of(*id)));
        // What must not be sent need not be there either (OpenAPI 3.1, section 4.8.24.5).
        let hidden = |name: &String| {
            let mut schemas = keywords.properties.iter();
            self.direction.is_some()
                && schemas.any(|(known, id)| known == name && self.is_hidden(*id))
        };
        let required = keywords.required.iter();
        let required: Vec<String> = required.filter(|name| !hidden(name)).cloned().collect();
        let rules = ObjectRules {
            names: Names::new(properties, &required),
            patterns: patterns.collect(),
            additional: keywords.additional_properties.map(RuleId::of),
            property_names: keywords.property_names.map(RuleId::of),
            min_properties: keywords.min_properties,
            max_properties: keywords.max_properties,
            dependent_required: keywords.dependent_required.clone(),
            unevaluated: keywords.unevaluated_properties.map(RuleId::of),
            dependencies_form: !keywords.dependent_required.is_empty()
                && self.set.place_of_keyword(id, "dependentRequired").is_none(),
        };
        let asserts = !rules.names.is_empty()
            || !rules.patterns.is_empty()
            || rules.additional.is_some()
            || rules.property_names.is_some()
            || rules.min_properties.is_some()
            || rules.max_properties.is_some()
            || !rules.dependent_required.is_empty()
            || rules.unevaluated.is_some();
        asserts.then_some(rules)
    }

    fn in_place(&self, id: SchemaId, keywords: &Keywords) -> Option<InPlace> {
        let all =
            |ids: &[SchemaId]| -> Vec<RuleId> { ids.iter().copied().map(RuleId::of).collect() };
        let condition = keywords.condition.map(|test| Condition {
            test: RuleId::of(test),
            then: keywords.then.map(RuleId::of),
            otherwise: keywords.otherwise.map(RuleId::of),
        });
        let dependent = keywords.dependent_schemas.iter();
        let first = keywords.dependent_schemas.first();
        let rules = InPlace {
            reference: keywords.reference.map(RuleId::of),
            dynamic: keywords.dynamic_reference.map(|target| {
                self.dynamics
                    .reference(self.set, id, target, RuleId::of(target))
            }),
            all_of: all(&keywords.all_of),
            any_of: keywords.any_of.as_deref().map(all),
            one_of: keywords.one_of.as_deref().map(all),
            not: keywords.not.map(RuleId::of),
            condition,
            dependent_schemas: dependent
                .map(|(name, id)| (name.clone(), RuleId::of(*id)))
                .collect(),
            dependent_keyword: match first
                .and_then(|_| self.set.place_of_keyword(id, "dependentSchemas"))
            {
                Some(_) => "dependentSchemas",
                None => "dependencies",
            },
        };
        let asserts =
            rules.targets().next().is_some() || rules.any_of.is_some() || rules.one_of.is_some();
        asserts.then_some(rules)
    }

    fn pattern(&self, pattern: &Pattern) -> Pattern {
        pattern.clone().with_max_steps(self.pattern_steps)
    }
}

/// What `enum` and `const` list, if there is one of them.
fn values(keywords: &Keywords) -> Option<Values> {
    let mut values = Values {
        enumeration: keywords.enumeration.clone().map(Listed::new),
        constant: keywords.constant.clone(),
        words: Arc::default(),
    };
    let listed = values.enumeration.is_some() || values.constant.is_some();
    listed.then(|| {
        values.words = Arc::new(Words::new(values.lists()));
        values
    })
}

/// Where each rule leads that is but a reference.
fn meant(rules: &[Rule]) -> Vec<RuleId> {
    let mut meant: Vec<RuleId> = rules.iter().map(|rule| rule.id).collect();
    for start in 0..rules.len() {
        let mut end = start;
        let mut chain = Vec::new();
        // A rule that leads back to itself is judged as it stands, so no chain is longer than this.
        for _ in 0..rules.len() {
            let Some(next) = rules[end].only_reference().filter(|_| !rules[end].loops) else {
                break;
            };
            chain.push(end);
            // What was followed before is at its end already.
            end = meant[next.index()].index();
        }
        for link in chain {
            meant[link] = rules[end].id;
        }
    }
    meant
}

impl Rule {
    /// Whether it has a dynamic reference that means different rules by different ways.
    fn varies(&self) -> bool {
        let in_place = self.assertions().and_then(|rules| rules.in_place.as_ref());
        let dynamic = in_place.and_then(|rules| rules.dynamic.as_ref());
        dynamic.is_some_and(|dynamic| {
            let mut meanings = dynamic.by_resource.iter();
            meanings.any(|&(_, rule)| rule != dynamic.target)
        })
    }

    pub(super) fn only_reference(&self) -> Option<RuleId> {
        let Body::Keywords(assertions) = &self.body else {
            return None;
        };
        let in_place = assertions.in_place.as_deref()?;
        let mut targets = in_place.targets();
        let only = targets.next().filter(|_| targets.next().is_none());
        let mut branches = in_place.any_of.iter().chain(&in_place.one_of);
        (assertions.asserts_in_place_only() && branches.next().is_none())
            .then(|| {
                in_place
                    .reference
                    .filter(|&reference| only == Some(reference))
            })
            .flatten()
    }
}

impl Assertions {
    /// Whether they accept everything and say nothing.
    fn is_empty(&self) -> bool {
        self.asserts_in_place_only() && self.in_place.is_none()
    }

    fn asserts_in_place_only(&self) -> bool {
        self.types.is_none()
            && self.values.is_none()
            && self.number.is_none()
            && self.string.is_none()
            && self.array.is_none()
            && self.object.is_none()
            && !self.deprecated
    }
}

fn number(keywords: &Keywords) -> Option<NumberRules> {
    // The texts are numbers of a document that was read, so each parses.
    let bound = |text: &Option<String>| {
        let exact = text.as_deref().and_then(JsonNumber::parse);
        exact.map(Bound::new)
    };
    let rules = NumberRules {
        minimum: bound(&keywords.minimum),
        maximum: bound(&keywords.maximum),
        exclusive_minimum: bound(&keywords.exclusive_minimum),
        exclusive_maximum: bound(&keywords.exclusive_maximum),
        multiple_of: keywords.multiple_of.as_deref().and_then(JsonNumber::parse),
    };
    let asserts = rules.minimum.is_some()
        || rules.maximum.is_some()
        || rules.exclusive_minimum.is_some()
        || rules.exclusive_maximum.is_some()
        || rules.multiple_of.is_some();
    asserts.then_some(rules)
}
