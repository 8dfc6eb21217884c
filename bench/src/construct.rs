//! Schema to ready validator over SchemaStore, where it is present, and how much of those schemas
//! the quick pass covers.

use std::path::Path;
use std::time::Instant;

use serde_json::Value;
use trueup_schema::{Loader, SchemaSet};
use trueup_validator::Validator;

use crate::table::{Page, mean};

/// What one schema took, in nanoseconds, and how many of its rules need a document.
struct Built {
    ours: f64,
    theirs: f64,
    rules: usize,
    left: usize,
}

pub fn measure(page: &mut Page) {
    page.title(2, "Schema to ready validator");
    let Some(store) = trueup_testkit::corpus("schemastore") else {
        page.text("Not measured: the corpus is not there.");
        return;
    };
    let folder = store.join("schemas");
    let built: Vec<Built> = trueup_testkit::files_under(&folder)
        .iter()
        .filter_map(|path| build(path, &folder))
        .collect();
    let ratios: Vec<f64> = built.iter().map(|one| one.ours / one.theirs).collect();
    let sum = |of: fn(&Built) -> f64| built.iter().map(of).sum::<f64>();
    let (ours, theirs) = (sum(|one| one.ours), sum(|one| one.theirs));
    page.text(&format!(
        "{} schemas of SchemaStore that both take, from their text to the first verdict: {:.2} × the \
         time of jsonschema from a `Value` to its validator in all, {:.2} × as geometric mean. \
         (The text is read, references are resolved and the metaschema is checked in both.)\n",
        built.len(),
        ours / theirs,
        mean(&ratios),
    ));
    let whole = built.iter().filter(|one| one.left == 0).count();
    let (rules, left) = built.iter().fold((0, 0), |(rules, left), one| {
        (rules + one.rules, left + one.left)
    });
    page.text(&format!(
        "The plan judges all of them by itself; but for formats other than `date-time` nothing is \
         handed to another validator. The quick pass over the bytes covers {whole} of {} schemas \
         whole, and {:.1} % of their {rules} rules; the values of the others are read into a document \
         each.\n",
        built.len(),
        100.0 - 100.0 * left as f64 / rules.max(1) as f64,
    ));
}

fn build(path: &Path, folder: &Path) -> Option<Built> {
    let text = std::fs::read_to_string(path).ok()?;
    let name = path.to_string_lossy();
    let load = || -> Option<SchemaSet> {
        let prefixes = trueup_testkit::SCHEMASTORE.into_iter();
        let loader = prefixes.fold(Loader::new(), |loader, prefix| {
            loader.with_folder(prefix, folder)
        });
        loader.load_text(&name, &text).ok()
    };
    let resources: Vec<(String, Value)> = {
        let set = load()?;
        set.resources().collect()
    };
    let schema: Value = serde_json::from_str(&text).ok()?;
    let mut best = (f64::MAX, f64::MAX);
    let (mut rules, mut left) = (0, 0);
    for _ in 0..3 {
        let start = Instant::now();
        let ours = Validator::new(load()?).ok()?;
        std::hint::black_box(ours.is_valid(b"{}"));
        best.0 = best.0.min(start.elapsed().as_nanos() as f64);
        (rules, left) = ours.coverage();
        let start = Instant::now();
        let mut registry = jsonschema::Registry::new();
        for (uri, resource) in &resources {
            registry = registry.add(uri, resource).ok()?;
        }
        let registry = registry.prepare().ok()?;
        let theirs = jsonschema::options()
            .offline()
            .with_registry(&registry)
            .build(&schema)
            .ok()?;
        std::hint::black_box(theirs.is_valid(&Value::Null));
        best.1 = best.1.min(start.elapsed().as_nanos() as f64);
    }
    Some(Built {
        ours: best.0,
        theirs: best.1,
        rules,
        left,
    })
}
