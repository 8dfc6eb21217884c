//! An `enum` of strings, which may be open: then one more variant takes what is not listed.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{common, read, skim};
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::shape::{StringEnum, Type};

pub(super) fn items(of: &Type, listed: &StringEnum, is_root: bool) -> Vec<Item> {
    let mut items = vec![
        definition(of, listed),
        values(of, listed),
        conversions(of, listed),
    ];
    if !is_root {
        items.push(display(of));
    }
    items
}

fn definition(of: &Type, listed: &StringEnum) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let variants = listed.variants.iter().map(|variant| {
        let mut docs = variant.docs.clone();
        docs.push(docs::json_name(&variant.value));
        let docs = common::docs(&docs);
        let name = ident(&variant.name);
        quote! { #docs #name, }
    });
    let other = other(listed).map(|other| {
        quote! {
            /// A string that the schema does not list. `From` finds the variant of one that it does.
            #other(String),
        }
    });
    let copy = other.is_none().then(|| quote! { Copy, });
    let derive = common::derive(
        of,
        &quote! { Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash },
    );
    Item::new(quote! {
        #docs
        #derive
        pub enum #name { #(#variants)* #other }
    })
}

/// The variant of strings that are not listed.
fn other(listed: &StringEnum) -> Option<Ident> {
    listed.other.as_deref().map(ident)
}

fn values(of: &Type, listed: &StringEnum) -> Item {
    let name = ident(&of.name);
    let variants = &listed.variants;
    let names: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    let as_str = as_str(listed, &quote! { #(Self::#names => #values,)* });
    let all = match listed.other {
        None => " Every value, in the order of the schema.",
        Some(_) => " Every value that the schema lists, in its order.",
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

fn as_str(listed: &StringEnum, arms: &TokenStream) -> TokenStream {
    let (receiver, text, other) = match other(listed) {
        None => (
            quote! { const fn as_str(self) },
            quote! { &'static str },
            None,
        ),
        Some(other) => (
            quote! { fn as_str(&self) },
            quote! { &str },
            Some(quote! { Self::#other(text) => text }),
        ),
    };
    quote! {
        /// The value as it stands in JSON.
        #[must_use]
        pub #receiver -> #text {
            match self { #arms #other }
        }
    }
}

fn conversions(of: &Type, listed: &StringEnum) -> Item {
    let name = ident(&of.name);
    let ask = common::ask_validator(of);
    let read = read::string_enum(of, other(listed).as_ref());
    let skim = skim::string_enum(of, listed);
    let value = match other(listed) {
        None => quote! { ::trueup::decode_listed(node, Self::from_json_name) },
        Some(_) => quote! {
            let text = node.as_str().ok_or(::trueup::Refused)?;
            Ok(Self::from(&*text))
        },
    };
    let from = other(listed).map(|other| from_text(of, &other));
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                #ask
                #value
            }

            #read

            #skim
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                ::trueup::Encode::encode(self.as_str(), out);
            }
        }

        #from
    })
}

/// `From` any string, where the list is open.
fn from_text(of: &Type, other: &Ident) -> TokenStream {
    let name = ident(&of.name);
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
