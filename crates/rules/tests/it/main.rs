//! The predicates from outside: tables of accepted cases beside their nearest refused neighbours,
//! and comparisons with independent judges.

mod date_time;
mod format;
mod length;
mod multiple_of;
mod pattern;
mod values;
