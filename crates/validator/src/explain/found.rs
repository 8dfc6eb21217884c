//! What the walk finds, and how it becomes violations.
//!
//! While it walks it only notes offsets and ids; lines, columns and places in schema files are
//! looked up once, for what is kept.

use std::collections::{HashMap, HashSet};

use trueup_document::{Document, Node, Pointer, Span};
use trueup_schema::{SchemaId, SchemaSet};

use super::Step;
use crate::judge::{ANSWERS, Scope};
use crate::plan::RuleId;
use crate::positions::Positions;
use crate::text::{SHOWN, kept};
use crate::violation::{Context, Fault, SchemaPlace, Severity, Violation};

/// The keyword of a fault that a `false` schema finds. The schema has no keyword to name.
pub(super) const FALSE: &str = "false";

/// A violation that still has to be located.
pub(super) struct Found {
    pub(super) severity: Severity,
    pub(super) keyword: &'static str,
    pub(super) schema: SchemaId,
    pub(super) path: Pointer,
    pub(super) route: Pointer,
    pub(super) span: Span,
    pub(super) fault: Fault,
    pub(super) context: Option<Context>,
}

/// Where the walk puts what it finds.
pub(super) struct Sink {
    pub(super) found: Vec<Found>,
    /// By span and keyword, the places in `found`: for telling repetitions.
    places: HashMap<(Span, &'static str), Vec<usize>>,
    /// Whether what is found is kept, or only counted.
    keeps: bool,
    count: usize,
    deepest: usize,
    limit: usize,
    full: bool,
    visited: HashSet<(RuleId, usize, Scope)>,
}

impl Sink {
    pub(super) fn collecting(limit: usize) -> Self {
        Self::new(limit, true)
    }

    pub(super) fn counting(limit: usize) -> Self {
        Self::new(limit, false)
    }

    fn new(limit: usize, keeps: bool) -> Self {
        Self {
            found: Vec::new(),
            places: HashMap::new(),
            keeps,
            count: 0,
            deepest: 0,
            limit,
            full: false,
            visited: HashSet::new(),
        }
    }

    /// Notes that a rule is asked of a value; `false` if that is known to be done. Where there are too
    /// many to remember, some are done again, and what they find is told only once.
    pub(super) fn visits(&mut self, question: (RuleId, usize, Scope)) -> bool {
        if self.visited.len() >= ANSWERS {
            self.visited.clear();
        }
        self.visited.insert(question)
    }

    /// Forgets what has been asked.
    pub(super) fn forget_visits(&mut self) {
        self.visited.clear();
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Whether what is found is told to somebody.
    pub(super) fn keeps(&self) -> bool {
        self.keeps
    }

    /// How many faults were counted, and how deep the deepest is.
    pub(super) fn score(&self) -> (usize, usize) {
        (self.count, self.deepest)
    }

    /// Takes one more, unless it is told already.
    pub(super) fn add(&mut self, depth: usize, found: impl FnOnce() -> Found) {
        // Making a fault costs more than passing over it, and there may be very many.
        if self.full {
            return;
        }
        if self.keeps {
            self.keep(found());
        } else if self.count < self.limit {
            self.count += 1;
            self.deepest = self.deepest.max(depth);
        } else {
            self.full = true;
        }
    }

    fn keep(&mut self, found: Found) {
        let places = self.places.entry((found.span, found.keyword)).or_default();
        let told = |&place: &usize| {
            let earlier: &Found = &self.found[place];
            earlier.fault == found.fault && earlier.severity == found.severity
        };
        if places.iter().any(told) {
            return;
        }
        if self.found.len() >= self.limit {
            self.full = true;
            return;
        }
        places.push(self.found.len());
        self.found.push(found);
    }
}

/// The pointer of a path.
pub(super) fn pointer(path: &[Step<'_>]) -> Pointer {
    let mut text = String::new();
    for step in path {
        text.push('/');
        match step {
            Step::Member(member) => {
                text.push_str(&trueup_document::pointer::escape(&member.name()));
            }
            Step::Element(index) => text.push_str(&index.to_string()),
        }
    }
    // The text is empty or begins with a slash.
    Pointer::parse(&text).unwrap_or_default()
}

/// Where to point for what an object lacks: at its own name, or at where it begins.
pub(super) fn owner(path: &[Step<'_>], object: Node<'_>) -> Span {
    match path.last() {
        Some(Step::Member(member)) => member.key().span(),
        _ => {
            let Span { start, end } = object.span();
            // An object without braces begins with its first name.
            let text = object.document().text();
            let first = text.get(start..end).and_then(|text| text.chars().next());
            let end = start + first.map_or(0, char::len_utf8);
            Span { start, end }
        }
    }
}

/// The name of the value that a path leads to, and the span of that; of the value itself if it has
/// none.
pub(super) fn named(path: &[Step<'_>], value: Span) -> (Option<String>, Span) {
    match path.last() {
        Some(Step::Member(member)) => (Some(kept(&member.name())), member.key().span()),
        _ => (None, value),
    }
}

/// Looks up lines, columns and schema places.
pub(super) fn located(
    found: Vec<Found>,
    set: &SchemaSet,
    document: &Document<'_>,
) -> Vec<Violation> {
    let starts = found.iter().map(|found| found.span.start).collect();
    let positions = Positions::new(document.text(), starts);
    let mut places: HashMap<(SchemaId, &str), Option<SchemaPlace>> = HashMap::new();
    let locate = |found: Found| {
        let place = places.entry((found.schema, found.keyword));
        let place = place.or_insert_with(|| schema_place(set, found.schema, found.keyword));
        Violation {
            severity: found.severity,
            keyword: found.keyword.to_owned(),
            instance_path: found.path,
            evaluation_path: found.route,
            span: found.span,
            position: positions.of(found.span.start),
            schema: place.clone(),
            fault: found.fault,
            context: found.context,
            max_shown: SHOWN,
        }
    };
    found.into_iter().map(locate).collect()
}

/// The place of a keyword; that of its schema if it has none.
fn schema_place(set: &SchemaSet, schema: SchemaId, keyword: &str) -> Option<SchemaPlace> {
    let keyword = set.place_of_keyword(schema, keyword);
    let place = keyword.unwrap_or_else(|| set.get(schema).place.clone());
    Some(SchemaPlace {
        uri: set.uri_of(place.file, &place.pointer),
        file: set.file_name(place.file).to_owned(),
        pointer: place.pointer,
        span: place.span,
        position: place.position,
    })
}
