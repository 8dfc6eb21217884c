//! See `trueup_fuzzing::formats::toml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::formats::toml(bytes));
