//! See `trueup_fuzzing::reader::json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::reader::json(bytes));
