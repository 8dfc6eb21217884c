//! Values that differ from a value in one place: smaller ones, to shrink what went wrong, and
//! others, to make invalid payloads of valid ones.

use serde_json::Value;

/// Every value that is this one with one member or element less, or with a part of itself in the
/// place of the whole, at any depth. Largest steps first.
pub(crate) fn smaller(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            found.extend(members.values().cloned());
            for name in members.keys() {
                let mut less = members.clone();
                less.remove(name);
                found.push(Value::Object(less));
            }
        }
        Value::Array(elements) => {
            found.extend(elements.iter().cloned());
            for at in 0..elements.len() {
                let mut less = elements.clone();
                less.remove(at);
                found.push(Value::Array(less));
            }
        }
        _ => {}
    }
    found.extend(with_parts(value, &smaller));
    found
}

/// Every value that is this one with one part, or the whole, replaced by the given one.
pub(crate) fn replaced(value: &Value, by: &Value) -> Vec<Value> {
    let mut found = vec![by.clone()];
    found.extend(with_parts(value, &|part| replaced(part, by)));
    found
}

/// The value with each of its parts exchanged for each of what `change` makes of it. Values that
/// are drawn nest no deeper than the generator says, so this does not either.
fn with_parts(value: &Value, change: &dyn Fn(&Value) -> Vec<Value>) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (name, part) in members {
                found.extend(change(part).into_iter().map(|part| {
                    let mut changed = members.clone();
                    changed.insert(name.clone(), part);
                    Value::Object(changed)
                }));
            }
        }
        Value::Array(elements) => {
            for (at, part) in elements.iter().enumerate() {
                found.extend(change(part).into_iter().map(|part| {
                    let mut changed = elements.clone();
                    changed[at] = part;
                    Value::Array(changed)
                }));
            }
        }
        _ => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn smaller_values_lack_one_thing() {
        let found = smaller(&json!({"a": [1, 2]}));
        let wanted = [
            json!([1, 2]),
            json!({}),
            json!({"a": 1}),
            json!({"a": 2}),
            json!({"a": [2]}),
            json!({"a": [1]}),
        ];
        assert_eq!(found, wanted);
        assert!(smaller(&json!("text")).is_empty());
    }

    #[test]
    fn replaced_values_differ_in_one_place() {
        let found = replaced(&json!({"a": [1], "b": 2}), &json!(null));
        let wanted = [
            json!(null),
            json!({"a": null, "b": 2}),
            json!({"a": [null], "b": 2}),
            json!({"a": [1], "b": null}),
        ];
        assert_eq!(found, wanted);
    }
}
