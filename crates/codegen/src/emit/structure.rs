//! An object as a struct: here its definition, with a file for each other subject (`making`,
//! `access`, `codec`).

mod access;
mod codec;
mod making;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{common, usage};
use crate::docs;
use crate::format::Item;
use crate::name::ident;
use crate::settings::Visibility;
use crate::shape::{Module, Presence, Property, Struct, Type, Usage};

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
    items.extend(
        [printer.readers(), printer.defaults()]
            .into_iter()
            .flatten(),
    );
    items.extend([
        printer.names(),
        printer.members_taken(),
        printer.decode(),
        printer.encode(),
    ]);
    items.extend(of.part.then(|| printer.part()));
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
        let default = self.structure.may_be_empty && self.of.default.is_none();
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
        let named = property.presence != Presence::Part;
        if named && (property.name != property.field || paragraphs.is_empty()) {
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
            (usage, Presence::Required | Presence::Part) => usage::rust(self.module, usage),
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
}
