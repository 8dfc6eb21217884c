//! Keywords that describe a value and refuse nothing.

use super::Topic;

pub(super) static TOPICS: [Topic; 10] = [
    Topic::silent(
        "title",
        "A short name for what the value is.",
        r#"{"title": "Lamp"}"#,
        "1",
    ),
    Topic::silent(
        "description",
        "What the value is for.",
        r#"{"description": "Whether it is lit"}"#,
        "1",
    ),
    Topic::silent(
        "default",
        "The value that is meant when none is given. Payloads are judged as they are: nothing is \
         filled in.",
        r#"{"properties": {"lit": {"default": false}}}"#,
        "{}",
    ),
    Topic::silent(
        "examples",
        "Values that could stand here.",
        r#"{"examples": ["Tokyo"]}"#,
        r#""Paris""#,
    ),
    Topic::silent(
        "deprecated",
        "The value should no longer be given. The payload stays valid.",
        r#"{"properties": {"colour": {"deprecated": true}}}"#,
        r#"{"colour": "red"}"#,
    ),
    Topic::silent(
        "readOnly",
        "The value comes from its owner and should not be sent to it.",
        r#"{"properties": {"id": {"readOnly": true}}}"#,
        r#"{"id": 1}"#,
    ),
    Topic::silent(
        "writeOnly",
        "The value is sent to its owner and never comes back.",
        r#"{"properties": {"password": {"writeOnly": true}}}"#,
        r#"{"password": "a"}"#,
    ),
    Topic::silent(
        "contentEncoding",
        "How bytes are written as this string, such as base64. It is not checked.",
        r#"{"contentEncoding": "base64"}"#,
        r#""aGk=""#,
    ),
    Topic::silent(
        "contentMediaType",
        "The media type of what the string holds. It is not checked.",
        r#"{"contentMediaType": "application/json"}"#,
        r#""{}""#,
    ),
    Topic::silent(
        "contentSchema",
        "The schema of what the string holds. It is not checked.",
        r#"{"contentMediaType": "application/json", "contentSchema": {"type": "object"}}"#,
        r#""{}""#,
    ),
];
