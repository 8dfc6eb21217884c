//! Keywords for arrays and for objects.

use super::Topic;

pub(super) static ARRAYS: [Topic; 10] = [
    Topic::new(
        "items",
        "Every element after those that `prefixItems` judges must satisfy this schema; `false` \
         allows no more elements. A list of schemas here is what `prefixItems` is called before \
         2020-12.",
        r#"{"items": {"type": "string"}}"#,
        r#"["a", 1]"#,
        r#"["a", "b"]"#,
    )
    .reported_as("type"),
    Topic::new(
        "prefixItems",
        "The first element must satisfy the first schema, the second element the second, and so on.",
        r#"{"prefixItems": [{"type": "string"}, {"type": "integer"}]}"#,
        r#"[1, "a"]"#,
        r#"["a", 1]"#,
    )
    .reported_as("type"),
    Topic::new(
        "additionalItems",
        "Before 2020-12: every element after those of the list in `items` must satisfy this schema.",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [true], "additionalItems": false}"#,
        "[1, 2]",
        "[1]",
    ),
    Topic::new(
        "unevaluatedItems",
        "An element that no other keyword has judged, in this schema or in those it combines, must \
         satisfy this schema; `false` allows none.",
        r#"{"allOf": [{"prefixItems": [true]}], "unevaluatedItems": false}"#,
        "[1, 2]",
        "[1]",
    ),
    Topic::new(
        "contains",
        "At least one element must satisfy this schema, unless `minContains` says otherwise.",
        r#"{"contains": {"const": "admin"}}"#,
        r#"["guest"]"#,
        r#"["guest", "admin"]"#,
    ),
    Topic::new(
        "minContains",
        "At least so many elements must satisfy `contains`.",
        r#"{"contains": {"type": "integer"}, "minContains": 2}"#,
        r#"[1, "a"]"#,
        "[1, 2]",
    ),
    Topic::new(
        "maxContains",
        "At most so many elements may satisfy `contains`.",
        r#"{"contains": {"type": "integer"}, "maxContains": 1}"#,
        "[1, 2]",
        r#"[1, "a"]"#,
    ),
    Topic::new(
        "minItems",
        "An array must have at least so many elements.",
        r#"{"minItems": 1}"#,
        "[]",
        "[0]",
    ),
    Topic::new(
        "maxItems",
        "An array may have at most so many elements.",
        r#"{"maxItems": 2}"#,
        "[1, 2, 3]",
        "[1, 2]",
    ),
    Topic::new(
        "uniqueItems",
        "No two elements may be equal. 1 and 1.0 are equal, and so are objects with the same \
         members in another order.",
        r#"{"uniqueItems": true}"#,
        "[1, 2, 1.0]",
        "[1, 2]",
    ),
];

pub(super) static OBJECTS: [Topic; 11] = [
    Topic::new(
        "properties",
        "A property of this name must satisfy the schema beside it. It need not be there: see \
         `required`.",
        r#"{"properties": {"lit": {"type": "boolean"}}}"#,
        r#"{"lit": 1}"#,
        r#"{"lit": true}"#,
    )
    .reported_as("type"),
    Topic::new(
        "patternProperties",
        "A property whose name matches the regular expression must satisfy the schema beside it.",
        r#"{"patternProperties": {"^x-": {"type": "string"}}}"#,
        r#"{"x-note": 1}"#,
        r#"{"x-note": "one"}"#,
    )
    .reported_as("type"),
    Topic::new(
        "additionalProperties",
        "A property that neither `properties` nor `patternProperties` names must satisfy this \
         schema; `false` allows none.",
        r#"{"properties": {"name": true}, "additionalProperties": false}"#,
        r#"{"nmae": 1}"#,
        r#"{"name": 1}"#,
    ),
    Topic::new(
        "unevaluatedProperties",
        "A property that no other keyword has judged, in this schema or in those it combines, must \
         satisfy this schema; `false` allows none.",
        r#"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#,
        r#"{"a": 1, "b": 2}"#,
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "required",
        "The object must have all the properties that are named.",
        r#"{"required": ["id"]}"#,
        "{}",
        r#"{"id": 1}"#,
    ),
    Topic::new(
        "minProperties",
        "An object must have at least so many properties.",
        r#"{"minProperties": 1}"#,
        "{}",
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "maxProperties",
        "An object may have at most so many properties.",
        r#"{"maxProperties": 1}"#,
        r#"{"a": 1, "b": 2}"#,
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "propertyNames",
        "Every property's name must, as a string, satisfy this schema.",
        r#"{"propertyNames": {"pattern": "^[a-z]+$"}}"#,
        r#"{"A": 1}"#,
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "dependentRequired",
        "Where the property is there, those listed for it must be there as well.",
        r#"{"dependentRequired": {"card": ["address"]}}"#,
        r#"{"card": 1}"#,
        r#"{"card": 1, "address": "here"}"#,
    ),
    Topic::new(
        "dependentSchemas",
        "Where the property is there, the whole object must satisfy the schema beside it.",
        r#"{"dependentSchemas": {"card": {"required": ["address"]}}}"#,
        r#"{"card": 1}"#,
        r#"{"card": 1, "address": "here"}"#,
    )
    .reported_as("required"),
    Topic::new(
        "dependencies",
        "Before 2019-09: `dependentRequired` where a list of names stands beside the property, \
         `dependentSchemas` where a schema does.",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"card": ["address"]}}"#,
        r#"{"card": 1}"#,
        r#"{"card": 1, "address": "here"}"#,
    ),
];
