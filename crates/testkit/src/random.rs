//! Random schemas, and random values to judge by them.
//!
//! Names, numbers, strings and patterns come from small pools, so that schemas and values often
//! have to do with each other. Every schema is one by its draft: what refuses it has a fault. Of
//! numbers there are only those that a double holds exactly, since not everybody keeps digits.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Number, Value, json};

/// The drafts, oldest first: 4, 6, 7, 2019-09, 2020-12.
pub const DRAFTS: usize = 5;

/// How deep schemas and values nest.
const DEPTH: u32 = 3;

const NAMES: [&str; 5] = ["a", "b", "ab", "é", ""];
const STRINGS: [&str; 9] = [
    "",
    "a",
    "b",
    "ab",
    "é",
    "aaa",
    "1.2.3.4",
    "2020-02-29",
    "2020-02-29T10:00:00Z",
];
const PATTERNS: [&str; 6] = ["^a", "b$", "^.?$", "[0-9]", "é", ""];
const FORMATS: [&str; 5] = ["ipv4", "date", "date-time", "uuid", "none-of-these"];
const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// A schema with values to judge by it.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The draft, counted from 0 for draft 4.
    pub draft: usize,
    /// The schema, a whole file.
    pub schema: Value,
    /// The values.
    pub instances: Vec<Value>,
}

/// Draws schemas of all drafts in turn, each with values; the same for the same seed.
///
/// # Panics
/// If nothing can be drawn, which is a fault of this module.
#[must_use]
pub fn draw(seed: u64, schemas: usize, instances: usize) -> Vec<Drawn> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut drawn = |draft: usize| {
        let values = prop::collection::vec(instance(), instances);
        let tree = (schema(draft), values).new_tree(&mut runner);
        let (schema, instances) = tree.expect("there is no filter in here").current();
        Drawn {
            draft,
            schema,
            instances,
        }
    };
    (0..schemas).map(|at| drawn(at % DRAFTS)).collect()
}

/// A schema of a draft, counted from 0 for draft 4, as a whole file with definitions.
pub fn schema(draft: usize) -> impl Strategy<Value = Value> {
    // A reference leads to what comes later only, so no way leads back without a step into the
    // value; references to the root stand below such a step.
    let parts = (
        subschema(draft, DEPTH, &["first", "second"]),
        subschema(draft, DEPTH - 1, &["second"]),
        subschema(draft, DEPTH - 1, &[]),
    );
    parts.prop_map(move |(root, first, second)| {
        let keyword = if draft < 3 { "definitions" } else { "$defs" };
        let mut root = match root {
            Value::Object(members) => members,
            other => Map::from_iter([("not".to_owned(), json!({ "not": other }))]),
        };
        // Until draft 7 nothing stands beside a reference.
        if draft < 3 && root.contains_key("$ref") {
            root = Map::from_iter([("allOf".to_owned(), json!([root]))]);
        }
        root.insert(
            keyword.to_owned(),
            json!({ "first": first, "second": second }),
        );
        Value::Object(root)
    })
}

/// A value.
pub fn instance() -> impl Strategy<Value = Value> {
    value(2)
}

fn value(depth: u32) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        2 => any::<bool>().prop_map(Value::Bool),
        4 => number(),
        4 => select(&STRINGS[..]).prop_map(Value::from),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let elements = prop::collection::vec(value(depth - 1), 0..4).prop_map(Value::Array);
    let members = subsequence(NAMES.to_vec(), 0..4).prop_flat_map(move |names| {
        let values = prop::collection::vec(value(depth - 1), names.len());
        values.prop_map(move |values| {
            let names = names.iter().map(|&name| name.to_owned());
            Value::Object(names.zip(values).collect())
        })
    });
    prop_oneof![2 => leaf, 2 => elements, 3 => members].boxed()
}

fn number() -> BoxedStrategy<Value> {
    let whole = (-3i64..6).prop_map(Value::from);
    let parts = (-6i32..12).prop_map(|halves| {
        // Halves are finite.
        Number::from_f64(f64::from(halves) / 2.0).map_or(Value::Null, Value::Number)
    });
    let large = select(vec![json!(1e9), json!(-1_000_000_000), json!(1u64 << 53)]);
    prop_oneof![4 => whole, 3 => parts, 1 => large].boxed()
}

/// Members that go into a schema together.
type Members = BoxedStrategy<Vec<(&'static str, Value)>>;

fn subschema(
    draft: usize,
    depth: u32,
    definitions: &'static [&'static str],
) -> BoxedStrategy<Value> {
    let mut members = assertions(draft);
    if depth > 0 {
        members.extend(applicators(draft, depth, definitions));
    }
    let members = prop::collection::vec(proptest::strategy::Union::new(members), 1..4);
    let object = members.prop_map(|members| {
        let members = members.into_iter().flatten();
        Value::Object(
            members
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    });
    let keyword = if draft < 3 { "definitions" } else { "$defs" };
    let mut choices: Vec<(u32, BoxedStrategy<Value>)> = vec![(10, object.boxed())];
    if draft > 0 {
        choices.push((1, any::<bool>().prop_map(Value::Bool).boxed()));
    }
    if !definitions.is_empty() {
        let reference = select(definitions);
        let reference =
            reference.prop_map(move |name| json!({ "$ref": format!("#/{keyword}/{name}") }));
        choices.push((2, reference.boxed()));
    }
    proptest::strategy::Union::new_weighted(choices).boxed()
}

fn one(name: &'static str, value: impl Strategy<Value = Value> + 'static) -> Members {
    value.prop_map(move |value| vec![(name, value)]).boxed()
}

fn assertions(draft: usize) -> Vec<Members> {
    let count = || (0u64..4).prop_map(Value::from);
    let names = || subsequence(NAMES.to_vec(), 1..3).prop_map(Value::from);
    let mut all = vec![
        one("type", select(&TYPES[..]).prop_map(Value::from)),
        one("type", select(&TYPES[..]).prop_map(Value::from)),
        one(
            "type",
            subsequence(TYPES.to_vec(), 1..4).prop_map(Value::from),
        ),
        one("enum", listed()),
        one("minimum", number()),
        one("maximum", number()),
        one(
            "multipleOf",
            select(vec![json!(1), json!(2), json!(0.5), json!(1.5)]),
        ),
        one("minLength", count()),
        one("maxLength", count()),
        one("pattern", select(&PATTERNS[..]).prop_map(Value::from)),
        one("format", select(&FORMATS[..]).prop_map(Value::from)),
        one("minItems", count()),
        one("maxItems", count()),
        one("uniqueItems", any::<bool>().prop_map(Value::Bool)),
        one("required", names()),
        one("minProperties", count()),
        one("maxProperties", count()),
        one("title", Just(json!("t"))),
        one("default", value(1)),
    ];
    if draft == 0 {
        let both = |limit, exclusive| {
            let parts = (number(), any::<bool>());
            parts.prop_map(move |(number, flag)| vec![(limit, number), (exclusive, json!(flag))])
        };
        all.push(both("minimum", "exclusiveMinimum").boxed());
        all.push(both("maximum", "exclusiveMaximum").boxed());
    } else {
        all.extend([
            one("const", value(1)),
            one("exclusiveMinimum", number()),
            one("exclusiveMaximum", number()),
        ]);
    }
    if draft >= 3 {
        let dependent = (select(&NAMES[..]), subsequence(NAMES.to_vec(), 0..3));
        let dependent = dependent.prop_map(|(name, names)| json!({ name: names }));
        all.push(one("dependentRequired", dependent));
    }
    all
}

/// Distinct values for `enum`.
fn listed() -> impl Strategy<Value = Value> {
    prop::collection::vec(value(1), 1..4).prop_map(|values| {
        let mut distinct: Vec<Value> = Vec::new();
        for value in values {
            // `1` and `1.0` are one value to a schema.
            let text = |value: &Value| value.to_string().replace(".0", "");
            if !distinct.iter().any(|other| text(other) == text(&value)) {
                distinct.push(value);
            }
        }
        Value::Array(distinct)
    })
}

fn applicators(draft: usize, depth: u32, definitions: &'static [&'static str]) -> Vec<Members> {
    let inner = move || subschema(draft, depth - 1, definitions);
    // Below a step into the value, the root may be meant again.
    let below = move || prop_oneof![6 => inner(), 1 => Just(json!({ "$ref": "#" }))];
    let list = move || prop::collection::vec(inner(), 1..4).prop_map(Value::Array);
    let named = move |keys: &'static [&'static str]| {
        let pairs = prop::collection::vec((select(keys), below()), 1..4);
        pairs.prop_map(|pairs| {
            let pairs = pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            Value::Object(pairs.collect())
        })
    };
    let mut all = vec![
        one("properties", named(&NAMES)),
        one("properties", named(&NAMES)),
        one("patternProperties", named(&PATTERNS)),
        one("additionalProperties", additional(draft, below().boxed())),
        one("allOf", list()),
        one("anyOf", list()),
        one("oneOf", list()),
        one("not", inner()),
    ];
    if draft < 4 {
        let items = prop::collection::vec(below(), 1..4).prop_map(Value::Array);
        let both = (items, additional(draft, below().boxed()));
        let both = both.prop_map(|(items, rest)| vec![("items", items), ("additionalItems", rest)]);
        all.extend([one("items", below()), both.boxed()]);
    } else {
        let prefix = prop::collection::vec(below(), 1..4).prop_map(Value::Array);
        all.extend([one("items", below()), one("prefixItems", prefix)]);
    }
    if draft < 3 {
        let dependency = prop_oneof![
            inner(),
            subsequence(NAMES.to_vec(), 1..3).prop_map(Value::from)
        ];
        let dependency = (select(&NAMES[..]), dependency);
        let dependency = dependency.prop_map(|(name, value)| json!({ name: value }));
        all.push(one("dependencies", dependency));
    }
    if draft >= 1 {
        all.extend([one("contains", below()), one("propertyNames", inner())]);
    }
    if draft >= 2 {
        let condition = (inner(), inner(), inner());
        let condition = condition.prop_map(|(condition, then, otherwise)| {
            vec![("if", condition), ("then", then), ("else", otherwise)]
        });
        all.push(condition.boxed());
    }
    if draft >= 3 {
        let counted = (below(), 0u64..3, 1u64..4);
        let counted = counted.prop_map(|(contains, least, most)| {
            vec![
                ("contains", contains),
                ("minContains", json!(least)),
                ("maxContains", json!(most)),
            ]
        });
        all.extend([
            counted.boxed(),
            one(
                "dependentSchemas",
                (select(&NAMES[..]), inner()).prop_map(|(name, value)| json!({ name: value })),
            ),
            one("unevaluatedProperties", below()),
            one("unevaluatedItems", below()),
        ]);
    }
    all
}

/// Draft 4 has no boolean schemas but in these places.
fn additional(draft: usize, inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    if draft == 0 {
        prop_oneof![3 => inner, 1 => any::<bool>().prop_map(Value::Bool)].boxed()
    } else {
        inner
    }
}
