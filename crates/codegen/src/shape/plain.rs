//! Definitions that need no type of their own: what is a plain string, a list of one, or only another
//! name for a third definition, is used as what it is. A string or number whose definition has a title
//! is a kind of thing by itself, such as the number of an order, and stays a type.
//!
//! What leads back to itself keeps its name, and so does what has parts that are called after it. The
//! answer only depends on the schema that a reference leads to, never on who refers to it.

use trueup_schema::SchemaId;

use super::Usage;
use super::build::Builder;
use super::class::{self, Class};
use super::view::View;

/// How many lists, maps and references one name may stand for.
const MOST_LAYERS: usize = 16;

impl Builder<'_> {
    /// What stands for a definition that needs no type of its own.
    pub(super) fn plain(&mut self, target: SchemaId) -> Option<Usage> {
        self.is_plain(target)
            .then(|| self.plain_usage(target.into()))
    }

    /// Follows the layers of a definition to what can be written down without a name, or to another
    /// definition, or to what is left of its own beside null.
    fn is_plain(&self, target: SchemaId) -> bool {
        if target == self.graph.set.root() {
            return false;
        }
        let mut view = View::from(target);
        let mut elsewhere = false;
        for layer in 0..MOST_LAYERS {
            if self.plan.replacement(view).is_some() || self.unsettled.contains(&view.id) {
                return elsewhere;
            }
            view = match class::of(self.graph, view) {
                Class::Plain(Usage::Never) => return elsewhere,
                Class::Plain(_) if layer == 0 && self.has_title(target) => return false,
                // Where anything may stand, a name is all that is known of it.
                Class::Anything | Class::Array(None) | Class::Map(None) => return elsewhere,
                Class::Plain(_) => return true,
                Class::Reference(next) if next == target => return false,
                Class::Reference(next) => {
                    elsewhere = true;
                    next.into()
                }
                Class::Array(Some(inner)) | Class::Map(Some(inner)) => inner.into(),
                Class::NullableOther(inner) => inner.into(),
                Class::NullableSelf => without_null(view),
                Class::Listed(_) | Class::Union(..) | Class::Constrained(_) | Class::Checked => {
                    return elsewhere || (view.id == target && view.without_null);
                }
            };
        }
        false
    }

    /// Whether a schema is called something, as a kind of thing: `Order number`, and not any string.
    fn has_title(&self, id: SchemaId) -> bool {
        let keywords = self.graph.keywords(id);
        keywords.is_some_and(|keywords| keywords.title.is_some())
    }

    fn plain_usage(&mut self, view: View) -> Usage {
        let inner = |this: &mut Self, id: Option<SchemaId>| {
            Box::new(id.map_or(Usage::Json, |id| this.plain_usage(id.into())))
        };
        match class::of(self.graph, view) {
            Class::Anything => Usage::Json,
            Class::Plain(usage) => usage,
            Class::Reference(target) => self.reference(target),
            Class::Array(element) => Usage::Array(inner(self, element)),
            Class::Map(value) => Usage::Map(inner(self, value)),
            Class::NullableOther(other) => Usage::Nullable(inner(self, Some(other))),
            Class::NullableSelf => Usage::Nullable(Box::new(self.plain_usage(without_null(view)))),
            Class::Listed(_) | Class::Union(..) | Class::Constrained(_) | Class::Checked => {
                Usage::Named(self.definition(view))
            }
        }
    }
}

fn without_null(view: View) -> View {
    View {
        without_null: true,
        ..view
    }
}
