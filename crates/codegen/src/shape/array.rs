//! Arrays with constraints: of one type, or of a type for each place.

use trueup_schema::Keywords;

use super::assertions::{Assertions, Judges};
use super::build::{Builder, WHOLE};
use super::{Check, Tuple, TypeId, Usage};

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

    /// An array with a type for each of its first places. `None` where those are too many.
    fn tuple(&mut self, id: TypeId, keywords: &Keywords, left: &mut Assertions) -> Option<Usage> {
        let length = keywords.prefix_items.len();
        if length > LONGEST_TUPLE {
            return None;
        }
        let bound = |bound: Option<u64>| bound.map(|bound| usize::try_from(bound).ok());
        let least = bound(keywords.min_items).map_or(Some(0), |least| least);
        let sure = least.unwrap_or(length).min(length);
        let closed = keywords
            .items
            .is_some_and(|items| self.graph.is_never(items));
        let full = bound(keywords.max_items) == Some(Some(length));
        left.take("prefixItems");
        left.take("items");
        if least == Some(sure) {
            left.take("minItems");
        }
        if full {
            left.take("maxItems");
        }
        let places = keywords.prefix_items.iter().enumerate();
        let places = places.map(|(at, &item)| self.usage(item.into(), id, &format!("item {at}")));
        let mut first: Vec<Usage> = places.collect();
        let more = first.split_off(sure);
        let rest = match keywords.items {
            _ if closed || full => None,
            Some(items) => Some(self.usage(items.into(), id, "rest item")),
            None => Some(Usage::Json),
        };
        let rest = rest.map(Box::new);
        Some(Usage::Tuple(Tuple { first, more, rest }))
    }
}
