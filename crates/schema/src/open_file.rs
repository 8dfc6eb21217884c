//! A file on its way into the work: read as a document, and refused where its text is at fault.

use trueup_document::{Document, Limits, LineIndex, Node, ReadError, ReadErrorKind};

use crate::build::Builder;
use crate::error::{ErrorPlace, SchemaError, SchemaErrorKind};
use crate::graph::FileId;
use crate::limits::{MAX_BYTES, MAX_DEPTH, MAX_FILES};
use crate::loader::Fetched;
use crate::positions;

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the person who loads.
    Given,
    /// A metaschema that the reference ships.
    BuiltIn,
}

/// A file that the work has loaded.
#[derive(Debug)]
pub(crate) struct OpenFile<'d> {
    pub(crate) name: String,
    pub(crate) uri: String,
    pub(crate) origin: Origin,
    pub(crate) root: Node<'d>,
    pub(crate) lines: LineIndex<'d>,
}

impl<'d> Builder<'d> {
    /// Reads a file.
    pub(crate) fn open(
        &mut self,
        uri: &str,
        file: Fetched,
        origin: Origin,
    ) -> Result<FileId, SchemaError> {
        let index = self.files.len();
        let (Some(text_slot), Some(slot)) = (self.texts.get(index), self.documents.get(index))
        else {
            let kind = SchemaErrorKind::LimitExceeded {
                what: "files",
                limit: MAX_FILES,
            };
            return Err(SchemaError::new(&file.name, kind));
        };
        let name = file.name;
        let text = text_slot.get_or_init(|| file.text);
        let document = text.document(&limits());
        let document = document.map_err(|error| syntax(&name, &error))?;
        let document = slot.get_or_init(|| document);
        self.files.push(OpenFile {
            name,
            uri: uri.to_owned(),
            origin,
            root: document.root(),
            lines: document.line_index(),
        });
        // There are at most `MAX_FILES`.
        let id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        self.refuse_duplicates(id, document)?;
        self.refuse_remarks(id, document)?;
        Ok(id)
    }

    fn refuse_duplicates(&self, id: FileId, document: &'d Document<'d>) -> Result<(), SchemaError> {
        let first = document
            .duplicate_keys()
            .iter()
            .min_by_key(|key| key.second);
        let Some(duplicate) = first else {
            return Ok(());
        };
        let member = duplicate.member(document);
        let kind = SchemaErrorKind::DuplicateKey {
            name: member.name().into_owned(),
            first: self.file(id).lines.position(duplicate.first.start),
        };
        let pointer = positions::pointer_to(document.root(), duplicate.second.start);
        Err(self.error(id, member.key(), &pointer, kind))
    }

    /// Refuses what the reader of another syntax found odd. Keys that are no strings are read as
    /// their text: nobody puts the `200` of an OpenAPI response in quotes.
    fn refuse_remarks(&self, id: FileId, document: &'d Document<'d>) -> Result<(), SchemaError> {
        let remarks = document.remarks().iter();
        let mut refused = remarks.filter(|remark| remark.kind != ReadErrorKind::NonStringKey);
        let Some(remark) = refused.next() else {
            return Ok(());
        };
        let kind = SchemaErrorKind::Syntax {
            fault: remark.kind,
            detail: None,
        };
        let file = self.file(id);
        Err(SchemaError::new(&file.name, kind).at(ErrorPlace {
            position: file.lines.position(remark.span.start),
            span: remark.span,
            pointer: None,
        }))
    }
}

/// The error for a file whose bytes are no text.
pub(crate) fn not_utf8(name: &str, bytes: &[u8]) -> SchemaError {
    match Document::read(bytes, &limits()) {
        Err(error) => syntax(name, &error),
        // Not reached: the reader refuses what is not UTF-8.
        Ok(_) => SchemaError::new(
            name,
            SchemaErrorKind::Unreadable {
                reason: "the bytes are not UTF-8".to_owned(),
            },
        ),
    }
}

pub(crate) fn limits() -> Limits {
    Limits {
        max_depth: MAX_DEPTH,
        max_bytes: MAX_BYTES,
    }
}

pub(crate) fn syntax(name: &str, error: &ReadError) -> SchemaError {
    let kind = SchemaErrorKind::Syntax {
        fault: error.kind,
        detail: error.detail.clone(),
    };
    SchemaError::new(name, kind).at(ErrorPlace {
        position: error.position,
        span: error.span,
        pointer: None,
    })
}
