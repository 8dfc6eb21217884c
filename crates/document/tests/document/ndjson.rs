//! JSON Lines: which lines there are, where they stand, and where their faults stand.

use trueup_document::{Buffer, Limits, ReadErrorKind, ndjson};

/// A text, and each line that is not blank as number, first byte and text.
type Case = (&'static str, &'static [(usize, usize, &'static str)]);

const CASES: &[Case] = &[
    ("", &[]),
    ("\n", &[]),
    (" \t\r\n\n", &[]),
    ("1", &[(1, 0, "1")]),
    ("1\n", &[(1, 0, "1")]),
    ("1\n2", &[(1, 0, "1"), (2, 2, "2")]),
    ("1\r\n2\r\n", &[(1, 0, "1"), (2, 3, "2")]),
    ("1\n\n \n2\n", &[(1, 0, "1"), (4, 5, "2")]),
    ("\n\r\n 1 \n", &[(3, 3, " 1 ")]),
    // A CR alone ends no line, and only the last one belongs to a line's end.
    ("1\r2\n3", &[(1, 0, "1\r2"), (2, 4, "3")]),
    ("1\r\r\n", &[(1, 0, "1\r")]),
    ("1\r", &[(1, 0, "1")]),
    // No other character ends a line.
    ("\"\u{2028}\"\n1", &[(1, 0, "\"\u{2028}\""), (2, 6, "1")]),
    ("\u{b}\n1", &[(1, 0, "\u{b}"), (2, 2, "1")]),
    ("\u{a0}\n", &[(1, 0, "\u{a0}")]),
];

#[test]
fn each_line_that_is_not_blank_is_found_where_it_stands() {
    for &(text, expected) in CASES {
        let lines: Vec<_> = ndjson::lines(text.as_bytes())
            .map(|line| (line.number, line.start, line.bytes))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|&(number, start, line)| (number, start, line.as_bytes()))
            .collect();
        assert_eq!(lines, expected, "{text:?}");
        for (_, start, line) in lines {
            assert_eq!(&text.as_bytes()[start..start + line.len()], line);
        }
    }
}

#[test]
fn each_line_is_a_document_of_its_own() {
    let text = "{\"a\": 1}\r\n\n[1,]\n{\"é\": tru}\n12345678\n1 2\n[\n1]\n{}";
    let limits = Limits {
        max_bytes: 11,
        ..Limits::default()
    };
    let mut buffer = Buffer::default();
    let mut read = Vec::new();
    let mut refused = Vec::new();
    for line in ndjson::lines(text.as_bytes()) {
        match line.read(&limits, &mut buffer) {
            Ok(document) => {
                read.push(document.text().to_owned());
                document.release(&mut buffer);
            }
            Err(error) => {
                let span = line.span(error.span);
                let position = line.position(error.position).to_string();
                refused.push((error.kind, &text[span.start..span.end], position));
            }
        }
    }
    assert_eq!(read, ["{\"a\": 1}", "12345678", "{}"]);
    let expected = [
        (ReadErrorKind::TrailingComma, ",", "3:3"),
        (ReadErrorKind::ExpectedValue, "tru", "4:7"),
        (ReadErrorKind::TrailingText, "2", "6:3"),
        (ReadErrorKind::UnexpectedEnd, "", "7:2"),
        (ReadErrorKind::TrailingText, "]", "8:2"),
    ];
    let expected: Vec<_> = expected.map(|(k, s, p)| (k, s, p.to_owned())).into();
    assert_eq!(refused, expected);
}

#[test]
fn the_limit_is_that_of_a_line() {
    let text = format!(
        "{}\n{}\n{}\n",
        "1".repeat(9),
        "2".repeat(10),
        "3".repeat(11)
    );
    let limits = Limits {
        max_bytes: 10,
        ..Limits::default()
    };
    let mut buffer = Buffer::default();
    let kinds: Vec<_> = ndjson::lines(text.as_bytes())
        .map(|line| match line.read(&limits, &mut buffer) {
            Ok(document) => {
                document.release(&mut buffer);
                None
            }
            Err(error) => Some((error.kind, line.position(error.position).to_string())),
        })
        .collect();
    let too_large = (ReadErrorKind::TooLarge, "3:11".to_owned());
    assert_eq!(kinds, [None, None, Some(too_large)]);
}

#[test]
fn a_blank_line_counts_when_it_is_longer_than_a_limit() {
    let count = |most| {
        ndjson::lines(b"   \n1\n \n")
            .even_blank_beyond(most)
            .count()
    };
    assert_eq!([0, 1, 2, 3, 4].map(count), [3, 2, 2, 1, 1]);
}

#[test]
fn a_position_in_a_line_is_one_in_the_text() {
    let line = ndjson::lines(b"1\n\n[2]").nth(1).expect("a second line");
    for (inside, wanted) in [((1, 1), (3, 1)), ((1, 3), (3, 3)), ((2, 5), (4, 5))] {
        let inside = trueup_document::Position {
            line: inside.0,
            column: inside.1,
        };
        let position = line.position(inside);
        assert_eq!((position.line, position.column), wanted);
    }
}
