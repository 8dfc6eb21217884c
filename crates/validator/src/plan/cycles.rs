//! Which rules can lead back to themselves at the same value.
//!
//! Such a schema means nothing sensible (2020-12 Core, section 9.4.1), yet no payload may make a
//! walk run on for ever. Only these rules pay for the watch that stops it.

use trueup_schema::Circles;

use super::{Body, Rule, RuleId};

/// Marks every rule that lies on a cycle of references and in-place subschemas.
pub(super) fn mark(rules: &mut [Rule]) {
    let edges: Vec<Vec<usize>> = rules.iter().map(edges).collect();
    let circles = Circles::among(&edges);
    for (index, rule) in rules.iter_mut().enumerate() {
        rule.loops = circles.share(index, index);
    }
}

fn edges(rule: &Rule) -> Vec<usize> {
    match &rule.body {
        Body::Keywords(assertions) => (assertions.in_place.iter())
            .flat_map(|in_place| in_place.targets().map(RuleId::index))
            .collect(),
        Body::Always(_) => Vec::new(),
    }
}
