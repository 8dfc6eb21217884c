//! The pieces of Rust that settings and `x-rust-type` hold.
//!
//! A schema may come from anywhere, so what it says of Rust is no more than the name of a type:
//! words, `::`, and other such names in angle brackets. Settings come from whoever runs the
//! generator; they are held to the same, but for attributes, which are Rust by nature.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser as _;

use crate::name;

/// A path to a type or a trait.
pub(super) fn path(text: &str) -> Result<TokenStream, String> {
    let problem = || {
        format!(
            "{text:?} is no path to a Rust type; write one like \"crate::Money\" or \"Vec<my_crate::Row>\""
        )
    };
    let tokens: TokenStream = text.parse().map_err(|_| problem())?;
    let mut tree = tokens.clone().into_iter();
    if !tree.all(|token| is_of_a_path(&token)) {
        return Err(problem());
    }
    match syn::parse2::<syn::Path>(tokens.clone()) {
        Ok(_) => Ok(tokens),
        Err(_) => Err(problem()),
    }
}

fn is_of_a_path(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | '<' | '>' | ','),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

/// One attribute, or a few.
pub(super) fn attributes(text: &str) -> Result<TokenStream, String> {
    let found = syn::Attribute::parse_outer.parse_str(text);
    match found {
        Ok(attributes) if !attributes.is_empty() => Ok(quote! { #(#attributes)* }),
        _ => Err(format!(
            "{text:?} is no attribute; write one like \"#[non_exhaustive]\""
        )),
    }
}

/// The name of a type.
pub(super) fn type_name(text: &str) -> Result<(), String> {
    identifier(text)?;
    if name::is_taken(text) {
        return Err(format!(
            "generated code uses {text:?} by itself; choose another name"
        ));
    }
    Ok(())
}

/// A name.
pub(super) fn identifier(text: &str) -> Result<(), String> {
    if text.is_ascii() && name::is_identifier(text) {
        return Ok(());
    }
    Err(format!(
        "{text:?} is no name in Rust; write ASCII letters, digits and underscores, and no keyword"
    ))
}
