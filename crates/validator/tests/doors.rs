//! Validators for parts of a schema, and reports that are cut, joined and filtered.

use trueup_document::{Document, Limits, Span};
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
