//! `date-time` against the official suite, a second checker written from the grammar, and chrono.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Timelike};
use proptest::prelude::*;
use regex::Regex;
use trueup_rules::date_time::DateTimeFault as Fault;
use trueup_rules::date_time::{
    Expected, Part, check, common_in_quotes, is_date_time, parts, time_parts,
};

/// RFC 3339, section 5.6, written as one expression.
static GRAMMAR: LazyLock<Regex> = LazyLock::new(|| {
    let date = "([0-9]{4})-([0-9]{2})-([0-9]{2})";
    let time = r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?";
    let offset = r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))";
    Regex::new(&format!(r"\A{date}[Tt]{time}{offset}\z")).expect("the expression compiles")
});

/// The second opinion: grammar first, then the calendar by chrono.
fn second_opinion(text: &str) -> bool {
    let Some(found) = GRAMMAR.captures(text) else {
        return false;
    };
    let number = |group: usize| {
        let digits = found.get(group).map_or("0", |digits| digits.as_str());
        digits.parse::<i32>().expect("only digits")
    };
    let small = |group: usize| u32::try_from(number(group)).expect("not negative");
    let date = NaiveDate::from_ymd_opt(number(1), small(2), small(3));
    let (hour, minute, second) = (number(4), number(5), number(6));
    let offset = number(8) * 60 + number(9);
    let west = found.get(7).is_some_and(|sign| sign.as_str() == "-");
    let utc = hour * 60 + minute + if west { offset } else { -offset };
    let last_minute = utc.rem_euclid(1440) == 1439;
    date.is_some()
        && hour <= 23
        && minute <= 59
        && (second <= 59 || (second == 60 && last_minute))
        && number(8) <= 23
        && number(9) <= 59
}

fn assert_same(text: &str) {
    assert_eq!(is_date_time(text), second_opinion(text), "{text:?}");
    if let Err(fault) = check(text) {
        assert!(text.is_char_boundary(fault.at()), "{text:?} {fault:?}");
    }
    assert_eq!(parts(text).is_some(), check(text).is_ok());
}

const SEEDS: [&str; 9] = [
    "2024-12-13T01:24:39.264Z",
    "2000-02-29t23:59:59z",
    "1900-02-28T00:00:00+23:59",
    "2023-11-30T12:30:45.000000000001-00:00",
    "1998-12-31T23:59:60Z",
    "1998-12-31T15:59:60.123-08:00",
    "0000-01-01T00:29:60+00:30",
    "9999-12-31T23:59:59Z",
    "1985-04-12",
];

#[test]
fn a_common_date_time_is_seen_between_its_quotes() {
    for (text, end) in [
        (r#"["2024-12-13T01:24:39Z", "after it"]"#, Some(23)),
        (r#"["2024-12-13T01:24:39.264Z", "after"]"#, Some(27)),
        (r#"["1904-02-29T01:24:39Z", "after it"]"#, Some(23)),
        (r#"["2000-02-29T01:24:39Z", "after it"]"#, Some(23)),
        // No leap years.
        (r#"["1900-02-29T01:24:39Z", "after it"]"#, None),
        (r#"["2103-02-29T01:24:39Z", "after it"]"#, None),
        // No quote before it, none after it, and what is not written as most are.
        (r#"[ 2024-12-13T01:24:39Z", "after it"]"#, None),
        (r#"["2024-12-13T01:24:39Z , "after it"]"#, None),
        (r#"["2024-12-13T01:24:39Z."  , "after"]"#, None),
        (r#"["2024-12-13t01:24:39z", "after it"]"#, None),
        (r#"["2024-13-13T01:24:39Z", "after it"]"#, None),
    ] {
        assert_eq!(common_in_quotes(text.as_bytes(), 1), end, "{text}");
        let further = format!("[ 1, {}", &text[1..]);
        let end = end.map(|end| end + 4);
        assert_eq!(common_in_quotes(further.as_bytes(), 5), end, "{text}");
    }
}

#[test]
fn every_single_change_of_the_seeds_is_judged_as_by_the_grammar() {
    let wide = ['é', '৪', '٣', '：', '−', '\u{2028}', '😀'];
    let characters: Vec<char> = (0..128_u8).map(char::from).chain(wide).collect();
    for seed in SEEDS {
        for at in 0..=seed.len() {
            let (before, after) = seed.split_at(at);
            assert_same(before);
            for &character in &characters {
                assert_same(&format!("{before}{character}{after}"));
                if !after.is_empty() {
                    assert_same(&format!("{before}{character}{}", &after[1..]));
                }
            }
            if !after.is_empty() {
                assert_same(&format!("{before}{}", &after[1..]));
            }
        }
    }
}

#[test]
fn every_day_of_every_kind_of_year() {
    for year in ["0000", "0001", "1900", "2000", "2023", "2024", "9999"] {
        for month_and_day in 0..10_000 {
            let (month, day) = (month_and_day / 100, month_and_day % 100);
            assert_same(&format!("{year}-{month:02}-{day:02}T00:00:00Z"));
        }
    }
}

#[test]
fn every_hour_minute_second_and_offset() {
    for pair in 0..10_000 {
        let (high, low) = (pair / 100, pair % 100);
        assert_same(&format!("2016-12-31T{high:02}:{low:02}:60Z"));
        assert_same(&format!("2016-12-31T{high:02}:{low:02}:60-08:30"));
        assert_same(&format!("2016-12-31T23:{high:02}:{low:02}Z"));
        assert_same(&format!("2016-12-31T23:59:59+{high:02}:{low:02}"));
        assert_same(&format!("2016-12-31T12:00:60-{high:02}:{low:02}"));
        assert_same(&format!("2016-12-31T12:00:60+{high:02}:{low:02}"));
    }
}

#[test]
fn faults_say_what_and_where() {
    let shape = |at, expected| Fault::Shape { at, expected };
    let digit = |at, part| shape(at, Expected::Digit(part));
    let cases = [
        ("", digit(0, Part::Year)),
        ("+2024-01-01T00:00:00Z", digit(0, Part::Year)),
        ("202-01-01T00:00:00Z", digit(3, Part::Year)),
        ("2024/01/01T00:00:00Z", shape(4, Expected::Separator('-'))),
        ("2024-1-01T00:00:00Z", digit(6, Part::Month)),
        ("2024-00-01T00:00:00Z", Fault::Month { at: 5, found: 0 }),
        ("2024-13-01T00:00:00Z", Fault::Month { at: 5, found: 13 }),
        ("2024-01-1T00:00:00Z", digit(9, Part::Day)),
        (
            "2023-02-29T00:00:00Z",
            Fault::Day {
                at: 8,
                year: 2023,
                month: 2,
                found: 29,
                last: 28,
            },
        ),
        (
            "2024-04-31",
            Fault::Day {
                at: 8,
                year: 2024,
                month: 4,
                found: 31,
                last: 30,
            },
        ),
        (
            "2024-12-00T00:00:00Z",
            Fault::Day {
                at: 8,
                year: 2024,
                month: 12,
                found: 0,
                last: 31,
            },
        ),
        ("2024-01-01", Fault::MissingTime { at: 10 }),
        ("2024-01-01 00:00:00Z", shape(10, Expected::Separator('T'))),
        ("2024-01-01T", digit(11, Part::Hour)),
        ("2024-01-01T24:00:00Z", Fault::Hour { at: 11, found: 24 }),
        ("2024-01-01T00", shape(13, Expected::Separator(':'))),
        ("2024-01-01T00:60:00Z", Fault::Minute { at: 14, found: 60 }),
        ("2024-01-01T00:00Z", shape(16, Expected::Separator(':'))),
        ("2024-01-01T00:00:61Z", Fault::Second { at: 17, found: 61 }),
        (
            "2024-01-01T00:30:60.5+01:45",
            Fault::LeapSecond {
                at: 17,
                utc_hour: 22,
                utc_minute: 45,
            },
        ),
        ("2024-01-01T00:00:00", Fault::MissingOffset { at: 19 }),
        ("2024-01-01T00:00:00.25", Fault::MissingOffset { at: 22 }),
        ("2024-01-01T00:00:00.Z", digit(20, Part::Fraction)),
        ("2024-01-01T00:00:00,5Z", shape(19, Expected::Offset)),
        (
            "2024-01-01T00:00:00+24:00",
            Fault::OffsetHour { at: 20, found: 24 },
        ),
        (
            "2024-01-01T00:00:00+01",
            shape(22, Expected::Separator(':')),
        ),
        (
            "2024-01-01T00:00:00+0100",
            shape(22, Expected::Separator(':')),
        ),
        (
            "2024-01-01T00:00:00-01:60",
            Fault::OffsetMinute { at: 23, found: 60 },
        ),
        ("2024-01-01T00:00:00-01:5", digit(24, Part::OffsetMinute)),
        ("2024-01-01T00:00:00Z\n", Fault::Trailing { at: 20 }),
        ("2024-01-01T00:00:00+01:00Z", Fault::Trailing { at: 25 }),
        ("1900-0,-29T07:21:09z", digit(6, Part::Month)),
    ];
    for (text, fault) in cases {
        assert_eq!(check(text), Err(fault), "{text}");
    }
}

#[test]
fn passes_the_official_suite() {
    let Some(suite) = trueup_testkit::corpus("json-schema-test-suite") else {
        return;
    };
    let mut judged = 0;
    for draft in ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"] {
        let file = suite.join(format!("tests/{draft}/optional/format/date-time.json"));
        let text = std::fs::read(&file).expect("the suite has the file");
        let groups: serde_json::Value = serde_json::from_slice(&text).expect("the file is JSON");
        for group in groups.as_array().expect("a list of groups") {
            for test in group["tests"].as_array().expect("a list of tests") {
                if let Some(text) = test["data"].as_str() {
                    let valid = test["valid"] == true;
                    assert_eq!(
                        is_date_time(text),
                        valid,
                        "{draft}: {}",
                        test["description"]
                    );
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 100, "only {judged} cases were found");
}

/// Texts that keep to the grammar, with numbers that are often just out of range.
fn nearly() -> impl Strategy<Value = String> {
    let date = (0_u16..10_000, 0_u8..15, 0_u8..34);
    let time = (
        0_u8..26,
        prop_oneof![0_u8..62, Just(59)],
        prop_oneof![0_u8..62, Just(60)],
    );
    let fraction = prop_oneof![Just(String::new()), r"\.[0-9]{0,25}"];
    let offset = prop_oneof![
        "[Zz]".boxed(),
        (0_u8..26, 0_u8..62)
            .prop_flat_map(|(hours, minutes)| prop_oneof![
                Just(format!("+{hours:02}:{minutes:02}")),
                Just(format!("-{hours:02}:{minutes:02}")),
            ])
            .boxed(),
    ];
    (date, time, fraction, offset).prop_map(|((y, mo, d), (h, mi, s), fraction, offset)| {
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}{fraction}{offset}")
    })
}

#[test]
fn faults_know_their_byte() {
    let cases = [
        ("", 0),
        ("2024-1-01", 6),
        ("2024-13-01T00:00:00Z", 5),
        ("2024-02-30T00:00:00Z", 8),
        ("2024-02-28", 10),
        ("2024-02-28T24:00:00Z", 11),
        ("2024-02-28T00:60:00Z", 14),
        ("2024-02-28T00:00:61Z", 17),
        ("2024-02-28T00:00:60Z", 17),
        ("2024-02-28T00:00:00", 19),
        ("2024-02-28T00:00:00+24:00", 20),
        ("2024-02-28T00:00:00+00:60", 23),
        ("2024-02-28T00:00:00Zz", 20),
    ];
    for (text, at) in cases {
        let fault = check(text).expect_err(text);
        assert_eq!(fault.at(), at, "{text}: {fault:?}");
    }
}

#[test]
fn nanoseconds_are_the_first_nine_digits() {
    let cases = [
        ("12:00:00Z", 0),
        ("12:00:00.5Z", 500_000_000),
        ("12:00:00.000000002Z", 2),
        ("12:00:00.1234567899Z", 123_456_789),
    ];
    for (time, nanosecond) in cases {
        let alone = time_parts(time).expect(time);
        assert_eq!(alone.nanosecond(), nanosecond, "{time}");
        let whole = format!("2024-02-28T{time}");
        let parts = parts(&whole).expect(time);
        assert_eq!(parts.nanosecond(), nanosecond, "{whole}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn agrees_with_the_grammar(text in nearly()) {
        assert_same(&text);
    }

    #[test]
    fn never_panics(text in any::<String>()) {
        assert_same(&text);
    }

    /// What chrono can hold it reads as the same instant, to the nanosecond.
    #[test]
    fn agrees_with_chrono(text in nearly()) {
        let theirs = DateTime::parse_from_rfc3339(&text);
        match parts(&text) {
            Some(parts) if parts.second < 60 => {
                let theirs = theirs.expect("chrono reads what we read");
                prop_assert_eq!(theirs.nanosecond(), parts.nanosecond());
                prop_assert_eq!(theirs.second(), u32::from(parts.second));
                prop_assert_eq!(theirs.offset().local_minus_utc(), i32::from(parts.offset_minutes) * 60);
                let date = NaiveDate::from_ymd_opt(
                    i32::from(parts.year), u32::from(parts.month), u32::from(parts.day),
                );
                prop_assert_eq!(Some(theirs.date_naive()), date);
            }
            // chrono takes second 60 at any time of day.
            Some(_) => {}
            None => prop_assert!(theirs.is_err() || text[17..].starts_with("60"), "{}", text),
        }
    }
}

/// Changes of the seeds by a generator of fixed steps: a byte for another that matters, one more,
/// one less, two swapped.
fn mutations(count: u64, mut state: u64) {
    const BYTES: &[u8] = b"0123456789-+:.TtZz ,/\xC2\xA0\0eE";
    let mut next = |end: usize| {
        // Xorshift, 64 bits.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).expect("31 bits") % end
    };
    let mut accepted = 0_u64;
    for _ in 0..count {
        let mut bytes = SEEDS[next(SEEDS.len())].as_bytes().to_vec();
        for _ in 0..=next(4) {
            let at = next(bytes.len());
            match next(5) {
                0 => bytes.insert(at, BYTES[next(BYTES.len())]),
                1 if bytes.len() > 1 => drop(bytes.remove(at)),
                2 => {
                    let other = next(bytes.len());
                    bytes.swap(at, other);
                }
                // Digits most of all, so that many stay in the grammar.
                3 => bytes[at] = b'0' + u8::try_from(next(10)).expect("a digit"),
                _ => bytes[at] = BYTES[next(BYTES.len())],
            }
        }
        if let Ok(text) = std::str::from_utf8(&bytes) {
            assert_same(text);
            accepted += u64::from(is_date_time(text));
        }
    }
    assert!(
        accepted > count / 100,
        "only {accepted} of {count} are accepted"
    );
    assert!(accepted < count / 2, "{accepted} of {count} are accepted");
}

#[test]
fn random_changes_of_the_seeds_are_judged_as_by_the_grammar() {
    mutations(30_000, 7);
}

#[test]
#[ignore = "twenty million; wants an optimized build"]
fn twenty_million_changes_of_the_seeds_are_judged_as_by_the_grammar() {
    mutations(20_000_000, 11);
}
