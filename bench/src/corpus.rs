//! The 34 schemas of the benchmark corpus with their real payloads, where the corpus is present.

use std::path::{Path, PathBuf};

use serde_json::Value;
use trueup_bench_peers::judge::Jsonschema;
use trueup_bench_peers::parse;
use trueup_document::{Buffer, Document, Limits};
use trueup_validator::Validator;

use crate::measure::{Effort, Time, contestant, run};
use crate::model::VALUE;
use crate::table::{Page, mean, time};

const BYTES: &str = "trueup: bytes → verdict";
const NODES: &str = "trueup: Document → verdict";
const READ: &str = "trueup: bytes → Document";
const IGNORED: &str = "`IgnoredAny`";
const THEIRS: &str = "jsonschema: `Value` → verdict";
const THEIRS_BYTES: &str = "`Value` + jsonschema";
const SONIC: &str = "sonic-rs `Value`";

/// A row for each schema, and the geometric means.
pub fn measure(effort: Effort, only: Option<&str>, page: &mut Page) {
    let Some(corpus) = corpus(page) else { return };
    page.text(
        "One piece of work is all payloads of a schema, one after the other. Ratios of the minima \
         to `serde_json::from_slice::<Value>` alone.\n",
    );
    head(page, "schema");
    let ratios = all(effort, &corpus, only, |name, ratios| match ratios {
        Some(ratios) => row(page, name, ratios),
        None => page.row(&[name.to_owned(), "could not be loaded".to_owned()]),
    });
    ratios.sum_up(page);
}

/// The geometric means only.
pub fn means(effort: Effort, page: &mut Page) {
    let Some(corpus) = corpus(page) else { return };
    head(page, "");
    all(effort, &corpus, None, |_, _| {}).sum_up(page);
}

/// Measures schema by schema, and passes on what each is called and its ratios to the `Value` parse,
/// if it could be loaded.
fn all(
    effort: Effort,
    corpus: &Path,
    only: Option<&str>,
    mut each: impl FnMut(&str, Option<[f64; 7]>),
) -> Ratios {
    let mut ratios = Ratios::default();
    for folder in folders(corpus) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if only.is_none_or(|only| name.contains(only)) {
            let times = schema(effort, &folder);
            each(&name, times.map(|times| ratios.add(&name, &times)));
        }
    }
    ratios
}

/// The folder of the schemas; without it, the page says that nothing was measured.
fn corpus(page: &mut Page) -> Option<PathBuf> {
    let corpus = trueup_testkit::corpus("benchmark");
    if corpus.is_none() {
        page.text("Not measured: the corpus is not there.");
    }
    corpus
}

const COLUMNS: [&str; 7] = [IGNORED, SONIC, READ, BYTES, NODES, THEIRS, THEIRS_BYTES];

fn head(page: &mut Page, first: &str) {
    let mut cells = vec![first];
    cells.extend(COLUMNS);
    page.head(&cells);
}

fn row(page: &mut Page, first: &str, ratios: [f64; 7]) {
    let mut row = vec![first.to_owned()];
    row.extend(ratios.iter().map(|ratio| format!("{ratio:.3}")));
    page.row(&row);
}

/// What was measured of all schemas.
#[derive(Default)]
struct Ratios {
    columns: [Vec<f64>; 7],
    slower: Vec<String>,
    behind: Vec<String>,
}

impl Ratios {
    /// Takes one more schema; gives its ratios to the `Value` parse.
    fn add(&mut self, name: &str, times: &[Time]) -> [f64; 7] {
        let ratios = COLUMNS.map(|column| time(times, column).ratio(time(times, VALUE)));
        for (column, ratio) in self.columns.iter_mut().zip(ratios) {
            column.push(ratio);
        }
        let is_behind = |ours, theirs| time(times, ours).min > time(times, theirs).min;
        if is_behind(BYTES, THEIRS_BYTES) {
            self.slower.push(name.to_owned());
        }
        if is_behind(NODES, THEIRS) {
            self.behind.push(name.to_owned());
        }
        ratios
    }

    fn sum_up(&self, page: &mut Page) {
        let mut row = vec!["**geometric mean**".to_owned()];
        let means = self.columns.iter().map(|column| mean(column));
        row.extend(means.map(|mean| format!("**{mean:.3}**")));
        page.row(&row);
        page.text(&format!(
            "\nSlower than `Value` + jsonschema: {}.",
            list(&self.slower)
        ));
        page.text(&format!(
            "Behind jsonschema on what is already read: {}.",
            list(&self.behind)
        ));
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

pub fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn schema(effort: Effort, folder: &Path) -> Option<Vec<Time>> {
    let path = folder.join("schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
    let theirs = Jsonschema::new(&schema)?;
    let ours = Validator::from_path(&path).ok()?;
    let text = std::fs::read(folder.join("instances.jsonl")).ok()?;
    let lines: Vec<&[u8]> = text
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    let values: Vec<Value> = lines
        .iter()
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    // The few payloads that the two judge differently are no contest of speed.
    let kept: Vec<usize> = (0..lines.len().min(values.len()))
        .filter(|&at| ours.is_valid(lines[at]) && theirs.is_valid(&values[at]))
        .collect();
    let lines: Vec<&[u8]> = kept.iter().map(|&at| lines[at]).collect();
    let values: Vec<&Value> = kept.iter().map(|&at| &values[at]).collect();
    let documents: Vec<_> = lines
        .iter()
        .filter_map(|line| Document::from_slice(line).ok())
        .collect();
    let mut buffer = Buffer::default();
    let all = |of: fn(&[u8]) -> bool| {
        let lines = &lines;
        move || lines.iter().all(|line| of(line))
    };
    Some(run(
        effort,
        vec![
            contestant(VALUE, all(parse::value)),
            contestant(IGNORED, all(parse::ignored)),
            contestant(SONIC, all(parse::sonic)),
            contestant(READ, || {
                lines.iter().all(|line| {
                    let document = Document::read_with(line, &Limits::default(), &mut buffer);
                    document
                        .map(|document| document.release(&mut buffer))
                        .is_ok()
                })
            }),
            contestant(BYTES, || lines.iter().all(|line| ours.is_valid(line))),
            contestant(NODES, || {
                documents
                    .iter()
                    .all(|document| ours.is_valid_node(document.root()))
            }),
            contestant(THEIRS, || values.iter().all(|value| theirs.is_valid(value))),
            contestant(THEIRS_BYTES, || {
                lines.iter().all(|line| theirs.is_valid_bytes(line))
            }),
        ],
    ))
}
