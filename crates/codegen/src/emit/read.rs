//! Reading a type in one pass over the bytes: `Decode::read`, beside the decode from a document.
//!
//! It is only printed for types that hold all that their schema says; the others are read by way of
//! a document, which is what the trait does by itself.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::shape::{Struct, Type};

/// `read` of a string `enum`. `other` is the variant that takes what is not listed, if there is one.
pub(super) fn string_enum(of: &Type, other: Option<&Ident>) -> TokenStream {
    if of.checked {
        return TokenStream::new();
    }
    match other {
        None => method(&quote! { ::trueup::read_listed(reader, Self::from_json_name) }),
        Some(other) => method(&quote! {
            let text = reader.plain_str()?;
            Some(Self::from_json_name(text).unwrap_or_else(|| Self::#other(text.to_owned())))
        }),
    }
}

/// `read` of a newtype. `fallible` says whether its constructor checks something.
pub(super) fn newtype(of: &Type, inner: &TokenStream, fallible: bool) -> TokenStream {
    if of.checked {
        return TokenStream::new();
    }
    if fallible {
        method(&quote! { ::trueup::read_wrapped::<#inner, _>(reader, Self::new) })
    } else {
        method(&quote! { <#inner as ::trueup::Decode>::read(reader).map(Self) })
    }
}

/// `read` of a struct: the members come from the bytes, and are taken as those of a document are.
pub(super) fn structure(of: &Type, structure: &Struct) -> TokenStream {
    // A branch is read from the whole object once more, which takes a document.
    if of.checked || structure.properties.is_empty() || structure.part().is_some() {
        return TokenStream::new();
    }
    method(&quote! { ::trueup::read_object(reader) })
}

fn method(body: &TokenStream) -> TokenStream {
    quote! {
        fn read(reader: &mut ::trueup::Reader<'_>) -> Option<Self> {
            #body
        }
    }
}

/// A name with its quotes, as a text has it; `None` for one that needs escapes.
pub(super) fn quoted(name: &str) -> Option<Literal> {
    let plain = name
        .bytes()
        .all(|byte| !matches!(byte, b'"' | b'\\' | ..b' '));
    plain.then(|| Literal::byte_string(format!("\"{name}\"").as_bytes()))
}
