//! Random schemas through compiled types.
//!
//! For each schema that is drawn, and each value: the verdict, the report and the root type's decode
//! must say what the `jsonschema` crate says, and what decodes must be written back equal. The
//! values are drawn, taken from the schema's own lists, and made of valid ones by changing one
//! place. What disagrees is made smaller for as long as it still disagrees in the same way: all
//! smaller schemas of a step are compiled together, so a step costs one build.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde_json::Value;
use trueup_codegen::Generator;
use trueup_schema::{Dialect, Loader, SchemaSet};
use trueup_testkit::random::{self, Drawn};
use trueup_validator::Validator;

use super::judge::judge_decoded;
use super::table::Table;
use super::workshop::{Built, Decoded, Unit, Workshop};
use super::{Findings, ROOT, reference, variants};

/// How many values are drawn for each schema, and how many are kept of all that are made.
const DRAWN: usize = 30;
const MOST_PAYLOADS: usize = 40;

/// How often a disagreement is made smaller, and how many of them are.
const STEPS: usize = 25;
const SHRUNK: usize = 8;

/// How many smaller schemas are tried in a step.
const CANDIDATES: usize = 60;

/// How many of the kept values of a schema may be valid, so that both sorts are there.
const MOST_VALID: usize = MOST_PAYLOADS / 2;

/// Draws and tries so many schemas.
///
/// # Errors
/// What the system or the compiler says, where it is not about the code of one schema.
pub(crate) fn run(repository: &Path, schemas: usize, seed: u64) -> io::Result<Findings> {
    let cases: Vec<Case> = random::draw(seed, schemas, DRAWN)
        .into_iter()
        .map(Case::new)
        .collect();
    let workshop = Workshop::new("random", repository)?;
    let mut figures = Figures::default();
    let faults = judge(&workshop, &cases, &mut figures)?;
    let mut told = BTreeSet::new();
    let found: Vec<(&Case, Fault)> = cases
        .iter()
        .zip(faults)
        .filter_map(|(case, fault)| Some((case, fault?)))
        .collect();
    figures.disagreements = found.len();
    let smaller = Workshop::new("random-smaller", repository)?;
    for (case, fault) in found.into_iter().take(SHRUNK) {
        told.insert(shrink(&smaller, case.clone(), fault)?);
    }
    Ok(Findings {
        table: figures.table(seed),
        notes: Vec::new(),
        complaints: told.into_iter().collect(),
    })
}

/// A schema with the values to judge by it.
#[derive(Clone, Debug)]
struct Case {
    draft: usize,
    schema: Value,
    payloads: Vec<Value>,
}

/// How something went wrong, and by which value.
#[derive(Clone, Debug)]
struct Fault {
    kind: Kind,
    message: String,
    payload: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Load,
    Generate,
    Compile,
    Warning,
    Verdict,
    Decode,
    WriteBack,
}

impl Case {
    fn new(drawn: Drawn) -> Self {
        let mut pool = listed(&drawn.schema);
        pool.extend(drawn.instances);
        let mut case = Self {
            draft: drawn.draft,
            schema: drawn.schema,
            payloads: Vec::new(),
        };
        let Ok(reference) = case.load().and_then(|set| reference::validator(&set)) else {
            // What is wrong is told when the case is judged.
            return case;
        };
        let (mut valid, mut invalid): (Vec<_>, Vec<_>) = pool
            .into_iter()
            .partition(|value| reference.is_valid(value));
        // A valid value with one place changed is valid or just invalid: both are of use.
        let others = [
            Value::Null,
            Value::from("a"),
            Value::from(1),
            Value::from(1.5),
        ];
        let neighbours: Vec<Value> = valid
            .iter()
            .flat_map(|value| {
                let less = variants::smaller(value);
                let other = others
                    .iter()
                    .flat_map(|other| variants::replaced(value, other));
                less.into_iter().chain(other)
            })
            .collect();
        let (fits, breaks): (Vec<_>, Vec<_>) = neighbours
            .into_iter()
            .partition(|value| reference.is_valid(value));
        valid.extend(spread(fits, MOST_VALID / 2));
        let few = MOST_PAYLOADS.saturating_sub(valid.len().min(MOST_VALID));
        let mut payloads = spread(valid, MOST_VALID);
        let near = spread(breaks, few / 2);
        invalid.truncate(few - near.len());
        payloads.extend(near);
        payloads.extend(invalid);
        case.payloads = payloads;
        case
    }

    fn load(&self) -> Result<SchemaSet, String> {
        let loader = Loader::new().with_default_dialect(Dialect::ALL[self.draft]);
        let set = loader.load_text("random.schema.json", &self.schema.to_string());
        set.map_err(|error| error.to_string())
    }

    /// The smaller cases that are worth a try: the schema one step smaller, or a smaller payload.
    fn smaller(&self) -> Vec<Case> {
        let with = |schema: &Value, payload: &Value| Case {
            draft: self.draft,
            schema: schema.clone(),
            payloads: vec![payload.clone()],
        };
        let schemas = variants::smaller(&self.schema).into_iter();
        let cases = schemas.map(|schema| Case {
            schema,
            ..self.clone()
        });
        // What does not load is smaller, and no schema.
        let cases = cases.filter(|case| case.load().is_ok());
        let mut found: Vec<Case> = cases.take(CANDIDATES).collect();
        for payload in &self.payloads {
            let payloads = variants::smaller(payload);
            found.extend(payloads.iter().map(|payload| with(&self.schema, payload)));
        }
        found
    }

    fn size(&self) -> usize {
        let payloads = self
            .payloads
            .iter()
            .map(|payload| payload.to_string().len());
        self.schema.to_string().len() + payloads.sum::<usize>()
    }
}

/// The values of the lists and constants of a schema, wherever they stand in it.
fn listed(schema: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("const" | "default", value) => found.push(value.clone()),
                    ("enum", Value::Array(values)) => found.extend(values.iter().cloned()),
                    (_, value) => found.extend(listed(value)),
                }
            }
        }
        Value::Array(elements) => found.extend(elements.iter().flat_map(listed)),
        _ => {}
    }
    found
}

/// At most so many of the values, from all over the list.
fn spread(values: Vec<Value>, most: usize) -> Vec<Value> {
    let step = values.len().div_ceil(most.max(1)).max(1);
    values.into_iter().step_by(step).collect()
}

/// What came of all cases.
#[derive(Debug, Default)]
struct Figures {
    schemas: usize,
    valid: usize,
    invalid: usize,
    disagreements: usize,
}

impl Figures {
    fn table(&self, seed: u64) -> Table {
        let mut table = Table::new("Random schemas");
        table.row(&["seed", &seed.to_string()]);
        table.count("schemas", self.schemas);
        table.count("valid payloads", self.valid);
        table.count("invalid payloads", self.invalid);
        table.share(
            "schemas on which all agree",
            self.schemas - self.disagreements,
            self.schemas,
        );
        table
    }
}

/// Compiles all cases together; for each the first thing that is wrong with it.
fn judge(
    workshop: &Workshop,
    cases: &[Case],
    figures: &mut Figures,
) -> io::Result<Vec<Option<Fault>>> {
    let mut units = Vec::new();
    let subjects: Vec<Result<Subject, Fault>> = cases
        .iter()
        .map(|case| {
            let (subject, code) = Subject::new(case, units.len())?;
            units.push(Unit {
                code,
                root: ROOT.to_owned(),
            });
            Ok(subject)
        })
        .collect();
    let built = workshop.build(&units)?;
    let texts: Vec<(usize, String)> = subjects
        .iter()
        .zip(cases)
        .filter_map(|(subject, case)| Some((subject.as_ref().ok()?.unit, case)))
        .filter(|(unit, _)| !built.broken.contains_key(unit))
        .flat_map(|(unit, case)| case.payloads.iter().map(move |p| (unit, p.to_string())))
        .collect();
    let inputs: Vec<(usize, &str)> = texts.iter().map(|(at, text)| (*at, &**text)).collect();
    let mut decoded = built.run(&inputs)?.into_iter();
    figures.schemas += cases.len();
    let faults = subjects.into_iter().zip(cases).map(|(subject, case)| {
        let subject = match subject {
            Ok(subject) => subject,
            Err(fault) => return Some(fault),
        };
        if let Some(message) = built.broken.get(&subject.unit) {
            return Some(Fault::of(Kind::Compile, message));
        }
        let of_case: Vec<Decoded> = decoded.by_ref().take(case.payloads.len()).collect();
        subject.judge(case, &of_case, &built, figures)
    });
    Ok(faults.collect())
}

/// A schema that loads, in three hands.
struct Subject {
    ours: Validator,
    theirs: jsonschema::Validator,
    unit: usize,
}

impl Subject {
    fn new(case: &Case, unit: usize) -> Result<(Self, String), Fault> {
        let set = case.load().map_err(|error| Fault::of(Kind::Load, &error))?;
        let theirs = reference::validator(&set).map_err(|error| Fault::of(Kind::Load, &error))?;
        let code = Generator::new()
            .root_name(ROOT)
            .generate(&set)
            .map_err(|error| Fault::of(Kind::Generate, &error.to_string()))?;
        let ours =
            Validator::new(set).map_err(|error| Fault::of(Kind::Load, &error.to_string()))?;
        let subject = Self { ours, theirs, unit };
        Ok((subject, code))
    }

    fn judge(
        &self,
        case: &Case,
        decoded: &[Decoded],
        built: &Built,
        figures: &mut Figures,
    ) -> Option<Fault> {
        for (payload, decoded) in case.payloads.iter().zip(decoded) {
            let valid = self.theirs.is_valid(payload);
            let count = if valid {
                &mut figures.valid
            } else {
                &mut figures.invalid
            };
            *count += 1;
            if let Some((kind, message)) = self.compare(payload, valid, decoded) {
                return Some(Fault {
                    kind,
                    message,
                    payload: Some(payload.clone()),
                });
            }
        }
        let warning = built.warnings.get(&self.unit)?;
        Some(Fault::of(Kind::Warning, warning))
    }

    fn compare(&self, payload: &Value, valid: bool, decoded: &Decoded) -> Option<(Kind, String)> {
        let text = payload.to_string();
        let verdict = self.ours.is_valid(text.as_bytes());
        let report = self.ours.check(text.as_bytes());
        if verdict != valid || report.is_valid() != valid {
            let message = format!("{valid} is right, the verdict is {verdict}: {report}");
            return Some((Kind::Verdict, message));
        }
        let judged = judge_decoded(decoded, &text, valid);
        if !judged.decides {
            return Some((Kind::Decode, format!("{valid} is right, given {decoded:?}")));
        }
        (!judged.keeps).then(|| (Kind::WriteBack, format!("given {decoded:?}")))
    }
}

impl Fault {
    fn of(kind: Kind, message: &str) -> Self {
        Self {
            kind,
            message: message.to_owned(),
            payload: None,
        }
    }
}

/// The smallest case that is still wrong in the same way, told.
fn shrink(workshop: &Workshop, mut case: Case, mut fault: Fault) -> io::Result<String> {
    case.payloads = fault.payload.iter().cloned().collect();
    for _ in 0..STEPS {
        let candidates = case.smaller();
        let faults = judge(workshop, &candidates, &mut Figures::default())?;
        let still = candidates.into_iter().zip(faults);
        let still = still.filter_map(|(case, found)| Some((case, found?)));
        let smallest = still
            .filter(|(_, found)| found.kind == fault.kind)
            .min_by_key(|(case, _)| case.size());
        match smallest {
            Some((smaller, found)) => (case, fault) = (smaller, found),
            None => break,
        }
    }
    let draft = Dialect::ALL[case.draft];
    let payload = case.payloads.first();
    let payload = payload.map_or_else(String::new, |payload| format!(", given {payload}"));
    Ok(format!(
        "{:?} by {draft:?}{payload}: {}\n     {}",
        fault.kind,
        fault.message.lines().next().unwrap_or_default(),
        case.schema,
    ))
}
