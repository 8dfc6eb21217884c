//! The least that a process costs: what `trueup check` is compared with.

fn main() {}
