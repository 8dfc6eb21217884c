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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shares {
    /// The fields of structs and of variants.
    pub(crate) fields: Share,
    /// The fields for properties that a schema leaves open; such a field is open as well.
    pub(crate) rest: Share,
    /// How many variants hold whatever a schema leaves open.
    pub(crate) open_variants: usize,
    /// Where the fields are that hold raw values: the type, and the field if it has a name.
    pub(crate) raw: Vec<String>,
}

/// The types whose values are raw JSON because nothing else is said.
const OPEN: &str = ":: trueup :: AdditionalProperties < Self >";
const OPEN_MAP: &str = ":: trueup :: Map >";

/// What the types of typify's code hold where they hold raw JSON.
const OTHERS: [&str; 2] = [":: serde_json :: Value", ":: serde_json :: Map"];

/// Whether a variant is for whatever a schema leaves open, as a property is that only a condition
/// describes.
fn is_open(variant: &syn::Variant) -> bool {
    let mut fields = variant.fields.iter();
    let json = |field: &syn::Field| field.ty.to_token_stream().to_string() == ":: trueup :: Json";
    variant.ident == "Other" && fields.next().is_some_and(json)
}

impl Shares {
    /// Counts what a file of Rust declares.
    pub(crate) fn add(&mut self, file: &syn::File) {
        file.items.iter().for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &syn::Item) {
        let (name, fields): (_, Vec<&syn::Field>) = match item {
            syn::Item::Struct(item) if !item.ident.to_string().ends_with("Builder") => {
                (&item.ident, item.fields.iter().collect())
            }
            syn::Item::Enum(item) => {
                let (open, said): (Vec<_>, Vec<_>) = item.variants.iter().partition(|v| is_open(v));
                self.open_variants += open.len();
                let fields = said.into_iter().flat_map(|v| &v.fields);
                (&item.ident, fields.collect())
            }
            // typify's errors.
            syn::Item::Mod(module) if module.ident == "error" => return,
            syn::Item::Mod(module) => {
                let inner = module.content.iter().flat_map(|(_, items)| items);
                return inner.for_each(|item| self.item(item));
            }
            _ => return,
        };
        for field in fields {
            self.field(name, field);
        }
    }

    fn field(&mut self, of: &syn::Ident, field: &syn::Field) {
        let text = field.ty.to_token_stream().to_string();
        let flat = |attribute: &syn::Attribute| {
            attribute.to_token_stream().to_string().contains("flatten")
        };
        let open =
            text.starts_with(":: trueup :: AdditionalProperties") || field.attrs.iter().any(flat);
        let raw = text.contains(":: Json") || text == OPEN || text.contains(OPEN_MAP);
        let raw = raw || OTHERS.iter().any(|other| text.contains(other));
        let share = if open {
            &mut self.rest
        } else {
            &mut self.fields
        };
        share.all += 1;
        share.typed += usize::from(!raw);
        if raw && !open {
            let field = field.ident.as_ref().map(|name| format!(".{name}"));
            self.raw.push(format!("{of}{}", field.unwrap_or_default()));
        }
    }
}

impl Share {
    /// Whether so many of a thousand are typed.
    pub(crate) fn is_at_least(self, per_mille: usize) -> bool {
        self.typed * 1000 >= self.all * per_mille
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
    fn the_code_of_typify_is_counted_alike() {
        let code = "
            pub mod error { pub struct ConversionError(::std::borrow::Cow<'static, str>); }
            pub struct A { a: ::std::vec::Vec<::serde_json::Value>, b: ::std::string::String,
                #[serde(flatten)] c: ::std::collections::HashMap<String, ::serde_json::Value> }
            pub enum B { X(::serde_json::Map<String, ::serde_json::Value>) }";
        let mut shares = Shares::default();
        shares.add(&syn::parse_str(code).expect("this is Rust"));
        assert_eq!(shares.fields, Share { typed: 1, all: 3 });
        assert!(shares.fields.is_at_least(333) && !shares.fields.is_at_least(334));
        assert_eq!(shares.rest, Share { typed: 0, all: 1 });
    }

    #[test]
    fn raw_values_are_told_from_types() {
        let code = "
            pub struct A { a: ::trueup::Json, b: Vec<::trueup::Json>, c: String,
                d: ::trueup::AdditionalProperties<Self> }
            pub struct ABuilder { a: Option<::trueup::Json> }
            pub mod inner { pub enum B { X(i64), Y(Vec<::trueup::Map>), Z } }
            pub enum C { Integer(i64), Other(::trueup::Json) }";
        let mut shares = Shares::default();
        shares.add(&syn::parse_str(code).expect("this is Rust"));
        assert_eq!(shares.fields, Share { typed: 3, all: 6 });
        assert_eq!(shares.rest, Share { typed: 0, all: 1 });
        assert_eq!(shares.open_variants, 1);
        assert_eq!(shares.raw, ["A.a", "A.b", "B"]);
    }
}
