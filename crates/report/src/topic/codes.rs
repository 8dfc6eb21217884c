//! Codes of our own: the text is no JSON, or a limit ended the judgement.

use super::Topic;

pub(super) static TOPICS: [Topic; 22] = [
    Topic::new(
        "duplicate-key",
        "A name stands twice in one object. Readers differ in which one they take, so neither can \
         be trusted.",
        "true",
        r#"{"a": 1, "a": 2}"#,
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "unexpected-end",
        "The text ends before its value is complete.",
        "true",
        "[1,",
        "[1]",
    ),
    Topic::new(
        "expected-value",
        "Something stands where a JSON value should: an object, an array, a string in double \
         quotes, a number, true, false or null. NaN and Infinity are none.",
        "true",
        "NaN",
        "null",
    ),
    Topic::new(
        "expected-key",
        "Something stands where the name of a member should, in double quotes.",
        "true",
        "{a: 1}",
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "expected-colon",
        "A `:` is missing between a name and its value.",
        "true",
        r#"{"a" 1}"#,
        r#"{"a": 1}"#,
    ),
    Topic::new(
        "expected-comma-or-end",
        "A `,` is missing between two elements or members, or the closing bracket after the last.",
        "true",
        "[1 2]",
        "[1, 2]",
    ),
    Topic::new(
        "trailing-comma",
        "A `,` stands before a closing bracket, where nothing follows it.",
        "true",
        "[1, 2,]",
        "[1, 2]",
    ),
    Topic::new(
        "trailing-text",
        "Something stands after the value. A JSON text is one value.",
        "true",
        "{} {}",
        "{}",
    ),
    Topic::new(
        "unclosed-string",
        "A string has no closing quote.",
        "true",
        r#""lamp"#,
        r#""lamp""#,
    ),
    Topic::new(
        "control-character",
        "A line break, a tab or another control character stands raw in a string: write \\n, \\t or \
         \\u and four digits.",
        "true",
        "\"a\tb\"",
        r#""a\tb""#,
    ),
    Topic::new(
        "invalid-escape",
        "A backslash in a string is followed by something that is no escape. A backslash itself is \
         written twice.",
        "true",
        r#""C:\dir""#,
        r#""C:\\dir""#,
    ),
    Topic::new(
        "lone-surrogate",
        "A \\u escape gives one half of a character that needs two.",
        "true",
        r#""\ud83d""#,
        r#""\ud83d\ude00""#,
    ),
    Topic::new(
        "invalid-number",
        "A number is not written as JSON wants it: no leading zero, no plus sign, and digits on \
         both sides of the point.",
        "true",
        "007",
        "7",
    ),
    Topic::with_bytes(
        "invalid-utf8",
        "The bytes are not UTF-8, which JSON is written in.",
        "true",
        b"\"M\xfcnchen\"",
        r#""München""#,
    ),
    Topic::new(
        "byte-order-mark",
        "The text begins with a byte order mark, which JSON texts must not have.",
        "true",
        "\u{feff}{}",
        "{}",
    ),
    Topic::new(
        "too-deep",
        "Arrays and objects are nested more deeply than the limit allows: see --max-depth.",
        "true",
        "[[[]]]",
        "[[]]",
    )
    .limited(Some(2), None),
    Topic::new(
        "too-large",
        "The text is longer than the limit allows: see --max-bytes.",
        "true",
        r#""123456789""#,
        r#""12345678""#,
    )
    .limited(None, Some(10)),
    Topic::rare(
        "depth",
        "The payload and the references of the schema together nest too deeply to be judged. What \
         cannot be judged is not valid.",
    ),
    Topic::rare(
        "steps",
        "Judging the payload takes more steps than are allowed for its size. What cannot be judged \
         is not valid. See --max-steps.",
    ),
    Topic::rare(
        "pattern-steps",
        "Matching a string with a pattern that looks ahead, behind or back takes more steps than are \
         allowed. What cannot be judged is not valid, and its opposite is not valid either. See \
         --max-pattern-steps.",
    ),
    Topic::rare(
        "native",
        "A Rust type that was generated with native numbers has no room for this number as it is: \
         an i64 ends at 9223372036854775807, an f64 keeps about 17 digits. Generate with exact \
         numbers to keep them all.",
    ),
    Topic::rare(
        "type-disagrees",
        "A generated Rust type refuses what its schema accepts: the two were not made from the same \
         schema, or trueup has a fault.",
    ),
];
