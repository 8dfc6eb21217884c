//! Plan to program.
//!
//! What the program has no code for is marked for a document: dynamic references, rules that lead
//! back to themselves at the same value, `unevaluated…`, more names that must be told apart than
//! there are bits, and arrays and objects that would be walked more than twice.

use std::collections::HashMap;

use trueup_document::{Json, Kind};

use super::choice::Branches;
use super::entry::entries;
use super::followers::Followers;
use super::plain;
use super::program::{
    Act, ArrayCheck, ArrayForm, Check, Code, ContainsCheck, Form, ObjectCheck, Program, Step,
};
use crate::plan::kinds::{EACH, of_list};
use crate::plan::table::Table;
use crate::plan::{
    ArrayRules, Assertions, Body, Condition, InPlace, Kinds, ObjectRules, Plan, RuleId,
};

mod leaf;
mod names;

use leaf::{number, string};
use names::{dependent_names, names, too_many_names};

/// Each member of an object is compared with up to so many names; more are looked up.
const FEW: usize = 3;

/// The longest chain of combinations that is followed to see what a rule may accept.
const FARTHEST: usize = 32;

impl Program {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut program = Self::unlinked(plan, entries);
        program.link();
        program
    }

    /// The program before it is [linked](Self::link); `entries` say where to begin, by the kinds of
    /// values that each rule has read into a document.
    pub(super) fn unlinked(plan: &Plan, entries: fn(&Plan, &[Kinds]) -> Vec<RuleId>) -> Self {
        let mut builder = Builder {
            plan,
            documents: vec![Kinds::ALL; plan.ids().count()],
            entries: Vec::new(),
        };
        let mut settled = vec![false; builder.documents.len()];
        for id in plan.ids() {
            builder.settle(id, &mut settled, 0);
        }
        builder.entries = entries(plan, &builder.documents);
        let mut codes: Vec<Code> = plan.ids().map(|id| builder.code(id)).collect();
        plain::mark(&mut codes);
        Self {
            codes,
            deprecated: Vec::new(),
            entries: builder.entries,
        }
    }
}

struct Builder<'p> {
    plan: &'p Plan,
    /// For each rule the kinds of values that are read into a document: all of them until that is
    /// settled, and for the rules at the end of a chain that is too long.
    documents: Vec<Kinds>,
    /// For each rule the one at which the walk by it begins.
    entries: Vec<RuleId>,
}

impl Builder<'_> {
    fn settle(&mut self, id: RuleId, settled: &mut [bool], depth: usize) {
        let rule = self.plan.rule(id);
        if settled[id.index()] || depth > FARTHEST || rule.loops || self.plan.dynamic {
            return;
        }
        let documents = match rule.assertions() {
            None => Kinds::NONE,
            Some(rules) => {
                for target in rules.in_place.iter().flat_map(|rules| rules.targets()) {
                    self.settle(target, settled, depth + 1);
                }
                self.documents_of(rules)
            }
        };
        self.documents[id.index()] = documents;
        settled[id.index()] = true;
    }

    fn documents_of(&self, rules: &Assertions) -> Kinds {
        let (array, object) = (Kinds::only(Kind::Array), Kinds::only(Kind::Object));
        let lists = rules.values.iter().flat_map(|values| values.lists());
        let listed = lists.fold(Kinds::NONE, |kinds, list| kinds.or(of_list(list)));
        let mut documents = listed.and(array.or(object));
        if rules
            .object
            .as_ref()
            .is_some_and(|own| needs_document(own, rules))
        {
            documents = documents.or(object);
        }
        if rules
            .array
            .as_ref()
            .is_some_and(|own| own.unevaluated.is_some())
        {
            documents = documents.or(array);
        }
        if let Some(in_place) = &rules.in_place {
            let kinds = EACH.into_iter();
            let kinds = kinds.filter(|&kind| self.needs_document_in_place(rules, in_place, kind));
            documents = kinds.fold(documents, |kinds, kind| kinds.or(Kinds::only(kind)));
        }
        documents
    }

    /// Where the walk by a rule begins.
    fn entry(&self, rule: RuleId) -> RuleId {
        self.entries[rule.index()]
    }

    fn kinds(&self, id: RuleId) -> Kinds {
        self.plan.rule(id).kinds
    }

    /// Whether a value of the kind is better judged on a document: because a combination of it
    /// needs one, or because it would be walked too often.
    fn needs_document_in_place(&self, own: &Assertions, rules: &InPlace, kind: Kind) -> bool {
        let mut fitting: Vec<RuleId> = rules
            .targets()
            .filter(|&rule| self.kinds(rule).has(kind))
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        let container = matches!(kind, Kind::Array | Kind::Object);
        let of_its_own = match kind {
            Kind::Array => own.array.is_some(),
            Kind::Object => own.object.is_some(),
            _ => false,
        };
        (container && fitting.len() + usize::from(of_its_own) > 2)
            || fitting
                .iter()
                .any(|rule| self.documents[rule.index()].has(kind))
    }

    fn code(&self, id: RuleId) -> Code {
        let assertions = match &self.plan.rule(id).body {
            Body::Always(true) => return Code::Any,
            Body::Always(false) => return Code::Never,
            Body::Keywords(assertions) => assertions,
        };
        Code::Check(Box::new(self.check(id, assertions)))
    }

    fn check(&self, id: RuleId, rules: &Assertions) -> Check {
        let steps = rules
            .in_place
            .as_deref()
            .map_or_else(Vec::new, |in_place| self.steps(in_place));
        let leads = matches!(
            steps.first(),
            Some(Step::All(_) | Step::Any(_) | Step::One(_))
        );
        let of = |has: &dyn Fn(Kind) -> bool| {
            let kinds = EACH.into_iter().filter(|&kind| has(kind));
            kinds.fold(Kinds::NONE, |set, kind| set.or(Kinds::only(kind)))
        };
        let asks = of(&|kind| asks(rules, kind));
        let allows = |value: &Json| {
            rules
                .values
                .iter()
                .flat_map(|values| values.lists())
                .all(|list| list.contains(value))
        };
        Check {
            kinds: self.kinds(id),
            document: self.documents[id.index()],
            exact: self.exact(id, rules),
            own: of(&|kind| !leads || asks.has(kind)),
            asks,
            plain: Kinds::NONE,
            on_tape: [Act::Document; EACH.len()],
            in_text: [Act::None; EACH.len() + 1],
            words: rules.values.as_ref().map(|values| values.words.clone()),
            number: number(rules),
            string: string(rules),
            null: allows(&Json::Null),
            yes: allows(&Json::Boolean(true)),
            no: allows(&Json::Boolean(false)),
            array: (rules.array.as_deref()).map(|rules| Box::new(self.array(rules))),
            object: self.object(rules).map(Box::new),
            steps,
        }
    }

    /// The kinds of values that no walk has a code for.
    fn exact(&self, id: RuleId, rules: &Assertions) -> Kinds {
        if self.plan.dynamic || self.plan.rule(id).loops {
            return Kinds::ALL;
        }
        let mut kinds = Kinds::NONE;
        let array = rules.array.as_ref();
        if array.is_some_and(|own| own.unevaluated.is_some()) {
            kinds = kinds.or(Kinds::only(Kind::Array));
        }
        let object = rules.object.as_ref();
        if object.is_some_and(|own| needs_document(own, rules)) {
            kinds = kinds.or(Kinds::only(Kind::Object));
        }
        kinds
    }

    fn array(&self, rules: &ArrayRules) -> ArrayCheck {
        let alike = rules.prefix.is_empty() && !rules.unique && rules.contains.is_none();
        ArrayCheck {
            form: if alike {
                ArrayForm::Same
            } else {
                ArrayForm::Many
            },
            prefix: rules.prefix.iter().map(|&rule| self.entry(rule)).collect(),
            rest: rules.rest.map(|rule| self.entry(rule)),
            rest_plain: Kinds::NONE,
            min_items: rules.min_items.unwrap_or(0),
            max_items: rules.max_items.unwrap_or(u64::MAX),
            unique: rules.unique,
            contains: rules.contains.as_ref().map(|contains| ContainsCheck {
                rule: self.entry(contains.rule),
                min: contains.min.unwrap_or(1),
                max: contains.max.unwrap_or(u64::MAX),
            }),
        }
    }

    fn object(&self, rules: &Assertions) -> Option<ObjectCheck> {
        if !object_rules(rules) {
            return None;
        }
        let none = ObjectRules::default();
        let object = rules.object.as_deref().unwrap_or(&none);
        let dependent = dependent_names(object, rules);
        let mut names = names(object, &dependent);
        for rule in names.iter_mut().filter_map(|name| name.rule.as_mut()) {
            *rule = self.entry(*rule);
        }
        let any = |rule: &RuleId| matches!(self.plan.rule(*rule).body, Body::Always(true));
        let entry = |rule: Option<RuleId>| rule.map(|rule| self.entry(rule));
        let additional = entry(object.additional).filter(|rule| !any(rule));
        let property_names = entry(object.property_names).filter(|rule| !any(rule));
        let patterns_only_name = object.patterns.iter().all(|(_, rule)| any(rule));
        let patterns = !object.patterns.is_empty() && (additional.is_some() || !patterns_only_name);
        let asked = names.iter().filter(|name| dependent.contains(&*name.name));
        let bits: HashMap<&str, u64> = asked.map(|name| (&*name.name, name.bit)).collect();
        let bit = |name: &str| bits.get(name).copied().unwrap_or(0);
        // The names of the object come first among all, in its order.
        let required = object.names.iter().zip(&names);
        let required = required.filter(|(listed, _)| listed.required);
        let dependent_required = object.dependent_required.iter();
        let dependent_schemas = rules
            .in_place
            .iter()
            .flat_map(|rules| &rules.dependent_schemas);
        Some(ObjectCheck {
            required: required.fold(0, |bits, (_, name)| bits | name.bit),
            form: match (names.len(), additional) {
                _ if patterns || property_names.is_some() => Form::Many,
                (0, Some(_)) => Form::Map,
                (..=FEW, None) => Form::Few,
                (_, None) => Form::Named,
                _ => Form::Many,
            },
            patterns,
            patterns_only_name,
            additional,
            additional_plain: Kinds::NONE,
            property_names,
            min_properties: object.min_properties.unwrap_or(0),
            max_properties: object.max_properties.unwrap_or(u64::MAX),
            dependents: !dependent.is_empty(),
            dependent_required: dependent_required
                .map(|(name, needed)| {
                    let needed = needed.iter().fold(0, |bits, name| bits | bit(name));
                    (bit(name), needed)
                })
                .collect(),
            dependent_schemas: dependent_schemas
                .map(|(name, rule)| (bit(name), self.entry(*rule)))
                .collect(),
            table: Table::new(names.iter().map(|name| &*name.name)),
            followers: Followers::new(names.len()),
            names,
        })
    }

    /// Those that give the end of the value come first.
    fn steps(&self, rules: &InPlace) -> Vec<Step> {
        // Where a dynamic reference means more than its target, no step is ever taken.
        let dynamic = rules.dynamic.iter().map(|dynamic| &dynamic.target);
        let all = rules.reference.iter().chain(dynamic).chain(&rules.all_of);
        let mut steps: Vec<Step> = all.map(|&rule| Step::All(self.entry(rule))).collect();
        let branches = |branches: &Vec<RuleId>| {
            let entries = branches.iter().map(|&rule| self.entry(rule));
            Branches::new(self.plan, &entries.collect::<Vec<_>>())
        };
        steps.extend(rules.any_of.iter().map(|list| Step::Any(branches(list))));
        steps.extend(rules.one_of.iter().map(|list| Step::One(branches(list))));
        steps.extend(rules.not.map(|rule| Step::Not(self.entry(rule))));
        steps.extend(rules.condition.as_ref().map(|condition| {
            Step::If(Condition {
                test: self.entry(condition.test),
                then: condition.then.map(|rule| self.entry(rule)),
                otherwise: condition.otherwise.map(|rule| self.entry(rule)),
            })
        }));
        steps
    }
}

/// Whether a rule asks anything of a kind of value but that it is of the kind.
pub(super) fn asks(rules: &Assertions, kind: Kind) -> bool {
    rules.values.is_some()
        || match kind {
            Kind::Number => {
                rules.number.is_some() || rules.types.is_some_and(|types| !types.allowed.number)
            }
            Kind::String => rules.string.is_some(),
            Kind::Array => rules.array.is_some(),
            Kind::Object => object_rules(rules),
            Kind::Null | Kind::Boolean => false,
        }
}

fn object_rules(rules: &Assertions) -> bool {
    let dependent = rules.in_place.as_deref();
    rules.object.is_some() || dependent.is_some_and(|rules| !rules.dependent_schemas.is_empty())
}

/// Whether an object schema needs a document by itself.
fn needs_document(object: &ObjectRules, rules: &Assertions) -> bool {
    object.unevaluated.is_some() || too_many_names(object, rules)
}
