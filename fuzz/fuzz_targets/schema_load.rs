//! See `trueup_fuzzing::schema::load`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::schema::load(bytes));
