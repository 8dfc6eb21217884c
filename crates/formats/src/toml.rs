//! TOML 1.0.
//!
//! In: the text of a document. Out: its transcript. Dates and times become strings with the text
//! that the file has; integers in another base become decimal ones; infinite numbers and NaN are
//! faults. Members stand in the order in which the file first names them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};
use trueup_document::{Limits, Number, ReadError, ReadErrorKind, Span, Transcript};

use crate::radix::in_base;

/// Reads a document.
///
/// # Errors
/// The first fault of the text, with its place.
pub fn read<'t>(text: &'t str, limits: &Limits) -> Result<Transcript<'t>, ReadError> {
    let table = DeTable::parse(text).map_err(|error| fault(text, &error))?;
    let mut writer = Writer {
        text,
        out: Transcript::new(text),
        max_depth: limits.max_depth.min(Limits::DEEPEST),
    };
    writer.table(
        table.get_ref(),
        Span {
            start: 0,
            end: text.len(),
        },
    )?;
    Ok(writer.out)
}

/// Every fault of the grammar, in the order of the text: after one the parser finds its way again at
/// the next line, or the next value.
///
/// ```
/// let faults = trueup_formats::toml::faults("a = \nb = 2\nc = 'd\n");
/// assert_eq!(faults.iter().map(|fault| fault.position.line).collect::<Vec<_>>(), [1, 3]);
/// ```
#[must_use]
pub fn faults(text: &str) -> Vec<ReadError> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<ReadError> = errors.iter().map(|error| fault(text, error)).collect();
    faults.sort_by_key(|fault| fault.span.start);
    // What stands at one place is one fault to whoever mends it.
    faults.dedup_by_key(|fault| fault.span.start);
    faults
}

fn fault(text: &str, error: &toml::de::Error) -> ReadError {
    let span = span(error.span().unwrap_or(text.len()..text.len()));
    ReadError::new(ReadErrorKind::InvalidToml, text.as_bytes(), span).with_detail(error.message())
}

struct Writer<'t> {
    text: &'t str,
    out: Transcript<'t>,
    max_depth: usize,
}

impl Writer<'_> {
    /// Writes a table. Recursion is bounded by the depth, and so is the parser's.
    fn table(&mut self, table: &DeTable<'_>, place: Span) -> Result<(), ReadError> {
        self.enter(place)?;
        self.out.open_object(place);
        // The map is sorted by name.
        let mut members: Vec<_> = table.iter().collect();
        members.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in members {
            self.out.key(key.get_ref(), span(key.span()));
            self.value(value)?;
        }
        self.out.close(place.end);
        Ok(())
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Result<(), ReadError> {
        let place = span(value.span());
        match value.get_ref() {
            DeValue::String(text) => self.out.string(text, place),
            DeValue::Boolean(value) => self.out.boolean(*value, place),
            DeValue::Datetime(_) => {
                let text = self.text.get(value.span()).unwrap_or_default();
                self.out.string(text, place);
            }
            DeValue::Integer(integer) => {
                let number = integer_text(integer);
                let number =
                    number.ok_or_else(|| self.fault(ReadErrorKind::InvalidNumber, place))?;
                self.out.number(&number, place);
            }
            DeValue::Float(float) => {
                let number = float_text(float);
                let number =
                    number.ok_or_else(|| self.fault(ReadErrorKind::NonFiniteNumber, place))?;
                let number = as_json(number);
                let number =
                    number.ok_or_else(|| self.fault(ReadErrorKind::InvalidNumber, place))?;
                self.out.number(&number, place);
            }
            DeValue::Array(array) => {
                self.enter(place)?;
                self.out.open_array(place);
                for element in array {
                    self.value(element)?;
                }
                self.out.close(place.end);
            }
            DeValue::Table(table) => self.table(table, place)?,
        }
        Ok(())
    }

    fn enter(&self, place: Span) -> Result<(), ReadError> {
        if self.out.depth() >= self.max_depth {
            return Err(self.fault(ReadErrorKind::TooDeep, place));
        }
        Ok(())
    }

    fn fault(&self, kind: ReadErrorKind, place: Span) -> ReadError {
        ReadError::new(kind, self.text.as_bytes(), place)
    }
}

fn span(range: Range<usize>) -> Span {
    Span {
        start: range.start,
        end: range.end,
    }
}

/// An integer as JSON writes it, exact; `None` for one with too many digits in another base, and
/// for what is no integer: the parser takes anything after a digit and `_`.
fn integer_text(integer: &DeInteger<'_>) -> Option<String> {
    let text = integer.as_str();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if integer.radix() == 10 {
        return as_json(format!("{sign}{digits}"));
    }
    Some(format!("{sign}{}", in_base(digits, integer.radix())?))
}

/// A float as JSON writes it; `None` for what JSON has no number for.
fn float_text(float: &DeFloat<'_>) -> Option<String> {
    let text = float.as_str();
    let text = text.strip_prefix('+').unwrap_or(text);
    let finite = !text.ends_with("inf") && !text.ends_with("nan");
    finite.then(|| text.to_owned())
}

/// The text, if it is a number to JSON too.
fn as_json(text: String) -> Option<String> {
    Number::parse(&text).is_some().then_some(text)
}

/// The schema that `#:schema …` names to editors, and where, among the comments that lead the text.
///
/// ```
/// let text = "#:schema port.schema.json\nport = 1\n";
/// let (schema, span) = trueup_formats::toml::directive(text).expect("there is one");
/// assert_eq!((schema, span.start), ("port.schema.json", 9));
/// ```
#[must_use]
pub fn directive(text: &str) -> Option<(&str, Span)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches('\u{feff}').trim();
        if !(words.is_empty() || words.starts_with('#')) {
            return None;
        }
        let named = words.strip_prefix("#:schema ").map(str::trim);
        if let Some(schema) = named.filter(|schema| !schema.is_empty()) {
            let at = start + line.find(schema)?;
            let end = at + schema.len();
            return Some((schema, Span { start: at, end }));
        }
        start += line.len();
    }
    None
}
