//! How much of generated code is types, and how much is raw JSON values.

use std::fmt;

use quote::ToTokens;

use super::table;

/// Of all places, those whose type holds no raw JSON value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    typed: usize,
    all: usize,
}

/// The shares of generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shares {
    /// The fields of structs and of variants.
    pub(crate) fields: Share,
    /// The fields for properties that a schema leaves open; such a field is open as well.
    pub(crate) rest: Share,
}

/// The types whose values are raw JSON because nothing else is said.
const OPEN: &str = ":: trueup :: AdditionalProperties < Self >";
const OPEN_MAP: &str = ":: trueup :: Map >";

impl Shares {
    /// Counts what a file of Rust declares.
    pub(crate) fn add(&mut self, file: &syn::File) {
        file.items.iter().for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &syn::Item) {
        let fields: Vec<&syn::Field> = match item {
            syn::Item::Struct(item) if !item.ident.to_string().ends_with("Builder") => {
                item.fields.iter().collect()
            }
            syn::Item::Enum(item) => item.variants.iter().flat_map(|v| &v.fields).collect(),
            syn::Item::Mod(module) => {
                let inner = module.content.iter().flat_map(|(_, items)| items);
                return inner.for_each(|item| self.item(item));
            }
            _ => return,
        };
        for field in fields {
            let text = field.ty.to_token_stream().to_string();
            let open = text.starts_with(":: trueup :: AdditionalProperties");
            let typed = !text.contains(":: Json") && text != OPEN && !text.contains(OPEN_MAP);
            let share = if open {
                &mut self.rest
            } else {
                &mut self.fields
            };
            share.all += 1;
            share.typed += usize::from(typed);
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&table::share(self.typed, self.all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_values_are_told_from_types() {
        let code = "
            pub struct A { a: ::trueup::Json, b: Vec<::trueup::Json>, c: String,
                d: ::trueup::AdditionalProperties<Self> }
            pub struct ABuilder { a: Option<::trueup::Json> }
            pub mod inner { pub enum B { X(i64), Y(Vec<::trueup::Map>), Z } }";
        let mut shares = Shares::default();
        shares.add(&syn::parse_str(code).expect("this is Rust"));
        assert_eq!(shares.fields, Share { typed: 2, all: 5 });
        assert_eq!(shares.rest, Share { typed: 0, all: 1 });
    }
}
