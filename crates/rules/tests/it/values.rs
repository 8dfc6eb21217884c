//! Equality and repetition, compared with each other and with the owned values' equality.

use proptest::prelude::*;
use trueup_document::{Document, Json, Limits};
use trueup_rules::equality::{equal, equals_json};
use trueup_rules::unique::first_repeat;

fn document(text: &str) -> Document<'_> {
    let limits = Limits {
        max_depth: 1000,
        ..Limits::default()
    };
    Document::read(text.as_bytes(), &limits).expect("the test gives JSON")
}

/// Every way to ask gives the same answer.
fn are_equal(left: &str, right: &str) -> bool {
    let (left, right) = (document(left), document(right));
    let (left, right) = (left.root(), right.root());
    let answer = equal(left, right);
    assert_eq!(equal(right, left), answer);
    assert_eq!(equals_json(left, &Json::from(right)), answer);
    assert_eq!(equals_json(right, &Json::from(left)), answer);
    assert_eq!(Json::from(left) == Json::from(right), answer);
    answer
}

#[test]
fn equal_values() {
    let cases = [
        ("null", " null "),
        ("true", "true"),
        ("1", "1.0"),
        ("1", "10e-1"),
        ("0", "-0.0e7"),
        ("100000000000000000000000", "1e23"),
        ("1e999999999", "10e999999998"),
        (r#""a""#, r#""\u0061""#),
        (r#""😀""#, r#""\ud83d\ude00""#),
        ("[]", "[ ]"),
        ("[1,[2]]", "[1.0, [2e0]]"),
        ("{}", "{ }"),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
        (
            r#"{"a":1,"b":{"c":[],"d":0}}"#,
            r#"{"b":{"d":0,"c":[]},"\u0061":1}"#,
        ),
        (r#"{"z":0,"a":1,"b":2}"#, r#"{"z":0,"b":2,"a":1}"#),
        (r#"{"a":1,"b":0,"a":2}"#, r#"{"a":1,"a":2,"b":0}"#),
    ];
    for (left, right) in cases {
        assert!(are_equal(left, right), "{left} = {right}");
    }
}

#[test]
fn their_unequal_neighbours() {
    let cases = [
        ("null", "false"),
        ("null", r#""null""#),
        ("true", "false"),
        ("true", "1"),
        ("0", "false"),
        ("1", r#""1""#),
        ("1", "1.0000000000000000000000001"),
        ("9007199254740993", "9007199254740992"),
        ("1e999999999", "1e999999998"),
        ("1", "-1"),
        (r#""a""#, r#""A""#),
        (r#""é""#, r#""e\u0301""#),
        ("[]", "{}"),
        ("[]", "[null]"),
        ("[1,2]", "[2,1]"),
        ("[1,2]", "[1,2,3]"),
        ("[[1],2]", "[1,[2]]"),
        ("{}", r#"{"a":null}"#),
        (r#"{"a":1}"#, r#"{"A":1}"#),
        (r#"{"a":1,"b":2}"#, r#"{"a":2,"b":1}"#),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1,"c":3}"#),
        (r#"{"a":1,"b":0,"a":2}"#, r#"{"a":2,"a":1,"b":0}"#),
        (r#"{"a":[],"b":{}}"#, r#"{"b":[],"a":{}}"#),
    ];
    for (left, right) in cases {
        assert!(!are_equal(left, right), "{left} and {right}");
    }
}

#[test]
fn first_repetitions() {
    let cases = [
        ("[]", None),
        ("[1]", None),
        (r#"{"a":1,"b":1}"#, None),
        (r#""aa""#, None),
        ("[1,2,3]", None),
        ("[1,2,1]", Some((0, 2))),
        ("[1,1.0]", Some((0, 1))),
        ("[1,true]", None),
        ("[0,false,null,\"\",[],{}]", None),
        ("[[1,2],[2,1]]", None),
        ("[[1,2],[1.0,2]]", Some((0, 1))),
        (r#"[{"a":1,"b":2},{"b":2,"a":1}]"#, Some((0, 1))),
        (r#"[{"a":1,"b":2},{"b":1,"a":2}]"#, None),
        ("[3,1,2,2,1,3]", Some((2, 3))),
        ("[5,5,5]", Some((0, 1))),
        // Beyond what is compared each with each.
        ("[0,1,2,3,4,5,6,7,8,9,10]", None),
        ("[0,1,2,3,4,5,6,7,8,9,10,9.0]", Some((9, 11))),
        ("[0,1,2,3,4,5,6,7,8,9,9,0,0]", Some((9, 10))),
        (r#"[0,1,2,3,4,5,6,7,8,"0",[0],{"0":0},false]"#, None),
        (r#"[0,1,2,3,4,5,6,7,{"a":1,"a":2},{"a":2,"a":1}]"#, None),
        (
            r#"[0,1,2,3,4,5,6,7,{"a":1,"a":2},{"a":1,"a":2}]"#,
            Some((8, 9)),
        ),
        (
            "[1234567890123456001,12345678901234560010e-1,1,2,3,4,5,6,7]",
            Some((0, 1)),
        ),
        (
            "[12345678901234560001,1234567890123456001,1,2,3,4,5,6,7]",
            None,
        ),
    ];
    for (text, repeat) in cases {
        assert_eq!(first_repeat(document(text).root()), repeat, "{text}");
    }
}

/// Quadratic work on any of these would take minutes.
#[test]
fn large_values_take_no_quadratic_time() {
    let listed = |items: &mut dyn Iterator<Item = String>| {
        format!("[{}]", items.collect::<Vec<_>>().join(","))
    };
    let numbers = listed(&mut (0..200_000).map(|number| number.to_string()));
    assert_eq!(first_repeat(document(&numbers).root()), None);
    let strings = listed(&mut (0..100_000).map(|number| format!("\"{}\"", number % 99_999)));
    assert_eq!(first_repeat(document(&strings).root()), Some((0, 99_999)));

    let arrays = listed(&mut (0..100_000).map(|number| format!("[{number}]")));
    assert_eq!(first_repeat(document(&arrays).root()), None);

    let member = |number: u32| format!("\"{number}\":{number}");
    let rising: Vec<_> = (0..100_000).map(member).collect();
    let falling: Vec<_> = (0..100_000).rev().map(member).collect();
    let (rising, falling) = (rising.join(","), falling.join(","));
    let pair = format!("[{{{rising}}},{{{falling}}}]");
    assert_eq!(first_repeat(document(&pair).root()), Some((0, 1)));

    // Objects that differ only in the order of the values of one name.
    let swapped = |number: usize| {
        let values = (0..20).map(|place| (number >> place) & 1);
        let members: Vec<_> = values.map(|bit| format!("\"a\":{bit}")).collect();
        format!("{{{}}}", members.join(","))
    };
    let swapped = listed(&mut (0..20_000).map(swapped));
    assert_eq!(first_repeat(document(&swapped).root()), None);
}

#[test]
fn depth_costs_no_stack() {
    let deep = |core: &str| format!("{}{core}{}", "[".repeat(900), "]".repeat(900));
    let (one, also_one, two) = (deep("1"), deep("1.0"), deep("2"));
    let (one, also_one, two) = (document(&one), document(&also_one), document(&two));
    assert!(equal(one.root(), also_one.root()));
    assert!(!equal(one.root(), two.root()));
    let many: Vec<_> = (0..10).map(|core| deep(&core.to_string())).collect();
    let many = format!("[{},{}]", many.join(","), deep("3.0"));
    assert_eq!(first_repeat(document(&many).root()), Some((3, 10)));
}

/// Values from a small alphabet, so that equal ones come up often.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "[01]|1\\.0|10e-1|-0|0\\.5|5e-1",
        "\"(a|\\\\u0061|b)?\"",
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let name = "\"(a|\\\\u0061|b|c)\"";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((name, inner), 0..4).prop_map(|members| {
                let member = |(name, value)| format!("{name}:{value}");
                let members: Vec<String> = members.into_iter().map(member).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn all_equalities_agree(left in value(), right in value()) {
        are_equal(&left, &right);
        prop_assert!(are_equal(&left, &left.replace("1.0", "1")));
    }

    #[test]
    fn repetitions_are_those_of_equality(items in prop::collection::vec(value(), 0..30)) {
        let text = format!("[{}]", items.join(","));
        let document = document(&text);
        let nodes: Vec<_> = document.root().elements().collect();
        let naive = (0..nodes.len()).find_map(|second| {
            let first = (0..second).find(|&first| equal(nodes[first], nodes[second]));
            first.map(|first| (first, second))
        });
        prop_assert_eq!(first_repeat(document.root()), naive);
    }
}
