//! Why a value cannot be made into a constrained type.

use std::fmt;

use trueup_rules::pattern::Pattern;

use crate::Once;

/// A value that breaks a constraint of the type that it was to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    keyword: &'static str,
    message: String,
}

impl Invalid {
    /// The keyword of the schema that refuses.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Invalid {}

/// Required properties that a builder was not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingProperties(pub Vec<&'static str>);

impl MissingProperties {
    /// Those of a list that are absent, for generated builders.
    #[doc(hidden)]
    #[must_use]
    pub fn among(absent: &[(&'static str, bool)]) -> Self {
        let missing = absent.iter().filter(|&&(_, absent)| absent);
        Self(missing.map(|&(name, _)| name).collect())
    }
}

impl fmt::Display for MissingProperties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "required properties are missing: {}", self.0.join(", "))
    }
}

impl std::error::Error for MissingProperties {}

/// A pattern of a schema, compiled when it is first asked.
pub struct CompiledPattern {
    source: &'static str,
    compiled: Once<Box<dyn Compiled>>,
}

/// A pattern behind a trait. Of each static the compiler asks whether threads may share it, and would
/// look for the answer in all that a pattern is made of.
trait Compiled: Send + Sync {
    fn is_match(&self, text: &str) -> bool;
}

/// There is none where the pattern does not compile.
impl Compiled for Option<Pattern> {
    /// What takes more steps than allowed does not count as a match.
    fn is_match(&self, text: &str) -> bool {
        let pattern = self.as_ref();
        pattern.is_some_and(|pattern| pattern.is_match(text) == Ok(true))
    }
}

impl CompiledPattern {
    /// Takes a pattern that the generator has compiled before it wrote it.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: Once::new(),
        }
    }

    /// Whether the text matches.
    fn is_match(&self, text: &str) -> bool {
        let make = || Box::new(Pattern::new(self.source).ok()) as Box<dyn Compiled>;
        self.compiled.get_or_init(make).is_match(text)
    }
}

impl fmt::Debug for CompiledPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CompiledPattern({:?})", self.source)
    }
}

/// The constraints that generated constructors check, one function a keyword.
pub mod check {
    use std::fmt::{Arguments, Display};

    use trueup_rules::length;

    use super::CompiledPattern;
    use super::Invalid;
    #[cfg(feature = "validator")]
    use crate::{Document, Encode, Validator};

    /// What a broken constraint is told of. It knows no types, and stands apart from the question,
    /// so that the compiler need not look into it for each type.
    #[cold]
    #[inline(never)]
    fn invalid(keyword: &'static str, message: Arguments<'_>) -> Result<(), Invalid> {
        Err(Invalid {
            keyword,
            message: message.to_string(),
        })
    }

    #[cold]
    #[inline(never)]
    fn below(value: &dyn Display, limit: &dyn Display) -> Result<(), Invalid> {
        invalid(
            "minimum",
            format_args!("{value} is less than the minimum {limit}"),
        )
    }

    #[cold]
    #[inline(never)]
    fn above(value: &dyn Display, limit: &dyn Display) -> Result<(), Invalid> {
        invalid(
            "maximum",
            format_args!("{value} is greater than the maximum {limit}"),
        )
    }

    /// `minimum`
    ///
    /// # Errors
    /// [`Invalid`] when the value is less.
    pub fn minimum<T: PartialOrd + Display>(value: &T, limit: &T) -> Result<(), Invalid> {
        if value >= limit {
            return Ok(());
        }
        below(value, limit)
    }

    /// `maximum`
    ///
    /// # Errors
    /// [`Invalid`] when the value is greater.
    pub fn maximum<T: PartialOrd + Display>(value: &T, limit: &T) -> Result<(), Invalid> {
        if value <= limit {
            return Ok(());
        }
        above(value, limit)
    }

    /// `minLength`, in Unicode scalar values
    ///
    /// # Errors
    /// [`Invalid`] when the text is shorter.
    #[inline]
    pub fn min_length(text: &str, limit: u64) -> Result<(), Invalid> {
        if length::at_least(text, limit) {
            return Ok(());
        }
        let found = length::scalars(text);
        invalid(
            "minLength",
            format_args!("the text has {found} characters, fewer than the minimum of {limit}"),
        )
    }

    /// `maxLength`, in Unicode scalar values
    ///
    /// # Errors
    /// [`Invalid`] when the text is longer.
    #[inline]
    pub fn max_length(text: &str, limit: u64) -> Result<(), Invalid> {
        if length::at_most(text, limit) {
            return Ok(());
        }
        let found = length::scalars(text);
        invalid(
            "maxLength",
            format_args!("the text has {found} characters, more than the maximum of {limit}"),
        )
    }

    /// `pattern`
    ///
    /// # Errors
    /// [`Invalid`] when the text does not match, or matching it takes more steps than allowed.
    #[inline]
    pub fn pattern(text: &str, pattern: &CompiledPattern) -> Result<(), Invalid> {
        if pattern.is_match(text) {
            return Ok(());
        }
        invalid(
            "pattern",
            format_args!("the text does not match the pattern {}", pattern.source),
        )
    }

    /// `minItems`
    ///
    /// # Errors
    /// [`Invalid`] when there are fewer.
    pub fn min_items<T>(items: &[T], limit: u64) -> Result<(), Invalid> {
        let found = items.len() as u64;
        if found >= limit {
            return Ok(());
        }
        fewer(found, limit)
    }

    /// `maxItems`
    ///
    /// # Errors
    /// [`Invalid`] when there are more.
    pub fn max_items<T>(items: &[T], limit: u64) -> Result<(), Invalid> {
        let found = items.len() as u64;
        if found <= limit {
            return Ok(());
        }
        more(found, limit)
    }

    #[cold]
    #[inline(never)]
    fn fewer(found: u64, limit: u64) -> Result<(), Invalid> {
        invalid(
            "minItems",
            format_args!("there are {found} items, fewer than the minimum of {limit}"),
        )
    }

    #[cold]
    #[inline(never)]
    fn more(found: u64, limit: u64) -> Result<(), Invalid> {
        invalid(
            "maxItems",
            format_args!("there are {found} items, more than the maximum of {limit}"),
        )
    }

    /// Everything that the schema says of a value, for what a type cannot hold by itself.
    ///
    /// # Errors
    /// [`Invalid`] when the validator refuses the value.
    #[cfg(feature = "validator")]
    pub fn schema(value: &impl Encode, validator: &Validator) -> Result<(), Invalid> {
        let mut text = String::new();
        value.encode(&mut text);
        let accepted = Document::from_slice(text.as_bytes())
            .is_ok_and(|document| validator.is_valid_node(document.root()));
        if accepted {
            return Ok(());
        }
        let report = validator.check(text.as_bytes());
        let first = report.violations().first();
        let message = first.map(trueup_validator::Violation::message);
        let message = message.as_deref().unwrap_or("the schema refuses the value");
        invalid("schema", format_args!("{message}"))
    }
}
