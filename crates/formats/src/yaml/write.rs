//! The nodes of one document written out as JSON: aliases followed, merge keys merged, scalars
//! given their types.
//!
//! Recursion goes no deeper than the limit on depth, and the work is bounded by a budget that
//! aliases and merges draw on: ten lines of YAML can mean a terabyte.

use std::borrow::Cow;
use std::collections::HashSet;

use granit_parser::Tag;
use trueup_document::{ReadErrorKind, Span, Transcript};

use super::Fault;
use super::compose::{Composed, Node, What, implied};
use super::scalar::Scalar;

/// Writes a document out.
pub(super) fn write<'t>(
    text: &'t str,
    composed: &Composed<'_>,
    max_depth: usize,
    budget: usize,
) -> Result<Transcript<'t>, Fault> {
    let mut writer = Writer {
        nodes: &composed.nodes,
        out: Transcript::new(text),
        max_depth,
        budget,
        spent: 0,
    };
    writer.node(0, None)?;
    Ok(writer.out)
}

struct Writer<'t, 'n> {
    nodes: &'n [Node<'n>],
    out: Transcript<'t>,
    max_depth: usize,
    /// How much may be written and merged.
    budget: usize,
    /// How much has been merged, in members.
    spent: usize,
}

/// A member that is to be written: the places of its name and its value.
type Pair = (usize, usize);

impl<'n> Writer<'_, 'n> {
    /// Writes a node; an alias has its own place rather than that of what it stands for.
    fn node(&mut self, at: usize, place: Option<Span>) -> Result<(), Fault> {
        let node = &self.nodes[at];
        let span = place.unwrap_or(node.span);
        self.check_budget(span)?;
        match &node.what {
            What::Alias(target) => return self.node(*target, Some(span)),
            What::Scalar { text, plain } => self.scalar(node, text, *plain, span)?,
            What::Sequence => self.sequence(at, span)?,
            What::Mapping => self.mapping(at, span)?,
        }
        Ok(())
    }

    fn check_budget(&self, span: Span) -> Result<(), Fault> {
        let kind = ReadErrorKind::AliasExpansion;
        if self.out.json().len() + self.spent > self.budget {
            return Err(Fault { kind, span });
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        node: &Node<'_>,
        text: &str,
        plain: bool,
        span: Span,
    ) -> Result<(), Fault> {
        let (scalar, remark) = meaning(node, text, plain);
        match scalar {
            Scalar::Null => self.out.null(span),
            Scalar::Boolean(value) => self.out.boolean(value, span),
            Scalar::Number(number) => self.out.number(&number, span),
            Scalar::String => self.out.string(text, span),
            Scalar::TooLong => {
                let kind = ReadErrorKind::InvalidNumber;
                return Err(Fault { kind, span });
            }
            Scalar::NonFinite => {
                let kind = ReadErrorKind::NonFiniteNumber;
                return Err(Fault { kind, span });
            }
        }
        self.remark(remark);
        Ok(())
    }

    fn remark(&mut self, remark: Option<ReadErrorKind>) {
        if let Some(kind) = remark {
            self.out.remark(kind);
        }
    }

    fn enter(&self, span: Span) -> Result<(), Fault> {
        let kind = ReadErrorKind::TooDeep;
        if self.out.depth() >= self.max_depth {
            return Err(Fault { kind, span });
        }
        Ok(())
    }

    fn sequence(&mut self, at: usize, span: Span) -> Result<(), Fault> {
        self.enter(span)?;
        self.out.open_array(span);
        self.remark(container_remark(&self.nodes[at], "seq"));
        for element in self.children(at) {
            self.node(element, None)?;
        }
        self.out.close(span.end);
        Ok(())
    }

    fn mapping(&mut self, at: usize, span: Span) -> Result<(), Fault> {
        self.enter(span)?;
        self.out.open_object(span);
        self.remark(container_remark(&self.nodes[at], "map"));
        if self.pairs(at).any(|(key, _)| self.is_merge(key)) {
            for (key, value) in self.merged(at, 0)? {
                self.member(key, value)?;
            }
        } else {
            for (key, value) in self.pairs(at) {
                self.member(key, value)?;
            }
        }
        self.out.close(span.end);
        Ok(())
    }

    fn member(&mut self, key: usize, value: usize) -> Result<(), Fault> {
        let span = self.nodes[key].span;
        let (name, remark) = self.name(key)?;
        self.out.key(&name, span);
        self.remark(remark);
        self.node(value, None)
    }

    /// The name that a key gives, and what is odd about it.
    fn name(&self, key: usize) -> Result<(Cow<'n, str>, Option<ReadErrorKind>), Fault> {
        let node = &self.nodes[self.target(key)];
        let What::Scalar { text, plain } = &node.what else {
            let (kind, span) = (ReadErrorKind::ComplexKey, self.nodes[key].span);
            return Err(Fault { kind, span });
        };
        let odd = match meaning(node, text, *plain) {
            (Scalar::String, remark) => remark,
            _ => Some(ReadErrorKind::NonStringKey),
        };
        let text: &'n str = if *plain && implied(text, node.span) {
            ""
        } else {
            text
        };
        Ok((Cow::Borrowed(text), odd))
    }

    /// What an alias stands for; anything else stands for itself. An alias never stands for one.
    fn target(&self, at: usize) -> usize {
        match self.nodes[at].what {
            What::Alias(target) => target,
            _ => at,
        }
    }

    /// The places right inside a container.
    fn children(&self, at: usize) -> impl Iterator<Item = usize> + use<'n> {
        let (nodes, end) = (self.nodes, self.nodes[at].next);
        let first = at + 1;
        std::iter::successors((first < end).then_some(first), move |&child| {
            let next = nodes[child].next;
            (next < end).then_some(next)
        })
    }

    /// The members of a mapping as they are written.
    fn pairs(&self, at: usize) -> impl Iterator<Item = Pair> + use<'n> {
        let mut children = self.children(at);
        // Each key has a value, if only one of no length.
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    fn is_merge(&self, key: usize) -> bool {
        let node = &self.nodes[key];
        let merges = match &node.tag {
            None => true,
            Some(tag) => yaml_type(tag).as_deref() == Some("merge"),
        };
        merges && matches!(&node.what, What::Scalar { text, plain: true } if text == "<<")
    }

    /// The members of a mapping in which others are merged. A name that stands in the mapping
    /// itself, however often, keeps out what is merged.
    fn merged(&mut self, at: usize, depth: usize) -> Result<Vec<Pair>, Fault> {
        let own: Vec<Pair> = self.pairs(at).collect();
        self.spend(own.len(), self.nodes[at].span)?;
        let mut names = HashSet::new();
        for &(key, _) in own.iter().filter(|(key, _)| !self.is_merge(*key)) {
            names.insert(self.name(key)?.0);
        }
        let mut members = Vec::with_capacity(own.len());
        for (key, value) in own {
            if !self.is_merge(key) {
                members.push((key, value));
                continue;
            }
            for source in self.sources(value, depth)? {
                for (key, value) in self.merged(source, depth + 1)? {
                    if names.insert(self.name(key)?.0) {
                        members.push((key, value));
                    }
                }
            }
        }
        Ok(members)
    }

    /// The mappings that the value of a merge key names.
    fn sources(&self, value: usize, depth: usize) -> Result<Vec<usize>, Fault> {
        let span = self.nodes[value].span;
        if depth >= self.max_depth {
            let kind = ReadErrorKind::TooDeep;
            return Err(Fault { kind, span });
        }
        let at = self.target(value);
        let sources: Vec<usize> = match self.nodes[at].what {
            What::Sequence => self.children(at).map(|child| self.target(child)).collect(),
            _ => vec![at],
        };
        let mappings = |&source: &usize| matches!(self.nodes[source].what, What::Mapping);
        if !sources.iter().all(mappings) {
            let kind = ReadErrorKind::InvalidMerge;
            return Err(Fault { kind, span });
        }
        Ok(sources)
    }

    fn spend(&mut self, members: usize, span: Span) -> Result<(), Fault> {
        // Even an empty mapping takes a step.
        self.spent += members + 1;
        self.check_budget(span)
    }
}

/// What a scalar means, and what is odd about its tag.
fn meaning(node: &Node<'_>, text: &str, plain: bool) -> (Scalar, Option<ReadErrorKind>) {
    let untagged = || {
        if plain {
            Scalar::plain(text)
        } else {
            Scalar::String
        }
    };
    let Some(tag) = &node.tag else {
        return (untagged(), None);
    };
    if is_non_specific(tag) {
        return (Scalar::String, None);
    }
    match yaml_type(tag) {
        Some(name) => match Scalar::tagged(&name, text) {
            Some(scalar) => (scalar, None),
            None if is_known(&name) => (untagged(), Some(ReadErrorKind::TagMismatch)),
            None => (untagged(), Some(ReadErrorKind::UnknownTag)),
        },
        None => (untagged(), Some(ReadErrorKind::UnknownTag)),
    }
}

/// What is odd about the tag of a container of some type.
fn container_remark(node: &Node<'_>, own: &str) -> Option<ReadErrorKind> {
    let tag = node.tag.as_ref()?;
    if is_non_specific(tag) {
        return None;
    }
    match yaml_type(tag) {
        Some(name) if name == own => None,
        Some(name) if is_known(&name) => Some(ReadErrorKind::TagMismatch),
        _ => Some(ReadErrorKind::UnknownTag),
    }
}

/// The tag `!`, which says that a scalar is a string whatever it looks like.
fn is_non_specific(tag: &Tag) -> bool {
    tag.handle().is_empty() && tag.suffix() == "!"
}

/// The name of one of YAML's own types.
fn yaml_type(tag: &Tag) -> Option<Cow<'_, str>> {
    tag.suffix_in_namespace("tag:yaml.org,2002:")
}

/// Whether a type is one that JSON has a place for.
fn is_known(name: &str) -> bool {
    let known = [
        "str",
        "int",
        "float",
        "bool",
        "null",
        "seq",
        "map",
        "binary",
        "timestamp",
        "merge",
    ];
    known.contains(&name)
}
