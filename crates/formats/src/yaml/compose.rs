//! The events of one document as a flat list of nodes, each with its exact place.
//!
//! Names of aliases are resolved here, and places are mended where the parser gives less than a
//! person would point to: a block scalar begins at its `|` or `>`, a block collection ends with
//! its last value, a value that is not there stands behind its colon.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput, StructureStyle, Tag,
};
use trueup_document::{ReadError, ReadErrorKind, Span};

use super::Fault;

/// The nodes of one document, each container followed by what it holds.
pub(super) struct Composed<'t> {
    /// Invariant: not empty.
    pub(super) nodes: Vec<Node<'t>>,
}

/// One node.
pub(super) struct Node<'t> {
    pub(super) what: What<'t>,
    pub(super) tag: Option<Cow<'t, Tag>>,
    pub(super) span: Span,
    /// The node after this one and all that it holds; 0 while it is open.
    pub(super) next: usize,
}

/// What a node is.
pub(super) enum What<'t> {
    Scalar {
        text: Cow<'t, str>,
        /// Whether it stands without quotes and not as a block.
        plain: bool,
    },
    Sequence,
    Mapping,
    /// The place of the node that it stands for.
    Alias(usize),
}

impl<'t> Composed<'t> {
    /// Takes the events of a document that has begun.
    pub(super) fn read(
        text: &'t str,
        parser: &mut Parser<'t, StrInput<'t>>,
        max_depth: usize,
    ) -> Result<Self, ReadError> {
        let mut composer = Composer {
            text,
            max_depth,
            nodes: Vec::new(),
            open: Vec::new(),
            anchors: HashMap::new(),
            before: 0,
        };
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| refused(text, &error))?;
            if matches!(event, Event::DocumentEnd) {
                break;
            }
            let span = composer.bytes(&span);
            composer
                .take(event, span)
                .map_err(|fault| fault.located(text))?;
        }
        if composer.nodes.is_empty() {
            // Not reached: the parser gives a document without content a scalar of no length.
            composer.push(What::Sequence, None, Span::default());
        }
        let nodes = composer.nodes;
        Ok(Self { nodes })
    }

    /// Whether nothing stands in the document.
    pub(super) fn is_empty(&self) -> bool {
        let root = &self.nodes[0];
        self.nodes.len() == 1
            && root.tag.is_none()
            && matches!(&root.what, What::Scalar { text, plain: true } if implied(text, root.span))
    }

    /// Where its root stands.
    pub(super) fn span(&self) -> Span {
        self.nodes[0].span
    }
}

/// Whether a plain scalar is one that is not written, for which the parser says `~`.
pub(super) fn implied(text: &str, span: Span) -> bool {
    span.start == span.end && text == "~"
}

/// The error of a text that the parser refuses.
pub(super) fn refused(text: &str, error: &ScanError) -> ReadError {
    let start = error.marker().byte_offset().unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or("");
    let end = start + rest.chars().next().map_or(0, char::len_utf8);
    let span = Span { start, end };
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            ReadError::new(ReadErrorKind::TooDeep, text.as_bytes(), span)
        }
        _ => ReadError::new(ReadErrorKind::InvalidYaml, text.as_bytes(), span)
            .with_detail(&error.info()),
    }
}

struct Composer<'t> {
    text: &'t str,
    max_depth: usize,
    nodes: Vec<Node<'t>>,
    /// The containers that are open, each with whether it is written in blocks.
    open: Vec<(usize, bool)>,
    /// The nodes that have an anchor, by the parser's numbers.
    anchors: HashMap<usize, usize>,
    /// Where the event before ends.
    before: usize,
}

impl<'t> Composer<'t> {
    /// The span of an event: of a text that is given whole, the parser knows all bytes.
    fn bytes(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        Span { start, end }
    }

    fn take(&mut self, event: Event<'t>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.scalar_span(style, &text, span);
                let plain = style == ScalarStyle::Plain;
                self.anchor(anchor);
                self.push(What::Scalar { text, plain }, tag, span);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.open(What::Sequence, style, anchor, tag, span)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(What::Mapping, style, anchor, tag, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span)?,
            _ => {}
        }
        self.before = self.before.max(span.end);
        Ok(())
    }

    fn push(&mut self, what: What<'t>, tag: Option<Cow<'t, Tag>>, span: Span) {
        let next = self.nodes.len() + 1;
        self.nodes.push(Node {
            what,
            tag,
            span,
            next,
        });
    }

    /// Notes the anchor, if there is one, of the node that comes next.
    fn anchor(&mut self, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, self.nodes.len());
        }
    }

    fn open(
        &mut self,
        what: What<'t>,
        style: StructureStyle,
        anchor: usize,
        tag: Option<Cow<'t, Tag>>,
        span: Span,
    ) -> Result<(), Fault> {
        if self.open.len() >= self.max_depth {
            let kind = ReadErrorKind::TooDeep;
            return Err(Fault { kind, span });
        }
        self.anchor(anchor);
        let block = style == StructureStyle::Block;
        self.open.push((self.nodes.len(), block));
        self.push(what, tag, span);
        if let Some(node) = self.nodes.last_mut() {
            node.next = 0;
        }
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some((at, block)) = self.open.pop() else {
            // Not reached: the parser closes what it has opened.
            return;
        };
        let last = self.nodes.last().map_or(span.end, |last| last.span.end);
        let next = self.nodes.len();
        let node = &mut self.nodes[at];
        node.next = next;
        let end = if block { last } else { span.end };
        node.span.end = node.span.end.max(end);
        // The node that was pushed last may be an inner container, whose end is known by now; a
        // flow collection's end lies behind all that it holds.
        if let Some((outer, _)) = self.open.last() {
            let end = self.nodes[at].span.end;
            let outer = &mut self.nodes[*outer];
            outer.span.end = outer.span.end.max(end);
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fault> {
        let fault = |kind| Err(Fault { kind, span });
        let Some(&target) = self.anchors.get(&anchor) else {
            // Not reached: the parser refuses an alias without an anchor.
            return fault(ReadErrorKind::InvalidYaml);
        };
        if self.nodes[target].next == 0 {
            return fault(ReadErrorKind::RecursiveAlias);
        }
        self.push(What::Alias(target), None, span);
        Ok(())
    }

    fn scalar_span(&self, style: ScalarStyle, value: &str, span: Span) -> Span {
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_span(span),
            ScalarStyle::Plain if implied(value, span) => {
                let behind = usize::from(self.text[span.start..].starts_with(':'));
                let start = span.start + behind;
                Span { start, end: start }
            }
            _ => span,
        }
    }

    /// From the `|` or `>` of a block scalar, which stands somewhere behind the event before, to
    /// the last character in it that is no whitespace.
    fn block_span(&self, content: Span) -> Span {
        let from = self.before.min(content.start);
        let start = header(&self.text[from..content.start]).map_or(content.start, |at| from + at);
        let end = self.text[..content.end]
            .trim_end_matches(['\n', '\r', ' ', '\t'])
            .len();
        let end = end.max(start + usize::from(start < content.start));
        Span { start, end }
    }
}

/// Where the header of a block scalar begins in what leads to its content: the first word that
/// begins with `|` or `>`, properties and comments apart.
fn header(text: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        match rest.as_bytes()[0] {
            b'|' | b'>' => return Some(at),
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' => at += rest.find('\n').unwrap_or(rest.len()),
            _ => at += rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len()),
        }
    }
    None
}
