//! Violations that need no schema: a text that cannot be read, names that stand twice, and what is
//! odd about a text in another syntax than JSON.

use std::iter::Enumerate;

use trueup_document::document::{Elements, Members};
use trueup_document::pointer::escape;
use trueup_document::{Document, DuplicateKey, Kind, Node, Pointer, ReadError, Remark};

use crate::positions::Positions;
use crate::text::{SHOWN, kept};
use crate::violation::{Fault, Severity, Violation};

/// The violation of a text that could not be read.
pub(crate) fn unreadable(error: &ReadError) -> Violation {
    Violation {
        severity: Severity::Error,
        keyword: error.kind.code().to_owned(),
        instance_path: Pointer::root(),
        evaluation_path: Pointer::root(),
        span: error.span,
        position: error.position,
        schema: None,
        fault: Fault::Syntax {
            kind: error.kind,
            detail: error.detail.as_deref().map(kept),
        },
        context: None,
        max_shown: SHOWN,
    }
}

/// A violation for each name that repeats another and for each remark of the reader, up to a limit,
/// in the order of the document.
pub(crate) fn oddities(document: &Document<'_>, limit: usize) -> Vec<Violation> {
    let duplicates = document.duplicate_keys().iter();
    let duplicates = duplicates.map(|duplicate| (duplicate.index(), Oddity::Duplicate(duplicate)));
    let remarks = document.remarks().iter();
    let remarks = remarks.map(|remark| (remark.index(), Oddity::Remark(remark)));
    let mut oddities: Vec<_> = duplicates.chain(remarks).collect();
    if oddities.is_empty() {
        return Vec::new();
    }
    oddities.sort_by_key(|&(index, _)| index);
    oddities.truncate(limit);
    let positions = positions(document, &oddities);
    let mut walk = Walk::new(document.root());
    let mut violations = Vec::with_capacity(oddities.len());
    for (index, oddity) in oddities {
        let Some((node, instance_path)) = walk.to(index) else {
            break;
        };
        let span = node.span();
        violations.push(Violation {
            severity: Severity::Error,
            keyword: oddity.code().to_owned(),
            instance_path,
            evaluation_path: Pointer::root(),
            span,
            position: positions.of(span.start),
            schema: None,
            fault: oddity.fault(node, &positions),
            context: None,
            max_shown: SHOWN,
        });
    }
    violations
}

/// How many oddities a document has.
pub(crate) fn count(document: &Document<'_>) -> usize {
    document.duplicate_keys().len() + document.remarks().len()
}

/// The positions of what is odd, and of the names that are repeated.
fn positions(document: &Document<'_>, oddities: &[(usize, Oddity<'_>)]) -> Positions {
    let mut starts = Vec::with_capacity(2 * oddities.len());
    for (_, oddity) in oddities {
        match oddity {
            Oddity::Duplicate(key) => starts.extend([key.first.start, key.second.start]),
            Oddity::Remark(remark) => starts.push(remark.span.start),
        }
    }
    Positions::new(document.text(), starts)
}

/// What is wrong with a value or a name, whatever a schema says.
#[derive(Clone, Copy)]
enum Oddity<'d> {
    Duplicate(&'d DuplicateKey),
    Remark(&'d Remark),
}

impl Oddity<'_> {
    fn code(self) -> &'static str {
        match self {
            Self::Duplicate(_) => "duplicate-key",
            Self::Remark(remark) => remark.kind.code(),
        }
    }

    fn fault(self, node: Node<'_>, positions: &Positions) -> Fault {
        match self {
            Self::Duplicate(duplicate) => Fault::DuplicateKey {
                name: kept(&node.as_str().unwrap_or_default()),
                first: positions.of(duplicate.first.start),
            },
            Self::Remark(remark) => Fault::Syntax {
                kind: remark.kind,
                detail: None,
            },
        }
    }
}

/// One pass through a document that stops at given places of its tape, on a stack of its own:
/// nothing bounds the depth of a document but the limits of whoever read it.
struct Walk<'d> {
    /// The containers that the walk is in, each with the token that leads to it.
    inside: Vec<(String, Rest<'d>)>,
    /// The value that the walk is at, yet to be entered, with the token that leads to it.
    at: Option<(String, Node<'d>)>,
}

enum Rest<'d> {
    Members(Members<'d>),
    Elements(Enumerate<Elements<'d>>),
}

impl<'d> Walk<'d> {
    fn new(root: Node<'d>) -> Self {
        Self {
            inside: Vec::new(),
            at: Some((String::new(), root)),
        }
    }

    /// Goes on to a value or a name, and gives it with the pointer to it; for a name, to the object
    /// that it stands in.
    fn to(&mut self, index: usize) -> Option<(Node<'d>, Pointer)> {
        loop {
            if let Some((token, node)) = &self.at
                && node.index() == index
            {
                return Some((*node, self.pointer(Some(token))));
            }
            if let Some((token, node)) = self.at.take() {
                self.enter(token, node, index);
            }
            let (_, rest) = self.inside.last_mut()?;
            match rest {
                Rest::Members(members) => match members.next() {
                    Some(member) => {
                        self.at = Some((member.name().into_owned(), member.value()));
                        if member.key().index() == index {
                            return Some((member.key(), self.pointer(None)));
                        }
                    }
                    None => self.leave(),
                },
                Rest::Elements(elements) => match elements.next() {
                    Some((at, node)) => self.at = Some((at.to_string(), node)),
                    None => self.leave(),
                },
            }
        }
    }

    /// Enters a container that the place lies in; passes over everything else.
    fn enter(&mut self, token: String, node: Node<'d>, index: usize) {
        if !node.contains(index) {
            return;
        }
        match node.kind() {
            Kind::Object => self.inside.push((token, Rest::Members(node.members()))),
            Kind::Array => {
                let elements = node.elements().enumerate();
                self.inside.push((token, Rest::Elements(elements)));
            }
            _ => {}
        }
    }

    fn leave(&mut self) {
        self.inside.pop();
    }

    /// The container that the walk is in, or what a token leads to from there.
    fn pointer(&self, last: Option<&String>) -> Pointer {
        let tokens = self.inside.iter().map(|(token, _)| token).chain(last);
        let mut text = String::new();
        for token in tokens.skip(1) {
            text.push('/');
            text.push_str(&escape(token));
        }
        // The text is empty or begins with a slash.
        Pointer::parse(&text).unwrap_or_default()
    }
}
