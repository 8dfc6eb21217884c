//! The verdict of a type in one pass over the bytes: `Decode::skim`, which makes no value.
//!
//! It is printed for the types that have a [`read`](super::read) of their own; the others are read
//! and thrown away, which is what the trait does by itself.

use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::newtype::number;
use super::read::quoted;
use super::usage;
use crate::shape::{
    Check, IntegerType, Module, Newtype, Presence, StringEnum, Struct, Type, Usage,
};

/// The names of an object are told apart by the bits of one integer, so no more are taken.
const MOST_NAMES: usize = 64;

/// As many listed strings are compared one by one.
const MOST_WORDS: usize = 32;

/// `skim` of a string `enum`.
pub(super) fn string_enum(of: &Type, listed: &StringEnum) -> TokenStream {
    if of.checked {
        return TokenStream::new();
    }
    if listed.other.is_some() {
        return method(&quote! { value.skip_string() });
    }
    let words = listed.variants.iter().map(|variant| quoted(&variant.value));
    match words.collect::<Option<Vec<Literal>>>() {
        Some(words) if words.len() <= MOST_WORDS => {
            method(&quote! { (#(value.is_named(#words))||*).then_some(()) })
        }
        _ => method(&quote! { Self::from_json_name(value.plain_str()?).map(drop) }),
    }
}

/// `skim` of a newtype.
pub(super) fn newtype(module: &Module, of: &Type, newtype: &Newtype) -> TokenStream {
    if of.checked {
        return TokenStream::new();
    }
    let checks = newtype.checks.as_slice();
    match &newtype.inner {
        inner if checks.is_empty() => {
            let rust = usage::rust(module, inner);
            method(&quote! { <#rust as ::trueup::Decode>::skim(value) })
        }
        Usage::String => match lengths(checks) {
            Some(range) => {
                let range = unsigned(range);
                method(&quote! { value.skip_string_of(#range) })
            }
            None => method(&quote! { Self::judge(&value.text()?).ok() }),
        },
        Usage::Integer(of) => bounds(*of, checks).map_or_else(TokenStream::new, |range| {
            method(&quote! { value.skip_integer_of(#range) })
        }),
        Usage::Array(element) => counts(checks).map_or_else(TokenStream::new, |range| {
            let element = usage::rust(module, element);
            method(&quote! { value.skim_elements_of::<#element>(#range) })
        }),
        _ => TokenStream::new(),
    }
}

/// The bounds of a length, if nothing else is checked.
fn lengths(checks: &[Check]) -> Option<(u64, u64)> {
    within(checks, (0, u64::MAX), |check| match check {
        Check::MinLength(limit) => Some((*limit, u64::MAX)),
        Check::MaxLength(limit) => Some((0, *limit)),
        _ => None,
    })
}

/// The range of a number of elements, if nothing else is checked.
fn counts(checks: &[Check]) -> Option<TokenStream> {
    let range = within(checks, (0, u64::MAX), |check| match check {
        Check::MinItems(limit) => Some((*limit, u64::MAX)),
        Check::MaxItems(limit) => Some((0, *limit)),
        _ => None,
    });
    range.map(unsigned)
}

/// The range of an integer, if nothing else is checked. That of its type counts as well.
fn bounds(of: IntegerType, checks: &[Check]) -> Option<TokenStream> {
    let narrow = |limit: &i128| i64::try_from(*limit).ok();
    let own = match of {
        IntegerType::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerType::U64 => (0, i64::MAX),
        IntegerType::I64 | IntegerType::Unbounded => (i64::MIN, i64::MAX),
    };
    let (least, most) = within(checks, own, |check| match check {
        Check::Minimum(limit) => Some((narrow(limit)?, i64::MAX)),
        Check::Maximum(limit) => Some((i64::MIN, narrow(limit)?)),
        _ => None,
    })?;
    let end = |limit: i64| match limit {
        i64::MIN => quote! { i64::MIN },
        i64::MAX => quote! { i64::MAX },
        limit => number(limit.into()),
    };
    let (least, most) = (end(least), end(most));
    Some(quote! { #least, #most })
}

/// A range as two arguments.
fn unsigned((least, most): (u64, u64)) -> TokenStream {
    let least = number(least.into());
    let most = match most {
        u64::MAX => quote! { u64::MAX },
        most => number(most.into()),
    };
    quote! { #least, #most }
}

/// What all checks leave of a range; `None` if one of them is of another kind.
fn within<T: Ord + Copy>(
    checks: &[Check],
    all: (T, T),
    range: impl Fn(&Check) -> Option<(T, T)>,
) -> Option<(T, T)> {
    checks.iter().try_fold(all, |(least, most), check| {
        let (low, high) = range(check)?;
        Some((least.max(low), most.min(high)))
    })
}

/// `skim_members` of a struct, whose properties have values of the given types and whose additional
/// ones, if there may be any, of `other`; `None` if it is not skimmed.
pub(super) fn structure(
    of: &Type,
    structure: &Struct,
    types: &[TokenStream],
    other: Option<&TokenStream>,
) -> Option<TokenStream> {
    let properties = &structure.properties;
    let many = properties.len() > MOST_NAMES;
    if of.checked || properties.is_empty() || structure.part().is_some() || many {
        return None;
    }
    let required = (properties.iter().enumerate())
        .filter(|(_, property)| property.presence == Presence::Required)
        .fold(0_u64, |bits, (place, _)| bits | 1 << place);
    let required = number(required.into());
    let arms = by_type(types, other);
    let unknown = match other {
        Some(other) if arms.is_empty() => {
            return Some(members(&quote! {
                while members.next_place()?.is_some() {
                    members.value::<#other>()?;
                }
                members.have(#required)
            }));
        }
        Some(other) => quote! { members.value::<#other>()? },
        None => quote! { return None },
    };
    let arms = arms.iter().map(|(rust, places)| {
        let places = any_of(places);
        quote! { #places => members.value::<#rust>()?, }
    });
    Some(members(&quote! {
        while let Some(place) = members.next_place()? {
            match place { #(#arms)* _ => #unknown, }
        }
        members.have(#required)
    }))
}

fn members(body: &TokenStream) -> TokenStream {
    quote! {
        fn skim_members<M: ::trueup::SkimMembers>(members: &mut M) -> Option<()> {
            #body
        }
    }
}

/// The types of properties, each with the places that it has, but for the type of additional ones.
fn by_type<'t>(
    types: &'t [TokenStream],
    other: Option<&TokenStream>,
) -> Vec<(&'t TokenStream, Vec<usize>)> {
    let mut arms: Vec<(&TokenStream, Vec<usize>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let other = other.map(TokenStream::to_string);
    for (place, rust) in types.iter().enumerate() {
        let text = rust.to_string();
        if other.as_ref() == Some(&text) {
            continue;
        }
        let next = arms.len();
        let arm = *known.entry(text).or_insert(next);
        if arm == next {
            arms.push((rust, Vec::new()));
        }
        arms[arm].1.push(place);
    }
    arms
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
        fn skim<S: ::trueup::Skimmer>(value: &mut S) -> Option<()> {
            #body
        }
    }
}
