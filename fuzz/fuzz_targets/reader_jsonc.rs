//! See `trueup_fuzzing::reader::jsonc`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::reader::jsonc(bytes));
