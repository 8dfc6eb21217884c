//! The Rust type of a usage.

use proc_macro2::TokenStream;
use quote::quote;

use crate::name::ident;
use crate::shape::{Form, IntegerType, Judges, Module, TypeId, Usage};

/// The type as it is written in a field.
pub(super) fn rust(module: &Module, usage: &Usage) -> TokenStream {
    match usage {
        Usage::Json => quote! { ::trueup::Json },
        Usage::Never => quote! { ::trueup::Never },
        Usage::Except(judged) => except(*judged),
        Usage::Null => quote! { () },
        Usage::Boolean => quote! { bool },
        Usage::Integer(IntegerType::I32) => quote! { i32 },
        Usage::Integer(IntegerType::I64) => quote! { i64 },
        Usage::Integer(IntegerType::U64) => quote! { u64 },
        Usage::Integer(IntegerType::Unbounded) => quote! { ::trueup::Integer },
        Usage::Number => quote! { ::trueup::Number },
        Usage::String => quote! { String },
        Usage::DateTime => quote! { ::trueup::DateTime },
        Usage::Array(element) => {
            let element = rust(module, element);
            quote! { Vec<#element> }
        }
        Usage::Tuple(first, rest) => {
            let first = first.iter().map(|usage| rust(module, usage));
            match rest {
                None => quote! { (#(#first,)*) },
                Some(rest) => {
                    let rest = rust(module, rest);
                    quote! { ::trueup::Tuple<(#(#first,)*), #rest> }
                }
            }
        }
        Usage::Map(value) => match **value {
            Usage::Json => quote! { ::trueup::Map },
            ref value => {
                let value = rust(module, value);
                quote! { ::trueup::Map<#value> }
            }
        },
        Usage::Nullable(inner) => {
            let inner = rust(module, inner);
            quote! { Option<#inner> }
        }
        Usage::Named(id) => named(module, *id),
        Usage::Boxed(id) => {
            let inner = named(module, *id);
            quote! { Box<#inner> }
        }
    }
}

fn named(module: &Module, TypeId(index): TypeId) -> TokenStream {
    let name = ident(&module.types[index].name);
    quote! { #name }
}

fn except(judged: Judges) -> TokenStream {
    match judged {
        Judges::Object => quote! { ::trueup::NotObject },
        Judges::Array => quote! { ::trueup::NotArray },
        Judges::String => quote! { ::trueup::NotString },
        Judges::Number => quote! { ::trueup::NotNumber },
        // What judges every kind of value leaves none.
        Judges::Any => quote! { ::trueup::Never },
    }
}

/// Traits that a type can derive beyond `Clone`, `Debug` and `PartialEq`.
pub(super) fn derives(module: &Module, usage: &Usage) -> TokenStream {
    match usage {
        Usage::Boolean | Usage::Null | Usage::Never => {
            quote! { Clone, Copy, Debug, PartialEq, Eq, Hash }
        }
        Usage::Integer(integer) if *integer != IntegerType::Unbounded => {
            quote! { Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash }
        }
        Usage::String => quote! { Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash },
        Usage::Named(TypeId(index)) => match &module.types[*index].form {
            Form::StringEnum(strings) if strings.other.is_none() => {
                quote! { Clone, Copy, Debug, PartialEq, Eq, Hash }
            }
            _ => quote! { Clone, Debug, PartialEq },
        },
        _ => quote! { Clone, Debug, PartialEq },
    }
}
