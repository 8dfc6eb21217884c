//! Arguments that ask more of payloads than the schema does by itself.

use clap::{Args, ValueEnum};
use trueup_validator::{Deprecated, Direction, Options};

/// What is asked beyond the assertions of the schema.
#[derive(Args, Clone, Debug)]
pub struct Judgement {
    /// What to say of values that the schema calls deprecated
    #[arg(long, value_enum, default_value_t = DeprecatedName::Warn, value_name = "HOW")]
    pub deprecated: DeprecatedName,
    /// Which way the payloads go: then readOnly is refused in a request, writeOnly in a response
    ///
    /// As in OpenAPI, `required` does not ask there for what may not be sent.
    #[arg(long, value_enum, value_name = "WAY")]
    pub direction: Option<DirectionName>,
}

/// What is said of deprecated values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeprecatedName {
    /// Nothing
    Allow,
    /// A warning, which leaves the file valid
    Warn,
    /// An error
    Deny,
}

/// Which way payloads go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DirectionName {
    /// To the owner of the data
    Request,
    /// From the owner of the data
    Response,
}

impl Judgement {
    /// Puts it into a validator's options.
    pub(crate) fn apply(&self, options: &mut Options) {
        options.deprecated = match self.deprecated {
            DeprecatedName::Allow => Deprecated::Allow,
            DeprecatedName::Warn => Deprecated::Warn,
            DeprecatedName::Deny => Deprecated::Deny,
        };
        options.direction = self.direction.map(|direction| match direction {
            DirectionName::Request => Direction::Request,
            DirectionName::Response => Direction::Response,
        });
    }
}
