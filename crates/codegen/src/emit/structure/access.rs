//! The functions that read a struct's fields: as they are where the fields are not for everybody,
//! and with the schema's default for what is absent.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use trueup_document::Json;

use super::Printer;
use crate::docs;
use crate::emit::{common, usage};
use crate::format::Item;
use crate::name::ident;
use crate::settings::{Numbers, Visibility};
use crate::shape::{Fallback, Form, IntegerType, Module, Presence, Property, TypeId, Usage};

impl Printer<'_> {
    /// Functions that read the fields, where the fields are not for everybody.
    pub(super) fn readers(&self) -> Option<Item> {
        if self.module.settings.fields == Visibility::Public {
            return None;
        }
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
        self.functions(&named.chain(additional).collect::<Vec<_>>())
    }

    /// Functions that read a field, or give the schema's default where the property is absent.
    pub(super) fn defaults(&self) -> Option<Item> {
        let properties = self.structure.properties.iter();
        let functions = properties.filter_map(|property| {
            let may_be_absent = property.presence != Presence::Required;
            let fallback = property.fallback.as_ref().filter(|_| may_be_absent)?;
            Some(self.with_default(property, fallback))
        });
        self.functions(&functions.collect::<Vec<_>>())
    }

    fn functions(&self, functions: &[TokenStream]) -> Option<Item> {
        let (name, allow) = (ident(&self.of.name), &self.allow);
        let some = !functions.is_empty();
        some.then(|| Item::new(quote! { #allow impl #name { #(#functions)* } }))
    }

    fn with_default(&self, property: &Property, fallback: &Fallback) -> TokenStream {
        let field = ident(&property.field);
        let (rust, body) = match (&property.usage, property.presence) {
            (Usage::Nullable(inner), Presence::Maybe) => {
                maybe_or(self.module, inner, &field, &fallback.value)
            }
            (usage, _) => option_or(self.module, usage, &field, &fallback.value),
        };
        let function = ident(&fallback.function);
        let docs = common::docs(&[docs::reads_or_default(&property.name)]);
        let deprecated = common::deprecated(property.deprecated);
        quote! {
            #docs
            #[must_use]
            #deprecated
            pub fn #function(&self) -> #rust { #body }
        }
    }
}

/// The type and the body for an `Option`.
fn option_or(
    module: &Module,
    usage: &Usage,
    field: &Ident,
    value: &Json,
) -> (TokenStream, TokenStream) {
    match given(module, usage, value) {
        Given::Copied(rust, value) => (rust, quote! { self.#field.unwrap_or(#value) }),
        Given::Text(text) => (
            quote! { &str },
            quote! { self.#field.as_deref().unwrap_or(#text) },
        ),
        Given::Read(rust, text) => {
            let stated = stated(&rust, &text);
            let own = match usage {
                Usage::Boxed(_) => quote! { as_deref() },
                _ => quote! { as_ref() },
            };
            (
                quote! { &#rust },
                quote! { #stated self.#field.#own.unwrap_or_else(|| DEFAULT.get()) },
            )
        }
    }
}

/// The type and the body for a `Maybe`, whose null stays null.
fn maybe_or(
    module: &Module,
    inner: &Usage,
    field: &Ident,
    value: &Json,
) -> (TokenStream, TokenStream) {
    let body = |first: TokenStream, own: TokenStream, absent: TokenStream| {
        quote! {
            #first
            match &self.#field {
                ::trueup::Maybe::Value(value) => Some(#own),
                ::trueup::Maybe::Null => None,
                ::trueup::Maybe::Absent => #absent,
            }
        }
    };
    if value.is_null() {
        let rust = usage::rust(module, inner);
        return (quote! { Option<&#rust> }, quote! { self.#field.as_value() });
    }
    let none = TokenStream::new();
    match given(module, inner, value) {
        Given::Copied(rust, value) => (
            quote! { Option<#rust> },
            body(none, quote! { *value }, quote! { Some(#value) }),
        ),
        Given::Text(text) => (
            quote! { Option<&str> },
            body(none, quote! { value }, quote! { Some(#text) }),
        ),
        Given::Read(rust, text) => (
            quote! { Option<&#rust> },
            body(
                stated(&rust, &text),
                quote! { value },
                quote! { Some(DEFAULT.get()) },
            ),
        ),
    }
}

/// How a default stands in the code.
enum Given {
    /// A type that is copied, and its value.
    Copied(TokenStream, TokenStream),
    Text(String),
    /// A type that is read from JSON text when it is first asked for.
    Read(TokenStream, String),
}

fn given(module: &Module, of: &Usage, value: &Json) -> Given {
    let plain = match (of, value) {
        (Usage::Boolean, Json::Boolean(value)) => Some(quote! { #value }),
        (Usage::Integer(integer), Json::Number(number)) => {
            let native =
                *integer != IntegerType::Unbounded || module.settings.integers == Numbers::Native;
            let value = number.get().to_i128().filter(|_| native);
            value.map(|value| {
                let literal = Literal::i128_unsuffixed(value);
                quote! { #literal }
            })
        }
        (Usage::Named(TypeId(index)), Json::String(text)) => {
            let rust = usage::rust(module, of);
            variant(&module.types[*index].form, text).map(|variant| quote! { #rust::#variant })
        }
        (Usage::String, Json::String(text)) => return Given::Text(text.clone()),
        _ => None,
    };
    match plain {
        Some(plain) => Given::Copied(usage::rust(module, of), plain),
        None => {
            // What is in a box is given, and not the box.
            let inside = match of {
                Usage::Boxed(id) => usage::rust(module, &Usage::Named(*id)),
                _ => usage::rust(module, of),
            };
            Given::Read(inside, value.to_string())
        }
    }
}

/// The variant of a string, if every value of the type is one of them.
fn variant(form: &Form, text: &str) -> Option<Ident> {
    let Form::StringEnum(listed) = form else {
        return None;
    };
    let closed = listed.other.is_none();
    let found = listed.variants.iter().find(|variant| variant.value == text);
    found.filter(|_| closed).map(|variant| ident(&variant.name))
}

fn stated(rust: &TokenStream, text: &str) -> TokenStream {
    quote! {
        static DEFAULT: ::trueup::DefaultValue<#rust> = ::trueup::DefaultValue::new(#text);
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
