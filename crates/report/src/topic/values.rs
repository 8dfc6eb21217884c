//! Keywords for any value, for numbers and for strings.

use super::Topic;

pub(super) static TOPICS: [Topic; 12] = [
    Topic::new(
        "type",
        "The value must be of the type that is named, or of one of them. A number without a \
         fraction is an integer however it is written: 1.0 is one, too.",
        r#"{"type": "integer"}"#,
        r#""1""#,
        "1",
    ),
    Topic::new(
        "enum",
        "The value must equal one of those that are listed. Text must be equal to the letter.",
        r#"{"enum": ["Tokyo", "London"]}"#,
        r#""Tokio""#,
        r#""Tokyo""#,
    ),
    Topic::new(
        "const",
        "The value must equal this one.",
        r#"{"const": "v1"}"#,
        r#""v2""#,
        r#""v1""#,
    ),
    Topic::new(
        "minimum",
        "A number must not be less than this. Values that are no numbers are not asked.",
        r#"{"minimum": 1}"#,
        "0",
        "1",
    ),
    Topic::new(
        "maximum",
        "A number must not be greater than this. It is compared exactly, however many digits it has.",
        r#"{"maximum": 100}"#,
        "100.5",
        "100",
    ),
    Topic::new(
        "exclusiveMinimum",
        "A number must be greater than this. In draft 4 it is true or false, and says whether \
         `minimum` itself is excluded.",
        r#"{"exclusiveMinimum": 0}"#,
        "0",
        "0.001",
    ),
    Topic::new(
        "exclusiveMaximum",
        "A number must be less than this. In draft 4 it is true or false, and says whether \
         `maximum` itself is excluded.",
        r#"{"exclusiveMaximum": 1}"#,
        "1.0",
        "0.999",
    ),
    Topic::new(
        "multipleOf",
        "A number divided by this must be whole. The division is exact, so 0.3 is a multiple of 0.1.",
        r#"{"multipleOf": 0.1}"#,
        "0.35",
        "0.3",
    ),
    Topic::new(
        "minLength",
        "A string must have at least so many characters. Unicode scalar values are counted, not bytes.",
        r#"{"minLength": 2}"#,
        r#""é""#,
        r#""éé""#,
    ),
    Topic::new(
        "maxLength",
        "A string may have at most so many characters. Unicode scalar values are counted, not bytes.",
        r#"{"maxLength": 3}"#,
        r#""日本国の""#,
        r#""日本国""#,
    ),
    Topic::new(
        "pattern",
        "A string must match this regular expression somewhere; ^ and $ tie it to the ends.",
        r#"{"pattern": "^[a-z]+$"}"#,
        r#""Lamp""#,
        r#""lamp""#,
    ),
    Topic::new(
        "format",
        "A string must be what this name stands for: date-time, email, uri, uuid and others. A \
         name that is not known refuses nothing.",
        r#"{"format": "date-time"}"#,
        r#""2026-02-30T08:00:00Z""#,
        r#""2026-02-28T08:00:00Z""#,
    ),
];
