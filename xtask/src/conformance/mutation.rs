//! Where reports point: valid payloads are broken at one known place each, and the first violation of
//! the report should stand there.
//!
//! A place is broken by a value of another type, another text, a number far away, a missing or a
//! renamed member. Where the schema accepts that, nothing is counted. What is expected: for a value its
//! own pointer; for a member the object that it is in, or the renamed member itself.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use trueup_document::pointer::escape;
use trueup_document::{Document, Kind, Node, Span};
use trueup_validator::{Options, Validator};

use super::Findings;
use super::schemastore::loader;
use super::table::Table;

/// How many places of one payload are broken. They are spread over the whole of it.
const PLACES: usize = 40;

/// Larger payloads are left out: breaking each place means judging all of it again.
const LARGEST: usize = 200_000;

/// How many of the cases that point elsewhere are told.
const TOLD: usize = 200;

/// A valid payload with one fault.
struct Broken {
    text: String,
    how: &'static str,
    /// The pointers that a violation there may have.
    places: Vec<String>,
    /// The bytes that are new. A violation of a whole object may point at them as well.
    new: Span,
}

/// What was met.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    payloads: usize,
    broken: usize,
    at_its_place: usize,
    elsewhere: Vec<String>,
}

/// Breaks every valid payload of the corpus that a schema is named after.
pub(crate) fn run(corpus: &Path, every: usize) -> io::Result<Findings> {
    let mut figures = Figures::default();
    let schemas = corpus.join("schemas");
    let mut folders: Vec<_> = fs::read_dir(corpus.join("valid"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    for folder in folders.iter().step_by(every) {
        let name = folder.file_name().to_string_lossy().into_owned();
        let set = loader(&schemas).load_path(&schemas.join(format!("{name}.json")));
        let Some(validator) = set.ok().and_then(|set| {
            let mut options = Options::default();
            options.max_violations = 20;
            Validator::with_options(set, options).ok()
        }) else {
            continue;
        };
        for path in trueup_testkit::files_under(&folder.path()) {
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let file = path
                    .strip_prefix(corpus)
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                figures.add(&validator, &file, &fs::read(&path)?);
            }
        }
    }
    // They show values of payloads, so they are told here and kept nowhere.
    let mut out = io::stdout().lock();
    for case in figures.elsewhere.iter().take(TOLD) {
        writeln!(out, "{case}")?;
    }
    Ok(figures.report())
}

impl Figures {
    /// Breaks one payload in many ways, one at a time.
    fn add(&mut self, validator: &Validator, file: &str, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes)
            .ok()
            .filter(|text| text.len() <= LARGEST);
        let Some(text) = text.filter(|text| validator.is_valid(text.as_bytes())) else {
            return;
        };
        self.payloads += 1;
        for broken in broken(text) {
            let report = validator.check(broken.text.as_bytes());
            let Some(first) = report.violations().first().filter(|_| !report.is_valid()) else {
                continue;
            };
            self.broken += 1;
            let mut places = broken.places.iter();
            if first.span == broken.new || places.any(|place| place == first.instance_path.as_str())
            {
                self.at_its_place += 1;
            } else {
                let (how, place) = (broken.how, &broken.places[0]);
                self.elsewhere.push(format!(
                    "{file}: {how} at {place:?}, told at {:?}: {first}",
                    first.instance_path.as_str()
                ));
            }
        }
    }

    fn percent(&self) -> usize {
        (self.at_its_place * 100)
            .checked_div(self.broken)
            .unwrap_or(100)
    }

    fn report(&self) -> Findings {
        let mut table = Table::new("Places of faults");
        table.count("payloads", self.payloads);
        table.count("faults that make them invalid", self.broken);
        table.share(
            "told first, and at their place",
            self.at_its_place,
            self.broken,
        );
        let few = self.percent() < 95;
        let complaint = format!("only {} % are told at their place", self.percent());
        Findings {
            table,
            notes: Vec::new(),
            complaints: few.then_some(complaint).into_iter().collect(),
        }
    }
}

/// A payload, broken at places that are spread over it.
fn broken(text: &str) -> Vec<Broken> {
    let Ok(document) = Document::from_slice(text.as_bytes()) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    walk(text, document.root(), &mut String::new(), &mut all);
    let step = (all.len() / PLACES).max(1);
    all.into_iter()
        .step_by(step)
        .map(|make| make.into_broken(text))
        .collect()
}

/// A fault that could be made: bytes, and what stands there instead.
struct Fault {
    start: usize,
    end: usize,
    new: String,
    how: &'static str,
    places: Vec<String>,
}

impl Fault {
    fn into_broken(self, text: &str) -> Broken {
        let (before, after) = (&text[..self.start], &text[self.end..]);
        Broken {
            text: format!("{before}{}{after}", self.new),
            how: self.how,
            places: self.places,
            new: Span {
                start: self.start,
                end: self.start + self.new.len(),
            },
        }
    }
}

fn walk(text: &str, node: Node<'_>, path: &mut String, all: &mut Vec<Fault>) {
    value(node, path, all);
    let length = path.len();
    for (index, element) in node.elements().enumerate() {
        let _ = write!(path, "/{index}");
        walk(text, element, path, all);
        path.truncate(length);
    }
    let members: Vec<_> = node.members().collect();
    for (at, member) in members.iter().enumerate() {
        let name = member.name();
        let key = member.key().span();
        let renamed = format!("{name}x");
        all.push(Fault {
            start: key.start + 1,
            end: key.end - 1,
            new: format!("{}x", &text[key.start + 1..key.end - 1]),
            how: "a renamed member",
            places: vec![path.clone(), format!("{path}/{}", escape(&renamed))],
        });
        // With the comma on one side of it.
        let (start, end) = match (members.get(at + 1), at.checked_sub(1)) {
            (Some(next), _) => (key.start, next.key().span().start),
            (None, Some(last)) => (members[last].value().span().end, member.value().span().end),
            (None, None) => (key.start, member.value().span().end),
        };
        all.push(Fault {
            start,
            end,
            new: String::new(),
            how: "a missing member",
            places: vec![path.clone()],
        });
        let _ = write!(path, "/{}", escape(&name));
        walk(text, member.value(), path, all);
        path.truncate(length);
    }
}

/// The faults of one value.
fn value(node: Node<'_>, path: &str, all: &mut Vec<Fault>) {
    let mut fault = |how, new: String| {
        all.push(Fault {
            start: node.span().start,
            end: node.span().end,
            new,
            how,
            places: vec![path.to_owned()],
        });
    };
    let other = match node.kind() {
        Kind::String => "[7]",
        Kind::Number | Kind::Boolean | Kind::Null => "\"seven\"",
        Kind::Array => "{\"seven\": 7}",
        Kind::Object => "7.5",
    };
    fault("another type", other.to_owned());
    match node.kind() {
        Kind::String => {
            let raw = node.raw();
            fault("another text", format!("{}~\"", &raw[..raw.len() - 1]));
        }
        Kind::Number => fault("a number far away", "-987654321".to_owned()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Alternatives by tag, by type and by nothing but their faults; references; a condition.
    const SCHEMA: &str = r##"{"type": "object", "required": ["name", "doors"], "additionalProperties": false,
        "properties": {
            "name": {"type": "string", "pattern": "^[a-z]+$"},
            "size": {"anyOf": [{"type": "integer", "minimum": 0}, {"enum": ["small", "large"]}]},
            "doors": {"type": "array", "items": {"$ref": "#/$defs/Door"}},
            "roof": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/Roof"}]},
            "wall": {"anyOf": [
                {"type": "object", "required": ["stone"], "additionalProperties": false,
                    "properties": {"stone": {"type": "string"}, "thick": {"type": "boolean"}}},
                {"type": "object", "required": ["wood"], "additionalProperties": false,
                    "properties": {"wood": {"type": "string"}, "thick": {"type": "boolean"}}}]}},
        "$defs": {
            "Door": {"oneOf": [
                {"properties": {"kind": {"const": "slide"}, "rail": {"type": "string"}},
                    "required": ["kind", "rail"], "additionalProperties": false},
                {"properties": {"kind": {"const": "swing"}, "angle": {"type": "integer"}},
                    "required": ["kind", "angle"], "additionalProperties": false}]},
            "Roof": {"type": "object", "properties": {"flat": {"type": "boolean"}},
                "required": ["flat"], "additionalProperties": false}}}"##;

    const PAYLOAD: &str = r#"{"name": "hut", "size": 3, "doors": [{"kind": "swing", "angle": 90},
        {"kind": "slide", "rail": "steel"}], "roof": {"flat": true},
        "wall": {"stone": "granite", "thick": true}}"#;

    #[test]
    fn faults_are_told_at_their_place() {
        let validator = Validator::from_text("s.json", SCHEMA).unwrap();
        let mut figures = Figures::default();
        figures.add(&validator, "hut", PAYLOAD.as_bytes());
        assert_eq!(figures.payloads, 1);
        assert!(figures.broken > 25, "{figures:#?}");
        assert!(figures.elsewhere.is_empty(), "{figures:#?}");
    }

    #[test]
    fn a_payload_is_broken_where_it_is_said() {
        let all = broken(r#"{"a": [1], "b": "x"}"#);
        let found: Vec<_> = all
            .iter()
            .map(|broken| (broken.text.as_str(), broken.places[0].as_str()))
            .collect();
        let expected = [
            ("7.5", ""),
            (r#"{"ax": [1], "b": "x"}"#, ""),
            (r#"{"b": "x"}"#, ""),
            (r#"{"a": {"seven": 7}, "b": "x"}"#, "/a"),
            (r#"{"a": ["seven"], "b": "x"}"#, "/a/0"),
            (r#"{"a": [-987654321], "b": "x"}"#, "/a/0"),
            (r#"{"a": [1], "bx": "x"}"#, ""),
            (r#"{"a": [1]}"#, ""),
            (r#"{"a": [1], "b": [7]}"#, "/b"),
            (r#"{"a": [1], "b": "x~"}"#, "/b"),
        ];
        assert_eq!(found, expected);
    }
}
