//! A type around another, with constraints that its constructor keeps.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{common, read, skim, usage};
use crate::format::Item;
use crate::name::ident;
use crate::shape::{Check, Module, Newtype, Type, Usage};

pub(super) fn items(module: &Module, of: &Type, newtype: &Newtype, is_root: bool) -> Vec<Item> {
    let inner = usage::rust(module, &newtype.inner);
    let fallible = of.checked || !newtype.checks.is_empty();
    let mut items = vec![definition(module, of, newtype, &inner)];
    if fallible {
        items.push(checked_constructor(of, newtype, &inner));
    } else {
        items.push(plain_constructor(of, &newtype.inner, &inner));
    }
    items.push(access(of, &inner));
    items.push(codec(module, of, newtype, &inner, fallible));
    if newtype.inner == Usage::String && !is_root {
        items.push(display(of));
    }
    items
}

fn definition(module: &Module, of: &Type, newtype: &Newtype, inner: &TokenStream) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let derive = common::derive(of, &usage::derives(module, &newtype.inner));
    Item::new(quote! {
        #docs
        #derive
        pub struct #name(#inner);
    })
}

fn checked_constructor(of: &Type, newtype: &Newtype, inner: &TokenStream) -> Item {
    let name = ident(&of.name);
    let checks = newtype
        .checks
        .iter()
        .map(|check| statement(check, &newtype.inner));
    // What a text must be is asked of texts as well that are only looked at.
    let is_text = newtype.inner == Usage::String && !newtype.checks.is_empty();
    let ask = if of.checked {
        quote! { ::trueup::check::schema(&value, <Self as ::trueup::Model>::validator())?; }
    } else {
        TokenStream::new()
    };
    let text = text_conversion(of, &newtype.inner);
    let pattern = newtype.checks.iter().find_map(|check| match check {
        Check::Pattern(pattern) => Some(quote! {
            static PATTERN: ::trueup::CompiledPattern = ::trueup::CompiledPattern::new(#pattern);
        }),
        _ => None,
    });
    let (checks, judge) = if is_text {
        let judge = quote! {
            fn judge(value: &str) -> Result<(), ::trueup::Invalid> {
                #pattern
                #(#checks)*
                Ok(())
            }
        };
        (quote! { Self::judge(&value)?; }, Some(judge))
    } else {
        (quote! { #(#checks)* }, None)
    };
    Item::new(quote! {
        impl #name {
            /// Takes a value that keeps every constraint.
            ///
            /// # Errors
            /// The first constraint that the value breaks.
            pub fn new(value: impl Into<#inner>) -> Result<Self, ::trueup::Invalid> {
                let value = value.into();
                #checks
                #ask
                Ok(Self(value))
            }

            #judge
        }

        impl TryFrom<#inner> for #name {
            type Error = ::trueup::Invalid;

            fn try_from(value: #inner) -> Result<Self, ::trueup::Invalid> {
                Self::new(value)
            }
        }

        #text
    })
}

/// `TryFrom<&str>` for text with constraints.
fn text_conversion(of: &Type, inner: &Usage) -> TokenStream {
    if *inner != Usage::String {
        return TokenStream::new();
    }
    let name = ident(&of.name);
    quote! {
        impl TryFrom<&str> for #name {
            type Error = ::trueup::Invalid;

            fn try_from(value: &str) -> Result<Self, ::trueup::Invalid> {
                Self::new(value)
            }
        }
    }
}

fn statement(check: &Check, inner: &Usage) -> TokenStream {
    // A bound fits the inner type: the shape chose the type so.
    let native = |limit: &i128| {
        let limit = number(*limit);
        match inner {
            Usage::Integer(_) => quote! { &#limit },
            _ => quote! { &i128::from(#limit) },
        }
    };
    match check {
        Check::Minimum(limit) => {
            let limit = native(limit);
            quote! { ::trueup::check::minimum(&value, #limit)?; }
        }
        Check::Maximum(limit) => {
            let limit = native(limit);
            quote! { ::trueup::check::maximum(&value, #limit)?; }
        }
        Check::MinLength(limit) => {
            let limit = number((*limit).into());
            quote! { ::trueup::check::min_length(value, #limit)?; }
        }
        Check::MaxLength(limit) => {
            let limit = number((*limit).into());
            quote! { ::trueup::check::max_length(value, #limit)?; }
        }
        Check::Pattern(_) => quote! { ::trueup::check::pattern(value, &PATTERN)?; },
        Check::MinItems(limit) => {
            let limit = number((*limit).into());
            quote! { ::trueup::check::min_items(&value, #limit)?; }
        }
        Check::MaxItems(limit) => {
            let limit = number((*limit).into());
            quote! { ::trueup::check::max_items(&value, #limit)?; }
        }
    }
}

/// A number as a person writes it, with its digits in threes where there are many.
pub(super) fn number(value: i128) -> TokenStream {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digits.len() > SHORT_NUMBER {
            text.push('_');
        }
        text.push(digit);
    }
    // Digits and underscores that begin with a digit are a literal.
    let literal = text.parse::<Literal>().ok();
    let sign = (value < 0).then(|| quote! { - });
    quote! { #sign #literal }
}

/// How many digits a number may have to be read without help.
const SHORT_NUMBER: usize = 5;

fn plain_constructor(of: &Type, usage: &Usage, inner: &TokenStream) -> Item {
    let name = ident(&of.name);
    let text = (*usage == Usage::String).then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::new(value)
                }
            }
        }
    });
    Item::new(quote! {
        impl #name {
            /// Takes a value.
            #[must_use]
            pub fn new(value: impl Into<#inner>) -> Self {
                Self(value.into())
            }
        }

        impl From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self(value)
            }
        }

        #text
    })
}

fn access(of: &Type, inner: &TokenStream) -> Item {
    let name = ident(&of.name);
    Item::new(quote! {
        impl ::std::ops::Deref for #name {
            type Target = #inner;

            fn deref(&self) -> &#inner {
                &self.0
            }
        }

        impl From<#name> for #inner {
            fn from(value: #name) -> Self {
                value.0
            }
        }
    })
}

fn codec(
    module: &Module,
    of: &Type,
    newtype: &Newtype,
    inner: &TokenStream,
    fallible: bool,
) -> Item {
    let name = ident(&of.name);
    let decode = quote! { <#inner as ::trueup::Decode>::decode(node) };
    let read = read::newtype(of, inner, fallible);
    let skim = skim::newtype(module, of, newtype);
    let ask = common::ask_validator(of);
    let value = if fallible && !of.checked {
        quote! { ::trueup::decode_wrapped::<#inner, _>(node, Self::new) }
    } else {
        // Where the validator is asked, it is asked about the node itself: that costs less than
        // writing the value anew, as the constructor must.
        quote! { #ask #decode.map(Self) }
    };
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                #value
            }

            #read

            #skim
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                ::trueup::Encode::encode(&self.0, out);
            }
        }
    })
}

fn display(of: &Type) -> Item {
    let name = ident(&of.name);
    Item::new(quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }
    })
}
