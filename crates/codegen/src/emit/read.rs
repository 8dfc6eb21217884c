//! Reading a type in one pass over the bytes: `Decode::read`, beside the decode from a document.
//!
//! It is only printed for types that hold all that their schema says; the others are read by way of
//! a document, which is what the trait does by itself. The next member name is predicted in the
//! order of the schema, as a constant with its quotes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::name::ident;
use crate::shape::{Presence, Struct, Type};

/// `read` of a string `enum`. `other` is the variant that takes what is not listed, if there is one.
pub(super) fn string_enum(of: &Type, other: Option<&Ident>) -> TokenStream {
    if of.checked {
        return TokenStream::new();
    }
    match other {
        None => method(&quote! { Self::from_json_name(reader.plain_str()?) }),
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
    let read = quote! { <#inner as ::trueup::Decode>::read(reader)? };
    if fallible {
        method(&quote! { Self::new(#read).ok() })
    } else {
        method(&quote! { Some(Self(#read)) })
    }
}

/// `read` of a struct. Locals are called by `local`, what is not named goes to `additional`.
pub(super) fn structure(
    of: &Type,
    structure: &Struct,
    additional: Option<&Ident>,
    local: impl Fn(&str) -> Ident,
) -> TokenStream {
    let properties = &structure.properties;
    // A branch is read from the whole object once more, which takes a document.
    if of.checked || properties.is_empty() || structure.part().is_some() {
        return TokenStream::new();
    }
    let locals: Vec<Ident> = properties
        .iter()
        .map(|property| local(&property.field))
        .collect();
    let places: Vec<Literal> = (0..properties.len())
        .map(Literal::usize_unsuffixed)
        .collect();
    let names: Vec<&String> = properties.iter().map(|property| &property.name).collect();
    let predicted = places.iter().zip(&names).filter_map(|(place, name)| {
        let quoted = quoted(name)?;
        Some(quote! { #place if reader.is_named(#quoted) => #place, })
    });
    let other = Literal::usize_unsuffixed(properties.len());
    let (keep, unknown, rest) = match additional {
        Some(field) => (
            quote! { let mut #field = ::trueup::AdditionalProperties::new(); },
            quote! { name => { #field.read(name, reader)?; #other } },
            quote! { #field },
        ),
        None => (
            TokenStream::new(),
            quote! { _ => return None, },
            TokenStream::new(),
        ),
    };
    let fields = properties.iter().zip(&locals).map(|(property, local)| {
        let field = ident(&property.field);
        match property.presence {
            Presence::Required => quote! { #field: #local?, },
            Presence::Optional | Presence::Part if field == *local => quote! { #field, },
            Presence::Optional | Presence::Part => quote! { #field: #local, },
            Presence::Maybe => quote! { #field: #local.unwrap_or(::trueup::Maybe::Absent), },
        }
    });
    let fill = match (&*places, &*locals) {
        ([place], [local]) => quote! { if place == #place { reader.fill(&mut #local)?; } },
        _ => quote! {
            match place {
                #(#places => reader.fill(&mut #locals)?,)*
                _ => {}
            }
        },
    };
    method(&quote! {
        #(let mut #locals = None;)*
        #keep
        let mut next = 0_usize;
        let mut more = reader.begin_object()?;
        while more {
            let place = match next {
                #(#predicted)*
                _ => match reader.name()? {
                    #(#names => #places,)*
                    #unknown
                },
            };
            #fill
            next = place + 1;
            more = reader.next_member()?;
        }
        Some(Self { #(#fields)* #rest })
    })
}

fn method(body: &TokenStream) -> TokenStream {
    quote! {
        fn read(reader: &mut ::trueup::Reader<'_>) -> Option<Self> {
            #body
        }
    }
}

/// A name with its quotes, as a text has it; `None` for one that needs escapes.
fn quoted(name: &str) -> Option<Literal> {
    let plain = name
        .bytes()
        .all(|byte| !matches!(byte, b'"' | b'\\' | ..b' '));
    plain.then(|| Literal::byte_string(format!("\"{name}\"").as_bytes()))
}
