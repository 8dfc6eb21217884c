//! Where things stand in a file: the positions of all schemas, the pointer to a place.

use trueup_document::{Node, Pointer, Position};

use crate::graph::{FileId, Schema};

/// Where a text begins.
pub(crate) const START: Position = Position { line: 1, column: 1 };

/// Finds the position of every schema in one sweep over each file: counted one by one, they would
/// cost the square of a file that is one long line.
pub(crate) fn sweep<'t>(schemas: &mut [Schema], text: impl Fn(FileId) -> &'t str) {
    let mut order: Vec<usize> = (0..schemas.len()).collect();
    order.sort_by_key(|&at| (schemas[at].place.file, schemas[at].place.span.start));
    let mut swept: Option<(FileId, usize, Position)> = None;
    for at in order {
        let place = &mut schemas[at].place;
        let (from, position) = match swept {
            Some((last, from, position)) if last == place.file => (from, position),
            _ => (0, START),
        };
        let start = place.span.start;
        place.position = position.after(&text(place.file)[from..start]);
        swept = Some((place.file, start, place.position));
    }
}

/// The pointer to the innermost value whose name or self begins at an offset.
pub(crate) fn pointer_to(root: Node<'_>, offset: usize) -> Pointer {
    let mut pointer = Pointer::root();
    let mut node = root;
    'inwards: loop {
        for member in node.members() {
            let (name, value) = (member.key().span(), member.value().span());
            if (name.start..value.end).contains(&offset) {
                pointer = pointer.child(&member.name());
                node = member.value();
                if name.start == offset {
                    return pointer;
                }
                continue 'inwards;
            }
        }
        for (at, element) in node.elements().enumerate() {
            let span = element.span();
            if (span.start..span.end).contains(&offset) {
                pointer = pointer.child(&at.to_string());
                node = element;
                continue 'inwards;
            }
        }
        return pointer;
    }
}
