//! The schema that generated code carries.

use std::fmt;

use trueup_validator::SchemaSet;

use crate::{Dialect, Once, Validator};

/// A schema as it stands in generated code: its file, and the files that its references reach.
pub struct Source {
    /// The file's name, for reports.
    pub name: &'static str,
    /// The file's text.
    pub schema: &'static str,
    /// The other files.
    pub resources: &'static [Resource],
    /// The draft by which texts are read that name none.
    pub dialect: Dialect,
    /// Whether formats are asserted.
    pub asserts_formats: bool,
    /// The validator of the whole, once it is asked for; all types share it.
    pub loaded: Once<Box<dyn Made>>,
}

/// A validator behind a trait. Of each static the compiler asks whether threads may share it, and
/// would look for the answer in all that a validator is made of.
#[doc(hidden)]
pub trait Made: Send + Sync {
    /// The validator.
    fn validator(&self) -> &Validator;
}

impl Made for Validator {
    fn validator(&self) -> &Validator {
        self
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({:?})", self.name)
    }
}

/// The validator of the schema at a place, made when it is first asked for, for generated code.
#[doc(hidden)]
pub struct LazyValidator {
    source: &'static Source,
    place: &'static str,
    made: Once<Box<dyn Made>>,
}

impl fmt::Debug for LazyValidator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LazyValidator({:?})", self.place)
    }
}

impl LazyValidator {
    /// That of a place as [`Source::validator_at`] takes it.
    #[must_use]
    pub const fn new(source: &'static Source, place: &'static str) -> Self {
        let made = Once::new();
        Self {
            source,
            place,
            made,
        }
    }

    /// The validator.
    #[inline(never)]
    pub fn get(&self) -> &Validator {
        let make = || Box::new(self.source.validator_at(self.place)) as Box<dyn Made>;
        self.made.get_or_init(make).validator()
    }
}

/// A file that references reach.
#[derive(Debug)]
pub struct Resource {
    /// Its URI, relative to the schema's file where it stands near it. It is its name as well.
    pub uri: &'static str,
    /// The file's text.
    pub schema: &'static str,
}

impl Source {
    /// The validator of the schema at a place: a pointer into the schema's file, or the URI of
    /// another file, `#`, and a pointer into that. The generator has loaded the same texts before
    /// it wrote them, so they load again.
    ///
    /// # Panics
    /// When a text is no schema or has no such place: generated code that was edited by hand.
    #[must_use]
    pub fn validator_at(&self, place: &str) -> Validator {
        let make = || Box::new(self.validator()) as Box<dyn Made>;
        let validator = self.loaded.get_or_init(make).validator();
        let part = match split(place) {
            (None, "") => return validator.clone(),
            (None, pointer) => validator.at(pointer),
            (Some(file), pointer) => validator.at_in(file, pointer),
        };
        match part {
            Some(part) => part,
            None => panic!("generated code names a place that its schema has not: {place}"),
        }
    }

    fn validator(&self) -> Validator {
        // The generator has asked the metaschemas.
        let empty = SchemaSet::loader()
            .without_metaschemas()
            .with_default_dialect(self.dialect);
        let empty = if self.asserts_formats {
            empty
        } else {
            empty.with_formats_as_annotations()
        };
        let loader = self.resources.iter().fold(empty, |loader, file| {
            loader.with_resource(file.uri, file.uri, file.schema)
        });
        let set = loader.load_text(self.name, self.schema);
        match set.and_then(Validator::new) {
            Ok(validator) => validator,
            Err(error) => panic!("generated code holds a broken schema: {error}"),
        }
    }

    /// The text of a file; `None` stands for the schema's own.
    pub(crate) fn text(&self, file: Option<&str>) -> &'static str {
        let other = |uri| self.resources.iter().find(|resource| resource.uri == uri);
        match file {
            None => self.schema,
            Some(uri) => other(uri).map_or("", |resource| resource.schema),
        }
    }
}

/// A place in two: the file, unless it is the schema's own, and the pointer.
pub(crate) fn split(place: &str) -> (Option<&str>, &str) {
    // A pointer is empty or begins with a slash, and no URI of a file does.
    if place.is_empty() || place.starts_with('/') {
        return (None, place);
    }
    let (file, pointer) = place.split_once('#').unwrap_or((place, ""));
    (Some(file), pointer)
}
