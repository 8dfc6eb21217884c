//! Arrays in the quick walk.

use trueup_rules::unique;

use super::program::{ArrayCheck, ContainsCheck};
use super::{Quick, Stop, Walk};

/// Up to here, comparing each with each is cheaper than sorting.
const FEW: usize = 16;

impl<'p> Quick<'p, '_> {
    pub(super) fn array(&mut self, check: &'p ArrayCheck, at: usize, depth: usize) -> Walk {
        self.enter(depth)?;
        let (start, inside) = (at, depth + 1);
        let (mut at, mut byte) = self.cursor.space(at + 1);
        let mut count: u64 = 0;
        let mut contained: u64 = 0;
        let mut elements = Vec::new();
        if byte == b']' {
            at += 1;
        } else {
            loop {
                let rule = usize::try_from(count)
                    .ok()
                    .and_then(|at| check.prefix.get(at));
                let end = match rule.copied().or(check.rest) {
                    Some(rule) => self.value(rule, at, byte, inside)?,
                    None => self.skip(at, byte, inside)?,
                };
                count += 1;
                if let Some(contains) = &check.contains {
                    contained += u64::from(self.tries(contains.rule, at, byte, inside)?);
                }
                if check.unique {
                    elements.push((at, end));
                }
                (at, byte) = self.cursor.space(end);
                match byte {
                    b',' => (at, byte) = self.cursor.gap(at + 1),
                    b']' => {
                        at += 1;
                        break;
                    }
                    _ => return Err(Stop::Closer),
                }
            }
        }
        self.burn((at - start) / 8)?;
        let counted = check
            .contains
            .as_ref()
            .is_none_or(|contains| contains.allows(contained));
        if count < check.min_items || count > check.max_items || !counted {
            return Err(Stop::Refused);
        }
        let several = matches!(elements[..], [_, _, ..]);
        if several && !self.distinct(&elements, start)? {
            return Err(Stop::Refused);
        }
        Ok(at)
    }

    /// Whether all elements differ, by their text where they are strings without escapes.
    #[inline(never)]
    fn distinct(&mut self, elements: &[(usize, usize)], start: usize) -> Result<bool, Stop> {
        let bytes = self.cursor.bytes();
        let end = elements.last().map_or(start, |&(_, end)| end);
        self.burn((end - start) / 4)?;
        let raw = elements
            .iter()
            .map(|&(from, to)| bytes.get(from..to).unwrap_or(&[]));
        let mut raw: Vec<&[u8]> = raw.collect();
        if are_plain_strings(&raw) {
            return Ok(distinct_texts(&mut raw));
        }
        // The depth has been kept to already.
        let read = self.cursor.document(start, 0, self.buffer);
        let (document, _) = read.ok_or(Stop::Closer)?;
        let distinct = unique::first_repeat(document.root()).is_none();
        document.release(self.buffer);
        Ok(distinct)
    }
}

/// Whether all texts are strings without escapes, so that their values differ as their texts do.
pub(super) fn are_plain_strings(texts: &[&[u8]]) -> bool {
    let plain = |text: &&[u8]| text.first() == Some(&b'"') && !text.contains(&b'\\');
    texts.iter().all(plain)
}

/// Whether no text stands there twice. Changes their order.
pub(super) fn distinct_texts(texts: &mut [&[u8]]) -> bool {
    if texts.len() <= FEW {
        let repeats = |(at, text): (usize, &&[u8])| texts[..at].contains(text);
        return !texts.iter().enumerate().any(repeats);
    }
    texts.sort_unstable();
    texts.windows(2).all(|pair| pair[0] != pair[1])
}

impl ContainsCheck {
    pub(super) fn allows(&self, found: u64) -> bool {
        (self.min..=self.max).contains(&found)
    }
}
