//! Which rules can lead back to themselves at the same value.
//!
//! Such a schema means nothing sensible (2020-12 Core, section 9.4.1), yet no payload may make a
//! walk run on for ever. Only these rules pay for the watch that stops it.

use super::{Body, Rule, RuleId};

/// Marks every rule that lies on a cycle of references and in-place subschemas.
///
/// Tarjan's strongly connected components, on a stack of our own: a schema may chain references
/// deeper than the machine's stack.
pub(super) fn mark(rules: &mut [Rule]) {
    let edges: Vec<Vec<usize>> = rules.iter().map(edges).collect();
    let mut search = Search::new(&edges);
    for start in 0..edges.len() {
        search.from(start);
    }
    for (rule, loops) in rules.iter_mut().zip(search.loops) {
        rule.loops = loops;
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

struct Search<'e> {
    edges: &'e [Vec<usize>],
    /// When each rule was first met, from 1; 0 for not yet.
    met: Vec<usize>,
    /// The earliest rule that each one leads back to.
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    loops: Vec<bool>,
    clock: usize,
}

impl<'e> Search<'e> {
    fn new(edges: &'e [Vec<usize>]) -> Self {
        let count = edges.len();
        Self {
            edges,
            met: vec![0; count],
            low: vec![0; count],
            open: Vec::new(),
            is_open: vec![false; count],
            loops: vec![false; count],
            clock: 0,
        }
    }

    fn from(&mut self, start: usize) {
        if self.met[start] != 0 {
            return;
        }
        self.enter(start);
        // Each entry is a rule and how many of its edges have been followed.
        let mut path = vec![(start, 0)];
        while let Some((rule, followed)) = path.last_mut() {
            let rule = *rule;
            if let Some(&next) = self.edges[rule].get(*followed) {
                *followed += 1;
                if self.met[next] == 0 {
                    self.enter(next);
                    path.push((next, 0));
                } else if self.is_open[next] {
                    self.low[rule] = self.low[rule].min(self.met[next]);
                }
                continue;
            }
            path.pop();
            self.leave(rule);
            if let Some(&(parent, _)) = path.last() {
                self.low[parent] = self.low[parent].min(self.low[rule]);
            }
        }
    }

    fn enter(&mut self, rule: usize) {
        self.clock += 1;
        self.met[rule] = self.clock;
        self.low[rule] = self.clock;
        self.open.push(rule);
        self.is_open[rule] = true;
    }

    /// Closes the component that the rule is the first of, if it is.
    fn leave(&mut self, rule: usize) {
        if self.low[rule] != self.met[rule] {
            return;
        }
        let from = self
            .open
            .iter()
            .rposition(|&open| open == rule)
            .unwrap_or(0);
        let component = self.open.split_off(from);
        let loops = component.len() > 1 || self.edges[rule].contains(&rule);
        for member in component {
            self.is_open[member] = false;
            self.loops[member] = loops;
        }
    }
}
