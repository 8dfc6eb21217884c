//! See `trueup_fuzzing::model::writes_what_was_read`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::model::writes_what_was_read(bytes));
