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

/// The goal for the time of both, from the same text.
const GOAL: f64 = 1.5;

pub fn measure(page: &mut Page) {
    let Some(store) = trueup_testkit::corpus("schemastore") else {
        page.text("Not measured: the corpus is not there.");
        return;
    };
    let folder = store.join("schemas");
    let files: Vec<_> = trueup_testkit::files_under(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    let ready = files
        .iter()
        .filter(|path| validator(path, &folder).is_some());
    let ready = ready.count();
    let built: Vec<Built> = files
        .iter()
        .filter_map(|path| build(path, &folder))
        .collect();
    times(page, &built);
    let whole = built.iter().filter(|one| one.left == 0).count();
    let (rules, left) = built.iter().fold((0, 0), |(rules, left), one| {
        (rules + one.rules, left + one.left)
    });
    page.text(&format!(
        "\nOf the {} files of SchemaStore {ready} load, and the plan covers each of these whole: no \
         part of any schema is handed to another validator, but for formats other than `date-time`. \
         The quick pass over the bytes covers {whole} of {} schemas whole ({:.1} %), and {:.1} % of \
         their {rules} rules; the values of the other rules are read into a document each.",
        files.len(),
        built.len(),
        100.0 * whole as f64 / built.len().max(1) as f64,
        100.0 - 100.0 * left as f64 / rules.max(1) as f64,
    ));
}

fn times(page: &mut Page, built: &[Built]) {
    let mut ratios: Vec<f64> = built.iter().map(|one| one.ours / one.theirs).collect();
    ratios.sort_by(f64::total_cmp);
    let sum = |of: fn(&Built) -> f64| built.iter().map(of).sum::<f64>();
    let (ours, theirs) = (sum(|one| one.ours), sum(|one| one.theirs));
    let within = ratios.iter().filter(|&&ratio| ratio <= GOAL).count();
    page.text(&format!(
        "{} schemas of SchemaStore that both take, from the text to the first verdict: the text is \
         read, references are resolved, the metaschema is asked. Ratios to jsonschema's build time \
         with its own parse; the fastest of three runs each. The report's own parts are made when \
         they are first asked for, and so is the quick pass.\n",
        built.len(),
    ));
    page.head(&[
        "all together",
        "geometric mean",
        "median",
        "worst",
        "within 1.5",
    ]);
    let at = |share: usize| ratios.get(ratios.len() * share / 100).or(ratios.last());
    page.row(&[
        format!("{:.2}", ours / theirs),
        format!("{:.2}", mean(&ratios)),
        format!("{:.2}", at(50).unwrap_or(&f64::NAN)),
        format!("{:.2}", at(100).unwrap_or(&f64::NAN)),
        format!("{within} of {}", ratios.len()),
    ]);
}

fn load(name: &str, text: &str, folder: &Path) -> Option<SchemaSet> {
    let prefixes = trueup_testkit::SCHEMASTORE.into_iter();
    let loader = prefixes.fold(Loader::new(), |loader, prefix| {
        loader.with_folder(prefix, folder)
    });
    loader.load_text(name, text).ok()
}

fn validator(path: &Path, folder: &Path) -> Option<Validator> {
    let text = std::fs::read_to_string(path).ok()?;
    Validator::new(load(&path.to_string_lossy(), &text, folder)?).ok()
}

fn build(path: &Path, folder: &Path) -> Option<Built> {
    let text = std::fs::read_to_string(path).ok()?;
    let name = path.to_string_lossy();
    let resources: Vec<(String, Value)> = load(&name, &text, folder)?.resources().collect();
    let mut best = (f64::MAX, f64::MAX);
    let (mut rules, mut left) = (0, 0);
    for _ in 0..3 {
        let start = Instant::now();
        let ours = Validator::new(load(&name, &text, folder)?).ok()?;
        std::hint::black_box(ours.is_valid(b"{}"));
        best.0 = best.0.min(start.elapsed().as_nanos() as f64);
        (rules, left) = ours.coverage();
        let start = Instant::now();
        theirs(&text, &resources)?;
        best.1 = best.1.min(start.elapsed().as_nanos() as f64);
    }
    Some(Built {
        ours: best.0,
        theirs: best.1,
        rules,
        left,
    })
}

/// What it refers to is read already.
fn theirs(text: &str, resources: &[(String, Value)]) -> Option<()> {
    let schema: Value = serde_json::from_str(text).ok()?;
    let mut registry = jsonschema::Registry::new();
    for (uri, resource) in resources {
        registry = registry.add(uri, resource).ok()?;
    }
    let registry = registry.prepare().ok()?;
    let theirs = jsonschema::options()
        .offline()
        .should_validate_formats(true)
        .with_registry(&registry)
        .build(&schema)
        .ok()?;
    std::hint::black_box(theirs.is_valid(&Value::Null));
    Some(())
}
