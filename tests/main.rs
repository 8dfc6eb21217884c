//! Tests of the whole: the built command, the hooks, the README, the order among the crates, bad input
//! and hostile schemas.

#![forbid(unsafe_code)]

mod e2e;
mod hooks;
mod layers;
mod model;
mod readme;
mod trust;
