//! `detailed`: the errors by the keywords that lead to them.
//!
//! A keyword that leads to several errors holds them; one that leads to a single error is left out,
//! since that error names the whole way.

use trueup_validator::Violation;

use super::{Unit, common, leaf};

/// Deeper than this nothing is grouped further: what is written is read by recursion elsewhere.
const DEEPEST: usize = 64;

/// The errors as a tree.
pub(super) fn condensed<'a>(violations: Vec<&Violation>) -> Vec<Unit<'a>> {
    grouped(&violations, "", 0)
}

/// The units of errors whose ways all begin with `way`.
fn grouped<'a>(violations: &[&Violation], way: &str, depth: usize) -> Vec<Unit<'a>> {
    let mut groups: Vec<(&str, Vec<&Violation>)> = Vec::new();
    for &violation in violations {
        let next = token(violation.evaluation_path.as_str(), way.len());
        match groups.iter_mut().find(|(known, _)| *known == next) {
            Some((_, group)) if !next.is_empty() => group.push(violation),
            _ => groups.push((next, vec![violation])),
        }
    }
    let units = groups.into_iter();
    units
        .flat_map(|(next, group)| unit(next, &group, way, depth))
        .collect()
}

fn unit<'a>(next: &str, group: &[&Violation], way: &str, depth: usize) -> Vec<Unit<'a>> {
    if let [only] = group {
        return vec![leaf(only)];
    }
    if depth >= DEEPEST {
        return group.iter().map(|violation| leaf(violation)).collect();
    }
    let way = format!("{way}{next}");
    let errors = grouped(group, &way, depth + 1);
    // One unit holds all that this one would.
    if errors.len() < 2 {
        return errors;
    }
    let absolute = group.iter().find_map(|violation| absolute(violation, &way));
    if absolute.is_none() && way.contains("/$") {
        // Where it stands cannot be said, as it must be behind a reference; so its errors stand
        // without it.
        return errors;
    }
    let mut places = group
        .iter()
        .map(|violation| violation.instance_path.as_str());
    let first = places.next().unwrap_or_default();
    let instance = places.fold(first, |so_far, place| common(so_far, place));
    vec![Unit {
        instance_location: instance.to_owned(),
        absolute_keyword_location: absolute,
        keyword_location: way,
        errors,
        ..Unit::default()
    }]
}

/// The next token of a way with the slash before it; empty at its end.
fn token(way: &str, from: usize) -> &str {
    let rest = way.get(from..).unwrap_or_default();
    let end = rest.get(1..).and_then(|rest| rest.find('/'));
    end.map_or(rest, |end| &rest[..=end])
}

/// The absolute place of a keyword on the way to an error, if no reference lies between them.
fn absolute(violation: &Violation, way: &str) -> Option<String> {
    let rest = violation.evaluation_path.as_str().get(way.len()..)?;
    let uri = &violation.schema.as_ref()?.uri;
    if rest.split('/').any(|token| token.starts_with('$')) {
        return None;
    }
    let tokens = rest.matches('/').count();
    let end = (0..tokens).try_fold(uri.len(), |end, _| uri[..end].rfind('/'))?;
    Some(uri[..end].to_owned())
}
