//! A type that exists already: a name for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::common;
use crate::format::Item;
use crate::name::ident;
use crate::shape::Type;

pub(super) fn alias(of: &Type, path: &TokenStream) -> Item {
    let name = ident(&of.name);
    let docs = common::docs(&of.docs);
    Item::new(quote! {
        #docs
        pub type #name = #path;
    })
}
