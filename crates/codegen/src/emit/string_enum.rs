//! Strings from a list, and an `Other` where the schema leaves it open.

use proc_macro2::TokenStream;
use quote::quote;

use super::common;
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::shape::{StringEnum, Type};

pub(super) fn items(of: &Type, strings: &StringEnum, is_root: bool) -> Vec<Item> {
    let mut items = vec![
        definition(of, strings),
        values(of, strings),
        conversions(of, strings),
    ];
    if !is_root {
        items.push(display(of));
    }
    items
}

fn definition(of: &Type, strings: &StringEnum) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let variants = strings.variants.iter().map(|variant| {
        let mut docs = variant.docs.clone();
        docs.push(docs::json_name(&variant.value));
        let docs = common::docs(&docs);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    let other = strings.other.as_ref().map(|other| {
        let other = ident(other);
        quote! {
            /// Every other string. `From` finds the variant of a string that has one.
            #other(String)
        }
    });
    let copy = strings.other.is_none().then(|| quote! { Copy, });
    let variants = variants.chain(other);
    Item::new(quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name { #(#variants),* }
    })
}

fn values(of: &Type, strings: &StringEnum) -> Item {
    let name = ident(&of.name);
    let variants = &strings.variants;
    let names: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    let as_str = match &strings.other {
        None => quote! {
            /// The value as it stands in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#names => #values),* }
            }
        },
        Some(other) => {
            let other = ident(other);
            quote! {
                /// The value as it stands in JSON.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self { #(Self::#names => #values,)* Self::#other(text) => text }
                }
            }
        }
    };
    let all = if strings.other.is_some() {
        " Every value that the schema lists, in its order."
    } else {
        " Every value, in the order of the schema."
    };
    Item::new(quote! {
        impl #name {
            #[doc = #all]
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            #as_str

            /// The value that stands so in JSON.
            #[must_use]
            pub fn from_json_name(text: &str) -> Option<Self> {
                match text { #(#values => Some(Self::#names),)* _ => None }
            }
        }
    })
}

fn conversions(of: &Type, strings: &StringEnum) -> Item {
    let name = ident(&of.name);
    let ask = common::ask_validator(of);
    let read = match &strings.other {
        None => quote! { Self::from_json_name(&text).ok_or(::trueup::Refused) },
        Some(_) => quote! { Ok(Self::from(&*text)) },
    };
    let from = strings.other.as_ref().map(|other| from_text(of, other));
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                #ask
                let text = node.as_str().ok_or(::trueup::Refused)?;
                #read
            }
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                ::trueup::Encode::encode(self.as_str(), out);
            }
        }

        #from
    })
}

/// `From` any string, where the schema leaves the list open.
fn from_text(of: &Type, other: &str) -> TokenStream {
    let (name, other) = (ident(&of.name), ident(other));
    quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                Self::from_json_name(text).unwrap_or_else(|| Self::#other(text.to_owned()))
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::from_json_name(&text).unwrap_or(Self::#other(text))
            }
        }
    }
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
