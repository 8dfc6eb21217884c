//! How to mend a violation: the nearest right name, the quotes to remove, the values to choose from.
//!
//! A hint is only given when it is likely right; no hint is better than a wrong one.

use trueup_document::{Json, Number};

use crate::text::{Shown, list, listed_with};
use crate::violation::{Excluded, Fault, Violation};
use crate::wording::reason;

/// How many names or values a hint lists.
const LISTED: usize = 6;

/// How many candidates a hint looks at: what is misspelt in a schema of a million names is not worth
/// a million comparisons for each violation.
pub(crate) const CANDIDATES: usize = 256;

/// Names longer than this are not compared: nobody misspells them by a letter.
const COMPARED: usize = 64;

impl Violation {
    /// How to mend it, if there is something to say that the message does not.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        of_fault(Shown::new(self.max_shown), &self.fault)
    }
}

fn of_fault(by: Shown, fault: &Fault) -> Option<String> {
    match fault {
        Fault::Syntax { kind, .. } => kind.remedy().map(str::to_owned),
        Fault::Type {
            expected, value, ..
        } => quotes(by, expected, value),
        Fault::Enum { value, allowed } => among(by, value, allowed),
        Fault::Const {
            value, expected, ..
        } => among(by, value, std::slice::from_ref(expected))
            .filter(|hint| hint.starts_with("did you mean")),
        Fault::MultipleOf { value, of } => neighbours(value, of),
        Fault::Pattern { about, example, .. } => wanted(by, about.as_deref(), example.as_deref()),
        Fault::Format {
            format,
            date_time: None,
            ..
        } => example_of(format).map(|example| format!("for example {example}")),
        Fault::Required { name, unknown, .. } => nearest(name, unknown.iter().map(String::as_str))
            .map(|name| format!("{} looks like a misspelling of it", by.quoted(name))),
        Fault::UnknownProperty {
            name,
            known,
            patterns,
        } => known_names(by, name, known, patterns),
        Fault::PropertyName { because, .. } => of_fault(by, because),
        Fault::DuplicateKey { first, .. } => Some(format!(
            "it stands first at line {}, column {}: keep one of them",
            first.line, first.column
        )),
        Fault::Repeated { .. } => Some("remove one of them".to_owned()),
        Fault::Hidden { .. } => Some("leave it out".to_owned()),
        Fault::Contains { nearest, .. } => nearest
            .as_deref()
            .map(|nearest| reason::nearest(by, nearest)),
        Fault::ManyBranches { either, .. } if !either.is_empty() => Some(format!(
            "keep only one of {}",
            listed_with("and", either, |name| by.quoted(name))
        )),
        Fault::Not {
            excluded: Excluded::Names(names),
            ..
        } => Some(match names.len() {
            1 => "leave it out".to_owned(),
            _ => "leave one of them out".to_owned(),
        }),
        Fault::Never { name: Some(_) } => Some("leave it out".to_owned()),
        Fault::NoBranch { names, reasons, .. } => reason::alternatives(by, reasons).or_else(|| {
            let names = list(names, LISTED, |name| by.quoted(name));
            (!names.is_empty()).then(|| format!("it may be {names}"))
        }),
        _ => None,
    }
}

/// What the schema itself says that a pattern wants.
fn wanted(by: Shown, about: Option<&str>, example: Option<&str>) -> Option<String> {
    let example = example.map(|example| format!("for example {}", by.quoted(example)));
    match (about, example) {
        (Some(about), Some(example)) => {
            let about = by.explained(about);
            Some(format!("{} ({example})", about.trim_end_matches('.')))
        }
        (about, example) => about.map(|about| by.explained(about)).or(example),
    }
}

/// A string of a format, for those whose names do not show it.
fn example_of(format: &str) -> Option<&'static str> {
    EXAMPLES
        .iter()
        .find_map(|&(name, example)| (name == format).then_some(example))
}

/// With the names and addresses that are set apart for examples (RFC 2606, 3849 and 5737).
const EXAMPLES: [(&str, &str); 16] = [
    ("date", "2026-02-28"),
    ("time", "12:30:00Z"),
    ("duration", "P3DT4H30M"),
    ("email", "name@example.com"),
    ("idn-email", "name@example.com"),
    ("hostname", "www.example.com"),
    ("idn-hostname", "www.example.com"),
    ("ipv4", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("uri", "https://example.com/a"),
    ("iri", "https://example.com/a"),
    ("uri-reference", "/a?b=1"),
    ("iri-reference", "/a?b=1"),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
    ("json-pointer", "/a/0"),
    ("relative-json-pointer", "1/a"),
];

/// The candidate that a misspelt word most likely means.
///
/// Equal but for case and punctuation wins; otherwise the least edits, at most a third of the
/// word's length. The first of several equals wins.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = length_to_compare(word)?;
    let plain_word = plain(word);
    candidates
        .take(CANDIDATES)
        .filter(|candidate| *candidate != word)
        .filter_map(|candidate| Some((distance(&plain_word, length, candidate)?, candidate)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The one candidate that a misspelt word can mean; `None` if there are several, or none.
#[must_use]
pub fn only_near<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = length_to_compare(word)?;
    let plain_word = plain(word);
    let near =
        |candidate: &&str| *candidate != word && distance(&plain_word, length, candidate).is_some();
    let mut near = candidates.take(CANDIDATES).filter(near);
    let only = near.next();
    // A long list may name the likeliest twice.
    only.filter(|only| near.all(|other| other == *only))
}

fn length_to_compare(word: &str) -> Option<usize> {
    let length = word.chars().take(COMPARED + 1).count();
    (1..=COMPARED).contains(&length).then_some(length)
}

/// How far the candidate is from a plain word; `None` when it is too far to be meant.
fn distance(word: &str, length: usize, candidate: &str) -> Option<usize> {
    length_to_compare(candidate)?;
    let candidate = plain(candidate);
    if word == candidate && !word.is_empty() {
        return Some(0);
    }
    let most = (length / 3).max(1);
    // What differs more in length needs more edits than that.
    if word.chars().count().abs_diff(candidate.chars().count()) > most {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, &candidate);
    // One edit turns any one-letter word into any other: that says nothing.
    (distance <= most && length > distance && candidate.chars().count() > distance)
        .then_some(distance)
}

/// The word in lower case without punctuation, so that `Sao Paulo` and `sao_paulo` are alike.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn quotes(by: Shown, expected: &[String], found: &Json) -> Option<String> {
    let wants = |name: &str| expected.iter().any(|expected| expected == name);
    match found {
        Json::String(text) => {
            unquoted(text, wants).then(|| format!("remove the quotes: {}", by.shown(text)))
        }
        Json::Number(_) | Json::Boolean(_) if wants("string") => {
            Some(format!("put it in quotes: \"{}\"", by.value(found)))
        }
        Json::Number(_) | Json::Boolean(_) | Json::Object(_) if expected == ["array"] => {
            Some("put it in brackets to make an array of it".to_owned())
        }
        _ => None,
    }
}

/// Whether the text, without its quotes, is a value of a type that is wanted.
fn unquoted(text: &str, wants: impl Fn(&str) -> bool) -> bool {
    match text {
        "true" | "false" => wants("boolean"),
        "null" => wants("null"),
        _ => is_number(text, wants),
    }
}

/// Whether the text is a number of a type that is wanted.
#[must_use]
pub fn is_number(text: &str, wants: impl Fn(&str) -> bool) -> bool {
    Number::parse(text)
        .is_some_and(|number| wants("number") || (wants("integer") && number.is_integer()))
}

fn among(by: Shown, found: &Json, allowed: &[Json]) -> Option<String> {
    if let Json::String(text) = found {
        let strings = allowed.iter().filter_map(Json::as_str);
        if let Some(near) = nearest(text, strings) {
            return Some(format!("did you mean {}?", by.quoted(near)));
        }
        let unquoted = |json: &&Json| !matches!(json, Json::String(_)) && json.to_string() == *text;
        if let Some(value) = allowed.iter().find(unquoted) {
            return Some(format!("remove the quotes: {}", by.value(value)));
        }
    } else {
        let text = found.to_string();
        if allowed.iter().any(|json| json.as_str() == Some(&text)) {
            return Some(format!("put it in quotes: {}", by.quoted(&text)));
        }
    }
    (!allowed.is_empty()).then(|| format!("allowed: {}", some(allowed, |json| by.value(json))))
}

fn known_names(by: Shown, name: &str, known: &[String], patterns: &[String]) -> Option<String> {
    if let Some(near) = nearest(name, known.iter().map(String::as_str)) {
        return Some(format!("did you mean {}?", by.quoted(near)));
    }
    let names = some(known, |name| by.quoted(name));
    let patterns = list(patterns, LISTED, |pattern| by.shown(pattern));
    match (known.is_empty(), patterns.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("known: {names}")),
        (true, false) => Some(format!("known: what matches {patterns}")),
        (false, false) => Some(format!("known: {names}, and what matches {patterns}")),
    }
}

/// The first of what is allowed. Of a long list a violation keeps but a part, so how many more
/// there are is not known then.
fn some<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    if items.len() < crate::explain::CANDIDATES {
        return list(items, LISTED, show);
    }
    let head: Vec<String> = items.iter().take(LISTED).map(show).collect();
    format!("{} and more", head.join(", "))
}

/// The multiples on both sides, for whole numbers.
fn neighbours(value: &str, of: &str) -> Option<String> {
    let value = Number::parse(value)?.to_i128()?;
    let of = Number::parse(of)?.to_i128()?;
    let below = value.checked_sub(value.checked_rem_euclid(of)?)?;
    let above = below.checked_add(of)?;
    Some(format!("the nearest are {below} and {above}"))
}

#[cfg(test)]
mod tests {
    use super::{nearest, only_near};

    #[test]
    fn a_misspelt_word_finds_what_it_means() {
        let regions = ["Seattle", "Los_Angeles", "Tokyo", "Sydney", "Sao_Paulo"];
        let cases = [
            ("Tokio", Some("Tokyo")),
            ("tokyo", Some("Tokyo")),
            ("los angeles", Some("Los_Angeles")),
            ("SaoPaulo", Some("Sao_Paulo")),
            ("Syndey", Some("Sydney")),
            ("Sidnei", Some("Sydney")),
            ("Tokee", None),
            ("Berlin", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, regions.into_iter()), expected, "{word}");
        }
    }

    #[test]
    fn several_near_words_are_none() {
        let names = ["port", "host", "ports"];
        assert_eq!(only_near("hots", names.into_iter()), Some("host"));
        assert_eq!(only_near("portt", names.into_iter()), None);
        assert_eq!(only_near("port", ["port"].into_iter()), None);
        assert_eq!(
            only_near("prot", ["port", "port"].into_iter()),
            Some("port")
        );
    }

    #[test]
    fn short_words_are_not_guessed_at() {
        assert_eq!(nearest("a", ["b", "c"].into_iter()), None);
        assert_eq!(nearest("ab", ["ax", "cd"].into_iter()), Some("ax"));
        assert_eq!(nearest("id", ["x"].into_iter()), None);
        assert_eq!(nearest("A", ["a"].into_iter()), Some("a"));
    }

    #[test]
    fn very_long_words_are_not_compared() {
        let long = "x".repeat(1_000_000);
        let near = format!("{long}y");
        assert_eq!(nearest(&long, [near.as_str()].into_iter()), None);
    }
}
