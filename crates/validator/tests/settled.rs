//! What the quick passes settle by themselves. They may always say "look closer", so no wrong verdict
//! shows that one of them no longer knows a rule; here each says what it knows of values that are
//! valid and of their nearest neighbours that are not.
//!
//! The pass over the bytes says only whether a text is surely valid; that over the tape knows of both.

use std::collections::HashMap;

use trueup_document::cursor::fingerprint;
use trueup_document::{Document, Limits};
use trueup_validator::{Deprecated, Options, SchemaSet, Validator};

/// A schema, values that it accepts, and values that it refuses.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[rustfmt::skip]
const SETTLED: &[Case] = &[
    ("true", &["1", "[{}]", "{\"a\":[1,{\"b\":2}]}", "\"x\"", "-1.5e3"], &[]),
    ("false", &[], &["1", "null"]),
    (r#"{"type":"integer"}"#, &["1", "-7", "1e2", "0", "10.0"], &["1.5", "\"1\"", "[]", "null"]),
    (r#"{"type":"number"}"#, &["1", "1.5", "-0"], &["true", "{}"]),
    (r#"{"type":"boolean"}"#, &["true", "false"], &["null", "0", "\"true\""]),
    (r#"{"type":"null"}"#, &["null"], &["false", "0"]),
    (r#"{"type":"string"}"#, &["\"\"", "\"a\\n\""], &["1"]),
    (r#"{"type":"array"}"#, &["[]", "[1,[2]]"], &["{}"]),
    (r#"{"type":"object"}"#, &["{}", "{\"a\":{\"b\":1},\"c\":[]}"], &["[]"]),
    (r#"{"type":["string","null"]}"#, &["null", "\"a\""], &["1", "true"]),
    (r#"{"const":true}"#, &["true"], &["false", "1"]),
    (r#"{"const":false}"#, &["false"], &["true", "null"]),
    (r#"{"const":null}"#, &["null"], &["true", "0"]),
    (r#"{"enum":[true,null]}"#, &["true", "null"], &["false"]),
    (r#"{"enum":["a","bcd","efghijklmnop"]}"#, &["\"a\"", "\"bcd\"", "\"efghijklmnop\""], &["\"b\"", "\"abcd\"", "\"\"", "\"efghijklmnoq\"", "1"]),
    (r#"{"enum":["a","b"],"minLength":1}"#, &["\"a\"", "\"b\""], &["\"\"", "\"c\""]),
    (r#"{"enum":["a","bb","ccc"],"minLength":2,"maxLength":2}"#, &["\"bb\""], &["\"a\"", "\"ccc\""]),
    (r#"{"enum":["a","bb"],"pattern":"^b"}"#, &["\"bb\""], &["\"a\"", "\"b\""]),
    (r#"{"minimum":2,"maximum":5}"#, &["2", "3", "5", "\"x\"", "2.5", "5.0"], &["1", "6", "1.9", "5.1", "-3"]),
    (r#"{"type":"integer","minimum":2,"maximum":5}"#, &["2", "5"], &["1", "6", "3.5"]),
    (r#"{"type":"number","exclusiveMinimum":0}"#, &["1", "0.1"], &["0", "-1", "0.0"]),
    (r#"{"type":"integer","exclusiveMaximum":3}"#, &["2"], &["3", "4"]),
    (r#"{"type":"number","multipleOf":0.5}"#, &["1.5", "2"], &["1.2"]),
    (r#"{"type":"integer","multipleOf":7}"#, &["0", "21", "-7"], &["20", "1"]),
    (r#"{"type":"string","minLength":2,"maxLength":4}"#, &["\"ab\"", "\"abcd\"", "\"éé\"", "\"日本日本\""], &["\"a\"", "\"abcde\"", "\"é\"", "\"ééééé\""]),
    (r#"{"type":"string","minLength":3}"#, &["\"abc\"", "\"abcdefghijklmn\"", "\"a\\u0062c\""], &["\"ab\"", "\"éé\"", "\"\\u0061\""]),
    (r#"{"type":"string","maxLength":3}"#, &["\"abc\"", "\"\"", "\"ééé\"", "\"a\\u0062c\""], &["\"abcd\"", "\"éééé\""]),
    (r#"{"type":"string","pattern":"^[a-c]+$"}"#, &["\"abc\""], &["\"abd\"", "\"\""]),
    (r#"{"type":"string","format":"date-time"}"#, &["\"2024-12-13T01:24:39Z\"", "\"2024-12-13t01:24:39.5+02:00\""], &["\"2024-12-13\"", "\"\""]),
    (r#"{"type":"string","format":"date-time","maxLength":20}"#, &["\"2024-12-13T01:24:39Z\""], &["\"2024-12-13T01:24:39.264Z\""]),
    (r#"{"type":"string","format":"date-time","minLength":24}"#, &["\"2024-12-13T01:24:39.264Z\""], &["\"2024-12-13T01:24:39Z\""]),
    (r#"{"type":"string","minLength":5,"pattern":"^a"}"#, &["\"abcde\""], &["\"abcd\"", "\"bbcde\""]),
    (r#"{"type":"string","maxLength":2,"pattern":"^a"}"#, &["\"ab\"", "\"aé\""], &["\"abc\"", "\"b\""]),
    (r#"{"enum":["aa","bb"],"minLength":3}"#, &[], &["\"aa\"", "\"bb\""]),
    (r#"{"enum":["aaa","bb"],"maxLength":2}"#, &["\"bb\""], &["\"aaa\""]),
    (r#"{"enum":["aaa","2024-12-13T01:24:39Z"],"format":"date-time"}"#, &["\"2024-12-13T01:24:39Z\""], &["\"aaa\""]),
    (r#"{"type":"string","format":"ipv4"}"#, &["\"127.0.0.1\""], &["\"127.0.0\""]),
    (r#"{"type":"string","format":"json-pointer"}"#, &["\"/a\"", "\"\""], &["\"a\"", "\"/~2\""]),
    (r#"{"type":"string","format":"unheard-of"}"#, &["\"\"", "\"a\""], &["1"]),
    (r#"{"items":{"type":"integer"}}"#, &["[]", "[1]", "[1,2,3]", "[ 1 , 2 ]", "{}"], &["[\"a\"]", "[1,null]"]),
    (r#"{"type":"array","items":{"type":"integer","minimum":1}}"#, &["[1,2]", "[]"], &["[0]", "[1,0]", "[1,\"\"]"]),
    (r#"{"type":"array","items":{"enum":["a","b"]},"minItems":1}"#, &["[\"a\",\"b\",\"a\"]"], &["[]", "[\"c\"]"]),
    (r#"{"type":"array","minItems":1,"maxItems":2}"#, &["[1]", "[1,2]"], &["[]", "[1,2,3]"]),
    (r#"{"type":"array","maxItems":0}"#, &["[]", "[ ]"], &["[1]"]),
    (r#"{"type":"array","uniqueItems":true}"#, &["[]", "[1]", "[\"a\",\"b\"]", "[1,2,3]", "[\"a\",1,null]", "[[1],[2]]"], &["[1,1]", "[\"a\",\"a\"]", "[1,2,1.0]", "[{\"a\":1},{\"a\":1}]"]),
    (r#"{"type":"array","uniqueItems":true,"items":{"type":"string"}}"#, &["[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\",\"m\",\"n\",\"o\",\"p\",\"q\",\"r\"]"], &["[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\",\"m\",\"n\",\"o\",\"p\",\"q\",\"a\"]", "[\"a\",\"b\",\"a\"]"]),
    (r#"{"prefixItems":[{"type":"string"},{"type":"integer"}]}"#, &["[]", "[\"a\"]", "[\"a\",1]", "[\"a\",1,null]"], &["[1]", "[\"a\",\"b\"]"]),
    (r#"{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#, &["[]", "[\"a\"]", "[\"a\",1]"], &["[1]", "[\"a\",1,2]"]),
    (r#"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"},"minItems":2}"#, &["[\"a\",1]", "[\"a\",1,2]"], &["[\"a\"]", "[\"a\",\"b\"]", "[1,1]"]),
    (r#"{"contains":{"type":"integer"}}"#, &["[1]", "[\"a\",1]"], &["[]", "[\"a\"]"]),
    (r#"{"contains":{"type":"integer"},"minContains":2,"maxContains":3}"#, &["[1,2]", "[1,\"a\",2,3]"], &["[1]", "[1,2,3,4]", "[\"a\"]"]),
    (r#"{"contains":{"properties":{"b":true},"unevaluatedProperties":false}}"#, &["[{\"c\":1},{\"b\":1}]"], &["[{\"c\":1}]"]),
    (r#"{"contains":{"type":"integer"},"minContains":0}"#, &["[]", "[\"a\"]"], &[]),
    (r#"{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a","b"]}"#,
        &["{\"a\":1,\"b\":\"x\"}", "{\"b\":\"x\",\"a\":1}", "{ \"a\" : 1 , \"b\" : \"x\" , \"c\" : [ ] }"],
        &["{}", "{\"a\":1}", "{\"b\":\"x\"}", "{\"a\":\"1\",\"b\":\"x\"}", "{\"a\":1,\"b\":2}"]),
    (r#"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false}"#,
        &["{\"a\":1}"], &["{}", "{\"a\":1,\"b\":1}", "{\"b\":1}", "{\"a\":null}"]),
    (r#"{"type":"object","properties":{"a":{},"long name of a member":{"type":"null"},"c":{"type":"array"},"d":{"type":"boolean"},"e":true,"f":{"enum":["x"]},"g":{"type":"integer"},"h":{"type":"object"},"i":{},"j":{"minimum":3}},"required":["a","j"],"additionalProperties":{"type":"string"}}"#,
        &["{\"a\":1,\"j\":3}", "{\"a\":1,\"long name of a member\":null,\"c\":[],\"d\":true,\"e\":0,\"f\":\"x\",\"g\":1,\"h\":{},\"i\":1,\"j\":4}", "{\"j\":4,\"z\":\"\",\"a\":null,\"h\":{\"h\":1}}"],
        &["{\"a\":1,\"j\":2}", "{\"a\":1,\"j\":3,\"z\":1}", "{\"a\":1}", "{\"a\":1,\"j\":3,\"f\":\"y\"}", "{\"a\":1,\"j\":3,\"long name of a member\":0}"]),
    (r#"{"type":"object","additionalProperties":{"type":"integer"}}"#, &["{}", "{\"a\":1}", "{\"a\":1,\"b\":2}"], &["{\"a\":\"\"}", "{\"a\":1,\"b\":null}"]),
    (r#"{"type":"object","additionalProperties":{"type":"array","items":{"minimum":2}}}"#, &["{\"a\":[2],\"b\":[]}"], &["{\"a\":[1]}", "{\"a\":1}"]),
    (r#"{"type":"object","minProperties":1,"maxProperties":2}"#, &["{\"a\":1}", "{\"a\":1,\"b\":2}"], &["{}", "{\"a\":1,\"b\":2,\"c\":3}"]),
    (r#"{"type":"object","propertyNames":{"maxLength":2}}"#, &["{}", "{\"ab\":1}"], &["{\"abc\":1}"]),
    (r#"{"type":"object","patternProperties":{"^a":{"type":"integer"}}}"#, &["{}", "{\"a\":1,\"b\":\"\"}", "{\"ab\":2}"], &["{\"a\":\"\"}", "{\"b\":1,\"ax\":null}"]),
    (r#"{"type":"object","patternProperties":{"^a":true},"additionalProperties":false}"#, &["{\"a\":1}", "{}"], &["{\"b\":1}"]),
    (r#"{"type":"object","properties":{"a":{"type":"null"}},"patternProperties":{"^a":{"type":"null"}},"additionalProperties":{"type":"string"}}"#, &["{\"a\":null,\"ab\":null,\"b\":\"\"}"], &["{\"ab\":1}", "{\"a\":1}", "{\"b\":1}"]),
    (r#"{"type":"object","properties":{"a":{}},"dependentRequired":{"a":["b","c"]}}"#, &["{}", "{\"b\":1}", "{\"a\":1,\"b\":1,\"c\":1}"], &["{\"a\":1}", "{\"a\":1,\"b\":1}", "{\"c\":1,\"a\":1}"]),
    (r#"{"type":"object","dependentSchemas":{"a":{"required":["b"]}}}"#, &["{}", "{\"b\":1}", "{\"a\":1,\"b\":1}"], &["{\"a\":1}"]),
    (r#"{"allOf":[{"type":"integer"},{"minimum":3}]}"#, &["3"], &["2", "\"\""]),
    (r#"{"anyOf":[{"type":"integer"},{"type":"string","minLength":2}]}"#, &["3", "\"ab\""], &["\"a\"", "null"]),
    (r#"{"anyOf":[{"minimum":5},{"maximum":2},{"const":3}]}"#, &["3", "5", "2", "\"\""], &["4"]),
    (r#"{"anyOf":[{"type":"object","required":["a"],"additionalProperties":{"type":"integer"}},{"type":"object","required":["b"]}]}"#, &["{\"a\":1}", "{\"b\":\"\"}", "{\"a\":\"\",\"b\":1}", "{\"a\":1,\"b\":{\"a\":2}}"], &["{}", "{\"a\":\"\"}"]),
    (r#"{"oneOf":[{"type":"integer"},{"type":"string"}]}"#, &["3", "\"\""], &["null"]),
    (r#"{"oneOf":[{"minimum":2},{"maximum":4}]}"#, &["1", "5"], &["3", "2"]),
    (r#"{"not":{"type":"integer"}}"#, &["\"\"", "{}"], &["1"]),
    (r#"{"not":{"required":["a"]}}"#, &["{}", "{\"b\":1}"], &["{\"a\":1}", "1"]),
    (r#"{"if":{"type":"integer"},"then":{"minimum":3},"else":{"minLength":1}}"#, &["3", "\"a\"", "null"], &["2", "\"\""]),
    (r#"{"if":{"properties":{"a":{"const":"x"}},"required":["a"]},"then":{"required":["b"]}}"#, &["{}", "{\"a\":\"x\",\"b\":1}", "{\"a\":\"y\"}"], &["{\"a\":\"x\"}"]),
    (r##"{"$ref":"#/$defs/list","$defs":{"list":{"type":"array","items":{"$ref":"#/$defs/one"}},"one":{"type":"object","properties":{"v":{"$ref":"#/$defs/v"}},"required":["v"]},"v":{"type":"integer"}}}"##, &["[]", "[{\"v\":1},{\"v\":2}]"], &["[{}]", "[{\"v\":\"\"}]", "{}"]),
    (r##"{"type":"object","properties":{"next":{"$ref":"#"},"v":{"type":"integer"}},"required":["v"]}"##, &["{\"v\":1}", "{\"next\":{\"next\":{\"v\":3},\"v\":2},\"v\":1}"], &["{\"next\":{},\"v\":1}", "{\"v\":1,\"next\":{\"v\":\"\"}}"]),
    (r#"{"type":"array","uniqueItems":true,"items":{"type":["string","number"]}}"#, &["[\"\\u0061b\",\"b\\u0061\"]"], &["[\"\\u0061b\",\"a\\u0062\"]", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"]),
    (r#"{"properties":{"a":{"maximum":5}},"patternProperties":{"^a":{"type":"integer"}},"additionalProperties":false}"#, &["{\"a\":1,\"ab\":9}"], &["{\"a\":\"\"}", "{\"a\":6}", "{\"b\":1}"]),
    (r#"{"properties":{"a":{"maximum":5}},"patternProperties":{"^b":true},"additionalProperties":false}"#, &["{\"a\":1,\"b\":9}", "{\"b\":1}"], &["{\"a\":6}", "{\"c\":1}"]),
    (r##"{"properties":{"a":{"type":"string","maxLength":3,"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string","minLength":1}}}"##, &["{\"a\":\"abc\"}"], &["{\"a\":\"abcd\"}", "{\"a\":\"\"}"]),
    (r##"{"type":"string","$ref":"#/$defs/x","$defs":{"x":{"minLength":1}}}"##, &["\"a\""], &["\"\"", "1", "[]"]),
    (r##"{"properties":{"a":{"type":"string","$ref":"#/$defs/x"}},"$defs":{"x":{"minLength":1}}}"##, &["{\"a\":\"b\"}"], &["{\"a\":\"\"}", "{\"a\":1}"]),
    (r##"{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":["string","null"],"minLength":1}}}"##, &["{\"a\":\"b\"}", "{\"a\":null}"], &["{\"a\":\"\"}", "{\"a\":1}"]),
    (r#"{"properties":{"p":{},"q":{},"r":{},"s":{},"a":{"properties":{"x":{"type":"integer"}}},"l":{"items":{"type":"string"}}}}"#,
        &["{\"a\":{\"x\":1},\"l\":[\"a\"]}", "{\"l\":[],\"p\":{\"x\":\"\"}}"],
        &["{\"a\":{\"x\":\"\"}}", "{\"l\":[1]}", "{\"p\":1,\"a\":{\"x\":null}}"]),
    (r#"{"properties":{"p":{},"q":{},"r":{},"s":{},"a":{"properties":{"x":{"type":"integer"}}}},"additionalProperties":{"items":{"type":"string"}}}"#,
        &["{\"a\":{\"x\":1},\"l\":[\"a\"]}", "{\"m\":[\"\"],\"q\":[1]}"],
        &["{\"a\":{\"x\":\"\"}}", "{\"l\":[1]}", "{\"q\":1,\"m\":[\"a\",2]}"]),
    (r#"{"patternProperties":{"^l":{"items":{"type":"string"}}},"propertyNames":{"minLength":2}}"#,
        &["{\"ll\":[\"a\"],\"mm\":[1]}"], &["{\"ll\":[1]}", "{\"mm\":1,\"ll\":[\"a\",2]}", "{\"l\":[]}"]),
    (r#"{"properties":{"a":{"properties":{"b":true},"unevaluatedProperties":false}}}"#, &["{\"a\":{\"b\":1}}", "{\"a\":1}"], &["{\"a\":{\"c\":1}}"]),
];

/// Values that the branches of a schema would read more than twice are read into documents, so that
/// only the pass over the tape settles them.
#[rustfmt::skip]
const ON_A_TAPE: &[Case] = &[
    (r#"{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"},"x":{"type":"integer"}},"required":["kind","x"]},{"type":"object","properties":{"kind":{"const":"b"},"y":{"type":"string"}},"required":["kind","y"]},{"type":"object","properties":{"kind":{"enum":["c","d"]}},"required":["kind"]}]}"#,
        &["{\"kind\":\"a\",\"x\":1}", "{\"y\":\"\",\"kind\":\"b\"}", "{\"kind\":\"c\"}", "{\"kind\":\"d\",\"x\":\"\"}"],
        &["{\"kind\":\"a\"}", "{\"kind\":\"b\",\"x\":1}", "{\"kind\":\"e\"}", "{}", "{\"x\":1}", "{\"kind\":1}"]),
    (r#"{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"]},{"type":"object","properties":{"kind":{"type":"integer"}},"required":["z"]}]}"#,
        &["{\"kind\":\"a\"}", "{\"kind\":1,\"z\":1}", "{\"z\":1}", "{\"z\":1,\"kind\":\"b\"}"],
        &["{\"kind\":1}", "{\"kind\":\"c\"}", "{\"kind\":\"c\",\"z\":1}", "{}"]),
    (r#"{"anyOf":[{"type":"object","properties":{"kind":{"enum":["a",1]}},"required":["kind"]},{"type":"object","properties":{"kind":{"enum":["b",2]}},"required":["kind","y"]},{"type":"object","properties":{"kind":{"enum":["c",3]}},"required":["kind","x"]}]}"#,
        &["{\"kind\":1}", "{\"kind\":\"a\"}", "{\"kind\":2,\"y\":0}", "{\"kind\":\"c\",\"x\":0}"],
        &["{\"kind\":2}", "{\"kind\":\"b\"}", "{\"kind\":4,\"x\":1,\"y\":1}"]),
    (r#"{"items":{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"c"}},"required":["kind"]},{"type":"string","minLength":1},{"type":"array"}]}}"#,
        &[], &["[\"\"]", "[{\"kind\":\"d\"}]", "[1]"]),
    (r#"{"enum":[[1,2],{"a":1}],"items":{"type":"integer"}}"#, &["[1,2]", "{\"a\":1}"], &["[1]", "{\"a\":2}", "[2,1]", "{}"]),
];

/// Schemas that go into each array and object, in one way each.
const RECURSIVE: &[&str] = &[
    "true",
    r##"{"items":{"$ref":"#"}}"##,
    r##"{"prefixItems":[{"$ref":"#"}]}"##,
    r#"{"uniqueItems":true}"#,
    r##"{"contains":{"$ref":"#"},"minContains":0}"##,
    r##"{"properties":{"a":{"$ref":"#"}}}"##,
    r##"{"properties":{"b":true,"c":true,"d":true,"a":{"$ref":"#"}}}"##,
    r##"{"additionalProperties":{"$ref":"#"}}"##,
    r##"{"patternProperties":{"^a":{"$ref":"#"}}}"##,
    r##"{"anyOf":[{"items":{"$ref":"#"},"properties":{"a":{"$ref":"#"}}},{"type":"string"}]}"##,
    r##"{"oneOf":[{"items":{"$ref":"#"},"properties":{"a":{"$ref":"#"}}},{"type":"string","minLength":2}]}"##,
];

#[test]
fn no_quick_pass_goes_deeper_than_a_text_may() {
    for schema in RECURSIVE {
        let validator = Validator::from_text("s.json", schema).expect(schema);
        let limits = Limits {
            max_depth: 5,
            ..Limits::default()
        };
        let validator = validator.with_limits(limits);
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            for depth in [4, 5, 6, 7] {
                let text = open.repeat(depth - 1) + "{}" + &close.repeat(depth - 1);
                let shallow = depth <= 5;
                assert_eq!(
                    validator.is_valid(text.as_bytes()),
                    shallow,
                    "{schema} {text}"
                );
                let surely = validator.is_surely_valid(text.as_bytes());
                assert!(shallow || !surely, "{schema} {text}");
            }
        }
    }
}

/// The same schemas where values mostly are: in a member, in an array, with text after them.
#[test]
fn both_quick_passes_know_the_same_inside_of_others() {
    for case @ (schema, ..) in SETTLED {
        // Not where a reference leads to the root.
        if schema.contains("$ref") {
            continue;
        }
        let in_a_member =
            format!(r#"{{"properties":{{"b":{{}},"member":{schema}}},"required":["member"]}}"#);
        let in_an_array = format!(r#"{{"items":{schema}}}"#);
        for (text, valid) in texts(case) {
            let member = format!(r#"{{"b":[],"member":{text},"after":"what comes after it"}}"#);
            settles(&in_a_member, &member, valid, true);
            let array = format!("[{text},{text}]                ");
            settles(&in_an_array, &array, valid, true);
        }
    }
}

#[test]
fn no_more_names_are_required_than_can_be_told_apart() {
    for count in [1, 63, 64, 65, 66, 130] {
        let names: Vec<String> = (0..count)
            .map(|number| format!("\"name{number}\""))
            .collect();
        let required = format!(r#"{{"required":[{}]}}"#, names.join(","));
        let dependent = format!(r#"{{"dependentRequired":{{"on":[{}]}}}}"#, names.join(","));
        let members: Vec<String> = names.iter().map(|name| format!("{name}:1")).collect();
        for schema in [required, dependent] {
            let validator = Validator::from_text("s.json", &schema).expect("it is a schema");
            let is_valid = |members: &[String]| {
                validator.is_valid(format!("{{\"on\":1,{}}}", members.join(",")).as_bytes())
            };
            assert!(is_valid(&members), "{count}");
            for left_out in [0, count / 2, count - 1] {
                let mut members = members.clone();
                members[left_out] = r#""other":1"#.to_owned();
                assert!(!is_valid(&members), "{left_out} of {count}");
            }
        }
    }
}

#[test]
fn names_that_stand_twice_are_seen_in_what_is_read_into_a_document() {
    let schema = r#"{"properties":{"a":{"properties":{"b":true},"unevaluatedProperties":false}}}"#;
    let validator = Validator::from_text("s.json", schema).expect("it is a schema");
    assert!(validator.is_valid(br#"{"a":{"b":1}}"#));
    assert!(!validator.is_valid(br#"{"a":{"b":1,"b":2}}"#));
    assert!(!validator.is_surely_valid(br#"{"a":{"b":{"c":1,"c":2}}}"#));
}

#[test]
fn a_branch_is_chosen_by_a_property_of_objects_alone() {
    let branches = ["a", "b", "c"].map(|word| {
        format!(r#"{{"type":"object","properties":{{"kind":{{"const":"{word}"}}}},"required":["kind"]}}"#)
    });
    let others = r#"{"type":"string","minLength":1},{"type":"array"}"#;
    let schema = format!(r#"{{"oneOf":[{},{others}]}}"#, branches.join(","));
    let validator = Validator::from_text("s.json", &schema).expect("it is a schema");
    for (text, valid) in [
        (r#"{"kind":"b"}"#, true),
        (r#""x""#, true),
        ("[1]", true),
        (r#"[{"kind":"d"}]"#, true),
        (r#""""#, false),
        (r#"{"kind":"d"}"#, false),
        ("1", false),
    ] {
        let document = Document::from_slice(text.as_bytes()).expect(text);
        let tape = validator.quick_verdict(document.root());
        assert_eq!(tape, Some(valid), "{text}");
        assert_eq!(validator.is_valid(text.as_bytes()), valid, "{text}");
    }
}

#[test]
fn what_is_deprecated_is_refused_by_whoever_denies_it() {
    let schema = r#"{"properties":{"old":{"deprecated":true,"type":"integer"},"new":{}}}"#;
    // Where the walk over the bytes comes first, and where the document does.
    let required = format!(r#"{},"required":["new"]}}"#, &schema[..schema.len() - 1]);
    for schema in [schema, &required] {
        let set = SchemaSet::from_text("s.json", schema).expect("it is a schema");
        let mut options = Options::default();
        options.deprecated = Deprecated::Deny;
        let denying = Validator::with_options(set, options).expect("it is a schema");
        let warning = Validator::from_text("s.json", schema).expect("it is a schema");
        let warning = warning.warning_of_deprecated();
        for (text, uses) in [
            (r#"{"old":1,"new":2}"#, true),
            (r#"{"new":1,"other":2}"#, false),
        ] {
            let bytes = text.as_bytes();
            assert_eq!(denying.is_valid(bytes), !uses, "{text}");
            assert_eq!(denying.is_surely_valid(bytes), !uses, "{text}");
            assert_eq!(denying.check(bytes).is_valid(), !uses, "{text}");
            assert!(
                warning.is_valid(bytes) && warning.check(bytes).is_valid(),
                "{text}"
            );
            assert_eq!(
                warning.check(bytes).violations().is_empty(),
                !uses,
                "{text}"
            );
        }
    }
}

/// Two names that leave one fingerprint.
fn alike() -> (String, String) {
    let mut known = HashMap::new();
    (0..)
        .map(|number| format!("name{number}"))
        .find_map(|name| {
            let earlier = known.insert(fingerprint(&name), name.clone())?;
            Some((earlier, name))
        })
        .expect("there are more names than fingerprints")
}

#[test]
fn names_and_words_with_one_fingerprint_are_told_apart() {
    let (known, other) = alike();
    let named = format!(r#""{known}":{{"type":"integer"}}"#);
    let kind = |word: &str| {
        format!(
            r#"{{"type":"object","properties":{{"{known}":{{"const":"{word}"}}}},"required":["{known}"]}}"#
        )
    };
    let words: Vec<String> = (0..9).map(|number| format!("\"word{number}\"")).collect();
    let one = format!(r#"{{"{known}":1}}"#);
    let one_and_other = format!(r#"{{"{other}":"","{known}":1}}"#);
    let only_other = format!(r#"{{"{other}":1}}"#);
    let cases = [
        (
            format!(r#"{{"properties":{{{named}}},"required":["{known}"]}}"#),
            [&one, &one_and_other],
            &only_other,
        ),
        (
            format!(
                r#"{{"properties":{{"b":{{}},"c":{{}},"d":{{}},{named}}},"required":["{known}"]}}"#
            ),
            [&one, &one_and_other],
            &only_other,
        ),
        (
            // The name that comes first is guessed.
            format!(
                r#"{{"properties":{{{named},"b":{{}},"c":{{}},"d":{{}},"e":{{}}}},"required":["{known}"]}}"#
            ),
            [&one, &one_and_other],
            &only_other,
        ),
        (
            format!(r#"{{"properties":{{{named}}},"additionalProperties":{{"type":"string"}}}}"#),
            [&one, &one_and_other],
            &only_other,
        ),
        (
            format!(r#"{{"anyOf":[{},{},{}]}}"#, kind("a"), kind("b"), kind("c")),
            [
                &format!(r#"{{"{known}":"b"}}"#),
                &format!(r#"{{"{other}":"d","{known}":"c"}}"#),
            ],
            &format!(r#"{{"{other}":"a"}}"#),
        ),
        (
            format!(r#"{{"enum":[{},"{known}"]}}"#, words.join(",")),
            [&format!("\"{known}\""), &words[3]],
            &format!("\"{other}\""),
        ),
    ];
    for (schema, accepted, refused) in &cases {
        let validator = Validator::from_text("s.json", schema).expect(schema);
        for (text, valid) in [(accepted[0], true), (accepted[1], true), (*refused, false)] {
            let document = Document::from_slice(text.as_bytes()).expect(text);
            assert_eq!(
                validator.is_valid(text.as_bytes()),
                valid,
                "{schema} {text}"
            );
            let tape = validator.quick_verdict(document.root());
            assert_eq!(tape, Some(valid), "{schema} {text}");
        }
    }
    // And the report tells the one that is missing.
    let schema = format!(r#"{{"required":["{known}"]}}"#);
    let validator = Validator::from_text("s.json", &schema).expect("it is a schema");
    let report = validator.check(only_other.as_bytes());
    let told = report.violations()[0].message();
    assert_eq!(told, format!("\"{known}\" is missing"));
}

#[test]
fn what_stands_side_by_side_is_not_deeper() {
    let schema = r#"{"items":{"anyOf":[{"items":{"type":"integer"},"properties":{"a":{"items":true}}},{"type":"string"}]}}"#;
    let validator = Validator::from_text("s.json", schema).expect("it is a schema");
    for one in ["[1]", "{\"a\":[]}", "[]", "{}"] {
        let text = format!("[{}]", vec![one; 1000].join(","));
        assert!(validator.is_surely_valid(text.as_bytes()), "{one}");
        let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
        assert_eq!(
            validator.quick_verdict(document.root()),
            Some(true),
            "{one}"
        );
    }
}

#[test]
fn both_quick_passes_settle_what_they_know_of() {
    for case @ (schema, ..) in SETTLED {
        for (text, valid) in texts(case) {
            settles(schema, text, valid, true);
        }
    }
}

#[test]
fn the_tape_settles_what_is_read_into_a_document_anyway() {
    for case @ (schema, ..) in ON_A_TAPE {
        for (text, valid) in texts(case) {
            settles(schema, text, valid, false);
        }
    }
}

/// The values of a case, each with whether it is valid.
fn texts((_, accepted, refused): &Case) -> impl Iterator<Item = (&'static str, bool)> {
    let accepted = accepted.iter().map(|text| (*text, true));
    accepted.chain(refused.iter().map(|text| (*text, false)))
}

/// The judge says so, and the quick passes do by themselves: that over the bytes only of what is valid,
/// if it has a way at all.
fn settles(schema: &str, text: &str, valid: bool, by_bytes: bool) {
    let validator = Validator::from_text("s.json", schema).expect(schema);
    let document = Document::from_slice(text.as_bytes()).expect(text);
    let judge = validator.is_valid_by_judge(document.root());
    assert_eq!(judge, valid, "{schema} {text}");
    let bytes = validator.is_surely_valid(text.as_bytes());
    assert_eq!(bytes, valid && by_bytes, "{schema} {text}");
    let tape = validator.quick_verdict(document.root());
    assert_eq!(tape, Some(valid), "{schema} {text}");
    let whole = validator.is_valid(text.as_bytes());
    assert_eq!(whole, valid, "{schema} {text}");
}

#[test]
fn what_a_branch_leaves_open_is_not_refused() {
    // A name with an escape is left to the reader.
    let (open, closed) = (
        r#"{"properties":{"a":{"type":"integer"}},"required":["a"]}"#,
        r#"{"minProperties":5}"#,
    );
    for branches in [[open, closed], [closed, open]] {
        let schema = format!(r#"{{"not":{{"anyOf":[{}]}}}}"#, branches.join(","));
        let validator = Validator::from_text("s.json", &schema).expect("it is a schema");
        for (text, valid) in [
            (r#"{"\u0061":1}"#, false),
            (r#"{"a":1}"#, false),
            (r#"{"a":""}"#, true),
        ] {
            assert_eq!(
                validator.is_valid(text.as_bytes()),
                valid,
                "{schema} {text}"
            );
            let surely = validator.is_surely_valid(text.as_bytes());
            assert!(valid || !surely, "{schema} {text}");
        }
    }
}

#[test]
fn what_is_read_into_a_document_and_refused_may_have_names_twice() {
    let inner = r#"{"properties":{"b":true},"unevaluatedProperties":false}"#;
    let schema = format!(r#"{{"properties":{{"a":{{"not":{inner}}}}}}}"#);
    let validator = Validator::from_text("s.json", &schema).expect("it is a schema");
    assert!(validator.is_surely_valid(br#"{"a":{"c":1}}"#));
    assert!(!validator.is_surely_valid(br#"{"a":{"c":1,"c":2}}"#));
    assert!(!validator.is_valid(br#"{"a":{"c":1,"c":2}}"#));
}

#[test]
fn a_name_that_must_be_known_has_its_place_behind_many_others() {
    let names: Vec<String> = (0..70).map(|at| format!("\"name{at}\":{{}}")).collect();
    for more in [
        r#""required":["name69"]"#,
        r#""dependentRequired":{"name0":["name69"]}"#,
    ] {
        let schema = format!(r#"{{"properties":{{{}}},{more}}}"#, names.join(","));
        for (text, valid) in [
            (r#"{"name0":1,"name69":1}"#, true),
            (r#"{"name0":1,"name68":1}"#, false),
        ] {
            settles(&schema, text, valid, true);
        }
    }
}

#[test]
fn what_tells_branches_for_objects_apart_is_not_asked_of_others() {
    let schema = r#"{"anyOf":[{"required":["a"],"minLength":2},{"required":["b"],"minLength":1}]}"#;
    for (text, valid) in [
        ("\"x\"", true),
        ("\"\"", false),
        ("[]", true),
        ("{\"b\":1}", true),
        ("{}", false),
    ] {
        settles(schema, text, valid, true);
    }
}

/// A resource that is but a reference to another is entered all the same.
#[test]
fn a_dynamic_reference_sees_the_resources_on_the_way() {
    let schema = r##"{"$id":"https://example.com/root","items":{"$ref":"strict"},"$defs":{
        "strict":{"$id":"strict","$ref":"generic","$defs":{"t":{"$dynamicAnchor":"t","type":"string"}}},
        "generic":{"$id":"generic","properties":{"v":{"$dynamicRef":"#t"}},"$defs":{"t":{"$dynamicAnchor":"t"}}}}}"##;
    let validator = Validator::from_text("s.json", schema).expect("it is a schema");
    let strict = validator.at("/$defs/strict").expect("it is there");
    assert!(strict.is_valid(br#"{"v":""}"#) && !strict.is_valid(br#"{"v":1}"#));
    assert!(!strict.is_surely_valid(br#"{"v":1}"#));
    for (text, valid) in [
        (r#"[{"v":""}]"#, true),
        (r#"[{"v":1}]"#, false),
        ("[]", true),
    ] {
        let document = Document::from_slice(text.as_bytes()).expect(text);
        assert_eq!(
            validator.is_valid_by_judge(document.root()),
            valid,
            "{text}"
        );
        assert_eq!(validator.is_valid(text.as_bytes()), valid, "{text}");
        assert!(
            valid || validator.quick_verdict(document.root()) != Some(true),
            "{text}"
        );
        let surely = validator.is_surely_valid(text.as_bytes());
        assert!(valid || !surely, "{text}");
    }
}

/// Where the scope has nothing to say, a dynamic reference is one like any other.
#[test]
fn a_dynamic_reference_with_one_meaning_is_settled() {
    let schema = r##"{"$dynamicAnchor":"node","type":"object","properties":{"next":{"$dynamicRef":"#node"}}}"##;
    for (text, valid) in [
        (r#"{"next":{"next":{}}}"#, true),
        (r#"{"next":{"next":1}}"#, false),
    ] {
        settles(schema, text, valid, true);
    }
}

#[test]
fn what_begins_no_value_is_none() {
    let array = r#"{"items":{"type":"integer"},"minItems":0}"#;
    let object = r#"{"properties":{"a":{"type":"integer"}},"minProperties":0}"#;
    for schema in [array, object, r#"{"type":["array","object"]}"#] {
        let validator = Validator::from_text("s.json", schema).expect("it is a schema");
        let inside = format!(r#"{{"properties":{{"a":{schema}}},"required":["a"]}}"#);
        let inside = Validator::from_text("s.json", &inside).expect("it is a schema");
        for begin in (0..=0x7F_u8).map(char::from) {
            if "[{\"-0123456789tfn \t\r\n".contains(begin) {
                continue;
            }
            for rest in ["]", "}", "1]", "\"a\":1}"] {
                let text = format!("{begin}{rest}");
                assert!(!validator.is_surely_valid(text.as_bytes()), "{text:?}");
                assert!(!validator.is_valid(text.as_bytes()), "{text:?}");
                let text = format!("{{\"a\":{text}}}");
                assert!(!inside.is_surely_valid(text.as_bytes()), "{text:?}");
                assert!(!inside.is_valid(text.as_bytes()), "{text:?}");
            }
        }
    }
}
