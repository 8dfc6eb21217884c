//! An example: a crate whose types hold all that their schema says, so that it does without the
//! validator and the libraries behind it.

#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/player.rs"));
