//! How a struct is made: by its constructor, or by a builder where that would take too much at once.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Printer;
use crate::docs;
use crate::emit::{common, usage};
use crate::format::Item;
use crate::name::ident;
use crate::shape::{MOST_ARGUMENTS, Presence, Property};

impl Printer<'_> {
    pub(super) fn constructor(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let required = self.structure.required().count();
        let arguments = self.structure.arguments().map(|property| {
            let (field, rust) = (ident(&property.field), self.field_type(property));
            quote! { #field: #rust }
        });
        let fields = self.structure.properties.iter().map(|property| {
            let field = ident(&property.field);
            if let Some(value) = self.only_value(property) {
                return quote! { #field: #value };
            }
            match property.presence {
                Presence::Required | Presence::Part => quote! { #field },
                Presence::Optional => quote! { #field: None },
                Presence::Maybe => quote! { #field: ::trueup::Maybe::Absent },
            }
        });
        let additional = self
            .additional_field()
            .map(|field| quote! { #field: ::trueup::AdditionalProperties::new() });
        let fields = fields.chain(additional);
        let count = self.structure.arguments().count();
        // Where nothing must be there and no default is stated, `Default` is derived and says the same.
        let value = if required == 0 && self.structure.may_be_empty && self.of.default.is_none() {
            quote! { Self::default() }
        } else {
            quote! { Self { #(#fields),* } }
        };
        let many = (count > MOST_ARGUMENTS).then(|| {
            quote! { #[expect(clippy::too_many_arguments, reason = "there is to be no builder")] }
        });
        let has_default = self.structure.may_be_empty || common::has_default(self.of);
        let no_default = (count == 0 && !has_default).then(|| {
            let reason = "the schema refuses an empty object";
            quote! { #[expect(clippy::new_without_default, reason = #reason)] }
        });
        Item::new(quote! {
            #allow
            impl #name {
                /// An object of the required properties; set the others on it.
                #[must_use]
                #many
                #no_default
                pub fn new(#(#arguments),*) -> Self {
                    #value
                }
            }
        })
    }

    pub(super) fn builder(&self, builder: &Ident) -> Vec<Item> {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let properties = || {
            let properties = self.structure.properties.iter();
            properties.filter(|property| property.only.is_none())
        };
        let slots = properties().map(|property| {
            let (field, rust) = (ident(&property.field), self.field_type(property));
            match property.presence {
                Presence::Required | Presence::Part => quote! { #field: Option<#rust> },
                Presence::Optional | Presence::Maybe => quote! { #field: #rust },
            }
        });
        let setters = properties().map(|property| self.setter(property));
        let intro = format!(" Puts together a [`{}`].", self.of.name);
        let definition = quote! {
            #allow
            impl #name {
                /// A builder that takes the properties one by one.
                #[must_use]
                pub fn builder() -> #builder {
                    #builder::default()
                }
            }

            #[doc = #intro]
            #[derive(Clone, Debug, Default)]
            pub struct #builder { #(#slots),* }
        };
        let build = self.build();
        let methods = quote! {
            #allow
            impl #builder {
                #(#setters)*
                #build
            }
        };
        vec![Item::new(definition), Item::new(methods)]
    }

    fn setter(&self, property: &Property) -> TokenStream {
        let (field, rust) = (ident(&property.field), self.field_type(property));
        let docs = common::docs(&[docs::sets(&property.name)]);
        let deprecated = common::deprecated(property.deprecated);
        let value = match property.presence {
            Presence::Required | Presence::Part => quote! { Some(value.into()) },
            Presence::Optional | Presence::Maybe => quote! { value.into() },
        };
        // `build` is the builder's own. No field ends with an underscore but for a keyword's sake.
        let setter = if property.field == "build" {
            format_ident!("build_")
        } else {
            field.clone()
        };
        quote! {
            #docs
            #[must_use]
            #deprecated
            pub fn #setter(mut self, value: impl Into<#rust>) -> Self {
                self.#field = #value;
                self
            }
        }
    }

    /// The only value that a property can have.
    fn only_value(&self, property: &Property) -> Option<TokenStream> {
        let variant = ident(property.only.as_ref()?);
        let of = usage::rust(self.module, &property.usage);
        Some(quote! { #of::#variant })
    }

    fn build(&self) -> TokenStream {
        let name = ident(&self.of.name);
        let required: Vec<_> = self.structure.arguments().collect();
        let fields: Vec<_> = required
            .iter()
            .map(|property| ident(&property.field))
            .collect();
        let names: Vec<_> = required.iter().map(|property| &property.name).collect();
        let others = self
            .structure
            .properties
            .iter()
            .filter(|p| matches!(p.presence, Presence::Optional | Presence::Maybe));
        let others = others.map(|property| {
            let field = ident(&property.field);
            quote! { #field: self.#field }
        });
        let additional = self
            .additional_field()
            .map(|field| quote! { #field: ::trueup::AdditionalProperties::new() });
        let only = self.structure.properties.iter().filter_map(|property| {
            let (field, value) = (ident(&property.field), self.only_value(property)?);
            Some(quote! { #field: #value })
        });
        let rest = others.chain(only).chain(additional);
        if required.is_empty() {
            return quote! {
                /// The object.
                #[must_use]
                pub fn build(self) -> #name {
                    #name { #(#rest),* }
                }
            };
        }
        quote! {
            /// The object, once every required property is set.
            ///
            /// # Errors
            /// The required properties that are not set.
            pub fn build(self) -> Result<#name, ::trueup::MissingProperties> {
                let absent = [#((#names, self.#fields.is_none())),*];
                let (#(Some(#fields),)*) = (#(self.#fields,)*) else {
                    return Err(::trueup::MissingProperties::among(&absent));
                };
                Ok(#name { #(#fields,)* #(#rest),* })
            }
        }
    }
}
