//! What the generator writes for a few schemas, compiled: `trueup.toml` lists them.
//!
//! A change of the generator shows here as a difference to be read. `cargo xtask regenerate` writes
//! the files anew, and the test of this crate compares them and tries the types on payloads.

#![forbid(unsafe_code)]

/// Types of schemas whose branches stand beside named properties.
pub mod beside {
    include!("../generated/beside.rs");
}
/// The types of `combinations.schema.json` with nearly every setting.
pub mod chosen {
    include!("../generated/chosen.rs");
}
/// Types of most kinds.
pub mod combinations {
    include!("../generated/combinations.rs");
}
/// Types of a schema with conditions.
pub mod conditions {
    include!("../generated/conditions.rs");
}
/// Types of a schema with defaults.
pub mod defaults {
    include!("../generated/defaults.rs");
}
/// Types of a schema with formats and open tuples.
pub mod formats {
    include!("../generated/formats.rs");
}
/// Types of a schema whose every text tries to be more than text.
pub mod hostile {
    include!("../generated/hostile.rs");
}
/// Types of a schema whose names meet or are none.
pub mod names {
    include!("../generated/names.rs");
}
/// The types of `reading.schema.json` with maps of one's own and an enum that is open.
pub mod opened {
    include!("../generated/opened.rs");
}
/// Types of a schema that tempts to long and numbered names, and to types that nobody needs.
pub mod reading {
    include!("../generated/reading.rs");
}

use trueup::{Decode, Encode, Json, Node, ObjectWriter, Refused};

/// A type that `trueup.toml` has put in the place of a generated one. It takes anything: what the
/// schema refuses is refused by whatever holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Code(pub Json);

impl Decode for Code {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        Json::decode(node).map(Self)
    }
}

impl Encode for Code {
    fn encode(&self, out: &mut String) {
        self.0.encode(out);
    }
}

/// A map that `trueup.toml` has chosen: its members in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<V>(pub Vec<(String, V)>);

impl<V: Decode> Decode for Table<V> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let members = trueup::members(node)?;
        let member = |member: trueup::Member<'_>| {
            let value = V::decode(member.value())?;
            Ok((member.name().into_owned(), value))
        };
        members.map(member).collect::<Result<_, _>>().map(Self)
    }
}

impl<V: Encode> Encode for Table<V> {
    fn encode(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        for (name, value) in &self.0 {
            object.member(name, value);
        }
        object.end();
    }
}
