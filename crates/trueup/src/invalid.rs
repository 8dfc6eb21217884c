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
#[derive(Debug)]
pub struct CompiledPattern {
    source: &'static str,
    compiled: Once<Option<Pattern>>,
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

    /// Whether the text matches. What takes more steps than allowed does not count as a match.
    fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Pattern::new(self.source).ok());
        compiled
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(text) == Ok(true))
    }
}

/// The constraints that generated constructors check, one function a keyword.
pub mod check {
    use std::fmt::Display;

    use trueup_rules::length;

    use super::CompiledPattern;
    use super::Invalid;
    #[cfg(feature = "validator")]
    use crate::{Document, Encode, Validator};

    fn unless(
        holds: bool,
        keyword: &'static str,
        message: impl Fn() -> String,
    ) -> Result<(), Invalid> {
        if holds {
            Ok(())
        } else {
            Err(Invalid {
                keyword,
                message: message(),
            })
        }
    }

    /// `minimum`
    ///
    /// # Errors
    /// [`Invalid`] when the value is less.
    pub fn minimum<T: PartialOrd + Display>(value: &T, limit: &T) -> Result<(), Invalid> {
        unless(value >= limit, "minimum", || {
            format!("{value} is less than the minimum {limit}")
        })
    }

    /// `maximum`
    ///
    /// # Errors
    /// [`Invalid`] when the value is greater.
    pub fn maximum<T: PartialOrd + Display>(value: &T, limit: &T) -> Result<(), Invalid> {
        unless(value <= limit, "maximum", || {
            format!("{value} is greater than the maximum {limit}")
        })
    }

    /// `minLength`, in Unicode scalar values
    ///
    /// # Errors
    /// [`Invalid`] when the text is shorter.
    pub fn min_length(text: &str, limit: u64) -> Result<(), Invalid> {
        unless(length::at_least(text, limit), "minLength", || {
            let found = length::scalars(text);
            format!("the text has {found} characters, fewer than the minimum of {limit}")
        })
    }

    /// `maxLength`, in Unicode scalar values
    ///
    /// # Errors
    /// [`Invalid`] when the text is longer.
    pub fn max_length(text: &str, limit: u64) -> Result<(), Invalid> {
        unless(length::at_most(text, limit), "maxLength", || {
            let found = length::scalars(text);
            format!("the text has {found} characters, more than the maximum of {limit}")
        })
    }

    /// `pattern`
    ///
    /// # Errors
    /// [`Invalid`] when the text does not match, or matching it takes more steps than allowed.
    pub fn pattern(text: &str, pattern: &CompiledPattern) -> Result<(), Invalid> {
        unless(pattern.is_match(text), "pattern", || {
            format!("the text does not match the pattern {}", pattern.source)
        })
    }

    /// `minItems`
    ///
    /// # Errors
    /// [`Invalid`] when there are fewer.
    pub fn min_items<T>(items: &[T], limit: u64) -> Result<(), Invalid> {
        unless(items.len() as u64 >= limit, "minItems", || {
            format!(
                "there are {} items, fewer than the minimum of {limit}",
                items.len()
            )
        })
    }

    /// `maxItems`
    ///
    /// # Errors
    /// [`Invalid`] when there are more.
    pub fn max_items<T>(items: &[T], limit: u64) -> Result<(), Invalid> {
        unless(items.len() as u64 <= limit, "maxItems", || {
            format!(
                "there are {} items, more than the maximum of {limit}",
                items.len()
            )
        })
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
        unless(accepted, "schema", || {
            let report = validator.check(text.as_bytes());
            let first = report.violations().first();
            first.map_or_else(
                || "the schema refuses the value".to_owned(),
                trueup_validator::Violation::message,
            )
        })
    }
}
