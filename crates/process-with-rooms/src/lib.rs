//! The Hathora `ProcessWithRooms` model as Rust types.
//!
//! The types are generated from `schemas/process_with_rooms.schema.json` while this crate builds;
//! `generated/process_with_rooms.rs` holds the same text for reading. A value of a type exists
//! exactly when the schema accepts the JSON that it came from, and writing it back loses nothing.
//!
//! ```
//! use process_with_rooms::{ExposedPort, TransportType};
//! use trueup::Model;
//!
//! let port = ExposedPort::new(TransportType::Tls, 34567, "1.proxy.hathora.dev".into(), "default".into());
//! let text = port.to_json_string();
//! assert_eq!(ExposedPort::from_json_slice(text.as_bytes())?, port);
//!
//! let report = ExposedPort::from_json_slice(br#"{"transportType": "tpc"}"#).unwrap_err();
//! let last = report.violations().last().expect("the missing properties, then the value");
//! assert_eq!(last.hint().as_deref(), Some("did you mean \"tcp\"?"));
//! # Ok::<(), trueup::Report>(())
//! ```

#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/process_with_rooms.rs"));

/// The README's examples, run as this crate's documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
