//! The Rust type of a usage: where settings leave a choice, the one that they make.

use proc_macro2::TokenStream;
use quote::quote;

use crate::name::ident;
use crate::settings::{DateTimes, Maps, Numbers};
use crate::shape::{Form, Format, IntegerType, Judges, Module, Tuple, TypeId, Usage};

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
        Usage::Integer(IntegerType::Unbounded) => match module.settings.integers {
            Numbers::Exact => quote! { ::trueup::Integer },
            Numbers::Native => quote! { i64 },
        },
        Usage::Number => match module.settings.numbers {
            Numbers::Exact => quote! { ::trueup::Number },
            Numbers::Native => quote! { f64 },
        },
        Usage::String => quote! { String },
        Usage::DateTime => date_time(module.settings.date_time),
        Usage::Formatted(format) => formatted(*format),
        Usage::Array(element) => {
            let element = rust(module, element);
            quote! { Vec<#element> }
        }
        Usage::Tuple(shape) => tuple(module, shape),
        Usage::Map(value) => map(module, value),
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

fn tuple(module: &Module, shape: &Tuple) -> TokenStream {
    let first = shape.first.iter().map(|usage| rust(module, usage));
    let first = quote! { (#(#first,)*) };
    let rest = shape.rest.as_deref().map(|rest| rust(module, rest));
    if !shape.more.is_empty() {
        let more = shape.more.iter().map(|usage| rust(module, usage));
        let rest = rest.unwrap_or_else(|| quote! { ::trueup::Never });
        return quote! { ::trueup::OpenTuple<#first, (#(Option<#more>,)*), #rest> };
    }
    match rest {
        None => first,
        Some(rest) => quote! { ::trueup::Tuple<#first, #rest> },
    }
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

fn date_time(kind: DateTimes) -> TokenStream {
    match kind {
        DateTimes::Exact => quote! { ::trueup::DateTime },
        DateTimes::Chrono => {
            quote! { ::trueup::external::chrono::DateTime<::trueup::external::chrono::FixedOffset> }
        }
        DateTimes::ChronoUtc => {
            quote! { ::trueup::external::chrono::DateTime<::trueup::external::chrono::Utc> }
        }
    }
}

fn formatted(format: Format) -> TokenStream {
    match format {
        Format::Date => quote! { ::trueup::Date },
        Format::Duration => quote! { ::trueup::Duration },
        // An address has one text.
        Format::Ipv4 => quote! { ::std::net::Ipv4Addr },
        Format::Ipv6 => quote! { ::trueup::Ipv6 },
        Format::Time => quote! { ::trueup::Time },
        Format::Uri => quote! { ::trueup::Uri },
        Format::Uuid => quote! { ::trueup::Uuid },
    }
}

fn map(module: &Module, value: &Usage) -> TokenStream {
    let rust = rust(module, value);
    match (&module.settings.maps, value) {
        (Maps::Ordered, Usage::Json) => quote! { ::trueup::Map },
        (Maps::Ordered, _) => quote! { ::trueup::Map<#rust> },
        (Maps::Btree, _) => quote! { ::std::collections::BTreeMap<String, #rust> },
        (Maps::Hash, _) => quote! { ::std::collections::HashMap<String, #rust> },
        (Maps::Custom(path), _) => {
            // It was read when the settings were, so it is a path.
            let path: TokenStream = path.parse().unwrap_or_default();
            quote! { #path<#rust> }
        }
    }
}

/// The name of a type as the module that is being printed may write it.
fn named(module: &Module, TypeId(index): TypeId) -> TokenStream {
    let of = &module.types[index];
    let common = module.at.iter().zip(&of.modules);
    let common = common.take_while(|(here, there)| here == there).count();
    let up = (common..module.at.len()).map(|_| quote! { super:: });
    let down = of.modules[common..].iter().map(|name| ident(name));
    let name = ident(&of.name);
    quote! { #(#up)* #(#down::)* #name }
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
        Usage::Formatted(Format::Ipv4) => {
            quote! { Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash }
        }
        Usage::Formatted(_) => quote! { Clone, Debug, PartialEq, Eq, Hash },
        Usage::Named(TypeId(index)) => match &module.types[*index].form {
            Form::StringEnum(listed) if listed.other.is_none() => {
                quote! { Clone, Copy, Debug, PartialEq, Eq, Hash }
            }
            _ => quote! { Clone, Debug, PartialEq },
        },
        _ => quote! { Clone, Debug, PartialEq },
    }
}
