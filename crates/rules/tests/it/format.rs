//! The formats that have a type, beside the reference implementation.

use jsonschema::Draft;
use serde_json::{Value, json};
use trueup_rules::duration;
use trueup_rules::format::Format;

/// Texts that are right, each with its nearest that are not.
const CASES: &[(Format, &str, &[&str])] = &[
    (
        Format::Date,
        "2024-02-29",
        &["2023-02-29", "2024-2-29", "2024-02-29Z", "", "24-02-29"],
    ),
    (
        Format::Time,
        "08:30:06.283185Z",
        &[
            "08:30:06.Z",
            "24:30:06Z",
            "08:30:06",
            "8:30:06Z",
            "08:30:06Zx",
        ],
    ),
    (
        Format::Time,
        "01:29:60+01:30",
        &["01:28:60+01:30", "01:29:61+01:30", "01:29:60+24:00"],
    ),
    (
        Format::Duration,
        "P4Y3M2DT1H0M59S",
        &[
            "P4Y2D", "P", "PT", "P1DT", "4Y", "P4", "P1.5D", "PT1H1S", "p1D", "P1YT1D",
        ],
    ),
    (Format::Duration, "P1W", &["P1WT1H", "P1W1D", "P1Y1W", "PW"]),
    (
        Format::Duration,
        "PT36H",
        &["PT36", "P36H", "PT3H6H", "PTT1H"],
    ),
    (
        Format::Ipv4,
        "127.0.0.1",
        &["127.0.0.01", "127.0.0", "256.0.0.1"],
    ),
    (
        Format::Ipv6,
        "::FFFF:1.2.3.4",
        &["::1%eth0", "1:2", "12345::"],
    ),
    (
        Format::Uri,
        "http://a.example/%7Eb?c#d",
        &[
            "//a.example/b",
            "http://a.example/ b",
            "http://a.example/%7",
            "é:b",
            ":a",
            "",
        ],
    ),
    (
        Format::Uuid,
        "2EB8AA08-aa98-11ea-b4aa-73b441d16380",
        &[
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa08-aa98-11ea-b4aa73-b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
        ],
    ),
];

#[test]
fn the_right_ones_and_their_nearest_wrong_ones() {
    for (format, right, wrong) in CASES {
        assert!(format.accepts(right), "{right}");
        assert_eq!(Format::named(format.name()), Some(*format));
        for text in *wrong {
            assert!(!format.accepts(text), "{}: {text}", format.name());
        }
    }
    assert_eq!(Format::named("email"), None);
}

#[test]
fn whatever_character_is_changed_the_reference_says_the_same() {
    for format in Format::ALL {
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        let reference = options
            .should_validate_formats(true)
            .build(&json!({"format": format.name()}))
            .expect("a schema");
        for (_, right, wrong) in CASES.iter().filter(|case| case.0 == format) {
            let texts = wrong.iter().chain([right]).flat_map(|text| changed(text));
            // The reference takes some signs for digits of a date or a time.
            let bold = matches!(format, Format::Date | Format::DateTime | Format::Time);
            for text in texts {
                let expected = reference.is_valid(&Value::String(text.clone()));
                let found = format.accepts(&text);
                let right = found == expected || (bold && expected);
                assert!(right, "{}: {text:?}: {found}", format.name());
            }
        }
    }
}

/// The text, and the text with each character left out or changed for others.
fn changed(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    for (at, old) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + old.len_utf8()..]);
        all.push(format!("{before}{after}"));
        all.push(format!("{before}{old}{old}{after}"));
        let others = "0159:/.-+PTYMDWHSZz%#?[]@ é\u{ff11}afg\\\"".chars();
        all.extend(others.map(|new| format!("{before}{new}{after}")));
    }
    all
}

#[test]
fn the_numbers_of_a_duration_are_as_written() {
    let parts = duration::parts("P007Y12MT3S").expect("a duration");
    let dates = (parts.years, parts.months, parts.weeks, parts.days);
    assert_eq!(dates, (Some("007"), Some("12"), None, None));
    let times = (parts.hours, parts.minutes, parts.seconds);
    assert_eq!(times, (None, None, Some("3")));
    let parts = duration::parts("P02W").expect("a duration");
    assert_eq!((parts.weeks, parts.days), (Some("02"), None));
}
