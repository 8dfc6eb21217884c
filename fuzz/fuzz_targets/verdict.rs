//! See `trueup_fuzzing::verdict::is_that_of_the_reference`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::verdict::is_that_of_the_reference(bytes));
