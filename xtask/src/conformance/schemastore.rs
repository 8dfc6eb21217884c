//! Real schemas with real payloads, through verdict, report and compiled types.
//!
//! A payload's label says whether its schema should accept it. A few labels are wrong, so the
//! verdict of the reference implementation goes before the label wherever it has one. A schema
//! counts as far as it comes: some refer to files that nobody has, and those are named.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use trueup_codegen::Generator;
use trueup_document::Limits;
use trueup_formats::{toml, yaml};
use trueup_schema::{Loader, SchemaErrorKind, SchemaSet};
use trueup_testkit::{SCHEMASTORE, files_under};
use trueup_validator::Validator;

use super::judge::{Judged, judge_decoded};
use super::reference;
use super::share::Shares;
use super::table::Table;
use super::workshop::{Built, Decoded, Unit, Workshop};
use super::{Findings, ROOT};

/// How a message is cut, so that like messages are counted together.
const LONGEST_MESSAGE: usize = 120;

/// Takes every `parts`-th schema of the corpus from the first.
///
/// # Errors
/// What the system or the compiler says, where it is not about the code of one schema.
pub(crate) fn run(repository: &Path, corpus: &Path, parts: usize) -> io::Result<Findings> {
    let folder = corpus.join("schemas");
    let mut figures = Figures::default();
    let mut subjects = Vec::new();
    let mut units = Vec::new();
    for path in files_under(&folder).into_iter().step_by(parts) {
        if let Some((mut subject, code)) = figures.generate(&folder, &path) {
            subject.unit = units.len();
            subject.payloads = payloads(corpus, &subject.name, &mut figures);
            let root = ROOT.to_owned();
            units.push(Unit { code, root });
            subjects.push(subject);
        }
    }
    let built = Workshop::new("schemastore", repository)?.build(&units)?;
    figures.compiled = units.len() - built.broken.len();
    figures.warned = built.warnings.len();
    let compiled = |subject: &&Subject| !built.broken.contains_key(&subject.unit);
    let cases = subjects.iter().filter(compiled).flat_map(|subject| {
        let payloads = subject.payloads.iter();
        payloads.map(|payload| (subject.unit, payload.text.as_str()))
    });
    let cases: Vec<(usize, &str)> = cases.collect();
    let mut decoded = built.run(&cases)?.into_iter();
    for subject in &subjects {
        let of_subject = match built.broken.get(&subject.unit) {
            Some(error) => {
                figures.complain(&subject.name, &format!("does not compile: {error}"));
                Vec::new()
            }
            None => decoded.by_ref().take(subject.payloads.len()).collect(),
        };
        figures.judge(subject, &of_subject);
    }
    figures.warnings(&subjects, &built);
    Ok(figures.findings())
}

/// A loader that finds the schemas of the corpus where they say that they are.
pub(crate) fn loader(folder: &Path) -> Loader {
    SCHEMASTORE.iter().fold(Loader::new(), |loader, prefix| {
        loader.with_folder(prefix, folder)
    })
}

/// A schema for which there is code.
struct Subject {
    name: String,
    set: SchemaSet,
    unit: usize,
    payloads: Vec<Payload>,
}

/// A payload of a schema.
struct Payload {
    name: String,
    text: String,
    /// What the corpus says of it.
    label: bool,
}

/// The payloads of a schema, as JSON texts.
fn payloads(corpus: &Path, schema: &str, figures: &mut Figures) -> Vec<Payload> {
    let mut payloads = Vec::new();
    for (folder, label) in [("valid", true), ("invalid", false)] {
        let folder = corpus.join(folder).join(schema);
        if !folder.is_dir() {
            continue;
        }
        for path in files_under(&folder) {
            let name = path.strip_prefix(corpus).unwrap_or(&path);
            let name = name.to_string_lossy().into_owned();
            match text_of(&path) {
                Some(text) => payloads.push(Payload { name, text, label }),
                None => figures.unread.push(name),
            }
        }
    }
    payloads
}

/// A file as JSON text; `None` if it has none.
fn text_of(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let limits = Limits::default();
    let transcript = match path.extension()?.to_str()? {
        "json" => return Some(text),
        "yaml" | "yml" => yaml::read(&text, &limits),
        "toml" => toml::read(&text, &limits),
        _ => return None,
    };
    Some(transcript.ok()?.json().to_owned())
}

/// What came of all schemas.
#[derive(Debug, Default)]
struct Figures {
    schemas: usize,
    unresolved: Vec<String>,
    /// What is no schema by its own metaschema.
    refused: Vec<String>,
    loaded: usize,
    generated: usize,
    compiled: usize,
    warned: usize,
    bytes: usize,
    shares: Shares,
    valid: Count,
    invalid: Count,
    written: usize,
    wrong_labels: usize,
    unread: Vec<String>,
    complaints: BTreeMap<String, Vec<String>>,
}

/// Payloads of one sort, and those that were judged right.
#[derive(Debug, Default)]
struct Count {
    all: usize,
    verdicts: usize,
    decoded: usize,
}

impl Figures {
    fn generate(&mut self, folder: &Path, path: &Path) -> Option<(Subject, String)> {
        self.schemas += 1;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let set = match loader(folder).load_path(path) {
            Ok(set) => set,
            Err(error) => {
                match error.kind() {
                    kind if kind.is_missing_file() => self.unresolved.push(name.into_owned()),
                    SchemaErrorKind::InvalidSchema { .. } => self.refused.push(name.into_owned()),
                    _ => self.complain(&name, &format!("does not load: {error}")),
                }
                return None;
            }
        };
        self.loaded += 1;
        let code = match Generator::new().root_name(ROOT).generate(&set) {
            Ok(code) => code,
            Err(error) => {
                self.complain(&name, &format!("is refused: {error}"));
                return None;
            }
        };
        match syn::parse_file(&code) {
            Ok(file) => self.shares.add(&file),
            Err(error) => self.complain(&name, &format!("is no Rust: {error}")),
        }
        self.generated += 1;
        self.bytes += code.len();
        let subject = Subject {
            name: name.into_owned(),
            set,
            unit: 0,
            payloads: Vec::new(),
        };
        Some((subject, code))
    }

    /// Judges the payloads of a schema, and what its type made of them if it was compiled.
    fn judge(&mut self, subject: &Subject, decoded: &[Decoded]) {
        let validator = match Validator::new(subject.set.clone()) {
            Ok(validator) => validator,
            Err(error) => return self.complain(&subject.name, &format!("no validator: {error}")),
        };
        let reference = reference::validator(&subject.set).ok();
        for (at, payload) in subject.payloads.iter().enumerate() {
            let theirs = reference.as_ref();
            let theirs = theirs.and_then(|theirs| reference::verdict(theirs, &payload.text));
            let valid = theirs.unwrap_or(payload.label);
            self.wrong_labels += usize::from(valid != payload.label);
            let report = validator.check(payload.text.as_bytes());
            let verdict = validator.is_valid(payload.text.as_bytes());
            let right = verdict == valid && report.is_valid() == valid;
            if !right {
                let found = format!("should be {valid}, is {verdict}: {report}");
                self.complain(&payload.name, &found);
            }
            let none = Judged {
                decides: false,
                keeps: false,
            };
            let judged = decoded.get(at);
            let judged = judged.map_or(none, |done| judge_decoded(done, &payload.text, valid));
            if decoded.len() > at && !(judged.decides && judged.keeps) {
                let what = if judged.decides {
                    "loses something"
                } else {
                    "decides wrong"
                };
                self.complain(
                    &payload.name,
                    &format!("the type, where {valid} is right, {what}"),
                );
            }
            let count = if valid {
                &mut self.valid
            } else {
                &mut self.invalid
            };
            count.all += 1;
            count.verdicts += usize::from(right);
            count.decoded += usize::from(judged.decides);
            self.written += usize::from(valid && judged.keeps);
        }
    }

    fn warnings(&mut self, subjects: &[Subject], built: &Built) {
        for subject in subjects {
            if let Some(warning) = built.warnings.get(&subject.unit) {
                self.complain(
                    &subject.name,
                    &format!("compiles with a warning: {warning}"),
                );
            }
        }
    }

    /// Counts a complaint under its message.
    fn complain(&mut self, name: &str, message: &str) {
        let line = message.lines().next().unwrap_or_default();
        let short: String = line.chars().take(LONGEST_MESSAGE).collect();
        let names = self.complaints.entry(short).or_default();
        names.push(name.to_owned());
    }

    fn findings(self) -> Findings {
        let resolved = self.schemas - self.unresolved.len() - self.refused.len();
        let mut table = Table::new("SchemaStore");
        table.count("schemas", self.schemas);
        table.count(
            "that refer to files that are not there",
            self.unresolved.len(),
        );
        table.count("that their metaschema refuses", self.refused.len());
        table.share("load, of the others", self.loaded, resolved);
        table.share("generate", self.generated, resolved);
        table.share("compile", self.compiled, resolved);
        table.share(
            "compile without a warning",
            self.compiled - self.warned,
            resolved,
        );
        table.count("bytes of code", self.bytes);
        table.share(
            "valid payloads that the verdict accepts",
            self.valid.verdicts,
            self.valid.all,
        );
        table.share("that the type decodes", self.valid.decoded, self.valid.all);
        table.share("that it writes back equal", self.written, self.valid.all);
        table.share(
            "invalid payloads that the verdict refuses",
            self.invalid.verdicts,
            self.invalid.all,
        );
        table.share(
            "that the type refuses",
            self.invalid.decoded,
            self.invalid.all,
        );
        table.count("labels that the reference denies", self.wrong_labels);
        table.count("payloads in other syntaxes", self.unread.len());
        table.row(&["typed fields", &self.shares.fields.to_string()]);
        table.row(&["typed additional properties", &self.shares.rest.to_string()]);
        let open = self.shares.open_variants.to_string();
        table.row(&["variants for what conditions leave open", &open]);
        let mut complaints: Vec<_> = self.complaints.into_iter().collect();
        complaints.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        let line = |(message, names): (String, Vec<String>)| {
            format!("{:>4} {message} ({})", names.len(), names.join(", "))
        };
        let told = |what: &str, names: &[String]| {
            (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
        };
        let notes = [
            told("These refer to files that are not there", &self.unresolved),
            told("These are refused by their metaschema", &self.refused),
        ];
        let notes = notes.into_iter().flatten().collect();
        Findings {
            table,
            notes,
            complaints: complaints.into_iter().map(line).collect(),
        }
    }
}
