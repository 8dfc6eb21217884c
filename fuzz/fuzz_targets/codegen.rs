//! See `trueup_fuzzing::codegen::is_rust`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trueup_fuzzing::codegen::is_rust(bytes));
