//! `uniqueItems` on the tape.
//!
//! Each element leaves a number that equal elements share. Elements are nearly always told apart by
//! these; where two are alike, the elements themselves are compared as the judge does. The numbers
//! are no secret, so a payload can make them collide, and then costs what it costs the judge.

use trueup_document::Kind;
use trueup_document::cursor::fingerprint;
use trueup_document::tape::{Item, Tape};
use trueup_rules::unique;

/// Up to here, comparing each with each is cheaper than sorting.
const FEW: usize = 16;

/// Whether all elements of the array at a place differ. No name stands twice in it.
pub(super) fn are_distinct(tape: Tape<'_>, array: usize) -> bool {
    let (mut at, end) = (array + 1, tape.item(array).next());
    let mut numbers = Vec::with_capacity(tape.item(array).count().unwrap_or(0));
    while at < end {
        let element = tape.item(at);
        numbers.push(number(tape, at, element));
        at = element.next();
    }
    differ(&mut numbers) || unique::first_repeat(tape.node(array)).is_none()
}

fn differ(numbers: &mut [u64]) -> bool {
    if numbers.len() <= FEW {
        let repeats = |(at, number): (usize, &u64)| numbers[..at].contains(number);
        return !numbers.iter().enumerate().any(repeats);
    }
    numbers.sort_unstable();
    numbers.windows(2).all(|pair| pair[0] != pair[1])
}

/// A number that equal values share. Only the members of an object are looked into, and their order
/// does not matter.
fn number(tape: Tape<'_>, at: usize, item: Item<'_>) -> u64 {
    let own = shallow(tape, item);
    if item.kind() != Kind::Object {
        return own;
    }
    let (mut at, end) = (at + 1, item.next());
    let mut sum = own;
    while at < end {
        let (name, value) = (tape.item(at), tape.item(at + 1));
        let member = (u64::from(name.print()) << 32) ^ shallow(tape, value);
        sum = sum.wrapping_add(spread(member));
        at = value.next();
    }
    sum
}

/// The same without a look inside.
fn shallow(tape: Tape<'_>, item: Item<'_>) -> u64 {
    let kind = item.kind();
    let detail = match kind {
        Kind::String => u64::from(fingerprint(&tape.text(item))),
        Kind::Boolean => tape.raw(item).len() as u64,
        Kind::Array | Kind::Object => item.count().unwrap_or(usize::MAX) as u64,
        // One number has many spellings.
        Kind::Null | Kind::Number => 0,
    };
    spread(detail << 3 | kind as u64)
}

fn spread(number: u64) -> u64 {
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let product = number.wrapping_mul(SPREAD);
    product ^ (product >> 29)
}

#[cfg(test)]
mod tests {
    use trueup_document::Document;

    use super::*;

    #[test]
    fn elements_are_distinct_where_the_rule_says_so() {
        let mut cases = vec![
            (r"[]".to_owned(), true),
            (r#"["a", "b"]"#.to_owned(), true),
            (r#"["a", "\u0061"]"#.to_owned(), false),
            (r"[1, 2]".to_owned(), true),
            (r"[1, 1.0]".to_owned(), false),
            (
                r#"[{"a": 1, "b": [2]}, {"b": [2], "a": 1.0}]"#.to_owned(),
                false,
            ),
            (
                r#"[{"a": 1, "b": [2]}, {"b": [3], "a": 1.0}]"#.to_owned(),
                true,
            ),
            (r#"[{"a": "x"}, {"a": "y"}, {"b": "x"}]"#.to_owned(), true),
            (r"[true, false, null, [], {}, 0]".to_owned(), true),
            (r"[[[1]], [[2]], [[1]]]".to_owned(), false),
        ];
        let many: Vec<String> = (0..40).map(|at| format!(r#""name {at}""#)).collect();
        cases.push((format!("[{}]", many.join(",")), true));
        cases.push((format!("[{},{}]", many.join(","), many[7]), false));
        for (text, distinct) in cases {
            let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
            let found = are_distinct(Tape::of(document.root()), 0);
            assert_eq!(found, distinct, "{text}");
            assert_eq!(unique::first_repeat(document.root()).is_none(), found);
        }
    }
}
