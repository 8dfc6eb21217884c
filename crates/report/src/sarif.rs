//! SARIF 2.1.0, which code-scanning services and editors read.
//!
//! Results are written as they come and the rules after them: SARIF asks for no order of keys, and
//! which keywords refuse something is known only at the end. Columns are those of every other
//! format, Unicode scalar values, and `columnKind` says so.

use std::io::{self, Write};

use serde::Serialize;
use trueup_document::Position;
use trueup_validator::{SchemaPlace, Violation};

use crate::fingerprint::Fingerprints;
use crate::words::{self, sentence, slashed};
use crate::{FileReport, escape, topic};

/// What is kept while a log is written: how many results there are, and the rules that they name.
#[derive(Debug, Default)]
pub(crate) struct Log {
    results: usize,
    rules: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    related_locations: Option<[Location; 1]>,
    partial_fingerprints: Partial,
}

#[derive(Serialize)]
struct Partial {
    #[serde(rename = "trueup/v1")]
    fingerprint: String,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    physical_location: Physical,
    logical_locations: [Logical; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    /// SARIF's usual name for the folder that relative URIs start from.
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Without an end, a region goes to the end of its first line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
}

/// How the run went, apart from what it found.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

impl Invocation {
    fn new(troubles: &[String]) -> Self {
        let notification = |trouble: &String| Notification {
            level: "error",
            message: Message {
                text: plain(trouble),
            },
        };
        Self {
            execution_successful: troubles.is_empty(),
            tool_execution_notifications: troubles.iter().map(notification).collect(),
        }
    }
}

/// Writes what stands before the first result.
///
/// # Errors
/// What `out` gives when it cannot be written to; so do the other two.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \
        \"runs\": [{\"columnKind\": \"unicodeCodePoints\", \"results\": [",
    )
}

/// Writes one file's violations, a line each.
pub(crate) fn write(out: &mut dyn Write, file: &FileReport<'_>, log: &mut Log) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    for violation in file.report.violations() {
        let finding = Finding {
            rule_id: &violation.keyword,
            rule_index: log.rule(&violation.keyword),
            level: violation.severity.as_str(),
            message: Message {
                text: plain(&sentence(violation)),
            },
            locations: [payload_location(file, violation)],
            related_locations: violation.schema.as_ref().map(|at| [schema_location(at)]),
            partial_fingerprints: Partial {
                fingerprint: fingerprints.next(file.path, violation),
            },
        };
        let json = serde_json::to_string(&finding)?;
        out.write_all(if log.results == 0 { b"\n" } else { b",\n" })?;
        log.results += 1;
        out.write_all(escape::json(&json).as_bytes())?;
    }
    Ok(())
}

/// Writes what stands after the last result: the tool and its rules.
pub(crate) fn end(out: &mut dyn Write, log: &Log, troubles: &[String]) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let invocation = serde_json::to_string(&Invocation::new(troubles))?;
    write!(
        out,
        "\n], \"invocations\": [{}], \"tool\": {{\"driver\": {{\"name\": \"trueup\", \"version\": \"{version}\", \"rules\": [",
        escape::json(&invocation)
    )?;
    for (index, id) in log.rules.iter().enumerate() {
        let json = serde_json::to_string(&Rule {
            id,
            short_description: topic::find(id).map(|topic| Message {
                text: topic.meaning.to_owned(),
            }),
        })?;
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        out.write_all(escape::json(&json).as_bytes())?;
    }
    out.write_all(b"\n]}}}]}\n")
}

impl Log {
    /// The index of a keyword's rule. There are as many as there are keywords, so looking is quick.
    fn rule(&mut self, keyword: &str) -> usize {
        if let Some(index) = self.rules.iter().position(|rule| rule == keyword) {
            return index;
        }
        self.rules.push(keyword.to_owned());
        self.rules.len() - 1
    }
}

/// Text in which no part is read as a link: SARIF takes `[text](target)` for one in any message, and
/// a payload could put it there.
fn plain(text: &str) -> String {
    text.replace("](", "] (")
}

fn payload_location(file: &FileReport<'_>, violation: &Violation) -> Location {
    let end = words::end(file.source, violation);
    Location {
        id: None,
        physical_location: physical(file.path, violation.position, end),
        logical_locations: [Logical {
            fully_qualified_name: violation.instance_path.to_string(),
        }],
        message: None,
    }
}

fn schema_location(place: &SchemaPlace) -> Location {
    Location {
        id: Some(1),
        physical_location: physical(&place.file, place.position, None),
        logical_locations: [Logical {
            fully_qualified_name: place.pointer.to_string(),
        }],
        message: Some(Message {
            text: "the rule in the schema".to_owned(),
        }),
    }
}

fn physical(file: &str, start: Position, end: Option<Position>) -> Physical {
    Physical {
        artifact_location: artifact(file),
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.map(|end| end.line).filter(|&line| line != start.line),
            end_column: end.map(|end| end.column),
        },
    }
}

fn artifact(file: &str) -> Artifact {
    if ["http://", "https://", "file://"]
        .iter()
        .any(|scheme| file.starts_with(scheme))
    {
        // A URI already; only what no URI can hold is encoded.
        return Artifact {
            uri: encoded(file, b"-._~/:?#[]@!$&'()*+,;=%"),
            uri_base_id: None,
        };
    }
    let path = slashed(file);
    let drive = cfg!(windows) && path.as_bytes().get(1) == Some(&b':');
    let encoded = |path: &str| encoded(path, if drive { b"-._~/:" } else { b"-._~/" });
    match path.strip_prefix('/') {
        Some(path) => Artifact {
            uri: format!("file:///{}", encoded(path)),
            uri_base_id: None,
        },
        None if drive => Artifact {
            uri: format!("file:///{}", encoded(&path)),
            uri_base_id: None,
        },
        None => Artifact {
            uri: encoded(path.strip_prefix("./").unwrap_or(&path)),
            uri_base_id: Some("%SRCROOT%"),
        },
    }
}

/// The text with every byte as `%XX` but letters, digits and those that are kept.
fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{artifact, plain};

    #[test]
    fn no_payload_puts_a_link_into_a_message() {
        let text = plain("\"[here](https://example.com)\" is not allowed");
        assert_eq!(text, "\"[here] (https://example.com)\" is not allowed");
    }

    #[test]
    fn names_become_uris() {
        let cases = [
            ("a/b.json", "a/b.json"),
            ("./a.json", "a.json"),
            ("../a.json", "../a.json"),
            ("a b%.json", "a%20b%25.json"),
            ("a:b#c?.json", "a%3Ab%23c%3F.json"),
            ("東.json", "%E6%9D%B1.json"),
            ("a\nb\u{1b}.json", "a%0Ab%1B.json"),
            ("/tmp/a b.json", "file:///tmp/a%20b.json"),
            ("https://example.com/s#/a b", "https://example.com/s#/a%20b"),
        ];
        for (name, uri) in cases {
            let artifact = artifact(name);
            assert_eq!(artifact.uri, uri);
            let based = artifact.uri_base_id.is_some();
            assert_eq!(based, !uri.contains("://"), "{name}");
        }
    }
}
