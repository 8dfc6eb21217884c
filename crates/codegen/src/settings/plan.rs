//! Settings made ready: every name in them led to the type that it means.
//!
//! The shapes are built once without the settings of single types, to see which types there are
//! and what they are called; what the settings call by those names is then known by its place in
//! the schema. So a name in the settings does not change its meaning with another setting.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use trueup_schema::{Body, SchemaId, SchemaSet, nearest};

use super::{Layout, Maps, Settings, TypeSettings, extension, rust};
use crate::Error;
use crate::shape::{self, Form, Module, Type, View};

/// Settings that the shapes and the emitters can follow.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What was chosen for all types.
    pub(crate) settings: Settings,
    derives: Vec<TokenStream>,
    attributes: Vec<TokenStream>,
    types: BTreeMap<View, Adjustment>,
}

/// What is different about one type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjustment {
    /// Invariant: an identifier that no other adjustment gives.
    pub(crate) name: Option<String>,
    pub(crate) replace: Option<TokenStream>,
    pub(crate) trusted: bool,
    /// Names of fields by names in JSON. Invariant: identifiers that keep the fields distinct.
    pub(crate) fields: BTreeMap<String, String>,
    derives: Vec<TokenStream>,
    attributes: Vec<TokenStream>,
}

impl Plan {
    /// What is different about a type, if anything is.
    pub(crate) fn adjustment(&self, view: View) -> Option<&Adjustment> {
        // A setting that means a place means what is left of it beside null, too.
        let whole = || self.types.get(&view.with_null()?);
        self.types.get(&view).or_else(whole)
    }

    /// The type that stands for a schema, and whether it refuses all that the schema does.
    pub(crate) fn replacement(&self, view: View) -> Option<(&TokenStream, bool)> {
        let adjustment = self.adjustment(view)?;
        Some((adjustment.replace.as_ref()?, adjustment.trusted))
    }

    /// The traits that a type derives besides, and the attributes that it carries.
    pub(crate) fn extras(&self, view: View) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let (mut derives, mut attributes) = (self.derives.clone(), self.attributes.clone());
        if let Some(own) = self.adjustment(view) {
            derives.extend_from_slice(&own.derives);
            attributes.extend_from_slice(&own.attributes);
        }
        (derives, attributes)
    }
}

/// Leads every name in the settings to its type.
///
/// # Errors
/// The first setting that is wrong by itself or means nothing in this schema.
pub(crate) fn resolve(set: &SchemaSet, settings: &Settings) -> Result<Plan, Error> {
    check_maps(&settings.maps)?;
    let none: &[String] = &[];
    let mut plan = Plan {
        settings: settings.clone(),
        derives: derives(&settings.derives, none)?,
        attributes: attributes(&settings.attributes, none)?,
        types: BTreeMap::new(),
    };
    for (id, path) in extension::replacements(set)? {
        let adjustment = plan.types.entry(id.into()).or_default();
        adjustment.replace = Some(path);
    }
    if settings.types.is_empty() {
        return Ok(plan);
    }
    let mut flat = plan.clone();
    flat.settings.layout = Layout::Flat;
    let known = Known {
        set,
        module: shape::build(set, &flat),
    };
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (key, of_type) in &settings.types {
        let path = ["types".to_owned(), key.clone()];
        let (view, found) = known.find(key, of_type, &path)?;
        if !seen.insert(view) {
            let problem = "another entry of `types` means the same type; put both into one";
            return Err(Error::setting(&path, problem));
        }
        let mut adjustment = adjustment(of_type, found, &path)?;
        if adjustment.replace.is_none() {
            adjustment.replace = plan.types.remove(&view).and_then(|own| own.replace);
        }
        if let Some(name) = adjustment
            .name
            .as_ref()
            .filter(|n| !names.insert((*n).clone()))
        {
            let problem = format!("two types are to be called {name:?}; choose another name");
            return Err(Error::setting(&deeper(&path, &["name"]), &problem));
        }
        plan.types.insert(view, adjustment);
    }
    Ok(plan)
}

/// The schemas with every enum open that the settings call open; `None` if they call none so.
///
/// # Errors
/// The first of them that cannot be.
pub(crate) fn opened(set: &SchemaSet, settings: &Settings) -> Result<Option<SchemaSet>, Error> {
    let wanted = settings.types.iter().filter(|(_, of)| of.open);
    let wanted: Vec<&String> = wanted.map(|(key, _)| key).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut plain = settings.clone();
    plain.types.clear();
    let mut flat = resolve(set, &plain)?;
    flat.settings.layout = Layout::Flat;
    let known = Known {
        set,
        module: shape::build(set, &flat),
    };
    let mut ids = Vec::new();
    for key in wanted {
        let path = ["types".to_owned(), key.clone()];
        let (view, _) = known.find(key, &settings.types[key], &path)?;
        ids.push(view.schema());
        if super::open::schemas(set, &ids).is_none() {
            let problem = "the list does not stand in this schema itself, so it cannot be opened here; \
                           open the type of the schema that it stands in";
            return Err(Error::setting(&deeper(&path, &["open"]), problem));
        }
    }
    Ok(super::open::schemas(set, &ids))
}

/// What only the finished shapes show: a type that needs the validator where there is none.
///
/// # Errors
/// The first such type.
pub(crate) fn check(module: &Module) -> Result<(), Error> {
    if module.settings.validator {
        return Ok(());
    }
    let needs = module.types.iter().find(|of| of.needs_validator());
    needs.map_or(Ok(()), |of| {
        let problem = format!(
            "the type {} needs the validator, since no Rust type holds all that the schema says at \
             \"#{}\"; take this setting out, or replace the type by one that is trusted",
            of.name, of.pointer
        );
        Err(Error::setting(&["validator".to_owned()], &problem))
    })
}

/// The types that there are without the settings of single types.
struct Known<'s> {
    set: &'s SchemaSet,
    module: Module,
}

impl Known<'_> {
    /// The place that a key means, and the type that stands there.
    fn find(
        &self,
        key: &str,
        of_type: &TypeSettings,
        path: &[String],
    ) -> Result<(View, Option<&Type>), Error> {
        if let Some(found) = self.type_of(key) {
            if found.view == self.module.types[0].view && of_type.replace.is_some() {
                let problem =
                    "the root type is what the code is generated for, and cannot be replaced";
                return Err(Error::setting(path, problem));
            }
            return Ok((found.view, Some(found)));
        }
        let pointer = key.strip_prefix('#').and_then(|at| self.set.at(at));
        let inline = pointer.or_else(|| self.definition(key));
        match inline {
            // What has no type of its own can still have one put in its place.
            Some(id) if of_type.replace.is_some() => Ok((id.into(), None)),
            Some(_) => Err(Error::setting(
                path,
                "the schema there has no type of its own; only `replace` can give it one",
            )),
            None => Err(Error::setting(path, &self.nothing(key))),
        }
    }

    /// A definition by its name. It need not have a type.
    fn definition(&self, name: &str) -> Option<SchemaId> {
        let Body::Keywords(keywords) = &self.set.get(self.set.root()).body else {
            return None;
        };
        let mut defs = keywords.defs.iter();
        defs.find(|(known, _)| known == name).map(|&(_, id)| id)
    }

    fn type_of(&self, key: &str) -> Option<&Type> {
        let types = &self.module.types;
        if key.starts_with('#') || key.contains("#/") {
            let pointer = key.strip_prefix('#').unwrap_or(key);
            return types.iter().find(|of| of.pointer == pointer);
        }
        let definition = |of: &&Type| {
            let rest = of.pointer.strip_prefix("/$defs/");
            let rest = rest.or_else(|| of.pointer.strip_prefix("/definitions/"));
            rest.is_some_and(|name| trueup_document::pointer::unescape(name) == key)
        };
        types
            .iter()
            .find(|of| of.name == key)
            .or_else(|| types.iter().find(definition))
    }

    /// What to do about a name that no type has.
    fn nothing(&self, key: &str) -> String {
        let names = self.module.types.iter().map(|of| of.name.clone());
        match nearest(key, names) {
            Some(near) => format!("no type is called so; did you mean {near:?}?"),
            None => "no type is called so; write the name of a generated type, or a pointer like \"#/$defs/Money\""
                .to_owned(),
        }
    }
}

fn adjustment(
    of_type: &TypeSettings,
    found: Option<&Type>,
    path: &[String],
) -> Result<Adjustment, Error> {
    let at = |name: &str| deeper(path, &[name]);
    let wrong = |name: &str, problem: &str| Error::setting(&at(name), problem);
    if let Some(name) = &of_type.name {
        rust::type_name(name).map_err(|problem| wrong("name", &problem))?;
    }
    let replace = of_type.replace.as_deref().map(rust::path).transpose();
    let replace = replace.map_err(|problem| wrong("replace", &problem))?;
    let form = found.map(|of| &of.form);
    let replaced = replace.is_some() || matches!(form, Some(Form::Replaced(_)));
    if of_type.trusted && !replaced {
        return Err(wrong(
            "trusted",
            "only a type that is replaced can be trusted; say by what with `replace`",
        ));
    }
    if of_type.open && !matches!(form, Some(Form::StringEnum(_))) {
        return Err(wrong(
            "open",
            "only an `enum` of strings can be open; take this setting out",
        ));
    }
    check_fields(of_type, form, &at("fields"))?;
    Ok(Adjustment {
        name: of_type.name.clone(),
        replace,
        trusted: of_type.trusted,
        fields: of_type.fields.clone(),
        derives: derives(&of_type.derives, path)?,
        attributes: attributes(&of_type.attributes, path)?,
    })
}

fn check_fields(of_type: &TypeSettings, form: Option<&Form>, path: &[String]) -> Result<(), Error> {
    if of_type.fields.is_empty() {
        return Ok(());
    }
    let Some(Form::Struct(structure)) = form else {
        let problem = "this type is no struct, so it has no fields; take this setting out";
        return Err(Error::setting(path, problem));
    };
    let properties = &structure.properties;
    let mut used: BTreeSet<&str> = structure
        .additional
        .iter()
        .map(|a| a.field.as_str())
        .collect();
    let kept = properties
        .iter()
        .filter(|p| !of_type.fields.contains_key(&p.name));
    used.extend(kept.map(|property| property.field.as_str()));
    for (property, field) in &of_type.fields {
        let at = deeper(path, &[property]);
        if !properties.iter().any(|known| known.name == *property) {
            let names = properties.iter().map(|known| known.name.clone());
            let problem = match nearest(property, names) {
                Some(near) => format!("no property is called so; did you mean {near:?}?"),
                None => "no property is called so; write a name as it stands in JSON".to_owned(),
            };
            return Err(Error::setting(&at, &problem));
        }
        rust::identifier(field).map_err(|problem| Error::setting(&at, &problem))?;
        if !used.insert(field) {
            let problem = format!("another field is called {field:?}; choose another name");
            return Err(Error::setting(&at, &problem));
        }
    }
    Ok(())
}

/// A path has `::`, so that the misspelt name of a known kind of map is none.
fn check_maps(maps: &Maps) -> Result<(), Error> {
    let Maps::Custom(text) = maps else {
        return Ok(());
    };
    let problem = match rust::path(text) {
        Ok(_) if text.contains("::") => return Ok(()),
        Ok(_) => format!(
            "there is no map {text:?}; write \"ordered\", \"btree\" or \"hash\", or the path of a \
             type like \"crate::Table\""
        ),
        Err(problem) => problem,
    };
    Err(Error::setting(&["maps".to_owned()], &problem))
}

fn derives(texts: &[String], path: &[String]) -> Result<Vec<TokenStream>, Error> {
    let each = texts.iter().enumerate();
    let read = each.map(|(index, text)| {
        let at = || deeper(path, &["derives", &index.to_string()]);
        rust::path(text).map_err(|problem| Error::setting(&at(), &problem))
    });
    read.collect()
}

fn attributes(texts: &[String], path: &[String]) -> Result<Vec<TokenStream>, Error> {
    let mut all = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let at = || deeper(path, &["attributes", &index.to_string()]);
        let read = rust::attributes(text).map_err(|problem| Error::setting(&at(), &problem));
        all.push(read?);
    }
    Ok(all)
}

fn deeper(path: &[String], more: &[&str]) -> Vec<String> {
    let more = more.iter().map(|&part| part.to_owned());
    path.iter().cloned().chain(more).collect()
}
