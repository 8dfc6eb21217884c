//! `format`, and the content keywords where a draft asserts them.
//!
//! The formats that are types in generated code are our own ([`trueup_rules::format`]). The others,
//! and `contentEncoding` and `contentMediaType` of drafts 6 and 7, are judged by the `jsonschema`
//! crate, one small validator each; it also knows which draft has which format.

use std::sync::OnceLock;

use jsonschema::Draft;
use serde_json::{Map, Value, json};
use trueup_rules::date_time::{self, DateTimeFault};
use trueup_rules::format as rules;
use trueup_schema::Dialect;

/// A format that is asserted.
pub(crate) struct Format {
    pub(crate) name: String,
    judge: Judge,
}

enum Judge {
    Own(rules::Format),
    Delegate(Delegate),
}

/// A format that `jsonschema` judges. Its validator is made when it is first asked: that takes
/// longer than all else that a small schema needs.
struct Delegate {
    name: Box<str>,
    draft: Draft,
    /// Whether the outer one is set; the inner one is `None` if no validator could be made.
    validator: OnceLock<Option<jsonschema::Validator>>,
}

impl Delegate {
    fn new(name: &str, draft: Draft) -> Self {
        Self {
            name: name.into(),
            draft,
            validator: OnceLock::new(),
        }
    }

    fn accepts(&self, text: &str) -> bool {
        let build = || {
            let options = jsonschema::options()
                .with_draft(self.draft)
                .should_validate_formats(true);
            options.build(&json!({ "format": self.name })).ok()
        };
        let validator = self.validator.get_or_init(build).as_ref();
        // A schema that is nothing but a known format always builds.
        validator.is_none_or(|validator| validator.is_valid(&Value::String(text.to_owned())))
    }
}

/// Why a string is not of a format.
pub(crate) struct FormatFault {
    pub(crate) date_time: Option<DateTimeFault>,
}

impl Format {
    /// The format, if it is one that asserts something: unknown ones do not (2020-12 Validation,
    /// section 7.2.3).
    pub(crate) fn new(name: &str, dialect: Dialect) -> Option<Self> {
        let judge = || match rules::Format::named(name) {
            Some(own) => Judge::Own(own),
            None => Judge::Delegate(Delegate::new(name, draft(dialect))),
        };
        knows_format(dialect, name).then(|| Self {
            name: name.to_owned(),
            judge: judge(),
        })
    }

    /// Whether this is `date-time`, which needs no one else.
    pub(crate) fn is_date_time(&self) -> bool {
        matches!(self.judge, Judge::Own(rules::Format::DateTime))
    }

    pub(crate) fn accepts(&self, text: &str) -> bool {
        match &self.judge {
            Judge::Own(format) => format.accepts(text),
            Judge::Delegate(delegate) => delegate.accepts(text),
        }
    }

    pub(crate) fn fault(&self, text: &str) -> Option<FormatFault> {
        (!self.accepts(text)).then(|| FormatFault {
            date_time: match self.judge {
                Judge::Own(rules::Format::DateTime) => date_time::check(text).err(),
                Judge::Own(rules::Format::Date) => date_time::check_date(text).err(),
                Judge::Own(rules::Format::Time) => date_time::check_time(text).err(),
                _ => None,
            },
        })
    }
}

/// Whether a draft has a format. A name that is none of its formats asserts nothing (2020-12
/// Validation, section 7.2.3).
#[must_use]
pub fn knows_format(dialect: Dialect, name: &str) -> bool {
    jsonschema::options().is_known_format(draft(dialect), name)
}

/// `contentEncoding` and `contentMediaType`, which only drafts 6 and 7 assert.
pub(crate) struct Content {
    /// The keywords that are there, each with a validator of its own.
    parts: Vec<(&'static str, String, jsonschema::Validator)>,
    whole: jsonschema::Validator,
}

impl Content {
    pub(crate) fn new(
        encoding: Option<&str>,
        media_type: Option<&str>,
        dialect: Dialect,
    ) -> Option<Self> {
        if !matches!(dialect, Dialect::Draft6 | Dialect::Draft7) {
            return None;
        }
        let given = [
            ("contentEncoding", encoding),
            ("contentMediaType", media_type),
        ];
        let given = given
            .into_iter()
            .filter_map(|(keyword, name)| Some((keyword, name?)));
        // Nearly always: a validator takes longer than all else that is said of a string.
        given.clone().next()?;
        let build = |schema: Map<String, Value>| {
            let options = jsonschema::options().with_draft(draft(dialect));
            options.build(&Value::Object(schema)).ok()
        };
        let entry = |(keyword, name): (&str, &str)| (keyword.to_owned(), json!(name));
        let whole = build(given.clone().map(entry).collect())?;
        let parts: Vec<_> = given
            .filter_map(|(keyword, name)| {
                let alone = build(std::iter::once(entry((keyword, name))).collect())?;
                Some((keyword, name.to_owned(), alone))
            })
            .collect();
        (!parts.is_empty()).then_some(Self { parts, whole })
    }

    pub(crate) fn accepts(&self, text: &str) -> bool {
        self.whole.is_valid(&Value::String(text.to_owned()))
    }

    /// The keyword that refuses the string, and what it wants. What is only wrong in combination
    /// is the decoded text's fault, so the media type's.
    pub(crate) fn fault(&self, text: &str) -> Option<(&'static str, &str)> {
        let value = Value::String(text.to_owned());
        if self.whole.is_valid(&value) {
            return None;
        }
        let encoding = self.parts.iter().find(|(keyword, _, validator)| {
            *keyword == "contentEncoding" && !validator.is_valid(&value)
        });
        let part = encoding.or(self.parts.last())?;
        Some((part.0, &part.1))
    }
}

fn draft(dialect: Dialect) -> Draft {
    match dialect {
        Dialect::Draft4 => Draft::Draft4,
        Dialect::Draft6 => Draft::Draft6,
        Dialect::Draft7 => Draft::Draft7,
        Dialect::Draft201909 => Draft::Draft201909,
        Dialect::Draft202012 => Draft::Draft202012,
    }
}
