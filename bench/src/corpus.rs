//! The 34 schemas of the benchmark corpus with their real payloads, where the corpus is present.

use std::path::{Path, PathBuf};

use serde_json::Value;
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

pub fn measure(effort: Effort, only: Option<&str>, page: &mut Page) {
    let Some(corpus) = trueup_testkit::corpus("benchmark") else {
        page.text("Not measured: the corpus is not there.");
        return;
    };
    page.text(
        "One piece of work is all payloads of a schema, one after the other. Ratios of the minima \
         to `serde_json::from_slice::<Value>` alone.\n",
    );
    page.head(&[
        "schema",
        IGNORED,
        SONIC,
        READ,
        BYTES,
        NODES,
        THEIRS,
        THEIRS_BYTES,
    ]);
    let mut columns = vec![Vec::new(); 7];
    let (mut slower, mut behind) = (Vec::new(), Vec::new());
    for folder in folders(&corpus) {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let Some(times) = schema(effort, &folder) else {
            page.row(&[name, "could not be loaded".to_owned()]);
            continue;
        };
        let ratio = |of: &str| time(&times, of).min / time(&times, VALUE).min;
        let ratios = [IGNORED, SONIC, READ, BYTES, NODES, THEIRS, THEIRS_BYTES].map(ratio);
        for (column, ratio) in columns.iter_mut().zip(ratios) {
            column.push(ratio);
        }
        if ratios[3] > ratios[6] {
            slower.push(name.clone());
        }
        if ratios[4] > ratios[5] {
            behind.push(name.clone());
        }
        let mut row = vec![name];
        row.extend(ratios.iter().map(|ratio| format!("{ratio:.3}")));
        page.row(&row);
    }
    let mut row = vec!["**geometric mean**".to_owned()];
    row.extend(
        columns
            .iter()
            .map(|column| format!("**{:.3}**", mean(column))),
    );
    page.row(&row);
    page.text(&format!(
        "\nSlower than `Value` + jsonschema: {}.",
        list(&slower)
    ));
    page.text(&format!(
        "Behind jsonschema on what is already read: {}.",
        list(&behind)
    ));
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
    let theirs = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .ok()?;
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
    let parse = |line: &[u8]| serde_json::from_slice::<Value>(line);
    let mut buffer = Buffer::default();
    Some(run(
        effort,
        vec![
            contestant(VALUE, || lines.iter().all(|line| parse(line).is_ok())),
            contestant(IGNORED, || {
                lines
                    .iter()
                    .all(|line| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
            }),
            contestant(SONIC, || {
                lines
                    .iter()
                    .all(|line| sonic_rs::from_slice::<sonic_rs::Value>(line).is_ok())
            }),
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
                lines
                    .iter()
                    .all(|line| parse(line).is_ok_and(|value| theirs.is_valid(&value)))
            }),
        ],
    ))
}
