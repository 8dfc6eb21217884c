//! Violations that need no schema: a text that is no JSON, and names that stand twice.

use std::iter::Enumerate;

use trueup_document::document::{Elements, Members};
use trueup_document::pointer::escape;
use trueup_document::{Document, Kind, Member, Node, Pointer, ReadError};

use crate::positions::Positions;
use crate::text::kept;
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
        fault: Fault::Syntax { kind: error.kind },
        context: None,
    }
}

/// A violation for each name that repeats another, up to a limit, in the order of the text.
pub(crate) fn duplicates(document: &Document<'_>, limit: usize) -> Vec<Violation> {
    let mut duplicates = document.duplicate_keys().to_vec();
    if duplicates.is_empty() {
        return Vec::new();
    }
    duplicates.sort_by_key(|duplicate| duplicate.second.start);
    duplicates.truncate(limit);
    let starts = duplicates.iter();
    let starts = starts.flat_map(|duplicate| [duplicate.first.start, duplicate.second.start]);
    let positions = Positions::new(document.text(), starts.collect());
    let mut walk = Walk::new(document.root());
    let mut violations = Vec::with_capacity(duplicates.len());
    for duplicate in duplicates {
        let Some(member) = walk.to(duplicate.second.start) else {
            break;
        };
        violations.push(Violation {
            severity: Severity::Error,
            keyword: "duplicate-key".to_owned(),
            instance_path: walk.pointer(),
            evaluation_path: Pointer::root(),
            span: duplicate.second,
            position: positions.of(duplicate.second.start),
            schema: None,
            fault: Fault::DuplicateKey {
                name: kept(&member.name()),
                first: positions.of(duplicate.first.start),
            },
            context: None,
        });
    }
    violations
}

/// One pass through a document that stops at given names, on a stack of its own: nothing bounds the
/// depth of a document but the limits of whoever read it.
struct Walk<'d> {
    /// The containers that the walk is in, each with the token that leads to it.
    inside: Vec<(String, Rest<'d>)>,
    /// The value of the name that was stopped at, yet to be entered.
    entering: Option<(String, Node<'d>)>,
}

enum Rest<'d> {
    Members(Members<'d>),
    Elements(Enumerate<Elements<'d>>),
}

impl<'d> Walk<'d> {
    fn new(root: Node<'d>) -> Self {
        Self {
            inside: Vec::new(),
            entering: Some((String::new(), root)),
        }
    }

    /// Goes on to the name that begins at the offset.
    fn to(&mut self, offset: usize) -> Option<Member<'d>> {
        loop {
            if let Some((token, node)) = self.entering.take() {
                self.enter(token, node, offset);
            }
            let (_, rest) = self.inside.last_mut()?;
            match rest {
                Rest::Members(members) => match members.next() {
                    Some(member) => {
                        self.entering = Some((member.name().into_owned(), member.value()));
                        if member.key().span().start == offset {
                            return Some(member);
                        }
                    }
                    None => self.leave(),
                },
                Rest::Elements(elements) => match elements.next() {
                    Some((index, node)) => self.entering = Some((index.to_string(), node)),
                    None => self.leave(),
                },
            }
        }
    }

    /// Enters a container that the offset lies in; passes over everything else.
    fn enter(&mut self, token: String, node: Node<'d>, offset: usize) {
        if node.span().end <= offset {
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

    /// The container that the walk is in.
    fn pointer(&self) -> Pointer {
        let mut text = String::new();
        for (token, _) in self.inside.iter().skip(1) {
            text.push('/');
            text.push_str(&escape(token));
        }
        // The text is empty or begins with a slash.
        Pointer::parse(&text).unwrap_or_default()
    }
}
