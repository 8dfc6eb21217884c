//! An example: one schema, once as it comes and once with nearly every setting.
//!
//! Its tests show what the settings change and what they do not: which payloads are accepted.

#![forbid(unsafe_code)]

use trueup::external::serde::{Deserialize, Serialize};
use trueup::{Decode, Encode, Node, Refused};

/// The types as they come.
pub mod exact {
    trueup_macros::schema!("order.schema.json");
}

/// The same, as somebody may prefer them.
pub mod chosen {
    trueup_macros::schema! {
        "order.schema.json",
        root-name = "Purchase",
        layout = "modules",
        numbers = "native",
        integers = "native",
        date-time = "chrono",
        maps = "btree",
        builders = "always",
        fields = "private",
        attributes = ["#[non_exhaustive]"],
        types = {
            "Money" = { replace = "trueup::Serde<crate::Price>" },
            "LinesItem" = { name = "Line", fields = { "sku" = "article" } },
            "Colour" = { open = true, derives = ["Hash"] },
        },
    }
}

/// A price that the package has already, and that serde knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(crate = "trueup::external::serde")]
pub struct Price {
    /// So much.
    pub amount: f64,
    /// Of this.
    pub currency: String,
}

/// A post code that the package has already. It takes any string: the schema says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postcode(pub String);

impl Decode for Postcode {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        String::decode(node).map(Self)
    }
}

impl Encode for Postcode {
    fn encode(&self, out: &mut String) {
        self.0.encode(out);
    }
}
