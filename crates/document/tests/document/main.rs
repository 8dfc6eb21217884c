//! The document through its public API: what is read, what is refused and where, and what can be
//! asked of it. One file for each promise; `serde_json` and `num-bigint` are the oracles.

mod buffers;
mod corpus;
mod cursors;
mod duplicates;
mod faults;
mod jsonc;
mod limits;
mod ndjson;
mod nodes;
mod numbers;
mod oracle;
mod pointers;
mod positions;
mod tapes;
mod transcripts;
mod values;
