//! Where a value is not the one that `const` wants: the narrowest place that is different.

use trueup_document::{Json, Kind, Node, Pointer, pointer};
use trueup_rules::equality::equals_json;

/// Two values that are not equal, at one place of a value and of the one that is wanted.
pub(super) struct Difference<'d, 'e> {
    pub(super) found: Node<'d>,
    pub(super) expected: &'e Json,
    pub(super) inside: Pointer,
}

/// Follows two values as long as they have the same names, or the same number of elements, to the
/// first part that is not equal.
pub(super) fn first<'d, 'e>(found: Node<'d>, expected: &'e Json) -> Difference<'d, 'e> {
    let mut inside = String::new();
    let mut at = (found, expected);
    while let Some((step, found, expected)) = part(at.0, at.1) {
        inside.push('/');
        inside.push_str(&step);
        at = (found, expected);
    }
    Difference {
        found: at.0,
        expected: at.1,
        // The text is empty or begins with a slash.
        inside: Pointer::parse(&inside).unwrap_or_default(),
    }
}

/// The first part that is not equal, if the two are alike otherwise.
fn part<'d, 'e>(found: Node<'d>, expected: &'e Json) -> Option<(String, Node<'d>, &'e Json)> {
    match (found.kind(), expected) {
        (Kind::Object, Json::Object(members)) if members.len() == found.len() => {
            let pairs = members.iter().map(|(name, expected)| {
                let found = found.get(name)?;
                Some((pointer::escape(name).into(), found, expected))
            });
            let pairs: Vec<(String, Node<'d>, &Json)> = pairs.collect::<Option<_>>()?;
            pairs.into_iter().find(differs)
        }
        (Kind::Array, Json::Array(elements)) if elements.len() == found.len() => {
            let pairs = found.elements().zip(elements).enumerate();
            let mut pairs = pairs.map(|(at, (found, expected))| (at.to_string(), found, expected));
            pairs.find(differs)
        }
        _ => None,
    }
}

fn differs((_, found, expected): &(String, Node<'_>, &Json)) -> bool {
    !equals_json(*found, expected)
}
