//! One of several types.

use std::collections::BTreeMap;

use quote::{format_ident, quote};

use super::{common, usage};
use crate::format::Item;
use crate::name::ident;
use crate::shape::{Branch, Form, Module, Type, TypeId, Usage};

pub(super) fn items(module: &Module, of: &Type, branches: &[Branch]) -> Vec<Item> {
    let mut items = vec![definition(module, of, branches)];
    items.extend(conversions(module, of, branches));
    items.push(codec(module, of, branches));
    items.extend(of.part.then(|| part(of, branches)));
    items
}

/// What the branches do as parts of a struct.
fn part(of: &Type, branches: &[Branch]) -> Item {
    let name = ident(&of.name);
    let variants: Vec<_> = branches.iter().map(|branch| ident(&branch.name)).collect();
    Item::new(quote! {
        impl ::trueup::Part for #name {
            fn forget(&mut self, names: &[&str]) {
                match self {
                    #(Self::#variants(part) => ::trueup::Part::forget(part, names)),*
                }
            }

            fn write(&self, object: &mut ::trueup::ObjectWriter<'_>, names: &[&str]) {
                match self {
                    #(Self::#variants(part) => ::trueup::Part::write(part, object, names)),*
                }
            }
        }
    })
}

fn definition(module: &Module, of: &Type, branches: &[Branch]) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    let variants = branches.iter().map(|branch| {
        let docs = common::docs(&branch.docs);
        let (name, rust) = (ident(&branch.name), usage::rust(module, &branch.usage));
        if branch.usage == Usage::Null {
            return quote! { #docs #name };
        }
        quote! { #docs #name(#rust) }
    });
    let derive = common::derive(of, &quote! { Clone, Debug, PartialEq });
    let uneven = of.uneven.then(|| {
        let reason = "variants are as large as what the schema says of them";
        quote! { #[allow(clippy::large_enum_variant, reason = #reason)] }
    });
    Item::new(quote! {
        #docs
        #derive
        #uneven
        pub enum #name { #(#variants),* }
    })
}

/// `From` for each type that is in one branch only.
fn conversions(module: &Module, of: &Type, branches: &[Branch]) -> Vec<Item> {
    let name = ident(&of.name);
    let texts = branches
        .iter()
        .map(|branch| usage::rust(module, &branch.usage).to_string());
    let texts: Vec<String> = texts.collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &texts {
        *counts.entry(text).or_default() += 1;
    }
    let single = branches.iter().zip(&texts);
    // A type that exists already may be that of another branch.
    let known = |usage: &Usage| match usage {
        Usage::Named(TypeId(id)) => !matches!(module.types[*id].form, Form::Replaced(_)),
        Usage::Null => false,
        _ => true,
    };
    let single = single.filter(|(branch, text)| counts[text.as_str()] == 1 && known(&branch.usage));
    let items = single.map(|(branch, _)| {
        let variant = ident(&branch.name);
        let (rust, value) = match branch.usage {
            // A type converts into itself already.
            Usage::Boxed(id) if module.types[id.0].view != of.view => (
                usage::rust(module, &Usage::Named(id)),
                quote! { Box::new(value) },
            ),
            _ => (usage::rust(module, &branch.usage), quote! { value }),
        };
        Item::new(quote! {
            impl From<#rust> for #name {
                fn from(value: #rust) -> Self {
                    Self::#variant(#value)
                }
            }
        })
    });
    items.collect()
}

fn codec(module: &Module, of: &Type, branches: &[Branch]) -> Item {
    let name = ident(&of.name);
    let ask = common::ask_validator(of);
    let tries = branches.iter().enumerate().map(|(index, branch)| {
        let (variant, rust) = (ident(&branch.name), usage::rust(module, &branch.usage));
        if branch.usage == Usage::Null {
            return quote! {
                if node.is_null() {
                    return Ok(Self::#variant);
                }
            };
        }
        if branch.guard.is_some() {
            let guard = format_ident!("BRANCH_{index}");
            return quote! {
                if #guard.get().is_valid_node(node) {
                    return <#rust as ::trueup::Decode>::decode(node).map(Self::#variant);
                }
            };
        }
        quote! {
            if let Ok(value) = <#rust as ::trueup::Decode>::decode(node) {
                return Ok(Self::#variant(value));
            }
        }
    });
    let guards = branches.iter().enumerate().filter_map(|(index, branch)| {
        let (name, place) = (format_ident!("BRANCH_{index}"), branch.guard.as_ref()?);
        Some(quote! {
            static #name: ::trueup::LazyValidator = ::trueup::LazyValidator::new(&SOURCE, #place);
        })
    });
    let writes = branches.iter().map(|branch| {
        let variant = ident(&branch.name);
        if branch.usage == Usage::Null {
            return quote! { Self::#variant => out.push_str("null") };
        }
        quote! { Self::#variant(value) => ::trueup::Encode::encode(value, out) }
    });
    Item::new(quote! {
        impl ::trueup::Decode for #name {
            fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                #(#guards)*
                #ask
                #(#tries)*
                Err(::trueup::Refused)
            }
        }

        impl ::trueup::Encode for #name {
            fn encode(&self, out: &mut String) {
                match self { #(#writes),* }
            }
        }
    })
}
