//! Leaf predicates of JSON Schema, shared by the validator and by generated types.
//!
//! Each module answers one question about one value and knows nothing of schemas or messages.
//! Where an answer can say more than yes or no, it gives facts; the wording lives elsewhere.
//! Nothing here panics on what a payload holds, recurses on it, or does work out of proportion to
//! its size; what cannot keep that promise says so in its type ([`pattern::StepLimit`]).
//!
//! | module | keyword | answers |
//! |---|---|---|
//! | [`date_time`] | `format: date-time` | right, or the first fault with its place; the numbers |
//! | [`duration`] | `format: duration` | right or not; the numbers |
//! | [`format`](mod@format) | `format` | right or not, for the formats that are types in generated code |
//! | [`length`] | `minLength`, `maxLength` | lengths in Unicode scalar values |
//! | [`multiple_of`] | `multipleOf` | exact, for numbers of any size |
//! | [`pattern`] | `pattern`, `patternProperties` | ECMA-262 regular expressions |
//! | [`equality`] | `const`, `enum` | when two JSON values are equal |
//! | [`unique`] | `uniqueItems` | the first repetition in an array |
//!
//! What it refuses to do: guess. Numbers are never turned into floating point, a regular expression
//! that would run too long gives no answer rather than a wrong one.

#![forbid(unsafe_code)]

pub mod date_time;
pub mod duration;
pub mod equality;
pub mod format;
pub mod length;
pub mod listed;
pub mod multiple_of;
pub mod pattern;
pub mod unique;
pub mod uri;
