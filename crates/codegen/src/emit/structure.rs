//! An object as a struct.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{common, read, usage};
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::settings::Visibility;
use crate::shape::{MOST_ARGUMENTS, Module, Presence, Property, Struct, Type, Usage};

pub(super) fn items(module: &Module, of: &Type, structure: &Struct) -> Vec<Item> {
    let printer = Printer {
        module,
        of,
        structure,
        allow: common::allow_deprecated(
            structure
                .properties
                .iter()
                .any(|property| property.deprecated),
        ),
    };
    let mut items = vec![printer.definition()];
    match &structure.builder {
        None => items.push(printer.constructor()),
        Some(builder) => items.extend(printer.builder(&ident(builder))),
    }
    items.extend(printer.readers());
    items.extend([printer.names(), printer.decode(), printer.encode()]);
    items
}

struct Printer<'m> {
    module: &'m Module,
    of: &'m Type,
    structure: &'m Struct,
    allow: TokenStream,
}

impl Printer<'_> {
    fn definition(&self) -> Item {
        let name = ident(&self.of.name);
        let docs = common::docs(&self.of.docs);
        let fields = self
            .structure
            .properties
            .iter()
            .map(|property| self.field(property));
        let additional = self.structure.additional.as_ref().map(|additional| {
            let field = ident(&additional.field);
            let value = self.additional_type();
            let visibility = self.visibility();
            quote! {
                /// Properties that the schema does not name.
                #visibility #field: #value,
            }
        });
        let default = self.structure.required().next().is_none();
        let default = default.then(|| quote! { Default, });
        let derive = common::derive(self.of, &quote! { Clone, Debug, #default PartialEq });
        Item::new(quote! {
            #docs
            #derive
            pub struct #name { #(#fields)* #additional }
        })
    }

    fn visibility(&self) -> TokenStream {
        match self.module.settings.fields {
            Visibility::Public => quote! { pub },
            Visibility::Crate => quote! { pub(crate) },
            Visibility::Private => TokenStream::new(),
        }
    }

    fn field(&self, property: &Property) -> TokenStream {
        let name = ident(&property.field);
        let mut paragraphs = property.docs.clone();
        if property.name != property.field || paragraphs.is_empty() {
            paragraphs.push(docs::json_name(&property.name));
        }
        let docs = common::docs(&paragraphs);
        let deprecated = common::deprecated(property.deprecated);
        let (rust, visibility) = (self.field_type(property), self.visibility());
        quote! { #docs #deprecated #visibility #name: #rust, }
    }

    /// The type of a field: the usage, and whether it may be absent.
    fn field_type(&self, property: &Property) -> TokenStream {
        match (&property.usage, property.presence) {
            (Usage::Nullable(inner), Presence::Maybe) => {
                let inner = usage::rust(self.module, inner);
                quote! { ::trueup::Maybe<#inner> }
            }
            (usage, Presence::Required) => usage::rust(self.module, usage),
            (usage, Presence::Optional | Presence::Maybe) => {
                let inner = usage::rust(self.module, usage);
                quote! { Option<#inner> }
            }
        }
    }

    fn additional_type(&self) -> TokenStream {
        let value = self
            .structure
            .additional
            .as_ref()
            .map(|additional| &additional.value);
        match value {
            None | Some(Usage::Json) => quote! { ::trueup::AdditionalProperties<Self> },
            Some(value) => {
                let value = usage::rust(self.module, value);
                quote! { ::trueup::AdditionalProperties<Self, #value> }
            }
        }
    }

    fn additional_field(&self) -> Option<Ident> {
        self.structure
            .additional
            .as_ref()
            .map(|additional| ident(&additional.field))
    }

    fn constructor(&self) -> Item {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let required = || self.structure.required();
        let arguments = required().map(|property| {
            let (field, rust) = (ident(&property.field), self.field_type(property));
            quote! { #field: #rust }
        });
        let fields = self.structure.properties.iter().map(|property| {
            let field = ident(&property.field);
            match property.presence {
                Presence::Required => quote! { #field },
                Presence::Optional => quote! { #field: None },
                Presence::Maybe => quote! { #field: ::trueup::Maybe::Absent },
            }
        });
        let additional = self
            .additional_field()
            .map(|field| quote! { #field: ::trueup::AdditionalProperties::new() });
        let fields = fields.chain(additional);
        // Where nothing is required, `Default` is derived and says the same.
        let value = match required().next() {
            Some(_) => quote! { Self { #(#fields),* } },
            None => quote! { Self::default() },
        };
        let many = (required().count() > MOST_ARGUMENTS).then(|| {
            quote! { #[expect(clippy::too_many_arguments, reason = "there is to be no builder")] }
        });
        Item::new(quote! {
            #allow
            impl #name {
                /// An object of the required properties; set the others on it.
                #[must_use]
                #many
                pub fn new(#(#arguments),*) -> Self {
                    #value
                }
            }
        })
    }

    fn builder(&self, builder: &Ident) -> Vec<Item> {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let properties = &self.structure.properties;
        let slots = properties.iter().map(|property| {
            let (field, rust) = (ident(&property.field), self.field_type(property));
            match property.presence {
                Presence::Required => quote! { #field: Option<#rust> },
                Presence::Optional | Presence::Maybe => quote! { #field: #rust },
            }
        });
        let setters = properties.iter().map(|property| self.setter(property));
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
            Presence::Required => quote! { Some(value.into()) },
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

    fn build(&self) -> TokenStream {
        let name = ident(&self.of.name);
        let required: Vec<_> = self.structure.required().collect();
        let fields: Vec<_> = required
            .iter()
            .map(|property| ident(&property.field))
            .collect();
        let names: Vec<_> = required.iter().map(|property| &property.name).collect();
        let others = self
            .structure
            .properties
            .iter()
            .filter(|p| p.presence != Presence::Required);
        let others = others.map(|property| {
            let field = ident(&property.field);
            quote! { #field: self.#field }
        });
        let additional = self
            .additional_field()
            .map(|field| quote! { #field: ::trueup::AdditionalProperties::new() });
        let rest = others.chain(additional);
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

    /// Functions that read the fields, where the fields are not for everybody.
    fn readers(&self) -> Option<Item> {
        if self.module.settings.fields == Visibility::Public {
            return None;
        }
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let named = self.structure.properties.iter().map(|property| {
            let rust = match (&property.usage, property.presence) {
                // What is read from a box is what is in it.
                (Usage::Boxed(id), Presence::Required) => {
                    usage::rust(self.module, &Usage::Named(*id))
                }
                _ => self.field_type(property),
            };
            let field = &property.field;
            let docs = common::docs(&[docs::reads(&property.name)]);
            reader(
                field,
                &rust,
                &docs,
                &common::deprecated(property.deprecated),
            )
        });
        let additional = self.structure.additional.as_ref().map(|additional| {
            let docs = common::docs(&["Properties that the schema does not name.".to_owned()]);
            let none = TokenStream::new();
            reader(&additional.field, &self.additional_type(), &docs, &none)
        });
        let readers: Vec<_> = named.chain(additional).collect();
        let some = !readers.is_empty();
        some.then(|| Item::new(quote! { #allow impl #name { #(#readers)* } }))
    }

    fn names(&self) -> Item {
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

    fn decode(&self) -> Item {
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

    fn encode(&self) -> Item {
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

fn reader(
    field: &str,
    rust: &TokenStream,
    docs: &TokenStream,
    deprecated: &TokenStream,
) -> TokenStream {
    // Some names are those of other functions. No field ends with an underscore but for a
    // keyword's sake.
    let function = match field {
        "new" | "builder" | "validator" | "from_slice" | "from_str" => format_ident!("{field}_"),
        _ => ident(field),
    };
    let field = ident(field);
    quote! {
        #docs
        #[must_use]
        #deprecated
        pub fn #function(&self) -> &#rust {
            &self.#field
        }
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
