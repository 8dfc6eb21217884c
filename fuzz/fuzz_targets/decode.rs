//! See `trueup_fuzzing::model::decodes_what_is_valid`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::model::decodes_what_is_valid(bytes));
