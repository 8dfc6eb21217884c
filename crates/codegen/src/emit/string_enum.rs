//! An `enum` of strings.

use quote::quote;

use super::{common, read};
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::shape::{Type, Variant};

pub(super) fn items(of: &Type, variants: &[Variant], is_root: bool) -> Vec<Item> {
    let mut items = vec![
        definition(of, variants),
        values(of, variants),
        conversions(of),
    ];
    if !is_root {
        items.push(display(of));
    }
    items
}

fn definition(of: &Type, variants: &[Variant]) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let variants = variants.iter().map(|variant| {
        let docs = common::docs(&[docs::json_name(&variant.value)]);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    Item::new(quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name { #(#variants),* }
    })
}

fn values(of: &Type, variants: &[Variant]) -> Item {
    let name = ident(&of.name);
    let names: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    Item::new(quote! {
        impl #name {
            /// Every value, in the order of the schema.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            /// The value as it stands in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#names => #values),* }
            }

            /// The value that stands so in JSON.
            #[must_use]
            pub fn from_json_name(text: &str) -> Option<Self> {
                match text { #(#values => Some(Self::#names),)* _ => None }
            }
        }
    })
}

fn conversions(of: &Type) -> Item {
    let name = ident(&of.name);
    let read = read::string_enum();
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                let text = node.as_str().ok_or(::trueup::Refused)?;
                Self::from_json_name(&text).ok_or(::trueup::Refused)
            }

            #read
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                ::trueup::Encode::encode(self.as_str(), out);
            }
        }
    })
}

fn display(of: &Type) -> Item {
    let name = ident(&of.name);
    Item::new(quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    })
}
