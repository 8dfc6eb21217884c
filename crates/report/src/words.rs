//! What several formats say alike: the sentence for a violation, and where its span ends.

use trueup_document::Position;
use trueup_validator::Violation;

/// Spans longer than this are not read to their end: a fault of a whole document would cost as
/// much as the document, once for each violation.
const READ: usize = 64 * 1024;

/// The message, the reason and the hint, as far as there are any: `message (reason); hint`. On one
/// line, not yet escaped for any format.
pub(crate) fn sentence(violation: &Violation) -> String {
    let message = match violation.reason() {
        Some(reason) => format!("{} ({reason})", violation.message()),
        None => violation.message(),
    };
    match violation.hint() {
        Some(hint) => format!("{message}; {hint}"),
        None => message,
    }
}

/// How references lead to the keyword, where more than one does: `from /a by $ref, then from /b by
/// $ref`. One reference is plain from the places alone.
pub(crate) fn references(violation: &Violation) -> Option<String> {
    let mut parts = Vec::new();
    let mut way = String::new();
    for token in violation.evaluation_path.as_str().split('/').skip(1) {
        if REFERENCES.contains(&token) {
            let from = std::mem::take(&mut way);
            let from = match (from.is_empty(), parts.is_empty()) {
                (false, _) => from,
                (true, true) => "the root".to_owned(),
                (true, false) => "there".to_owned(),
            };
            parts.push(format!("from {from} by {token}"));
        } else {
            way.push('/');
            way.push_str(token);
        }
    }
    (parts.len() > 1).then(|| parts.join(", then "))
}

const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// The position right after the span; `None` when the span is too long to look for it, or the
/// text is not there.
pub(crate) fn end(source: &[u8], violation: &Violation) -> Option<Position> {
    let span = violation.span;
    let bytes = source.get(span.start..span.end)?;
    if bytes.len() > READ {
        return None;
    }
    let scalars = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let start = violation.position;
    Some(match bytes.iter().rposition(|&byte| byte == b'\n') {
        None => Position {
            line: start.line,
            column: start.column + scalars(bytes),
        },
        Some(last) => Position {
            line: start.line + bytes.iter().filter(|&&byte| byte == b'\n').count(),
            column: scalars(&bytes[last + 1..]) + 1,
        },
    })
}

/// A file's name with `/` between its folders, as URIs and web services want it.
pub(crate) fn slashed(path: &str) -> String {
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trueup_validator::Validator;

    #[test]
    fn a_span_ends_where_its_bytes_do() {
        let validator = Validator::from_text("s.json", r#"{"type": "null"}"#).unwrap();
        let cases = [
            ("12", Some((1, 3))),
            ("  \"日本🦀\" ", Some((1, 8))),
            ("[1,\n2,\r\n 3]", Some((3, 4))),
            ("\n{\n}", Some((3, 2))),
            ("[1", Some((1, 3))),
        ];
        for (payload, expected) in cases {
            let report = validator.check(payload.as_bytes());
            let found = end(payload.as_bytes(), &report.violations()[0]);
            let found = found.map(|position| (position.line, position.column));
            assert_eq!(found, expected, "{payload:?}");
        }
        let long = format!("\"{}\"", "x".repeat(READ));
        let report = validator.check(long.as_bytes());
        assert_eq!(end(long.as_bytes(), &report.violations()[0]), None);
        assert_eq!(end(b"", &report.violations()[0]), None);
    }
}
