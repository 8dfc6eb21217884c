//! How a struct is decoded and encoded.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Printer;
use crate::emit::{common, read, skim, usage};
use crate::format::Item;
use crate::name::ident;
use crate::shape::{Presence, Property};

impl Printer<'_> {
    pub(super) fn names(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let names = self.structure.named().map(|property| &property.name);
        Item::new(quote! {
            #allow
            impl ::trueup::NamedProperties for #name {
                const PROPERTIES: &'static [&'static str] = &[#(#names),*];
            }
        })
    }

    /// How the struct is made of the members of an object, wherever these come from.
    pub(super) fn members_taken(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let named: Vec<&Property> = self.structure.named().collect();
        let locals: Vec<Ident> = named
            .iter()
            .map(|property| local(&property.field))
            .collect();
        // To say the types takes the compiler less than to find them out.
        let types = named.iter().map(|property| {
            let rust = self.field_type(property);
            match property.presence {
                Presence::Optional => rust,
                _ => quote! { Option<#rust> },
            }
        });
        let additional = self.additional_field();
        let keep = additional
            .iter()
            .map(|field| quote! { let mut #field = ::trueup::AdditionalProperties::new(); });
        let fields = self.structure.properties.iter().map(|property| {
            let (field, local) = (ident(&property.field), local(&property.field));
            match property.presence {
                Presence::Required | Presence::Optional | Presence::Part if field == local => {
                    quote! { #field }
                }
                Presence::Required | Presence::Optional | Presence::Part => {
                    quote! { #field: #local }
                }
                Presence::Maybe => quote! { #field: #local.unwrap_or(::trueup::Maybe::Absent) },
            }
        });
        let fields = fields.chain(additional.iter().map(|field| quote! { #field }));
        let skim = self.skim();
        let walk = self.walk(&locals, additional.as_ref());
        let part = self.structure.part().map(|part| {
            let local = local(&part.field);
            quote! { let #local = members.part(<Self as ::trueup::NamedProperties>::PROPERTIES)?; }
        });
        let required = named
            .iter()
            .filter(|property| property.presence == Presence::Required);
        let required: Vec<Ident> = required.map(|property| local(&property.field)).collect();
        let count = Literal::usize_unsuffixed(named.len());
        // Asked for all of them at once, so that the compiler need not leave at each, and before any is
        // moved: one pattern for all would move them once more.
        let all = match &*required {
            [] => None,
            [one] => Some(quote! { let #one = #one?; }),
            _ => Some(quote! {
                if #(#required.is_none())||* {
                    return None;
                }
                #(let #required = #required?;)*
            }),
        };
        Item::new(quote! {
            #allow
            impl ::trueup::FromMembers for #name {
                type Names = ::trueup::NamesOf<Self, #count>;

                fn from_members<M: ::trueup::TakeMembers>(members: &mut M) -> Option<Self> {
                    #(let mut #locals: #types = None;)*
                    #(#keep)*
                    #walk
                    #part
                    #all
                    Some(Self { #(#fields),* })
                }

                #skim
            }
        })
    }

    /// What is done with the members of the object.
    fn walk(&self, locals: &[Ident], additional: Option<&Ident>) -> TokenStream {
        let other = match additional {
            Some(field) => quote! { members.keep(&mut #field) },
            // What else there is belongs to the branch.
            None if self.structure.part().is_some() => quote! { Some(()) },
            None if locals.is_empty() => {
                return quote! { if members.next_place()?.is_some() { return None; } };
            }
            None => quote! { None },
        };
        if locals.is_empty() {
            return quote! { while members.next_place()?.is_some() { #other?; } };
        }
        let places = (0..locals.len()).map(Literal::usize_unsuffixed);
        quote! {
            while let Some(place) = members.next_place()? {
                match place { #(#places => members.fill(&mut #locals),)* _ => #other, }?;
            }
        }
    }

    pub(super) fn decode(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let ask = common::ask_validator(self.of);
        let read = read::structure(self.of, self.structure);
        let skim = self.skim().map(|_| {
            quote! {
                fn skim<S: ::trueup::Skimmer>(value: &mut S) -> Option<()> {
                    value.skim_object::<Self>()
                }
            }
        });
        Item::new(quote! {
            #allow
            impl ::trueup::Decode for #name {
                fn decode(node: ::trueup::Node<'_>) -> Result<Self, ::trueup::Refused> {
                    #ask
                    ::trueup::decode_object(node)
                }

                #read

                #skim
            }
        })
    }

    fn skim(&self) -> Option<TokenStream> {
        let types = self.structure.properties.iter();
        let types: Vec<TokenStream> = types
            .map(|property| usage::rust(self.module, &property.usage))
            .collect();
        let rest = self.structure.additional.as_ref();
        let rest = rest.map(|additional| usage::rust(self.module, &additional.value));
        skim::structure(self.of, self.structure, &types, rest.as_ref())
    }

    pub(super) fn encode(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let (members, additional) = if self.of.part {
            (
                vec![quote! { ::trueup::Part::write(self, &mut object, &[]); }],
                None,
            )
        } else {
            let additional = self.additional_field();
            let additional = additional.map(|field| quote! { object.additional(&self.#field); });
            (self.members(), additional)
        };
        let mutable = (!members.is_empty() || additional.is_some()).then(|| quote! { mut });
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

    /// What a struct does as a part of another, which writes its members among its own.
    pub(super) fn part(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let members = self.members();
        let additional = self.additional_field();
        let names = match &additional {
            Some(_) => format_ident!("names"),
            None => format_ident!("_names"),
        };
        let forget = additional
            .iter()
            .map(|field| quote! { self.#field.forget(names); });
        let write = additional
            .iter()
            .map(|field| quote! { object.additional_but(&self.#field, names); });
        Item::new(quote! {
            #allow
            impl ::trueup::Part for #name {
                fn forget(&mut self, #names: &[&str]) {
                    #(#forget)*
                }

                fn write(&self, object: &mut ::trueup::ObjectWriter<'_>, #names: &[&str]) {
                    #(#members)*
                    #(#write)*
                }
            }
        })
    }

    /// How the fields are written.
    fn members(&self) -> Vec<TokenStream> {
        let members = self.structure.properties.iter().map(|property| {
            let (field, name) = (ident(&property.field), &property.name);
            match property.presence {
                Presence::Required => quote! { object.member(#name, &self.#field); },
                Presence::Optional => quote! { object.optional(#name, self.#field.as_ref()); },
                Presence::Maybe => quote! { object.maybe(#name, &self.#field); },
                Presence::Part => {
                    quote! { ::trueup::Part::write(&self.#field, &mut object, <Self as ::trueup::NamedProperties>::PROPERTIES); }
                }
            }
        });
        members.collect()
    }
}

/// What holds a field's value while an object is decoded. Those words are taken there, and no
/// field ends with an underscore but for a keyword's sake.
fn local(field: &str) -> Ident {
    match field {
        "members" | "place" => format_ident!("{field}_"),
        _ => ident(field),
    }
}
