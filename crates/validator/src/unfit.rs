//! Values that the schema accepts and a type of the program cannot hold.

use trueup_document::{Document, Node, Pointer, Span};

use crate::report::Report;
use crate::violation::{self, Fault, Violation};

/// The keyword of such a violation.
const KEYWORD: &str = "native";

/// A report of values that do not fit, each by its bytes and the name of the type.
pub(crate) fn explain(document: &Document<'_>, unfit: &[(Span, &str)]) -> Report {
    let violations = unfit
        .iter()
        .map(|&(span, wanted)| unfit_at(document, span, wanted));
    Report::new(false, violations.collect(), false)
}

fn unfit_at(document: &Document<'_>, span: Span, wanted: &str) -> Violation {
    let (pointer, node) = find(document, span);
    let fault = Fault::Other {
        message: format!("this number does not fit in {wanted}, which is to hold it here"),
    };
    Violation {
        instance_path: pointer,
        ..violation::at_node(KEYWORD, node, fault)
    }
}

/// The innermost value that holds the bytes, and the way to it.
fn find<'d>(document: &'d Document<'d>, span: Span) -> (Pointer, Node<'d>) {
    let holds = |node: Node<'_>| node.span().start <= span.start && span.end <= node.span().end;
    let (mut pointer, mut node) = (Pointer::root(), document.root());
    loop {
        let member = node.members().find(|member| holds(member.value()));
        let element = || {
            node.elements()
                .enumerate()
                .find(|&(_, element)| holds(element))
        };
        let (token, inner) = match member {
            Some(member) => (member.name().into_owned(), member.value()),
            None => match element() {
                Some((index, element)) => (index.to_string(), element),
                None => return (pointer, node),
            },
        };
        pointer = pointer.child(&token);
        node = inner;
    }
}
