//! The `jsonschema` crate as a second judge of the same schemas.

use trueup_rules::date_time;
use trueup_schema::{Dialect, SchemaSet};

/// A validator of the reference implementation for the root schema of a set.
///
/// # Errors
/// What it says of the schema.
pub(crate) fn validator(set: &SchemaSet) -> Result<jsonschema::Validator, String> {
    let draft = draft(set.dialect());
    let resources: Vec<_> = set.resources().collect();
    let mut registry = jsonschema::Registry::new();
    for (uri, resource) in &resources {
        let resource = draft.detect(resource).create_resource_ref(resource);
        let added = registry.add(uri, resource);
        registry = added.map_err(|error| error.to_string())?;
    }
    let registry = registry.prepare().map_err(|error| error.to_string())?;
    jsonschema::options()
        .offline()
        .with_draft(draft)
        .with_base_uri(set.base_uri())
        .with_registry(&registry)
        .should_validate_formats(!set.formats_annotate())
        // Its own takes dates that are none.
        .with_format("date-time", date_time::is_date_time)
        .build(&set.to_value())
        .map_err(|error| error.to_string())
}

/// Its verdict on a text; `None` for one that it cannot read.
pub(crate) fn verdict(validator: &jsonschema::Validator, text: &str) -> Option<bool> {
    let value = serde_json::from_str(text).ok()?;
    Some(validator.is_valid(&value))
}

fn draft(dialect: Dialect) -> jsonschema::Draft {
    match dialect {
        Dialect::Draft4 => jsonschema::Draft::Draft4,
        Dialect::Draft6 => jsonschema::Draft::Draft6,
        Dialect::Draft7 => jsonschema::Draft::Draft7,
        Dialect::Draft201909 => jsonschema::Draft::Draft201909,
        Dialect::Draft202012 => jsonschema::Draft::Draft202012,
    }
}
