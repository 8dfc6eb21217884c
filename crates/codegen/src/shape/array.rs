//! Arrays with constraints: of one type, or of a type for each place.

use trueup_schema::Keywords;

use super::assertions::{Assertions, Judges};
use super::build::{Builder, WHOLE};
use super::{Check, TypeId, Usage};

/// The longest tuple for which the traits of Rust and of the runtime are there.
const LONGEST_TUPLE: usize = 12;

impl Builder<'_> {
    pub(super) fn bounded_array(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        left: &mut Assertions,
    ) -> (Usage, Vec<Check>) {
        left.keep_only_for(Judges::Array);
        if !keywords.prefix_items.is_empty() {
            let tuple = self.tuple(id, keywords, left);
            return (
                tuple.unwrap_or(Usage::Array(Box::new(Usage::Json))),
                Vec::new(),
            );
        }
        left.take("items");
        let inner = self.array(keywords.items, id, WHOLE);
        let minimum = keywords
            .min_items
            .filter(|_| left.take("minItems"))
            .map(Check::MinItems);
        let maximum = keywords
            .max_items
            .filter(|_| left.take("maxItems"))
            .map(Check::MaxItems);
        (inner, minimum.into_iter().chain(maximum).collect())
    }

    /// An array whose first elements are always there and of a type each. `None` where some may be
    /// absent: then it is of no fixed length, and no tuple.
    fn tuple(&mut self, id: TypeId, keywords: &Keywords, left: &mut Assertions) -> Option<Usage> {
        let length = keywords.prefix_items.len();
        let least = usize::try_from(keywords.min_items?).ok()?;
        if least < length || length > LONGEST_TUPLE {
            return None;
        }
        let closed = keywords
            .items
            .is_some_and(|items| self.graph.is_never(items));
        let full = keywords.max_items == keywords.min_items && least == length;
        left.take("prefixItems");
        left.take("items");
        if least == length {
            left.take("minItems");
        }
        if full {
            left.take("maxItems");
        }
        let places = keywords.prefix_items.iter().enumerate();
        let first = places.map(|(at, &item)| self.usage(item.into(), id, &format!("item {at}")));
        let first = first.collect();
        let rest = match keywords.items {
            _ if closed || full => None,
            Some(items) => Some(self.usage(items.into(), id, "rest item")),
            None => Some(Usage::Json),
        };
        Some(Usage::Tuple(first, rest.map(Box::new)))
    }
}
