//! Reading a type in one pass over the bytes: `Decode::read`, beside the decode from a document.
//!
//! It is only printed for types that hold all that their schema says; the others are read by way of
//! a document, which is what the trait does by itself. Member names are expected in the order of the
//! schema, one after the other without a loop, as constants with their quotes; what comes otherwise
//! is read in a loop.

use std::collections::HashMap;

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
    let expected = properties
        .iter()
        .zip(&locals)
        .filter_map(|(property, local)| {
            let name = quoted(&property.name)?;
            Some(quote! {
                if more && reader.is_named(#name) {
                    reader.value()?;
                    #local = Some(::trueup::Decode::read(reader)?);
                    more = reader.next_member()?;
                }
            })
        });
    let (keep, unknown, rest) = match additional {
        Some(field) => (
            quote! { let mut #field = ::trueup::AdditionalProperties::new(); },
            Some(quote! { #field.read(name, reader)?; }),
            quote! { #field },
        ),
        None => (TokenStream::new(), None, TokenStream::new()),
    };
    let place = place(structure, unknown.as_ref());
    let fields = properties.iter().zip(&locals).map(|(property, local)| {
        let field = ident(&property.field);
        match property.presence {
            Presence::Required => quote! { #field: #local?, },
            Presence::Optional | Presence::Part if field == *local => quote! { #field, },
            Presence::Optional | Presence::Part => quote! { #field: #local, },
            Presence::Maybe => quote! { #field: #local.unwrap_or(::trueup::Maybe::Absent), },
        }
    });
    let fills = locals.iter();
    let fills = fills.map(|local| quote! {{ reader.fill(&mut #local)?; }});
    let fill = by_place(&fills.collect::<Vec<_>>());
    method(&quote! {
        #(let mut #locals = None;)*
        #keep
        let mut more = reader.begin_object()?;
        #(#expected)*
        let mut next = 0_usize;
        while more {
            #place
            #fill
            more = reader.next_member()?;
        }
        Some(Self { #(#fields)* #rest })
    })
}

/// Goes over a name that did not come in the order of the schema, and leaves the `place` of its
/// property there. Sorted payloads have the names in the order of the alphabet, so the `next` one
/// in that is tried first. `unknown` is done for a `name` that no property has; without it there is
/// none.
pub(super) fn place(structure: &Struct, unknown: Option<&TokenStream>) -> TokenStream {
    let properties = &structure.properties;
    let mut sorted: Vec<usize> = (0..properties.len()).collect();
    sorted.sort_by_key(|&place| &properties[place].name);
    let literal = Literal::usize_unsuffixed;
    let predicted = sorted.iter().enumerate().filter_map(|(next, &place)| {
        let quoted = quoted(&properties[place].name)?;
        let (next, after, place) = (literal(next), literal(next + 1), literal(place));
        Some(quote! { #next if reader.is_named(#quoted) => (#place, #after), })
    });
    let names = sorted.iter().map(|&place| &properties[place].name);
    let places = sorted.iter().copied().map(literal);
    let after = (1..=sorted.len()).map(literal);
    let none = literal(properties.len());
    let unknown = match unknown {
        Some(unknown) => quote! { name => { #unknown (#none, next) } },
        None => quote! { _ => return None, },
    };
    quote! {
        let (place, after) = match next {
            #(#predicted)*
            _ => match reader.name()? {
                #(#names => (#places, #after),)*
                #unknown
            },
        };
        next = after;
    }
}

/// Does for the property at `place` what is given for each of them, as a block. What is done for
/// several of them stands there once.
pub(super) fn by_place(blocks: &[TokenStream]) -> TokenStream {
    let mut arms: Vec<(&TokenStream, Vec<usize>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (place, block) in blocks.iter().enumerate() {
        let next = arms.len();
        let arm = *known.entry(block.to_string()).or_insert(next);
        if arm == next {
            arms.push((block, Vec::new()));
        }
        arms[arm].1.push(place);
    }
    if let [(block, places)] = &*arms {
        if let [place] = **places {
            let place = Literal::usize_unsuffixed(place);
            return quote! { if place == #place #block };
        }
        let places = any_of(places);
        return quote! { if matches!(place, #places) #block };
    }
    let arms = arms.iter().map(|(block, places)| {
        let places = any_of(places);
        quote! { #places => #block }
    });
    quote! { match place { #(#arms)* _ => {} } }
}

/// A pattern for ascending places, of which more than two in a row are a range.
fn any_of(places: &[usize]) -> TokenStream {
    let rows = places.chunk_by(|before, after| before + 1 == *after);
    let rows = rows.flat_map(|row| {
        let number = |place: &usize| Literal::usize_unsuffixed(*place);
        match row {
            [first, _, .., last] => {
                let (first, last) = (number(first), number(last));
                vec![quote! { #first..=#last }]
            }
            few => few.iter().map(number).map(|n| quote! { #n }).collect(),
        }
    });
    quote! { #(#rows)|* }
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
