//! Validators for parts of a schema, and reports that are cut, joined and filtered.

use trueup_document::{Buffer, Document, Limits, ReadErrorKind, Span, Transcript};
use trueup_schema::SchemaSet;
use trueup_validator::{Dialect, Options, Report, Validator, knows_format};

const SCHEMA: &str = r##"{
    "$id": "https://example.com/root.json",
    "type": "object",
    "properties": {"n": {"$ref": "#/$defs/small"}, "list": {"type": "array", "items": {"type": "integer"}}},
    "$defs": {"small": {"maximum": 9}}
}"##;

fn validator() -> Validator {
    Validator::from_text("root.schema.json", SCHEMA).expect("a schema")
}

fn keywords(report: &Report) -> Vec<&str> {
    let violations = report.violations().iter();
    violations.map(|found| found.keyword.as_str()).collect()
}

fn document(text: &str) -> Document<'_> {
    Document::from_slice(text.as_bytes()).expect(text)
}

#[test]
fn a_validator_for_a_part_judges_by_that_part() {
    let whole = validator();
    let set = whole.schema_set();
    let id = set.at("/$defs/small").expect("it is there");
    let parts = [
        whole.at("/$defs/small"),
        whole.at_schema(id),
        whole.at_in("root.schema.json", "/$defs/small"),
    ];
    for part in parts {
        let part = part.expect("it is there");
        assert!(part.is_valid(b"9") && !part.is_valid(b"10"));
        assert!(!whole.is_valid(b"9"));
        let uri = part.check(b"10").schema_uri().to_owned();
        assert_eq!(uri, "https://example.com/root.json#/$defs/small");
    }
    // A set of more schemas has some that this one does not have.
    let larger = r#"{"$defs": {"a": {}, "b": {}, "c": {}, "d": {}, "e": {}, "f": {}}}"#;
    let larger = SchemaSet::from_text("larger.json", larger).expect("a schema");
    let own = set.ids().count();
    for (at, id) in larger.ids().enumerate() {
        assert_eq!(whole.at_schema(id).is_some(), at < own, "{at}");
    }
    assert!(larger.ids().count() > own);
    assert!(whole.at("/$defs/large").is_none());
    assert!(whole.at_in("root.schema.json", "/$defs/large").is_none());
    assert!(whole.at_in("other.schema.json", "/$defs/small").is_none());
    assert_eq!(
        whole.check(b"{}").schema_uri(),
        "https://example.com/root.json#"
    );
}

#[test]
fn a_validator_keeps_its_options() {
    let mut options = Options::default();
    options.max_violations = 3;
    options.limits.max_depth = 2;
    let set = SchemaSet::from_text("root.schema.json", SCHEMA).expect("a schema");
    let validator = Validator::with_options(set, options).expect("a schema");
    assert_eq!(validator.options().max_violations, 3);
    assert_eq!(validator.options().limits.max_depth, 2);
    assert!(validator.is_valid(b"{\"list\": [1]}"));
    assert!(!validator.is_valid(b"{\"other\": [[1]]}"));
}

#[test]
fn how_much_of_a_schema_the_pass_over_bytes_knows_is_counted() {
    let coverage = |schema: &str| {
        let validator = Validator::from_text("s.json", schema).expect(schema);
        validator.coverage()
    };
    let (all, left) = coverage(SCHEMA);
    assert!(all >= 4, "{all}");
    assert_eq!(left, 0);
    let (all, left) = coverage(r#"{"properties": {"a": {"unevaluatedProperties": false}}}"#);
    assert!(all > left && left > 0, "{left} of {all}");
}

#[test]
fn reports_are_joined_cut_and_filtered() {
    let validator = validator();
    let faulty = || validator.check(b"{\"n\": 10, \"list\": [\"\", 1, null]}");
    assert_eq!(faulty().violations().len(), 3);
    for most in [0, 2, 3, 4] {
        let cut = faulty().cut(most);
        assert_eq!(cut.violations().len(), most.min(3));
        assert_eq!(cut.truncated(), most < 3, "{most}");
        assert!(!cut.is_valid());
    }
    let mut whole = Report::empty();
    assert!(whole.is_valid() && whole.schema_uri().is_empty());
    whole.append(validator.check(b"{}"));
    assert!(whole.is_valid() && !whole.truncated());
    assert_eq!(whole.schema_uri(), "https://example.com/root.json#");
    whole.append(faulty().cut(1));
    whole.append(validator.check(b"{}"));
    assert!(!whole.is_valid() && whole.truncated());
    assert_eq!(whole.violations().len(), 1);

    let only = |keyword: &'static str| faulty().filtered(|found| found.keyword == keyword);
    assert_eq!(only("maximum").violations().len(), 1);
    assert!(!only("maximum").is_valid());
    // Nothing is left that is wrong.
    assert!(only("pattern").is_valid());
    // But there may be, where there is more than is listed.
    assert!(!faulty().cut(1).filtered(|_| false).is_valid());
}

#[test]
fn a_met_limit_is_told_from_other_faults() {
    let is_limit = |report: Report| report.violations()[0].is_limit();
    assert!(!is_limit(validator().check(b"[]")));
    let shallow = Limits {
        max_depth: 1,
        ..Limits::default()
    };
    assert!(is_limit(validator().with_limits(shallow).check(b"[[]]")));
    let small = Limits {
        max_bytes: 1,
        ..Limits::default()
    };
    assert!(is_limit(validator().with_limits(small).check(b"[]")));
}

#[test]
fn what_a_type_cannot_hold_is_reported_at_the_value() {
    let text = "{\"n\": 3, \"list\": [1, 200, 3]}";
    let document = document(text);
    let start = text.find("200").expect("it is there");
    let unfit = [(
        Span {
            start,
            end: start + 3,
        },
        "u8",
    )];
    let report = validator().explain_refusal(&document, &unfit);
    assert!(!report.is_valid());
    assert_eq!(
        report.to_string(),
        "1:22: error[native]: this number does not fit in u8, which is to hold it here"
    );
    assert_eq!(report.violations()[0].instance_path.as_str(), "/list/1");
    let nothing = validator().explain_refusal(&document, &[]);
    assert_eq!(nothing.violations()[0].keyword, "type-disagrees");
    // What the schema refuses is said before that.
    let refused = self::document("{\"n\": 10}");
    let report = validator().explain_refusal(&refused, &unfit);
    assert_eq!(report.violations()[0].keyword, "maximum");
}

#[test]
fn only_names_that_stand_twice_in_a_value_itself_make_it_invalid() {
    let validator = Validator::from_text("any.json", "true").expect("a schema");
    let document = document("[{\"a\": 1, \"a\": 2}, {\"b\": 3}, [{\"c\": {\"d\": 1, \"d\": 1}}]]");
    let valid: Vec<bool> = document
        .root()
        .elements()
        .map(|node| validator.is_valid_node(node))
        .collect();
    assert_eq!(valid, [false, true, false]);
    assert!(!validator.is_valid_node(document.root()));
    assert!(!validator.is_valid_by_judge(document.root()));
}

#[test]
fn drafts_know_their_formats() {
    for (name, draft7, draft2019) in [
        ("date-time", true, true),
        ("duration", false, true),
        ("unheard-of", false, false),
    ] {
        assert_eq!(knows_format(Dialect::Draft7, name), draft7, "{name}");
        assert_eq!(
            knows_format(Dialect::Draft201909, name),
            draft2019,
            "{name}"
        );
    }
}

#[test]
fn what_was_not_judged_to_its_end_is_told_from_what_was() {
    let leaves = |report: Report| report.violations()[0].leaves_unjudged();
    assert!(!leaves(validator().check(b"[]")));
    assert!(leaves(validator().check(b"[")));
    assert!(leaves(validator().with_max_steps(1).check(b"{\"n\": 10}")));
    // A name that stands twice does not keep the rest from being judged.
    assert!(!leaves(validator().check(b"{\"a\": 1, \"a\": 2}")));
}

#[test]
fn what_is_odd_is_told_beside_what_is_wrong_up_to_the_limit() {
    let mut transcript = Transcript::new("{n: !a 1, n: !b 2}");
    let span = |start, end| Span { start, end };
    transcript.open_object(span(0, 1));
    for (at, value) in [(1, "1"), (10, "2")] {
        transcript.key("n", span(at, at + 1));
        transcript.number(value, span(at + 6, at + 7));
        transcript.remark(ReadErrorKind::UnknownTag);
    }
    transcript.close(18);
    let mut buffer = Buffer::default();
    let document = Document::of_transcript(&transcript, &Limits::default(), &mut buffer);
    let document = document.expect("it is one");
    let told = ["unknown-tag", "duplicate-key", "unknown-tag"];
    for most in [0, 1, 2, 3, 4] {
        let report = validator()
            .with_max_violations(most)
            .check_document(&document);
        assert_eq!(keywords(&report), told[..most.min(3)], "{report}");
        assert_eq!(report.truncated(), most < 3, "{most}: {report}");
        assert!(!report.is_valid());
    }
}

#[test]
fn of_a_name_that_stands_twice_each_value_is_told_of() {
    let schema =
        r#"{"properties": {"a": {"type": "integer"}, "b": {}, "c": {}, "d": {}, "e": {}}}"#;
    let validator = Validator::from_text("s.json", schema).expect("a schema");
    for members in [
        r#""a": 1, "a": """#,
        r#""a": "", "a": 1"#,
        r#""z": 1, "y": 1, "a": 1, "x": [1, 2], "a": """#,
    ] {
        let report = validator.check(format!("{{{members}}}").as_bytes());
        let mut keywords = keywords(&report);
        keywords.sort_unstable();
        assert_eq!(keywords, ["duplicate-key", "type"], "{members}");
    }
}

#[test]
fn what_an_object_lacks_is_pointed_at_where_it_begins() {
    let validator = Validator::from_text(
        "s.json",
        r#"{"items": {"required": ["a"]}, "required": ["a"]}"#,
    );
    let validator = validator.expect("a schema");
    for (payload, start) in [("{}", 0), (" {}", 1), ("[{}, {\"a\": 1}, {}]", 1)] {
        let report = validator.check(payload.as_bytes());
        let span = report.violations()[0].span;
        assert_eq!((span.start, span.end), (start, start + 1), "{payload}");
    }
}

#[test]
fn where_nothing_is_deprecated_nothing_is_looked_for() {
    let schema = r#"{"properties": {"a": {"items": {"type": "integer"}}}}"#;
    let validator = Validator::from_text("s.json", schema).expect("a schema");
    let numbers = format!(r#"{{"a": [0{}]}}"#, ",0".repeat(99));
    let bounded = validator.warning_of_deprecated().with_max_steps(200);
    let report = bounded.check_document(&document(&numbers));
    assert!(report.is_valid() && !report.truncated(), "{report}");
}
