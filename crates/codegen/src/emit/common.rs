//! What every named type has.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::format::Item;
use crate::name::ident;
use crate::shape::{Module, Type};

/// Doc attributes, one a line.
pub(super) fn docs(paragraphs: &[String]) -> TokenStream {
    let mut lines = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        lines.extend(
            paragraph
                .lines()
                .map(|line| format!(" {line}").trim_end().to_owned()),
        );
    }
    quote! { #(#[doc = #lines])* }
}

/// What a type derives, with what it is to derive besides, and the attributes that it carries.
pub(super) fn derive(of: &Type, derives: &TokenStream) -> TokenStream {
    let has = |wanted: &TokenStream| {
        let last = words(wanted).last();
        words(derives).any(|known| Some(known) == last)
    };
    let more = of.derives.iter().filter(|wanted| !has(wanted));
    let attributes = &of.attributes;
    quote! {
        #[derive(#derives #(, #more)*)]
        #(#attributes)*
    }
}

fn words(tokens: &TokenStream) -> impl Iterator<Item = Ident> {
    tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    })
}

/// Whether a type has a default, but for one that every struct of its kind derives.
pub(super) fn has_default(of: &Type) -> bool {
    of.default.is_some() || derives_default(of)
}

fn derives_default(of: &Type) -> bool {
    of.derives
        .iter()
        .any(|wanted| words(wanted).last().is_some_and(|word| word == "Default"))
}

/// `Default`, where the schema states what that is; `Default` that is asked for goes before it.
pub(super) fn default(of: &Type) -> Option<Item> {
    let text = of.default.as_ref().filter(|_| !derives_default(of))?;
    let name = ident(&of.name);
    Some(Item::new(quote! {
        /// What the schema states as the default.
        impl Default for #name {
            fn default() -> Self {
                static DEFAULT: ::trueup::DefaultValue<#name> = ::trueup::DefaultValue::new(#text);
                DEFAULT.cloned()
            }
        }
    }))
}

/// `#[deprecated]`, if it is.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote! { #[deprecated] }
    } else {
        TokenStream::new()
    }
}

/// Lets the code that belongs to a type name its deprecated fields without a warning.
pub(super) fn allow_deprecated(needed: bool) -> TokenStream {
    if needed {
        quote! { #[allow(deprecated)] }
    } else {
        TokenStream::new()
    }
}

/// Serialize, Deserialize, and JsonSchema and Model or, without the validator, Plain.
pub(super) fn model(module: &Module, of: &Type) -> Item {
    let name = ident(&of.name);
    if !module.settings.validator {
        return Item::new(quote! { ::trueup::plain!(#name); });
    }
    let (text, pointer) = (&of.name, &of.pointer);
    let checked = of.checked.then(|| quote! { , checked });
    Item::new(quote! { ::trueup::model!(#name, #text, #pointer, SOURCE, DEFINITIONS #checked); })
}

/// The question to the validator that ends a decode, where the type does not hold everything.
pub(super) fn ask_validator(of: &Type) -> TokenStream {
    if of.checked {
        quote! { ::trueup::accepts::<Self>(node)?; }
    } else {
        TokenStream::new()
    }
}
