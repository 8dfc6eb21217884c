//! What every named type has.

use proc_macro2::TokenStream;
use quote::quote;

use crate::format::Item;
use crate::name::ident;
use crate::shape::Type;

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

/// Serialize, Deserialize, JsonSchema and Model.
pub(super) fn model(of: &Type) -> Item {
    let name = ident(&of.name);
    let (text, pointer) = (&of.name, &of.pointer);
    Item::new(quote! { ::trueup::model!(#name, #text, #pointer, SOURCE); })
}

/// The question to the validator that ends a decode, where the type does not hold everything.
pub(super) fn ask_validator(of: &Type) -> TokenStream {
    if of.checked {
        quote! { ::trueup::accepts::<Self>(node)?; }
    } else {
        TokenStream::new()
    }
}
