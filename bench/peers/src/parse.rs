//! Parsers: bytes in, and whether they could be read out. What was read is dropped as well.

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::plain::ProcessWithRooms;

/// `serde_json::from_slice::<Value>`.
#[inline(never)]
pub fn value(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok()
}

/// `serde_json::from_slice::<IgnoredAny>`, which builds nothing.
#[inline(never)]
pub fn ignored(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// `sonic_rs::from_slice::<sonic_rs::Value>`.
#[inline(never)]
pub fn sonic(bytes: &[u8]) -> bool {
    sonic_rs::from_slice::<sonic_rs::Value>(bytes).is_ok()
}

/// `simd_json::to_tape`, which writes into what it reads, and so gets a fresh copy each time.
#[inline(never)]
pub fn simd_tape(bytes: &[u8], scratch: &mut Vec<u8>) -> bool {
    scratch.clear();
    scratch.extend_from_slice(bytes);
    simd_json::to_tape(scratch).is_ok()
}

/// Structs with serde's derive and chrono.
#[inline(never)]
pub fn derived(bytes: &[u8]) -> bool {
    serde_json::from_slice::<ProcessWithRooms>(bytes).is_ok()
}

/// The same structs, read by sonic-rs.
#[inline(never)]
pub fn derived_sonic(bytes: &[u8]) -> bool {
    sonic_rs::from_slice::<ProcessWithRooms>(bytes).is_ok()
}
