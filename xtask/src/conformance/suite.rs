//! The official test suite, through the validator and through compiled types.
//!
//! For each test three things must hold: the verdict is what the suite says, the report says the
//! same, and the generated root type decodes exactly what is valid and writes it back equal. What
//! differs is listed in one file, which the validator's own tests go by as well.

use std::io;
use std::path::Path;

use trueup_codegen::Generator;
use trueup_schema::{Dialect, Loader, SchemaSet};
use trueup_testkit::suite::{Group, REMOTES, Test, groups};
use trueup_testkit::{Exceptions, Outcome};
use trueup_validator::Validator;

use super::judge::{Judged, judge_decoded};
use super::table::Table;
use super::workshop::{Built, Decoded, Unit, Workshop};
use super::{Findings, ROOT};

/// The exceptions, below the repository.
const EXCEPTIONS: &str = "crates/validator/tests/suite-exceptions.txt";

/// Runs the suite, or one of `parts` equal parts of it: every so-many-th schema from the first.
///
/// # Errors
/// What the system or the compiler says, where it is not about the code of one schema.
pub(crate) fn run(repository: &Path, suite: &Path, parts: usize) -> io::Result<Findings> {
    let remotes = suite.join("remotes");
    let groups = groups(suite).into_iter().step_by(parts);
    let mut subjects: Vec<Subject> = groups.map(|group| Subject::new(group, &remotes)).collect();
    let mut units = Vec::new();
    for subject in &mut subjects {
        if let Some(code) = subject.code.take() {
            subject.unit = Ok(units.len());
            units.push(Unit {
                code,
                root: ROOT.to_owned(),
            });
        }
    }
    let name = if parts == 1 { "suite" } else { "suite-part" };
    let built = Workshop::new(name, repository)?.build(&units)?;
    let cases = subjects.iter().filter(|subject| subject.compiles(&built));
    let cases = cases.flat_map(|subject| {
        let tests = subject.group.tests.iter();
        tests.filter_map(|test| Some((*subject.unit.as_ref().ok()?, test.data.as_str())))
    });
    let cases: Vec<(usize, &str)> = cases.collect();
    let mut decoded = built.run(&cases)?.into_iter();
    let mut figures = Figures::default();
    let mut outcomes = Vec::new();
    for subject in &subjects {
        let compiles = subject.compiles(&built);
        for test in &subject.group.tests {
            let decoded = if compiles { decoded.next() } else { None };
            outcomes.push(figures.judge(subject, test, decoded.as_ref(), &built));
        }
    }
    let exceptions = Exceptions::read(repository.join(EXCEPTIONS));
    let complaints = if parts == 1 {
        exceptions.complaints(outcomes)
    } else {
        exceptions.complaints_of_part(outcomes)
    };
    let table = figures.table(&subjects, &built);
    Ok(Findings {
        table,
        notes: Vec::new(),
        complaints,
    })
}

/// A schema of the suite with all that was made from it.
struct Subject {
    group: Group,
    validator: Result<Validator, String>,
    /// The generated code, until it is taken to be built.
    code: Option<String>,
    /// The place of the code among all that is built.
    unit: Result<usize, String>,
}

impl Subject {
    fn new(group: Group, remotes: &Path) -> Self {
        let set = load(&group, remotes);
        let code = set.clone().and_then(|set| {
            let generator = Generator::new().root_name(ROOT);
            generator.generate(&set).map_err(|error| error.to_string())
        });
        let validator = set.and_then(|set| Validator::new(set).map_err(|error| error.to_string()));
        let (code, unit) = match code {
            Ok(code) => (Some(code), Err("it is not built yet".to_owned())),
            Err(error) => (None, Err(error)),
        };
        Self {
            group,
            validator,
            code,
            unit,
        }
    }

    fn compiles(&self, built: &Built) -> bool {
        let unit = self.unit.as_ref();
        unit.is_ok_and(|at| !built.broken.contains_key(at))
    }
}

fn load(group: &Group, remotes: &Path) -> Result<SchemaSet, String> {
    let mut loader = Loader::new()
        .with_default_dialect(dialect(group.draft))
        .with_folder(REMOTES, remotes);
    if !group.formats {
        loader = loader.with_formats_as_annotations();
    }
    let set = loader.load_text("suite.schema.json", &group.schema);
    set.map_err(|error| error.to_string())
}

fn dialect(folder: &str) -> Dialect {
    match folder {
        "draft4" => Dialect::Draft4,
        "draft6" => Dialect::Draft6,
        "draft7" => Dialect::Draft7,
        "draft2019-09" => Dialect::Draft201909,
        _ => Dialect::Draft202012,
    }
}

/// How many tests pass in each way.
#[derive(Debug, Default)]
struct Figures {
    tests: usize,
    verdicts: usize,
    reports: usize,
    decoded: usize,
    valid: usize,
    written: usize,
}

impl Figures {
    fn judge(
        &mut self,
        subject: &Subject,
        test: &Test,
        decoded: Option<&Decoded>,
        built: &Built,
    ) -> Outcome {
        self.tests += 1;
        self.valid += usize::from(test.valid);
        let mut faults = Vec::new();
        match &subject.validator {
            Ok(validator) => self.validate(validator, test, &mut faults),
            Err(error) => faults.push(error.clone()),
        }
        match (decoded, &subject.unit) {
            (Some(decoded), _) => {
                let Judged { decides, keeps } = judge_decoded(decoded, &test.data, test.valid);
                self.decoded += usize::from(decides);
                self.written += usize::from(test.valid && keeps);
                if !decides || !keeps {
                    faults.push(format!("the type, given {}: {decoded:?}", test.data));
                }
            }
            (None, Ok(at)) => {
                let why = built
                    .broken
                    .get(at)
                    .map_or("it is not there", String::as_str);
                faults.push(format!("the code does not compile: {why}"));
            }
            (None, Err(error)) => faults.push(format!("there is no code: {error}")),
        }
        let result = if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join("\n"))
        };
        (test.name.clone(), result)
    }

    fn validate(&mut self, validator: &Validator, test: &Test, faults: &mut Vec<String>) {
        let verdict = validator.is_valid(test.data.as_bytes());
        self.verdicts += usize::from(verdict == test.valid);
        let report = validator.check(test.data.as_bytes());
        let reported = report.is_valid() && report.violations().is_empty();
        self.reports += usize::from(reported == test.valid);
        if verdict != test.valid || reported != test.valid {
            faults.push(format!(
                "the suite says {}, the verdict is {verdict}, the report says: {report}",
                test.valid
            ));
        }
    }

    fn table(&self, subjects: &[Subject], built: &Built) -> Table {
        let compiled = subjects.iter().filter(|subject| subject.compiles(built));
        let mut table = Table::new("official test suite");
        table.count("tests", self.tests);
        table.share(
            "schemas whose generated code compiles",
            compiled.count(),
            subjects.len(),
        );
        table.share(
            "without a warning",
            subjects.len() - built.warnings.len(),
            subjects.len(),
        );
        table.share("right by the verdict", self.verdicts, self.tests);
        table.share("right by the report", self.reports, self.tests);
        table.share("right by the compiled type", self.decoded, self.tests);
        table.share("valid and written back equal", self.written, self.valid);
        table
    }
}
