//! How a struct is decoded and encoded.

use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::Printer;
use crate::emit::{common, read};
use crate::format::Item;
use crate::name::ident;
use crate::shape::Presence;

impl Printer<'_> {
    pub(super) fn names(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let names = self
            .structure
            .properties
            .iter()
            .map(|property| &property.name);
        Item::new(quote! {
            #allow
            impl ::trueup::NamedProperties for #name {
                const PROPERTIES: &'static [&'static str] = &[#(#names),*];
            }
        })
    }

    pub(super) fn decode(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let properties = &self.structure.properties;
        let locals = properties.iter().map(|property| {
            let local = local(&property.field);
            quote! { let mut #local = None; }
        });
        let arms = properties.iter().map(|property| {
            let (local, name) = (local(&property.field), &property.name);
            quote! { #name => #local = Some(::trueup::Decode::decode(member.value())?), }
        });
        let additional = self.additional_field();
        let keep = additional
            .as_ref()
            .map(|field| quote! { let mut #field = ::trueup::AdditionalProperties::new(); });
        let other = match &additional {
            Some(field) => quote! { _ => #field.keep(member)?, },
            None => quote! { _ => return Err(::trueup::Refused), },
        };
        let fields = properties.iter().map(|property| {
            let (field, local) = (ident(&property.field), local(&property.field));
            match property.presence {
                Presence::Required => quote! { #field: #local.ok_or(::trueup::Refused)? },
                Presence::Optional if field == local => quote! { #field },
                Presence::Optional => quote! { #field: #local },
                Presence::Maybe => quote! { #field: #local.unwrap_or(::trueup::Maybe::Absent) },
            }
        });
        let fields = fields.chain(additional.iter().map(|field| quote! { #field }));
        let ask = common::ask_validator(self.of);
        let read = read::structure(self.of, self.structure, additional.as_ref(), local);
        let visit = match &additional {
            Some(field) if properties.is_empty() => quote! { #field.keep(member)?; },
            _ => quote! { match &*member.name() { #(#arms)* #other } },
        };
        let walk = if properties.is_empty() && additional.is_none() {
            quote! {
                if ::trueup::members(node)?.next().is_some() {
                    return Err(::trueup::Refused);
                }
            }
        } else {
            quote! { for member in ::trueup::members(node)? { #visit } }
        };
        Item::new(quote! {
            #allow
            impl ::trueup::Decode for #name {
                fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                    #ask
                    #(#locals)*
                    #keep
                    #walk
                    Ok(Self { #(#fields),* })
                }

                #read
            }
        })
    }

    pub(super) fn encode(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let members = self.structure.properties.iter().map(|property| {
            let (field, name) = (ident(&property.field), &property.name);
            match property.presence {
                Presence::Required => quote! { object.member(#name, &self.#field); },
                Presence::Optional => quote! { object.optional(#name, self.#field.as_ref()); },
                Presence::Maybe => quote! { object.maybe(#name, &self.#field); },
            }
        });
        let additional = self
            .additional_field()
            .map(|field| quote! { object.additional(&self.#field); });
        let mutable =
            (!self.structure.properties.is_empty() || additional.is_some()).then(|| quote! { mut });
        Item::new(quote! {
            #allow
            impl ::trueup::Encode for #name {
                fn encode(&self, out: &mut String) {
                    let #mutable object = ::trueup::ObjectWriter::new(out);
                    #(#members)*
                    #additional
                    object.end();
                }
            }
        })
    }
}

/// What holds a field's value while an object is decoded. Those words are taken there, and no
/// field ends with an underscore but for a keyword's sake.
fn local(field: &str) -> Ident {
    match field {
        "node" | "member" | "reader" | "next" | "more" | "place" => format_ident!("{field}_"),
        _ => ident(field),
    }
}
