//! What the macro is given: a path, then settings as TOML would have them in one line.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{LitBool, LitStr, Token, braced, bracketed};

/// The input of the macro.
pub(crate) struct Input {
    pub(crate) path: String,
    pub(crate) path_span: Span,
    pub(crate) settings: Value,
}

/// A value and where it stands.
pub(crate) struct Value {
    pub(crate) span: Span,
    pub(crate) kind: ValueKind,
}

pub(crate) enum ValueKind {
    Text(String),
    Boolean(bool),
    List(Vec<Value>),
    Table(Vec<(Key, Value)>),
}

/// A name in a table.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Span,
}

impl Input {
    pub(crate) fn parse(tokens: TokenStream) -> Result<Self, syn::Error> {
        syn::parse2(tokens)
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let Ok(path) = input.parse::<LitStr>() else {
            let problem = "the path of a schema should stand here, relative to Cargo.toml: \
                           schema!(\"schemas/order.schema.json\")";
            return Err(syn::Error::new(input.span(), problem));
        };
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        let settings = Value {
            span: crate::everywhere(),
            kind: table(input, 0)?,
        };
        Ok(Self {
            path: path.value(),
            path_span: path.span(),
            settings,
        })
    }
}

impl Value {
    /// Where the setting at the end of a way stands: its key, or as much of the way as there is.
    pub(crate) fn span_of(&self, way: &[String]) -> Option<Span> {
        let (mut value, mut span) = (self, None);
        for part in way {
            match &value.kind {
                ValueKind::Table(members) => {
                    let member = members.iter().find(|(key, _)| key.name == *part);
                    let Some((key, inner)) = member else { break };
                    (value, span) = (inner, Some(key.span));
                }
                ValueKind::List(elements) => {
                    let index = part.parse::<usize>().ok();
                    let Some(element) = index.and_then(|index| elements.get(index)) else {
                        break;
                    };
                    (value, span) = (element, Some(element.span));
                }
                ValueKind::Text(_) | ValueKind::Boolean(_) => break,
            }
        }
        span
    }
}

/// Settings nest three deep; more than this is a mistake.
const DEEPEST: usize = 16;

fn table(input: ParseStream<'_>, depth: usize) -> syn::Result<ValueKind> {
    let mut members: Vec<(Key, Value)> = Vec::new();
    while !input.is_empty() {
        let key = key(input)?;
        if members.iter().any(|(known, _)| known.name == key.name) {
            let problem = format!("`{}` stands here twice; take one out", key.name);
            return Err(syn::Error::new(key.span, problem));
        }
        input.parse::<Token![=]>()?;
        members.push((key, value(input, depth + 1)?));
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(ValueKind::Table(members))
}

/// A word, words with hyphens or underscores between them, or a string. Strings are taken as they
/// are, for they are names of types and properties.
fn key(input: ParseStream<'_>) -> syn::Result<Key> {
    if let Ok(text) = input.parse::<LitStr>() {
        return Ok(Key {
            name: text.value(),
            span: text.span(),
        });
    }
    let Ok(first) = input.parse::<Ident>() else {
        let problem = "the name of a setting should stand here, or a string";
        return Err(syn::Error::new(input.span(), problem));
    };
    let mut name = first.to_string();
    while input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
        name.push('-');
        name.push_str(&input.parse::<Ident>()?.to_string());
    }
    Ok(Key {
        name: name.replace('_', "-"),
        span: first.span(),
    })
}

fn value(input: ParseStream<'_>, depth: usize) -> syn::Result<Value> {
    let span = input.span();
    if depth > DEEPEST {
        return Err(syn::Error::new(span, "settings do not nest so deep"));
    }
    let kind = if input.peek(LitStr) {
        ValueKind::Text(input.parse::<LitStr>()?.value())
    } else if input.peek(LitBool) {
        ValueKind::Boolean(input.parse::<LitBool>()?.value)
    } else if input.peek(syn::token::Bracket) {
        let inner;
        bracketed!(inner in input);
        let mut elements = Vec::new();
        while !inner.is_empty() {
            elements.push(value(&inner, depth + 1)?);
            if !inner.is_empty() {
                inner.parse::<Token![,]>()?;
            }
        }
        ValueKind::List(elements)
    } else if input.peek(syn::token::Brace) {
        let inner;
        braced!(inner in input);
        table(&inner, depth)?
    } else {
        let problem = "a string, true, false, a list in [] or settings in {} should stand here";
        return Err(syn::Error::new(span, problem));
    };
    Ok(Value { span, kind })
}
