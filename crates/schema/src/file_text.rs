//! What a schema file says: JSON, or another syntax written out as JSON.

use trueup_document::{Buffer, Document, Limits, Node, Position, ReadError, Span, Transcript};

/// The text of a file.
#[derive(Clone, Debug)]
pub(crate) enum FileText {
    /// JSON.
    Json(String),
    /// Another syntax. Places are those of its source.
    Transcript(Box<Transcript<'static>>),
}

/// Where a node of a file lies, so that it can be found again without reading the whole file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lie {
    /// Its JSON in that of the file.
    json: Span,
    /// Its place on the file's tape.
    index: usize,
}

impl Lie {
    pub(crate) fn of(node: Node<'_>) -> Self {
        Self {
            json: node.json_span(),
            index: node.index(),
        }
    }
}

impl FileText {
    /// The text of the file.
    pub(crate) fn source(&self) -> &str {
        match self {
            Self::Json(text) => text,
            Self::Transcript(transcript) => transcript.source(),
        }
    }

    /// The same as JSON.
    pub(crate) fn json(&self) -> &str {
        match self {
            Self::Json(text) => text,
            Self::Transcript(transcript) => transcript.json(),
        }
    }

    /// The JSON of a node.
    pub(crate) fn json_of(&self, lie: Lie) -> &str {
        self.json().get(lie.json.start..lie.json.end).unwrap_or("")
    }

    /// Where a part of a node stands, by the place that the part has on the tape of the node's own
    /// JSON, and the span that it has there.
    pub(crate) fn span_in(&self, lie: Lie, index: usize, span: Span) -> Span {
        match self {
            Self::Json(_) => Span {
                start: lie.json.start + span.start,
                end: lie.json.start + span.end,
            },
            Self::Transcript(transcript) => transcript.span_of(lie.index + index),
        }
    }

    /// The line and column of a place in a transcribed file; `None` for JSON, where it is counted
    /// from a place nearby.
    pub(crate) fn position(&self, offset: usize) -> Option<Position> {
        match self {
            Self::Json(_) => None,
            Self::Transcript(transcript) => {
                let lines = trueup_document::LineIndex::new(transcript.source().as_bytes());
                Some(lines.position(offset))
            }
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// The first fault, with its place in the file.
    pub(crate) fn document(&self, limits: &Limits) -> Result<Document<'_>, ReadError> {
        match self {
            Self::Json(text) => Document::read(text.as_bytes(), limits),
            Self::Transcript(transcript) => {
                Document::of_transcript(transcript, limits, &mut Buffer::default())
            }
        }
    }
}
