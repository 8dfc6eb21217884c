//! The peers in the same process, each behind a function that is no generic one.
//!
//! serde's parsers are generic, so they are compiled where they are used. Were that beside the
//! tables, each change to a table could have the compiler lay out a peer in another way: `Value`
//! has been a quarter slower or faster for no other reason. Here they stay as they are.

pub mod judge;
pub mod parse;
pub mod plain;
