//! Items to the text of a file.

use proc_macro2::TokenStream;

use crate::error::Error;

/// One item, or a few that belong together, of a generated file.
pub(crate) struct Item {
    pub(crate) tokens: TokenStream,
    /// Whether blank lines may be put between the parts of the item. Not where text of the schema
    /// stands over several lines.
    pub(crate) airy: bool,
}

impl Item {
    pub(crate) fn new(tokens: TokenStream) -> Self {
        Self { tokens, airy: true }
    }
}

/// A part of a generated file.
pub(crate) enum Part {
    Item(Item),
    Module {
        /// Invariant: an identifier.
        name: String,
        docs: String,
        parts: Vec<Part>,
    },
}

/// The header and the formatted parts, a blank line between each two.
pub(crate) fn file(header: &str, parts: &[Part]) -> Result<String, Error> {
    let mut text = header.to_owned();
    for part in parts {
        text.push('\n');
        push(part, &mut text)?;
    }
    Ok(escape_hidden(text))
}

fn push(part: &Part, text: &mut String) -> Result<(), Error> {
    let (name, docs, parts) = match part {
        Part::Item(item) => return push_item(item, text),
        Part::Module { name, docs, parts } => (name, docs, parts),
    };
    let mut inner = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            inner.push('\n');
        }
        push(part, &mut inner)?;
    }
    text.push_str(&format!("/// {docs}\npub mod {name} {{\n"));
    for line in inner.split_inclusive('\n') {
        // No literal in a module goes over several lines: the schema's text stands outside.
        if line != "\n" {
            text.push_str("    ");
        }
        text.push_str(line);
    }
    text.push_str("}\n");
    Ok(())
}

fn push_item(item: &Item, text: &mut String) -> Result<(), Error> {
    let parsed: syn::File = syn::parse2(item.tokens.clone())
        .map_err(|error| Error::new(format!("the generator wrote what is no Rust: {error}")))?;
    for (index, mut single) in parsed.items.into_iter().enumerate() {
        compile_where_used(&mut single);
        let part = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![single],
        });
        if index > 0 {
            text.push('\n');
        }
        if item.airy {
            push_airy(&part, text);
        } else {
            text.push_str(&part);
        }
    }
    Ok(())
}

/// Marks the functions of an item for compilation where they are used, as generic ones are: of a
/// large schema most programs use few types. Those that say themselves how they want it are left.
fn compile_where_used(item: &mut syn::Item) {
    let mark = |attributes: &mut Vec<syn::Attribute>, signature: &syn::Signature| {
        let is_generic = signature.generics.type_params().next().is_some();
        let says = |attribute: &syn::Attribute| attribute.path().is_ident("inline");
        if !is_generic && !takes_impl(signature) && !attributes.iter().any(says) {
            attributes.push(syn::parse_quote!(#[inline]));
        }
    };
    match item {
        syn::Item::Fn(function) => mark(&mut function.attrs, &function.sig),
        syn::Item::Impl(block) => {
            for item in &mut block.items {
                if let syn::ImplItem::Fn(function) = item {
                    mark(&mut function.attrs, &function.sig);
                }
            }
        }
        _ => {}
    }
}

/// Whether the function is generic because it takes whatever implements a trait.
fn takes_impl(signature: &syn::Signature) -> bool {
    signature.inputs.iter().any(|input| {
        matches!(input, syn::FnArg::Typed(typed) if matches!(*typed.ty, syn::Type::ImplTrait(_)))
    })
}

/// Rust refuses characters that reorder text, and nobody sees control characters. They can only stand in string literals here: docs and
/// comments are cleaned of them, raw strings are not used for text that has them.
fn escape_hidden(text: String) -> String {
    if !text.contains(is_hidden) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Puts a blank line between the functions of an `impl`, where prettyplease puts none.
fn push_airy(part: &str, text: &mut String) {
    let mut after_function = false;
    for line in part.lines() {
        let begins =
            line.starts_with("    ") && !line.starts_with("     ") && !line.starts_with("    }");
        if after_function && begins {
            text.push('\n');
        }
        after_function = line == "    }";
        text.push_str(line);
        text.push('\n');
    }
}

/// Text that stays within the line comment that it is put into.
pub(crate) fn comment_text(text: &str) -> String {
    let plain = |c: char| !c.is_control() && !is_bidi(c);
    text.chars()
        .map(|c| if plain(c) { c } else { '?' })
        .collect()
}

/// Characters that a reader does not see, or sees elsewhere, but for the ends of lines and tabs.
pub(crate) fn is_hidden(c: char) -> bool {
    is_bidi(c) || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Characters that reorder text, which Rust refuses in comments and literals.
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}
