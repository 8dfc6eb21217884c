//! Lines and columns of many places, in one pass over the text.
//!
//! A payload may be one long line, and counting its columns anew for each of a thousand violations
//! would take a thousand passes.

use std::collections::HashMap;

use trueup_document::Position;

/// The positions of byte offsets.
pub(crate) struct Positions(HashMap<usize, Position>);

impl Positions {
    /// Counts lines and columns up to the last of the offsets.
    pub(crate) fn new(text: &str, mut offsets: Vec<usize>) -> Self {
        offsets.sort_unstable();
        offsets.dedup();
        let mut positions = HashMap::with_capacity(offsets.len());
        let mut position = Position { line: 1, column: 1 };
        let mut at = 0;
        for offset in offsets {
            let end = offset.min(text.len());
            // Places begin with a character.
            position = position.after(text.get(at..end).unwrap_or_default());
            at = end;
            positions.insert(offset, position);
        }
        Self(positions)
    }

    /// The position of one of the offsets.
    pub(crate) fn of(&self, offset: usize) -> Position {
        let start = Position { line: 1, column: 1 };
        self.0.get(&offset).copied().unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use trueup_document::LineIndex;

    use super::Positions;

    #[test]
    fn positions_are_those_of_the_line_index() {
        let text = "a\r\n\té🦀b\n\n\n日本\rx";
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).rev().collect();
        let positions = Positions::new(text, offsets.clone());
        let index = LineIndex::new(text.as_bytes());
        for offset in offsets {
            assert_eq!(positions.of(offset), index.position(offset), "{offset}");
        }
    }
}
