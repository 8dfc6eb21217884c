//! Which names an object has, where many are asked for.
//!
//! An object finds a name by looking through its members. For a few names of a small object that
//! is quickest; where both are many it would take quadratic time, so the names are gathered once.

use std::borrow::Cow;
use std::collections::HashSet;

use trueup_document::Node;
use trueup_document::cursor::fingerprint;

/// The most members times names for which an object is looked through name by name.
const FEW: usize = 4096;

/// The names of an object.
pub(crate) enum Present<'d> {
    Few(Node<'d>),
    Many(HashSet<Cow<'d, str>>),
}

impl<'d> Present<'d> {
    /// Of an object that is asked for this many names.
    pub(crate) fn new(object: Node<'d>, asked: usize) -> Self {
        if asked.saturating_mul(object.len()) <= FEW {
            Self::Few(object)
        } else {
            Self::Many(
                object
                    .members()
                    .map(trueup_document::Member::name)
                    .collect(),
            )
        }
    }

    /// Whether the object has a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            Self::Few(object) => {
                let print = fingerprint(name);
                let mut members = object.members();
                members.any(|member| member.print() == print && member.is_named(name))
            }
            Self::Many(names) => names.contains(name),
        }
    }
}
