//! Leaf predicates of JSON Schema, shared by the validator and by generated types.
//!
//! Each module answers one small question about one value and knows nothing of schemas, places or
//! messages. Where an answer can say more than yes or no, it gives facts; wording lives elsewhere.
//!
//! Reading order: [`date_time`] (the format `date-time`).

#![forbid(unsafe_code)]

pub mod date_time;
