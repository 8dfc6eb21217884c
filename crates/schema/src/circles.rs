//! Which steps of a walk can lead back to where they began.
//!
//! Whoever walks schemas must know: a walk that comes back to one schema at the same value would
//! run on for ever, and a type that holds itself has no end.

/// The circles among points of which each leads to others.
///
/// ```
/// use trueup_schema::Circles;
///
/// let circles = Circles::among(&[vec![1], vec![2, 3], vec![1], vec![3], vec![]]);
/// assert!(circles.share(1, 2) && circles.share(3, 3));
/// assert!(!circles.share(0, 1) && !circles.share(1, 3) && !circles.share(4, 4));
/// ```
#[derive(Clone, Debug)]
pub struct Circles {
    /// For each point the component that it belongs to: all points that lead to each other.
    of: Vec<usize>,
    loops: Vec<bool>,
}

impl Circles {
    /// Finds them: for each point the points that it leads to, all of which there must be.
    ///
    /// Tarjan's strongly connected components, in time that grows with the edges, and on a stack of
    /// our own: schemas may chain references deeper than the machine's stack.
    #[must_use]
    pub fn among(edges: &[Vec<usize>]) -> Self {
        let mut search = Search::new(edges);
        for start in 0..edges.len() {
            search.from(start);
        }
        search.found
    }

    /// Whether two points lie on one circle; for a point and itself, whether it lies on any.
    #[must_use]
    pub fn share(&self, one: usize, other: usize) -> bool {
        self.loops[one] && self.of[one] == self.of[other]
    }
}

struct Search<'e> {
    edges: &'e [Vec<usize>],
    /// When each point was first met, from 1; 0 for not yet.
    met: Vec<usize>,
    /// The earliest point that each one leads back to.
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    found: Circles,
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
            found: Circles {
                of: vec![0; count],
                loops: vec![false; count],
            },
            clock: 0,
        }
    }

    fn from(&mut self, start: usize) {
        if self.met[start] != 0 {
            return;
        }
        self.enter(start);
        // Each entry is a point and how many of its edges have been followed.
        let mut path = vec![(start, 0)];
        while let Some((point, followed)) = path.last_mut() {
            let point = *point;
            if let Some(&next) = self.edges[point].get(*followed) {
                *followed += 1;
                if self.met[next] == 0 {
                    self.enter(next);
                    path.push((next, 0));
                } else if self.is_open[next] {
                    self.low[point] = self.low[point].min(self.met[next]);
                }
                continue;
            }
            path.pop();
            self.leave(point);
            if let Some(&(parent, _)) = path.last() {
                self.low[parent] = self.low[parent].min(self.low[point]);
            }
        }
    }

    fn enter(&mut self, point: usize) {
        self.clock += 1;
        self.met[point] = self.clock;
        self.low[point] = self.clock;
        self.open.push(point);
        self.is_open[point] = true;
    }

    /// Closes the component that the point is the first of, if it is.
    fn leave(&mut self, point: usize) {
        if self.low[point] != self.met[point] {
            return;
        }
        let open = self.open.iter().rposition(|&open| open == point);
        let component = self.open.split_off(open.unwrap_or(0));
        let loops = component.len() > 1 || self.edges[point].contains(&point);
        for member in component {
            self.is_open[member] = false;
            self.found.of[member] = point;
            self.found.loops[member] = loops;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two points share a circle exactly when each can be reached from the other in at least one
    /// step.
    #[test]
    fn circles_are_what_a_plain_search_finds() {
        for seed in 0..2000_usize {
            let edges = edges(seed);
            let circles = Circles::among(&edges);
            for one in 0..edges.len() {
                for other in 0..edges.len() {
                    let both = reaches(&edges, one, other) && reaches(&edges, other, one);
                    assert_eq!(circles.share(one, other), both, "{one} {other} {edges:?}");
                }
            }
        }
    }

    #[test]
    fn a_long_chain_takes_no_stack_and_little_time() {
        let mut edges: Vec<Vec<usize>> = (1..300_000).map(|next| vec![next]).collect();
        edges.push(vec![]);
        assert!(!Circles::among(&edges).share(0, 0));
        edges[299_999].push(0);
        assert!(Circles::among(&edges).share(0, 299_999));
    }

    fn edges(seed: usize) -> Vec<Vec<usize>> {
        let mut state = seed.wrapping_mul(0x9E37_79B9).wrapping_add(7);
        let mut next = || {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            state >> 8
        };
        let count = 1 + next() % 6;
        let of_one = |next: &mut dyn FnMut() -> usize| {
            let edges = next() % 3;
            (0..edges).map(|_| next() % count).collect()
        };
        (0..count).map(|_| of_one(&mut next)).collect()
    }

    fn reaches(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
        let mut seen = vec![false; edges.len()];
        let mut waiting = edges[from].clone();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                waiting.extend(&edges[at]);
            }
        }
        seen[to]
    }
}
