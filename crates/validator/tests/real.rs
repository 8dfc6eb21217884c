//! Real schemas with real payloads: the verdict is that of the `jsonschema` crate, and the report is
//! there exactly when the verdict is no. Differences are listed in `real-exceptions.txt`.

mod support;

use std::path::Path;

use trueup_document::Document;
use trueup_schema::{Loader, SchemaSet};
use trueup_testkit::{Exceptions, Outcome, corpus, files_under, folders_in};
use trueup_validator::Validator;

/// How many payloads of one schema of the benchmark are judged; they are all of one kind.
const INSTANCES: usize = 40;

/// One schema with its payloads as they judge it.
struct Judges {
    ours: Validator,
    reference: jsonschema::Validator,
}

impl Judges {
    /// `None` for a schema that one of the two does not load; loading has tests of its own.
    fn new(schema: &Path, folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(schema).ok()?;
        let prefixes = trueup_testkit::SCHEMASTORE.into_iter();
        let set = prefixes
            .fold(Loader::new(), |loader, prefix| {
                loader.with_folder(prefix, folder)
            })
            .load_text(&schema.to_string_lossy(), &text)
            .ok()?;
        let reference = reference(&set)?;
        let ours = Validator::new(set).ok()?;
        Some(Self { ours, reference })
    }

    fn judge(&self, payload: &[u8]) -> Option<Result<bool, String>> {
        let duplicates = Document::from_slice(payload).ok()?;
        if !duplicates.duplicate_keys().is_empty() {
            return None;
        }
        let value = serde_json::from_slice(payload).ok()?;
        let report = self.ours.check(payload);
        let verdict = self.ours.is_valid(payload);
        let theirs = self.reference.is_valid(&value);
        if let Some(fault) = support::boldness(&self.ours, payload) {
            return Some(Err(fault));
        }
        let agree = verdict == theirs
            && verdict == self.ours.is_valid_by_document(payload)
            && verdict == report.is_valid()
            && verdict == report.violations().is_empty();
        Some(if agree {
            Ok(verdict)
        } else {
            let head: String = report.to_string().chars().take(400).collect();
            Err(format!("jsonschema {theirs}, is_valid {verdict}: {head}"))
        })
    }
}

fn reference(set: &SchemaSet) -> Option<jsonschema::Validator> {
    let resources: Vec<_> = set.resources().collect();
    let mut registry = jsonschema::Registry::new();
    for (uri, resource) in &resources {
        registry = registry.add(uri, resource).ok()?;
    }
    let registry = registry.prepare().ok()?;
    jsonschema::options()
        .offline()
        .with_base_uri(set.base_uri())
        .with_registry(&registry)
        .should_validate_formats(true)
        .with_format("date-time", trueup_rules::date_time::is_date_time)
        .build(&set.to_value())
        .ok()
}

fn exceptions() -> Exceptions {
    Exceptions::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/real-exceptions.txt"
    ))
}

#[test]
fn real_schemas_and_payloads_get_the_verdict_of_jsonschema() {
    let (Some(store), Some(benchmark)) = (corpus("schemastore"), corpus("benchmark")) else {
        return;
    };
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut judged = 0;
    for kind in ["valid", "invalid"] {
        for folder in folders_in(&store.join(kind)) {
            let name = folder
                .file_name()
                .expect("a folder has a name")
                .to_string_lossy();
            let schemas = store.join("schemas");
            let Some(judges) = Judges::new(&schemas.join(format!("{name}.json")), &schemas) else {
                continue;
            };
            let files = files_under(&folder).into_iter();
            for file in files.filter(|file| file.extension().is_some_and(|end| end == "json")) {
                let payload = std::fs::read(&file).expect("the payload can be read");
                if let Some(result) = judges.judge(&payload) {
                    judged += 1;
                    let case = file.strip_prefix(&store).expect("a file of the corpus");
                    let case = case.to_string_lossy().replace('\\', "/");
                    outcomes.push((case, result.map(|_| ())));
                }
            }
        }
    }
    for folder in folders_in(&benchmark) {
        let name = folder
            .file_name()
            .expect("a folder has a name")
            .to_string_lossy();
        let Some(judges) = Judges::new(&folder.join("schema.json"), &folder) else {
            continue;
        };
        let lines = std::fs::read(folder.join("instances.jsonl")).expect("there are instances");
        let lines = lines.split(|&byte| byte == b'\n').take(INSTANCES);
        for (index, line) in lines.enumerate() {
            if let Some(result) = judges.judge(line) {
                judged += 1;
                let result = result.map(|_| ());
                outcomes.push((format!("benchmark/{name}:{}", index + 1), result));
            }
        }
    }
    assert!(judged > 1_000, "{judged} payloads");
    exceptions().judge(outcomes);
}
