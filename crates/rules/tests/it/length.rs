//! Lengths in Unicode scalar values, on both sides of every limit.

use trueup_rules::length::{at_least, at_most, scalars, surely_within};

#[test]
fn counts_scalar_values_and_keeps_to_limits() {
    let long = "é".repeat(10_000);
    let cases = [
        ("", 0),
        ("a", 1),
        ("é", 1),
        ("e\u{301}", 2),
        ("日本", 2),
        ("😀", 1),
        ("👩‍👩‍👧", 5),
        ("a\0b", 3),
        ("abcdefghijklmnopqrstuvwxyzäöü0123456789", 39),
        (&long, 10_000),
    ];
    for (text, length) in cases {
        assert_eq!(scalars(text), length, "{text}");
        assert!(at_most(text, length), "{text}");
        assert!(at_least(text, length), "{text}");
        assert!(!at_least(text, length + 1), "{text}");
        assert!(at_most(text, u64::MAX) && at_least(text, 0));
        assert!(!at_least(text, u64::MAX));
        if length > 0 {
            assert!(!at_most(text, length - 1), "{text}");
        }
    }
}

#[test]
fn what_is_surely_within_bounds_is_so_however_it_is_written() {
    for bytes in 0..40_u64 {
        // From as few as can be, all written as two escapes, to as many.
        let fewest = bytes.div_ceil(12);
        for least in 0..6 {
            for most in 0..45 {
                let surely = surely_within(bytes, least, most);
                let always = least <= fewest && bytes <= most;
                assert!(always || !surely, "{bytes} {least} {most}");
                // One that says so of nothing would be right, too.
                let plainly = (least == 0 || bytes == least * 12) && bytes <= most;
                assert!(surely || !plainly, "{bytes} {least} {most}");
            }
        }
    }
}
