//! A fault at a known byte is reported at its line and column, whatever stands before it.

use trueup_validator::Validator;

/// What a payload is made of: line ends and indentation, the names, and text before the fault.
const LINE_ENDS: [&str; 4] = ["\n", "\r\n", "\r", ""];
const INDENTS: [&str; 4] = ["", "  ", "\t", " \t "];
const NAMES: [&str; 6] = ["a", "é", "日本語", "🦀", "\\u00e9\\n", "a/b~c"];
const VALUES: [&str; 4] = ["1", "\"é\"", "\"🦀\\ud83e\\udd80\"", "[\"日\", 1]"];

/// Line and column by the definition: line ends before it, characters since.
fn place(text: &str, at: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    let mut characters = text[..at].chars().peekable();
    while let Some(character) = characters.next() {
        let pair = character == '\r' && characters.peek() == Some(&'\n');
        match character {
            '\n' => (line, column) = (line + 1, 1),
            '\r' if !pair && CR_ENDS_LINES => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    (line, column)
}

/// A carriage return alone is a space like any other, as for most editors.
const CR_ENDS_LINES: bool = false;

#[test]
fn one_fault_behind_anything_stands_where_it_stands() {
    let validator = Validator::from_text(
        "places.schema.json",
        r#"{"properties": {"list": {"items": {"properties": {"fault": {"type": "null"}}}}}}"#,
    )
    .expect("a schema");
    let mut tried = 0;
    for end in LINE_ENDS {
        for indent in INDENTS {
            for name in NAMES {
                for value in VALUES {
                    let before = format!(
                        "{{{end}{indent}\"{name}\": {value},{end}{indent}\"list\": [{{}}, {{{end}\
                         {indent}\"{name}\":{value}, \"fault\":{indent}"
                    );
                    let good = format!("{before}null }}]{end}}}");
                    assert!(validator.is_valid(good.as_bytes()), "{good}");
                    let bad = format!("{before}1234 }}]{end}}}");
                    let report = validator.check(bad.as_bytes());
                    let [violation] = report.violations() else {
                        panic!("{report}");
                    };
                    assert_eq!(violation.span.start, before.len(), "{bad:?}");
                    assert_eq!(violation.span.end, before.len() + 4, "{bad:?}");
                    let position = violation.position;
                    let found = (position.line, position.column);
                    let wanted = place(&bad, before.len());
                    assert_eq!(format!("{found:?}"), format!("{wanted:?}"), "{bad:?}");
                    assert_eq!(violation.instance_path.to_string(), "/list/1/fault");
                    tried += 1;
                }
            }
        }
    }
    assert_eq!(tried, 4 * 4 * 6 * 4);
}

#[test]
fn a_byte_order_mark_is_the_fault_and_nothing_else() {
    let validator = Validator::from_text("any.json", "{}").expect("a schema");
    let report = validator.check("\u{feff}{\n}".as_bytes());
    let [violation] = report.violations() else {
        panic!("{report}");
    };
    assert_eq!(violation.keyword, "byte-order-mark");
    assert_eq!((violation.span.start, violation.span.end), (0, 3));
    assert_eq!(violation.position.to_string(), "1:1");
    assert!(validator.is_valid(b"{\n}"));
}
