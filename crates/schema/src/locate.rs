//! From a URI or a keyword's name to a place in a schema file.
//!
//! No map of all places is kept. The innermost schema around the wanted place is known, and its
//! text is a JSON value of its own: that text is read again, and the rest of the way is walked in
//! it. So a lookup costs as much as that one schema is long.

use trueup_document::{Document, Limits, Pointer, Position, Span};

use crate::graph::{FileId, Place, SchemaId};
use crate::set::SchemaSet;
use crate::uri;

impl SchemaSet {
    /// The place that an absolute URI names: a resource, with a JSON Pointer as fragment. It may
    /// lead to a schema or to a keyword of one; this is what the reference implementation calls
    /// the absolute keyword location.
    #[must_use]
    pub fn locate(&self, absolute_uri: &str) -> Option<Place> {
        let (before, fragment) = uri::split(absolute_uri);
        let uri = uri::absolute(before)?;
        let (file, root) = self.resource(&uri)?;
        let pointer = Pointer::parse(&format!("{}{}", root.as_str(), uri::decode(fragment)))?;
        self.place(*file, &pointer)
    }

    /// The absolute URI of what a pointer leads to in a file: that of the nearest resource, with the
    /// rest of the way as fragment.
    #[must_use]
    pub fn uri_of(&self, file: FileId, pointer: &Pointer) -> String {
        let mut at = Some(pointer.clone());
        while let Some(root) = at {
            if let Some(uri) = self.uri_at(file, &root) {
                let rest = &pointer.as_str()[root.as_str().len()..];
                return format!("{uri}#{}", uri::encode_fragment(rest));
            }
            at = root.parent();
        }
        let fragment = uri::encode_fragment(pointer.as_str());
        format!("{}#{fragment}", self.file_name(file))
    }

    /// The place of a keyword's value.
    #[must_use]
    pub fn place_of_keyword(&self, id: SchemaId, keyword: &str) -> Option<Place> {
        let schema = &self.get(id).place;
        self.place(schema.file, &schema.pointer.child(keyword))
    }

    /// The place of the value that a pointer leads to.
    fn place(&self, file: FileId, pointer: &Pointer) -> Option<Place> {
        let (schema, rest) = self.innermost_schema(file, pointer)?;
        let start = &self.get(schema).place;
        if rest.is_empty() {
            return Some(start.clone());
        }
        let text = &self.file_text(file)[start.span.start..start.span.end];
        let limits = Limits::default();
        let document = Document::read(text.as_bytes(), &limits).ok()?;
        let inner = Pointer::parse(rest)?.resolve(&document)?.node.span();
        Some(Place {
            file,
            pointer: pointer.clone(),
            span: Span {
                start: start.span.start + inner.start,
                end: start.span.start + inner.end,
            },
            position: further(start.position, document.position(inner.start)),
        })
    }

    /// The innermost schema that holds what a pointer leads to, and the way from there.
    fn innermost_schema<'p>(
        &self,
        file: FileId,
        pointer: &'p Pointer,
    ) -> Option<(SchemaId, &'p str)> {
        let mut at = pointer.clone();
        loop {
            if let Some(schema) = self.schema_at(file, &at) {
                return Some((schema, &pointer.as_str()[at.as_str().len()..]));
            }
            at = at.parent()?;
        }
    }
}

/// A position inside a text that itself begins at a position.
fn further(start: Position, inner: Position) -> Position {
    Position {
        line: start.line + inner.line - 1,
        column: if inner.line == 1 {
            start.column + inner.column - 1
        } else {
            inner.column
        },
    }
}
