//! One schema, read: the tools that the keywords' readers share.
//!
//! In: a schema's place. Out: its [`Body`]. Each member is given to the reader that
//! [`mod@crate::keyword`] lists for its name; the readers take what they need through a [`Reader`].
//!
//! The metaschema has been asked before, so values have the right type as a rule. A value that it
//! lets pass and that a reader cannot take is still an error with its place, never a guess.

use trueup_document::{Json, Kind, Node, Pointer, Span};
use trueup_rules::pattern::Pattern;

use crate::build::Builder;
use crate::dialect::Dialect;
use crate::error::{ErrorPlace, SchemaError, SchemaErrorKind};
use crate::graph::{Body, Keywords, NumberText, SchemaId};
use crate::index::Location;
use crate::keyword;
use crate::resolve::Reference;

/// Reads the schema at a place.
///
/// # Errors
/// The first keyword that cannot be read.
pub(crate) fn body<'d>(
    builder: &mut Builder<'d>,
    id: SchemaId,
    location: Location<'d>,
) -> Result<Body, SchemaError> {
    let node = location.node;
    if let Some(value) = node.as_bool() {
        return Ok(Body::Boolean(value));
    }
    let hidden = location.language.dialect.ref_hides_siblings() && node.get("$ref").is_some();
    let mut reader = Reader {
        builder,
        id,
        location,
        keyword: "",
        keywords: Box::default(),
    };
    for member in node.members() {
        let name = member.name();
        match keyword::find(&name, reader.location.language) {
            Some(keyword) if hidden && !keyword.stands_beside_ref => {}
            Some(keyword) => {
                reader.keyword = keyword.name;
                (keyword.read)(&mut reader, member.value())?;
            }
            None if hidden => {}
            None => reader.keywords.unknown.push(name.into_owned()),
        }
    }
    Ok(Body::Keywords(reader.keywords))
}

/// What a keyword's reader works with.
pub(crate) struct Reader<'r, 'd> {
    builder: &'r mut Builder<'d>,
    id: SchemaId,
    location: Location<'d>,
    keyword: &'static str,
    /// What has been read so far.
    pub(crate) keywords: Box<Keywords>,
}

impl<'d> Reader<'_, 'd> {
    /// The draft of the schema.
    pub(crate) fn dialect(&self) -> Dialect {
        self.location.language.dialect
    }

    /// Whether `nullable` adds to `type` here, as in OpenAPI 3.0.
    pub(crate) fn allows_nullable(&self) -> bool {
        self.builder.nullable && self.dialect() == Dialect::Draft4
    }

    /// Whether `format` judges a value here, or only says something about it.
    pub(crate) fn asserts_formats(&self) -> bool {
        self.location.language.asserts_formats() || !self.builder.sources.formats_annotate
    }

    /// The value of another keyword of the same schema.
    pub(crate) fn sibling(&self, name: &str) -> Option<Node<'d>> {
        self.location.node.get(name)
    }

    /// The schema that is the keyword's value.
    pub(crate) fn schema(&mut self, node: Node<'d>) -> Result<SchemaId, SchemaError> {
        self.schema_at(node, &[])
    }

    /// The schemas in the array that is the keyword's value.
    pub(crate) fn schemas(&mut self, node: Node<'d>) -> Result<Vec<SchemaId>, SchemaError> {
        if node.kind() != Kind::Array {
            return Err(self.takes("a list of schemas", node));
        }
        let elements = node.elements().enumerate();
        elements
            .map(|(at, element)| self.schema_at(element, &[&at.to_string()]))
            .collect()
    }

    /// The schemas in the object that is the keyword's value, by name.
    pub(crate) fn schema_map(
        &mut self,
        node: Node<'d>,
    ) -> Result<Vec<(String, SchemaId)>, SchemaError> {
        if node.kind() != Kind::Object {
            return Err(self.takes("an object of schemas", node));
        }
        node.members()
            .map(|member| {
                let name = member.name().into_owned();
                let id = self.schema_at(member.value(), &[&name])?;
                Ok((name, id))
            })
            .collect()
    }

    /// The schema at a place inside the keyword's value.
    pub(crate) fn schema_at(
        &mut self,
        node: Node<'d>,
        tokens: &[&str],
    ) -> Result<SchemaId, SchemaError> {
        if !matches!(node.kind(), Kind::Object | Kind::Boolean) {
            return Err(self.takes("a schema, which is an object or a boolean", node));
        }
        let pointer = self.pointer(tokens);
        // The index has been at every place that a keyword leads to.
        let known = self.builder.index.known(self.location.file, node);
        let (resource, language) =
            known.unwrap_or((self.location.resource, self.location.language));
        let location = Location {
            file: self.location.file,
            node,
            pointer,
            resource,
            language,
        };
        self.builder.id_of(location)
    }

    /// The pointer to a place inside the keyword's value.
    fn pointer(&self, tokens: &[&str]) -> Pointer {
        let tokens = std::iter::once(self.keyword).chain(tokens.iter().copied());
        self.location.pointer.descendant(tokens)
    }

    /// The schema that the keyword's value refers to.
    pub(crate) fn reference(&mut self, node: Node<'d>) -> Result<SchemaId, SchemaError> {
        let text = self.string(node)?;
        self.builder.references.insert(self.id, node);
        let reference = Reference {
            from: &self.location,
            keyword: self.keyword,
            node,
            text: &text,
        };
        let target = self.builder.resolve(reference)?;
        self.builder.id_of(target)
    }

    /// A string.
    pub(crate) fn string(&self, node: Node<'d>) -> Result<String, SchemaError> {
        match node.as_str() {
            Some(text) => Ok(text.into_owned()),
            None => Err(self.takes("a string", node)),
        }
    }

    /// Strings in an array.
    pub(crate) fn strings(&self, node: Node<'d>) -> Result<Vec<String>, SchemaError> {
        if node.kind() != Kind::Array {
            return Err(self.takes("a list of strings", node));
        }
        let elements = node.elements();
        elements.map(|element| self.string(element)).collect()
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, node: Node<'d>) -> Result<bool, SchemaError> {
        node.as_bool()
            .ok_or_else(|| self.takes("`true` or `false`", node))
    }

    /// A number, as it is written.
    pub(crate) fn number(&self, node: Node<'d>) -> Result<NumberText, SchemaError> {
        match node.as_number() {
            Some(number) => Ok(number.text().to_owned()),
            None => Err(self.takes("a number", node)),
        }
    }

    /// A whole number from 0, which may be written as `2.0`. One beyond 64 bits becomes the
    /// largest: nothing in a payload is ever that long.
    pub(crate) fn count(&self, node: Node<'d>) -> Result<u64, SchemaError> {
        let number = node.as_number();
        let whole = number.filter(|number| number.is_integer() && !number.text().starts_with('-'));
        match whole.or_else(|| number.filter(|number| number.to_i64() == Some(0))) {
            Some(number) => Ok(number.to_u64().unwrap_or(u64::MAX)),
            None => Err(self.takes("a whole number from 0", node)),
        }
    }

    /// Values of any kind in an array.
    pub(crate) fn values(&self, node: Node<'d>) -> Result<Vec<Json>, SchemaError> {
        if node.kind() != Kind::Array {
            return Err(self.takes("a list of values", node));
        }
        Ok(node.elements().map(Json::from).collect())
    }

    /// A pattern, compiled; the same one is compiled once. `node` is the string that holds it.
    pub(crate) fn pattern(
        &mut self,
        pattern: &str,
        node: Node<'d>,
        tokens: &[&str],
    ) -> Result<Pattern, SchemaError> {
        if let Some(known) = self.builder.patterns.get(pattern) {
            return Ok(known.clone());
        }
        let fault = match Pattern::new(pattern) {
            Ok(compiled) => {
                let patterns = &mut self.builder.patterns;
                patterns.insert(pattern.to_owned(), compiled.clone());
                return Ok(compiled);
            }
            Err(fault) => fault,
        };
        let kind = SchemaErrorKind::BadPattern {
            pattern: pattern.to_owned(),
            reason: fault.message().to_owned(),
        };
        let pointer = self.pointer(tokens);
        let file = self.location.file;
        let span = node.span();
        // Without escapes, the bytes of the pattern are those of the text after the quote.
        let exact = fault.offset().filter(|_| !node.raw().contains('\\'));
        let start = exact.map_or(span.start, |offset| span.start + 1 + offset);
        let file = self.builder.file(file);
        Err(SchemaError::new(&file.name, kind).at(ErrorPlace {
            position: file.lines.position(start),
            span: Span { start, ..span },
            pointer: Some(pointer),
        }))
    }

    /// The error for a value that the keyword does not take.
    pub(crate) fn takes(&self, expected: &'static str, node: Node<'d>) -> SchemaError {
        let keyword = self.keyword.to_owned();
        let kind = SchemaErrorKind::InvalidKeyword { keyword, expected };
        self.error_at(node, kind)
    }

    fn error_at(&self, node: Node<'d>, kind: SchemaErrorKind) -> SchemaError {
        let file = self.location.file;
        let root = self.builder.file(file).root;
        let pointer = crate::positions::pointer_to(root, node.span().start);
        self.builder.error(file, node, &pointer, kind)
    }
}
