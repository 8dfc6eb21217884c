//! The schema that generated code carries.

use std::fmt;
use std::sync::OnceLock;

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
    /// The validators of the whole and of its places, once they are asked for; all types share them.
    pub loaded: Once<Box<dyn Made>>,
}

/// Validators behind a trait. Of each static the compiler asks whether threads may share it, and
/// would look for the answer in all that a validator is made of.
#[doc(hidden)]
pub trait Made: Send + Sync {
    /// The validator of the whole.
    fn whole(&self) -> &Validator;

    /// That of a place, which is made when it is first asked for.
    fn part(&self, place: &'static str) -> &Validator;
}

/// A validator, and those of places in it: a list that grows at its end, so that it can be walked
/// while it grows.
struct Validators {
    whole: Validator,
    first: OnceLock<Box<Part>>,
}

struct Part {
    place: &'static str,
    validator: Validator,
    next: OnceLock<Box<Part>>,
}

impl Validators {
    fn boxed(whole: Validator) -> Box<dyn Made> {
        let first = OnceLock::new();
        Box::new(Self { whole, first })
    }
}

impl Made for Validators {
    fn whole(&self) -> &Validator {
        &self.whole
    }

    fn part(&self, place: &'static str) -> &Validator {
        if place.is_empty() {
            return &self.whole;
        }
        let mut next = &self.first;
        loop {
            let part = next.get_or_init(|| {
                let validator = at(&self.whole, place);
                let next = OnceLock::new();
                Box::new(Part {
                    place,
                    validator,
                    next,
                })
            });
            if part.place == place {
                return &part.validator;
            }
            next = &part.next;
        }
    }
}

/// The validator of a place in a static of its own, for what is asked of it often; made when it is
/// first asked for.
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
        let make = || Validators::boxed(self.source.validator_at(self.place));
        self.made.get_or_init(make).whole()
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
        at(self.made().whole(), place)
    }

    /// The same, made once for all who ask for that place.
    ///
    /// # Panics
    /// As the other does.
    #[doc(hidden)]
    #[must_use]
    pub fn part(&self, place: &'static str) -> &Validator {
        self.made().part(place)
    }

    fn made(&self) -> &dyn Made {
        let made = self
            .loaded
            .get_or_init(|| Validators::boxed(self.validator()));
        &**made
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

/// The validator of a place in a schema.
fn at(whole: &Validator, place: &str) -> Validator {
    let part = match split(place) {
        (None, "") => return whole.clone(),
        (None, pointer) => whole.at(pointer),
        (Some(file), pointer) => whole.at_in(file, pointer),
    };
    match part {
        Some(part) => part,
        None => panic!("generated code names a place that its schema has not: {place}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    static SOURCE: Source = Source {
        name: "test.schema.json",
        schema: r#"{"type": "object", "$defs": {"a": {"type": "string"}, "b": {"type": "null"}}}"#,
        resources: &[],
        dialect: Dialect::Draft202012,
        asserts_formats: true,
        loaded: Once::new(),
    };

    #[test]
    fn each_place_has_one_validator_of_its_own() {
        let cases = [("", "{}"), ("/$defs/a", r#""a""#), ("/$defs/b", "null")];
        let ask = |&(place, _): &(&'static str, _)| SOURCE.part(place);
        let first: Vec<&Validator> = std::thread::scope(|scope| {
            let backwards = scope.spawn(|| cases.iter().rev().map(ask).collect::<Vec<_>>());
            let forwards: Vec<_> = cases.iter().map(ask).collect();
            let backwards = backwards.join().unwrap_or_default();
            let pairs = forwards.iter().zip(backwards.into_iter().rev());
            assert!(
                pairs
                    .into_iter()
                    .all(|(&one, other)| std::ptr::eq(one, other))
            );
            forwards
        });
        for (index, validator) in first.iter().enumerate() {
            for (other, (_, text)) in cases.iter().enumerate() {
                assert_eq!(
                    validator.is_valid(text.as_bytes()),
                    index == other,
                    "{text}"
                );
            }
            assert!(std::ptr::eq(*validator, ask(&cases[index])));
        }
    }
}
