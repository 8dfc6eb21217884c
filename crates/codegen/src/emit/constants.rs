//! Values from a list of which not all are strings.

use proc_macro2::TokenStream;
use quote::quote;
use trueup_document::Json;

use super::common;
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::shape::{Constant, Type};

pub(super) fn items(of: &Type, constants: &[Constant]) -> Vec<Item> {
    vec![
        definition(of, constants),
        values(of, constants),
        codec(of, constants),
    ]
}

fn definition(of: &Type, constants: &[Constant]) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let derive = common::derive(
        of,
        &quote! { Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash },
    );
    let variants = constants.iter().map(|constant| {
        let mut docs = constant.docs.clone();
        docs.push(docs::json_name(&constant.value.to_string()));
        let docs = common::docs(&docs);
        let name = ident(&constant.name);
        quote! { #docs #name }
    });
    Item::new(quote! {
        #docs
        #derive
        pub enum #name { #(#variants),* }
    })
}

fn values(of: &Type, constants: &[Constant]) -> Item {
    let name = ident(&of.name);
    let names = constants.iter().map(|constant| ident(&constant.name));
    let names: Vec<_> = names.collect();
    let texts = constants.iter().map(|constant| constant.value.to_string());
    Item::new(quote! {
        impl #name {
            /// Every value, in the order of the schema.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            /// The value as JSON text.
            #[must_use]
            pub const fn as_json_text(self) -> &'static str {
                match self { #(Self::#names => #texts),* }
            }
        }
    })
}

fn codec(of: &Type, constants: &[Constant]) -> Item {
    let name = ident(&of.name);
    let ask = common::ask_validator(of);
    let strings = constants.iter().filter_map(|constant| {
        let (variant, text) = (ident(&constant.name), constant.value.as_str()?);
        Some(quote! { #text => Ok(Self::#variant) })
    });
    let strings: Vec<TokenStream> = strings.collect();
    let strings = (!strings.is_empty()).then(|| {
        quote! {
            if let Some(text) = node.as_str() {
                return match &*text { #(#strings,)* _ => Err(::trueup::Refused) };
            }
        }
    });
    let others = constants
        .iter()
        .filter(|constant| constant.value.as_str().is_none())
        .map(|constant| {
            let (variant, holds) = (ident(&constant.name), holds(&constant.value));
            quote! {
                if #holds {
                    return Ok(Self::#variant);
                }
            }
        });
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                #ask
                #strings
                #(#others)*
                Err(::trueup::Refused)
            }
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                out.push_str(self.as_json_text());
            }
        }
    })
}

/// Whether the node has the value.
fn holds(value: &Json) -> TokenStream {
    match value {
        Json::Null => quote! { node.is_null() },
        Json::Boolean(value) => quote! { node.as_bool() == Some(#value) },
        other => {
            let text = other.to_string();
            quote! { ::trueup::is_json(node, #text) }
        }
    }
}
