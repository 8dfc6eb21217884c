//! OpenAPI documents as sources of schemas: which dialect theirs are in, and where they stand.
//!
//! The document itself is no schema, and accepts everything; its parts are reached by pointers, such
//! as `/components/schemas/Pet`.
//!
//! - OpenAPI 3.0 (3.0.4, section 4.7.24) has a dialect of its own. It is draft 4 with one more
//!   keyword: `nullable: true` beside `type` lets `null` through, and means nothing without it.
//!   Exclusive bounds are booleans, `$ref` hides its siblings, and `discriminator`, `xml` and
//!   `example` judge nothing, as in draft 4.
//! - OpenAPI 3.1 and 3.2 are in the draft that `jsonSchemaDialect` names, or else in 2020-12, of
//!   which their own dialect is an extension by annotations.
//! - Swagger 2.0 is read as draft 4.

use trueup_document::{Kind, Node};

use crate::dialect::Dialect;

/// The beginning of the URIs of OpenAPI's own dialects.
const OWN_DIALECTS: &str = "https://spec.openapis.org/oas/3.";

/// What a document says of its schemas.
pub(crate) struct OpenApi<'d> {
    /// Whether `nullable` counts.
    pub(crate) nullable: bool,
    /// The draft; what names it, where that is no draft that is known.
    pub(crate) dialect: Result<Dialect, Node<'d>>,
}

impl OpenApi<'_> {
    /// Where a document names the draft of its schemas.
    pub(crate) const DIALECT: &'static str = "jsonSchemaDialect";
}

impl<'d> OpenApi<'d> {
    /// What the root of a file says, if it is an OpenAPI document.
    pub(crate) fn of(root: Node<'d>) -> Option<Self> {
        if root.get("$schema").is_some() || root.get("info")?.kind() != Kind::Object {
            return None;
        }
        let version = |name: &str| root.get(name)?.as_str();
        let plain = |nullable| Self {
            nullable,
            dialect: Ok(Dialect::Draft4),
        };
        if version("swagger").is_some_and(|version| version == "2.0") {
            return Some(plain(false));
        }
        let version = version("openapi")?;
        let is = |wanted: &str| {
            let rest = version.strip_prefix(wanted);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if is("3.0") {
            return Some(plain(true));
        }
        (is("3.1") || is("3.2")).then(|| Self {
            nullable: false,
            dialect: named_dialect(root),
        })
    }

    /// The schemas that the document defines by name, each with its name.
    pub(crate) fn schemas(root: Node<'d>) -> impl Iterator<Item = (String, Node<'d>)> {
        let components = root.get("components").and_then(|all| all.get("schemas"));
        let members = components.into_iter().flat_map(Node::members);
        let schemas = members.filter(|member| {
            let kind = member.value().kind();
            matches!(kind, Kind::Object | Kind::Boolean)
        });
        schemas.map(|member| (member.name().into_owned(), member.value()))
    }
}

/// Whether a URI names one of OpenAPI's own dialects, which extend 2020-12.
pub(crate) fn is_own_dialect(uri: &str) -> bool {
    uri.starts_with(OWN_DIALECTS) && uri.contains("/dialect/")
}

fn named_dialect(root: Node<'_>) -> Result<Dialect, Node<'_>> {
    let Some(node) = root.get(OpenApi::DIALECT) else {
        return Ok(Dialect::Draft202012);
    };
    let uri = node.as_str();
    uri.and_then(|uri| Dialect::from_uri(&uri)).ok_or(node)
}
