//! The entrance through the root type, and the schema that all types stand on.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::format::{Item, Part, is_hidden};
use crate::name::ident;
use crate::shape::{Form, Module, Type};

/// Reading, writing and checking by the root type's own functions.
pub(super) fn entrance(module: &Module, root: &Type) -> Item {
    let name = ident(&root.name);
    let model = module.settings.validator;
    let (trait_name, error) = if model {
        (quote! { ::trueup::Model }, quote! { ::trueup::Report })
    } else {
        (quote! { ::trueup::Plain }, quote! { ::trueup::Unread })
    };
    let validator = model.then(|| {
        quote! {
            /// The validator of the schema, for payloads that are only to be checked.
            #[must_use]
            pub fn validator() -> &'static ::trueup::Validator {
                <Self as ::trueup::Model>::validator()
            }
        }
    });
    let why = if model {
        " A report of every violation, when the bytes are no JSON or the schema refuses them."
    } else {
        " Why, when the bytes are no JSON, or that the schema refuses them."
    };
    let why_text = why.replace("bytes are", "text is").replace("them", "it");
    Item::new(quote! {
        impl #name {
            /// The JSON Schema that these types were generated from.
            pub const SCHEMA: &'static str = SCHEMA_TEXT;

            #validator

            /// Reads JSON text from bytes.
            ///
            /// # Errors
            #[doc = #why]
            pub fn from_slice(bytes: &[u8]) -> Result<Self, #error> {
                <Self as #trait_name>::from_json_slice(bytes)
            }

            /// Reads JSON text.
            ///
            /// # Errors
            #[doc = #why_text]
            #[expect(clippy::should_implement_trait, reason = "it is implemented as well")]
            pub fn from_str(text: &str) -> Result<Self, #error> {
                <Self as #trait_name>::from_json_slice(text.as_bytes())
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = #error;

            fn from_str(text: &str) -> Result<Self, #error> {
                <Self as #trait_name>::from_json_slice(text.as_bytes())
            }
        }

        /// Compact JSON text.
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&#trait_name::to_json_string(self))
            }
        }
    })
}

/// How a module begins: with the schema, if a type in it or further in stands on that.
pub(super) fn entry(module: &Module, path: &[String]) -> Vec<Part> {
    let mut inside = module
        .types
        .iter()
        .filter(|of| of.modules.starts_with(path));
    let used = inside.any(|of| !matches!(of.form, Form::Replaced(_)));
    let import = (used && module.settings.validator)
        .then(|| Part::Item(Item::new(quote! { use super::{DEFINITIONS, SOURCE}; })));
    import.into_iter().collect()
}

/// The schema with the places of its types.
pub(super) fn schema(module: &Module) -> Vec<Item> {
    let name = &module.source_name;
    let text = text_literal(&module.source_text);
    let text_item = Item {
        tokens: quote! { const SCHEMA_TEXT: &str = #text; },
        airy: false,
    };
    if !module.settings.validator {
        return vec![text_item];
    }
    let types = module.types.iter();
    let types = types.filter(|of| of.referenced && of.is_whole());
    let generated = types.filter(|of| !matches!(of.form, Form::Replaced(_)));
    let definitions = generated.map(|of| {
        let modules = of.modules.iter().map(|name| ident(name));
        let rust = ident(&of.name);
        let rust = quote! { #(#modules::)* #rust };
        let own = of.pointer.is_empty() || of.pointer.starts_with('/');
        let reference = format!("{}{}", if own { "#" } else { "" }, of.pointer);
        quote! { (#reference, ::trueup::schema_bridge::subschema_for::<#rust>) }
    });
    let resources = module.resources.iter().map(|resource| {
        let (uri, text) = (&resource.uri, text_literal(&resource.text));
        quote! { ::trueup::Resource { uri: #uri, schema: #text } }
    });
    let listed = if module.resources.is_empty() {
        quote! { &[] }
    } else {
        quote! { RESOURCES }
    };
    let asserts_formats = module.asserts_formats;
    // The name of a variant is what `Debug` writes.
    let dialect = ident(&format!("{:?}", module.dialect));
    let source = quote! {
        static SOURCE: ::trueup::Source = ::trueup::Source {
            name: #name,
            schema: SCHEMA_TEXT,
            resources: #listed,
            dialect: ::trueup::Dialect::#dialect,
            asserts_formats: #asserts_formats,
            loaded: ::trueup::Once::new(),
        };
    };
    let resources = Item {
        tokens: quote! { const RESOURCES: &[::trueup::Resource] = &[#(#resources),*]; },
        airy: false,
    };
    let definitions = quote! {
        /// Every place of the schema that a reference leads to, with its type.
        const DEFINITIONS: &[::trueup::schema_bridge::Definition] = &[#(#definitions),*];
    };
    let mut items = vec![Item::new(source), Item::new(definitions), text_item];
    if !module.resources.is_empty() {
        items.push(resources);
    }
    items
}

/// The text as a raw string that reads like the file, or with escapes where Rust allows no raw
/// string of it, or none that reads well: carriage returns, hidden characters.
fn text_literal(text: &str) -> TokenStream {
    let escaped = || {
        let literal = Literal::string(text);
        quote! { #literal }
    };
    if text.contains(is_hidden) {
        return escaped();
    }
    let runs = text.split('"').skip(1);
    let longest = runs
        .map(|run| run.len() - run.trim_start_matches('#').len())
        .max();
    let fence = "#".repeat(longest.map_or(0, |run| run + 1));
    // A string may have at most 255 of them.
    if fence.len() > 255 {
        return escaped();
    }
    match format!("r{fence}\"{text}\"{fence}").parse::<Literal>() {
        Ok(literal) => quote! { #literal },
        Err(_) => escaped(),
    }
}
