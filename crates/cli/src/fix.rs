//! `--fix`: repairs that are safe, with every other byte kept.
//!
//! A repair is made only where one value is meant: the case of an enum value, a misspelt key with one
//! near name, a number in quotes, a trailing comma. After each the payload is checked again, and a
//! repair that leads to a fault that was not there before is taken back.

use std::collections::HashMap;

use trueup_document::{Buffer, Document, Json, Limits, ReadErrorKind, Span, Syntax, ndjson};
use trueup_validator::{Fault, Report, Violation, hint};

/// How often a payload is mended and checked again. A fault of the text hides all that follow it, so
/// each trailing comma takes a round.
const ROUNDS: usize = 1000;

/// What is mended in a text.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) bytes: Vec<u8>,
    /// How many repairs there are.
    pub(crate) count: usize,
    /// What is left to report.
    pub(crate) report: Report,
}

/// New text for some bytes.
#[derive(Debug, PartialEq, Eq)]
struct Repair {
    span: Span,
    text: String,
}

/// What is found in a text.
type Judge<'j> = &'j dyn Fn(&[u8]) -> Report;

/// Mends a payload of which this was found; else gives that back. Only in JSON is the name of a member
/// found again that stands elsewhere than the fault.
pub(crate) fn mend(
    judge: Judge<'_>,
    json: Option<Syntax>,
    limits: &Limits,
    bytes: &[u8],
    found: Report,
) -> Result<Mended, Report> {
    let mut mended = Mended {
        bytes: Vec::new(),
        count: 0,
        report: found,
    };
    for _ in 0..ROUNDS {
        let bytes = if mended.count == 0 {
            bytes
        } else {
            &mended.bytes
        };
        let repairs = repairs(bytes, json, limits, &mended.report);
        let Some((bytes, count, after)) = apply(judge, bytes, &mended.report, repairs) else {
            break;
        };
        mended.bytes = bytes;
        mended.count += count;
        mended.report = after;
    }
    if mended.count > 0 {
        Ok(mended)
    } else {
        Err(mended.report)
    }
}

/// Mends JSON Lines, each line by itself. Gives the text and how many repairs there are in it.
pub(crate) fn mend_lines(
    mend: &dyn Fn(&[u8]) -> Option<Mended>,
    bytes: &[u8],
) -> Option<(Vec<u8>, usize)> {
    let (mut text, mut count) = (Vec::with_capacity(bytes.len()), 0);
    let mut end = 0;
    for line in ndjson::lines(bytes) {
        if let Some(new) = mend(line.bytes) {
            text.extend_from_slice(&bytes[end..line.start]);
            text.extend_from_slice(&new.bytes);
            count += new.count;
            end = line.start + line.bytes.len();
        }
    }
    text.extend_from_slice(&bytes[end..]);
    (count > 0).then_some((text, count))
}

/// The text after all repairs, or after those that do no harm by themselves.
fn apply(
    judge: Judge<'_>,
    bytes: &[u8],
    before: &Report,
    mut repairs: Vec<Repair>,
) -> Option<(Vec<u8>, usize, Report)> {
    repairs.sort_by_key(|repair| repair.span.start);
    repairs.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    if repairs.is_empty() {
        return None;
    }
    let good = |text: &[u8]| {
        let after = judge(text);
        is_better(before, &after).then_some(after)
    };
    let all = with(bytes, &repairs);
    if let Some(after) = good(&all) {
        return Some((all, repairs.len(), after));
    }
    repairs.retain(|repair| good(&with(bytes, std::slice::from_ref(repair))).is_some());
    let some = with(bytes, &repairs);
    let after = good(&some).filter(|_| !repairs.is_empty())?;
    Some((some, repairs.len(), after))
}

/// Whether there is less to say, and nothing new. A fault of the text hides all others, so what
/// comes to light after it counts as old if it stands later.
fn is_better(before: &Report, after: &Report) -> bool {
    let text_fault = |report: &Report| {
        let first = report.violations().first()?;
        matches!(first.fault, Fault::Syntax { .. }).then_some(first.span.start)
    };
    match (text_fault(before), text_fault(after)) {
        (Some(before), Some(after)) => return after >= before,
        (Some(_), None) => return true,
        (None, Some(_)) => return false,
        (None, None) => {}
    }
    let mut known: HashMap<(String, String, String), usize> = HashMap::new();
    for violation in before.violations() {
        *known.entry(key(violation)).or_default() += 1;
    }
    let old = |violation: &Violation| match known.get_mut(&key(violation)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    after.violations().len() < before.violations().len() && after.violations().iter().all(old)
}

fn key(violation: &Violation) -> (String, String, String) {
    (
        violation.keyword.clone(),
        violation.instance_path.to_string(),
        violation.message(),
    )
}

fn with(bytes: &[u8], repairs: &[Repair]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut end = 0;
    for repair in repairs {
        out.extend_from_slice(bytes.get(end..repair.span.start).unwrap_or_default());
        out.extend_from_slice(repair.text.as_bytes());
        end = repair.span.end;
    }
    out.extend_from_slice(bytes.get(end..).unwrap_or_default());
    out
}

fn repairs(bytes: &[u8], json: Option<Syntax>, limits: &Limits, report: &Report) -> Vec<Repair> {
    let mut buffer = Buffer::default();
    let document =
        json.and_then(|syntax| Document::read_as(bytes, syntax, limits, &mut buffer).ok());
    let violations = report.violations().iter();
    violations
        .filter_map(|violation| repair(bytes, document.as_ref(), violation))
        .collect()
}

fn repair(bytes: &[u8], document: Option<&Document<'_>>, violation: &Violation) -> Option<Repair> {
    let span = violation.span;
    let source = std::str::from_utf8(bytes.get(span.start..span.end)?).ok()?;
    let text = match &violation.fault {
        Fault::Syntax {
            kind: ReadErrorKind::TrailingComma,
            ..
        } => (source == ",").then(String::new),
        Fault::Enum { value, allowed } => other_case(source, value, allowed),
        Fault::Const {
            value, expected, ..
        } => other_case(source, value, std::slice::from_ref(expected)),
        Fault::Type {
            expected, value, ..
        } => unquoted(source, expected, value),
        Fault::UnknownProperty { name, known, .. } => {
            let near = hint::only_near(name, known.iter().map(String::as_str))?;
            renamed(source, name, near)
        }
        Fault::Required { name, unknown, .. } => {
            let near = hint::only_near(name, unknown.iter().map(String::as_str))?;
            return misspelt(bytes, document?, violation, near, name);
        }
        _ => None,
    };
    text.map(|text| Repair { span, text })
}

/// The one allowed value that is written with other capitals.
fn other_case(source: &str, value: &Json, allowed: &[Json]) -> Option<String> {
    let found = value.as_str()?;
    let folded = found.to_lowercase();
    let mut same = allowed
        .iter()
        .filter_map(Json::as_str)
        .filter(|allowed| allowed.to_lowercase() == folded);
    let meant = same.next()?;
    // A long list may name the likeliest twice.
    if !same.all(|other| other == meant) {
        return None;
    }
    renamed(source, found, meant)
}

/// The source of a string with other letters in it, as it is quoted now. Where it holds escapes, or
/// would need them, it is left alone.
fn renamed(source: &str, from: &str, to: &str) -> Option<String> {
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || "_-. $@/".contains(c))
    };
    let inner = source.trim_matches(['"', '\'']);
    (inner == from && plain(from) && plain(to)).then(|| source.replacen(from, to, 1))
}

/// A number without the quotes around it.
fn unquoted(source: &str, expected: &[String], value: &Json) -> Option<String> {
    let wants = |name: &str| expected.iter().any(|expected| expected == name);
    let text = value.as_str()?;
    let quoted = source.len() == text.len() + 2 && source.get(1..=text.len()) == Some(text);
    (!wants("string") && quoted && hint::is_number(text, wants)).then(|| text.to_owned())
}

/// Renames the member that was meant to be the missing one.
fn misspelt(
    bytes: &[u8],
    document: &Document<'_>,
    violation: &Violation,
    from: &str,
    to: &str,
) -> Option<Repair> {
    let object = violation.instance_path.resolve(document)?.node;
    let member = object.members().find(|member| member.is_named(from))?;
    let span = member.key().span();
    let source = std::str::from_utf8(bytes.get(span.start..span.end)?).ok()?;
    let text = renamed(source, from, to)?;
    Some(Repair { span, text })
}

#[cfg(test)]
mod tests {
    use trueup_validator::Validator;

    use super::*;

    fn mend_json(validator: &Validator, bytes: &[u8]) -> Option<Mended> {
        let judge = |text: &[u8]| validator.check(text);
        let (json, limits) = (Some(Syntax::Json), Limits::default());
        mend(&judge, json, &limits, bytes, validator.check(bytes)).ok()
    }

    const SCHEMA: &str = r#"{"properties": {"region": {"enum": ["Tokyo", "London"]},
        "port": {"type": "integer", "maximum": 99}, "name": {"type": "string"},
        "prob": true}, "additionalProperties": false, "required": ["name"]}"#;

    #[test]
    fn only_what_is_safe_is_mended() {
        let validator = Validator::from_text("s.json", SCHEMA).unwrap();
        let cases = [
            // Nothing is wrong.
            (r#"{"name": "x"}"#, None),
            (
                r#"{ "name" : "x","region":"TOKYO" }"#,
                Some(r#"{ "name" : "x","region":"Tokyo" }"#),
            ),
            (r#"{"name": "x", "region": "Tokio"}"#, None),
            (
                r#"{"name": "x", "port": "42"}"#,
                Some(r#"{"name": "x", "port": 42}"#),
            ),
            (r#"{"name": "x", "port": "4.5"}"#, None),
            // A number it would be, but one that is too large: that is no mending.
            (r#"{"name": "x", "port": "100"}"#, None),
            (r#"{"nmae": "x"}"#, Some(r#"{"name": "x"}"#)),
            // Two names are near.
            (r#"{"name": "x", "prot": 1}"#, None),
            (r#"{"name": "x", "zzz": 1}"#, None),
            (r#"{"name": "x",}"#, Some(r#"{"name": "x"}"#)),
            (r#"{"name": "x", , }"#, None),
            (
                "{\"name\": \"x\", \"region\": \"LONDON\",\r\n\t\"port\": \"1\" , \r\n}",
                Some("{\"name\": \"x\", \"region\": \"London\",\r\n\t\"port\": 1  \r\n}"),
            ),
        ];
        for (payload, expected) in cases {
            let mended = mend_json(&validator, payload.as_bytes());
            let text = mended.map(|mended| String::from_utf8(mended.bytes).unwrap());
            assert_eq!(text.as_deref(), expected, "{payload}");
        }
    }

    #[test]
    fn a_misspelt_name_is_mended_where_more_may_stand() {
        let schema = r#"{"properties": {"name": {"type": "string"}}, "required": ["name"]}"#;
        let validator = Validator::from_text("s.json", schema).unwrap();
        let mended = mend_json(&validator, br#"{"other": 1, "Name": "x"}"#).unwrap();
        assert_eq!(mended.bytes, br#"{"other": 1, "name": "x"}"#);
        // It would then be of the wrong type.
        assert!(mend_json(&validator, br#"{"Name": 1}"#).is_none());
    }

    #[test]
    fn lines_are_mended_one_by_one() {
        let validator = Validator::from_text("s.json", SCHEMA).unwrap();
        let text = b"{\"name\": \"x\"}\r\n\n{\"nmae\": \"y\",}\n{\n";
        let (mended, count) = mend_lines(&|line| mend_json(&validator, line), text).unwrap();
        assert_eq!(count, 2);
        assert_eq!(mended, b"{\"name\": \"x\"}\r\n\n{\"name\": \"y\"}\n{\n");
    }
}
