//! An example: a crate whose types come from its own `catalog.schema.json`.
//!
//! The schema uses what a Rust type can hold and what it cannot, names that are no identifiers, and
//! definitions that contain themselves. Its tests show that the types accept exactly what the
//! schema accepts.

#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// Types of a schema that stands in several files.
pub mod order {
    include!(concat!(env!("OUT_DIR"), "/order.rs"));
}

/// Types of a schema with a property for each shape.
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
}
