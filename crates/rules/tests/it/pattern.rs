//! Patterns against the reference implementation, verdict by verdict.

use proptest::prelude::*;
use serde_json::json;
use trueup_rules::pattern::{Pattern, StepLimit};

fn reference(pattern: &str) -> Option<jsonschema::Validator> {
    let schema = json!({ "pattern": pattern });
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
    options.build(&schema).ok()
}

/// Both take the pattern and say the same of every text, or both refuse it.
fn assert_agrees<'t>(pattern: &str, texts: impl IntoIterator<Item = &'t str>) {
    let theirs = reference(pattern);
    let ours = Pattern::new(pattern);
    assert_eq!(
        ours.is_ok(),
        theirs.is_some(),
        "{pattern:?} {:?}",
        ours.err()
    );
    let (Ok(ours), Some(theirs)) = (ours, theirs) else {
        return;
    };
    for text in texts {
        let verdict = theirs.is_valid(&json!(text));
        assert_eq!(ours.is_match(text), Ok(verdict), "{pattern:?} on {text:?}");
    }
}

const TEXTS: [&str; 44] = [
    "",
    "a",
    "b",
    "z",
    "A",
    "0",
    "9",
    "_",
    "-",
    ".",
    " ",
    "\n",
    "\r",
    "\t",
    "é",
    "É",
    "😀",
    "日",
    "٣",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{85}",
    "ab",
    "abc",
    "abc\n",
    "\nabc",
    "aé",
    "aa",
    "aaaa",
    "12",
    "1234",
    "12345",
    "a-b",
    "a_b",
    "a/b",
    "$ref",
    "a]",
    "[a",
    "a{2}",
    "foo",
    "foobar",
    "x-foo",
    "2swovpy1fnunu",
];

#[test]
fn verdicts_are_those_of_the_reference() {
    let patterns = [
        // The shortcut for classes, and what only looks like it.
        "^[a-zA-Z0-9_-]*$",
        "^[a-z]*$",
        "^[a-z]+$",
        "^[a-z]?$",
        "^[a-z]$",
        "^[a-z]{2}$",
        "^[a-z]{2,}$",
        "^[a-z]{0,3}$",
        "^[a-z]{1,1000}$",
        "^[a-z]{1,1001}$",
        "^[-a]+$",
        "^[a-]+$",
        "^[a-z-9]+$",
        r"^\d{4}$",
        r"^\w*$",
        r"^\w+$",
        r"^[\w.]+$",
        r"^[\w-]+$",
        r"^[\d-x]+$",
        r"^[\-\]\[]+$",
        r"^[\n\t ]*$",
        r"^[\\a]*$",
        "^[^a]*$",
        "^[^a]$",
        r"^\s*$",
        r"^\S*$",
        r"^\S+$",
        "^[é]*$",
        "^[[a]]$",
        "^[a&&b]$",
        "^[a~~b]$",
        "^[a--b]$",
        "^[+--]$",
        "^[a]*?$",
        "^[a]|[b]$",
        r"^[a]\$",
        "^[a-z]",
        "^[a-z]*",
        "^[a-z]{2}",
        "^[a-z]{2,3}",
        r"^\d{3,}",
        r"^[\d-]*$",
        r"^[\d-ab]*$",
        r"^[a\d-]+$",
        r"^[\t-\r]*$",
        r"^[+-\-]*$",
        "^[0-9-z]*$",
        "^[a]{+3}$",
        // The shortcuts for plain words.
        "^foo",
        "^foo$",
        "^(foo|a/b)$",
        r"^a\_b$",
        r"^\$ref$",
        "^",
        "^$",
        "^()$",
        "^(a|)$",
        // The engines.
        "",
        "$",
        "a",
        "é",
        ".",
        "^.$",
        "^.*$",
        "^(?:a|b)+$",
        r"\bab\b",
        r"\d",
        r"\D",
        r"\W",
        r"\cJ",
        r"\x61",
        r"\u0061",
        r"\u{61}",
        r"\p{L}",
        r"\P{L}",
        r"\p{Letter}",
        r"\p{Script=Greek}",
        "(?i)a",
        "(?=a)",
        "^(?!foo)",
        "(?<=a)b",
        "(?<!a)b",
        r"(a)\1",
        r"^(\w)\1*$",
        r"(?<x>a)\k<x>",
        "(?<x>a)b",
        "a$",
        "a$|^b",
        "(?=a)a$",
        r"(?=\d)\d$",
        "(?!x)abc$",
        "a**",
        "^[a-z]{2,4}-[0-9]+$",
    ];
    for pattern in patterns {
        assert_agrees(pattern, TEXTS);
    }
}

#[test]
fn refused_patterns_say_why_and_where() {
    let cases = [
        ("(abc", "never closed", Some(0)),
        ("a(b(c)", "never closed", Some(1)),
        ("abc)", "no group to close", Some(3)),
        ("é[a-z", "never closed", Some(2)),
        ("[a-", "never closed", Some(0)),
        ("a\\", "escapes nothing", Some(1)),
        ("*a", "nothing to repeat", Some(0)),
        ("a|*", "nothing to repeat", Some(2)),
        ("(?:+)", "nothing to repeat", Some(3)),
        ("[ez-a]", "`z-a` is in the wrong order", Some(2)),
        ("a{3,2}", "wrong order", Some(1)),
        (r"\ma", r"`\m` is no escape", Some(0)),
        (r"a\c?", "wants a letter", Some(1)),
        (r"\a", r"`\a` is no escape", Some(0)),
        // What stands before a fault is passed over as it should be.
        ("a*?(", "never closed", Some(3)),
        ("a*?)", "no group to close", Some(3)),
        ("a*+)", "no group to close", Some(3)),
        (r"\cA)", "no group to close", Some(3)),
        (r"\-)", "no group to close", Some(2)),
        (r"\\)", "no group to close", Some(2)),
        ("[-A])", "no group to close", Some(4)),
        ("[^-A])", "no group to close", Some(5)),
        ("[a-a])", "no group to close", Some(5)),
        ("[]a])", "no group to close", Some(4)),
        ("a|b)", "no group to close", Some(3)),
        ("(?<name>*)", "nothing to repeat", Some(8)),
        ("(?<name>a)b)", "no group to close", Some(11)),
        ("(?i)a)", "no group to close", Some(5)),
        ("(?ims)a)", "no group to close", Some(7)),
        ("(?i:a)b)", "no group to close", Some(7)),
        ("(?<=*a)", "nothing to repeat", Some(4)),
        ("a{2})", "no group to close", Some(4)),
        ("a{2,03}?)", "no group to close", Some(8)),
        ("a{2}*)", "nothing to repeat", Some(4)),
        ("({,3}*", "never closed", Some(0)),
        ("({a,3}*", "never closed", Some(0)),
        ("({3,a}*", "never closed", Some(0)),
    ];
    for (pattern, words, offset) in cases {
        assert!(reference(pattern).is_none(), "{pattern}");
        let error = Pattern::new(pattern).expect_err(pattern);
        assert!(error.message().contains(words), "{pattern}: {error}");
        assert_eq!(error.offset(), offset, "{pattern}: {error}");
    }
}

#[test]
fn errors_say_their_place_where_it_is_known() {
    let said = |pattern: &str| Pattern::new(pattern).expect_err(pattern).to_string();
    assert_eq!(
        said("abc)"),
        "there is no group to close (at byte 3 of the pattern)"
    );
    assert_eq!(
        said("(a{99999}){99999}"),
        "the pattern would compile to more than 10485760 bytes"
    );
    let limit = StepLimit.to_string();
    assert_eq!(limit, "the pattern takes too many steps on this text");
}

#[test]
fn steps_grow_with_the_text_and_with_the_tries() {
    let steps = |pattern: &Pattern, length: usize| pattern.search(&"a".repeat(length));
    // A step reads four bytes.
    let linear = Pattern::new("b+$").expect("it compiles");
    for (length, taken) in [(0, 1), (3, 1), (4, 2), (400, 101)] {
        assert_eq!(steps(&linear, length), (Ok(false), taken), "{length}");
    }
    // Tries that are allowed count as if they were all needed, and more so in a longer text.
    let ahead = Pattern::new(r"^(a)\1b").expect("it compiles");
    for (length, taken) in [(1, 256), (63, 256), (64, 512), (640, 2816)] {
        assert_eq!(steps(&ahead, length), (Ok(false), taken), "{length}");
    }
    // What looks like a repetition that gives nothing back may be a class.
    for (source, taken) in [("^[a*+]+b$", 101), ("^a++b$", 1792)] {
        let pattern = Pattern::new(source).expect("it compiles");
        assert_eq!(steps(&pattern, 400), (Ok(false), taken), "{source}");
    }
    // What is looked ahead at from the beginning is searched for by itself, each part in one pass.
    let parts = Pattern::new("^(?=a)(?!c)b").expect("it compiles");
    for (length, taken) in [(1, 3), (400, 303)] {
        assert_eq!(steps(&parts, length), (Ok(false), taken), "{length}");
    }
    // More tries than the first bound allows, and fewer than the second.
    let trap = Pattern::new(r"^(a|a)*\1b(?=c)$").expect("it compiles");
    assert_eq!(steps(&trap, 8), (Ok(false), 256 + 16_384));
    // Eight steps for each try at most, however few are needed.
    let few = ahead.with_max_steps(100);
    assert_eq!(steps(&few, 511), (Ok(false), 800));
    assert_eq!(steps(&few, 512), (Err(StepLimit), 0));
}

#[test]
fn every_refusal_has_words_of_one_line() {
    let patterns = [
        r"[a-\w]",
        r"(?<x>a)\k<y>",
        r"\p{Nonsense}",
        "(?P<n",
        "(a{99999}){99999}",
        "((a{1000}){1000}){1000}",
        r"(?<=a*)\2b",
        "(?z)a",
        r"\u{110000}",
        r"\x{zz}",
        &"(".repeat(10_000),
        &format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)),
        &format!("(?=a){}a{}", "(".repeat(10_000), ")".repeat(10_000)),
    ];
    for pattern in patterns {
        assert!(reference(pattern).is_none(), "{pattern}");
        let error = Pattern::new(pattern).expect_err(pattern);
        let message = error.message();
        assert!(!message.is_empty() && !message.contains('\n'), "{error}");
        assert!(message.len() < 200, "{error}");
    }
}

/// The reference would work on it for minutes.
#[test]
fn a_pattern_that_takes_minutes_to_translate_is_refused() {
    for escape in [r"\d", r"\W", r"\s", r"\cA"] {
        let error = Pattern::new(&escape.repeat(20_000)).expect_err(escape);
        assert!(error.message().contains("too many escapes"), "{error}");
        let pattern = Pattern::new(&format!("^{}$", escape.repeat(50)));
        assert_eq!(pattern.expect(escape).is_match("x"), Ok(false));
    }
}

#[test]
fn words_of_the_engine_are_kept_short() {
    let cases = [
        ("(a{99999}){99999}", "compile to more than 10485760 bytes"),
        (r"\p{Nonsense}", "Unicode property not found"),
        (r"[a-\w]", "invalid range boundary"),
        (r"(?<=a)\2b", "Invalid back reference"),
    ];
    for (pattern, words) in cases {
        let error = Pattern::new(pattern).expect_err(pattern);
        assert!(error.message().contains(words), "{pattern}: {error}");
    }
}

#[test]
fn a_search_without_end_gives_no_answer() {
    let pattern = Pattern::new(r"^(a|a)*\1b(?=c)$").expect("it compiles");
    assert_eq!(pattern.is_match(&"a".repeat(64)), Err(StepLimit));
    assert_eq!(pattern.is_match("b"), Ok(false));
    // The same trap without what needs backtracking takes linear time.
    let linear = Pattern::new("^(a|a)*b$").expect("it compiles");
    assert_eq!(linear.is_match(&"a".repeat(100_000)), Ok(false));
}

#[test]
fn looking_ahead_from_the_beginning_takes_linear_time() {
    let pattern = Pattern::new(r"^(?=(a+)+$)(?!.*b.*b.*c)(a|aa)+$").expect("it compiles");
    assert_eq!(pattern.is_match(&"a".repeat(100_000)), Ok(true));
    assert_eq!(pattern.is_match(&("a".repeat(100_000) + "b")), Ok(false));
    // Not so where that would take an engine for each of very many.
    let steps = |count: usize| {
        let pattern = "^".to_owned() + &"(?=a)".repeat(count) + "a$";
        let pattern = Pattern::new(&pattern).expect("it compiles");
        pattern.search("a")
    };
    assert_eq!(steps(8), (Ok(true), 9));
    assert_eq!(steps(9), (Ok(true), 256));
}

#[test]
fn keeps_its_source() {
    let pattern = Pattern::new(r"^\d+$").expect("it compiles");
    assert_eq!(pattern.source(), r"^\d+$");
    assert_eq!(pattern.clone().is_match("12"), Ok(true));
}

#[test]
fn patterns_of_one_source_are_equal() {
    let pattern = |source: &str| Pattern::new(source).expect("it compiles");
    assert_eq!(pattern("^a"), pattern("^a"));
    assert_eq!(pattern("(?=a)b"), pattern("(?=a)b").with_max_steps(9));
    // Not even where both mean the same.
    assert_ne!(pattern("^[ab]$"), pattern("^[ba]$"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever looks like one anchored class: shortcut or not, the reference agrees.
    #[test]
    fn classes_agree_with_the_reference(
        class in r"(\[[a-d\-\\\[\]^&~.dws0é]{1,6}\]|\\[dws])",
        quantifier in r"([*+?]?|\{[0-3](,[0-3]?)?\}|[*+]\?)",
        texts in prop::collection::vec(r"[a-e\-\\\[\]^&~.dws0é\n٣_ ]{0,4}", 1..20),
    ) {
        let pattern = format!("^{class}{quantifier}$");
        assert_agrees(&pattern, texts.iter().map(String::as_str));
    }

    /// Look-ahead from the beginning, alone and with what must not be taken apart.
    #[test]
    fn look_ahead_agrees_with_the_reference(
        ahead in r"(\(\?[=!](a|\.\*b|\[\^b\)\(\]|\(a\|b\)|[ab]\$|a\|b|\^a|\\bab?\\b|\\\)|\\d){0,3}\)){1,3}([*?]|\{2\})?",
        rest in r"(a|b|\.\*|\.\+|\[ab\)\]\*|\(a\|b\)\+|\$|\||\(a\)\\1|\(\?i\)|a\+\+|\\w|\(\?!b\)|\\B){0,4}",
        texts in prop::collection::vec(r"[abA)(\n1٣ ]{0,5}", 1..20),
    ) {
        assert_agrees(&format!("^{ahead}{rest}"), texts.iter().map(String::as_str));
    }

    /// Any pattern at all, mostly broken ones: no panic, and the same verdicts.
    #[test]
    fn patterns_agree_with_the_reference(
        pattern in r"([ab.|^$é]|\\[a-zA-Z0-9\-_$./]|[*+?]|\(|\)|\(\?[:=!]|\{[0-3],?[0-3]?\}|[\[\]]|\[\^?[ab\-]{1,3}\]){1,8}",
        texts in prop::collection::vec(r"[abé\n_ ]{0,4}", 1..10),
    ) {
        assert_agrees(&pattern, texts.iter().map(String::as_str));
    }
}
