//! The generator as a macro: the types of a schema stand where the macro stands.
//!
//! ```
//! mod order {
//!     trueup_macros::schema!("../../tests/macros/parts/id.schema.json");
//! }
//!
//! mod chosen {
//!     trueup_macros::schema! {
//!         "../../tests/macros/parts/id.schema.json",
//!         root-name = "Identifier",
//!         derives = ["Ord", "PartialOrd", "Eq"],
//!         types = { "Identifier" = { attributes = ["#[must_use]"] } },
//!     }
//! }
//!
//! assert!(order::Id::from_str(r#""a""#).is_ok());
//! assert!(chosen::Identifier::from_str(r#""""#).is_err());
//! ```
//!
//! What is wrong does not compile:
//!
//! ```compile_fail
//! trueup_macros::schema!("../../tests/macros/parts/id.schema.json", root-nmae = "Identifier");
//! ```
//!
//! The path is relative to the package's `Cargo.toml`. The settings are those of
//! [`trueup_codegen::Settings`], written as in `trueup.toml`; a name may have an underscore where
//! that has a hyphen. The code is the same as that of the other ways in, and wants the crate
//! `trueup` among the dependencies. Cargo builds anew when a file of the schema changes.
//!
//! `input` reads what the macro is given into places and values, `settings` those into settings.

#![forbid(unsafe_code)]

mod input;
mod settings;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use trueup_codegen::Generator;
use trueup_schema::SchemaSet;

use crate::input::Input;

/// The types of a schema: `schema!("path/to/schema.json", setting = value, …)`.
///
/// Whatever is wrong with the schema or with a setting is an error of the compiler at that place of
/// the macro's input; what is wrong inside the schema is told with its file and line.
#[proc_macro]
pub fn schema(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let code = Input::parse(input.into()).and_then(|input| generate(&input));
    let tokens = code.unwrap_or_else(syn::Error::into_compile_error);
    tokens.into()
}

fn generate(input: &Input) -> Result<TokenStream, syn::Error> {
    let settings = settings::read(&input.settings)?;
    let at_path = |message: String| syn::Error::new(input.path_span, message);
    let path = package().map_err(at_path)?.join(&input.path);
    let set = SchemaSet::from_path(&path).map_err(|error| at_path(error.to_string()))?;
    let generator = Generator::new().command("cargo build").settings(settings);
    let code = generator.generate(&set).map_err(|error| {
        let way = error.at_setting();
        let span = input.settings.span_of(way).filter(|_| !way.is_empty());
        syn::Error::new(span.unwrap_or(input.path_span), error.to_string())
    })?;
    // The generator has made sure that this is Rust.
    let code: TokenStream = code
        .parse()
        .map_err(|_| at_path("the code is no Rust".to_owned()))?;
    let watched = watched(&set, &path);
    Ok(quote! { #code #watched })
}

/// The folder of the package that is being compiled.
fn package() -> Result<PathBuf, String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR");
    folder.map(PathBuf::from).ok_or_else(|| {
        "CARGO_MANIFEST_DIR is not set: this macro is for packages of Cargo".to_owned()
    })
}

/// Has the compiler read every file of the schema, so that Cargo knows that the code depends on
/// them.
fn watched(set: &SchemaSet, path: &Path) -> TokenStream {
    let others = set.files().filter(|file| !file.built_in).skip(1);
    let others = others.map(|file| PathBuf::from(file.name));
    let files = std::iter::once(path.to_owned()).chain(others);
    let files = files.filter_map(|file| file.canonicalize().ok());
    let files = files.filter_map(|file| file.to_str().map(str::to_owned));
    let spans = files.map(|file| {
        let file = proc_macro2::Literal::string(&file);
        quote! { const _: &[u8] = ::core::include_bytes!(#file); }
    });
    spans.collect()
}

/// Where an error is told that belongs to no part of the input.
fn everywhere() -> Span {
    Span::call_site()
}
