//! The resolved graph: every schema of a [`SchemaSet`](crate::SchemaSet) with its keywords read.
//!
//! References are ids here, never text: whoever walks the graph meets no URI.

use trueup_document::{Json, Pointer, Position, Span};
use trueup_rules::pattern::Pattern;

use crate::dialect::Dialect;
use crate::file_text::Lie;

/// A schema of a set. Ids are given in the order in which the files are walked, so the same files
/// give the same ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) u32);

impl SchemaId {
    /// The id as a number from 0, for tables that hold something for every schema of a set.
    #[must_use]
    pub fn index(self) -> usize {
        // Every platform that has `std` has at least 32 bits for this.
        self.0 as usize
    }
}

/// A file of a set, or a built-in metaschema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

impl FileId {
    /// The id as a number from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where something stands in a schema file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The pointer from the root of the file.
    pub pointer: Pointer,
    /// The bytes of the value.
    pub span: Span,
    /// Line and column where the span begins.
    pub position: Position,
}

/// One schema: where it stands and what it says.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands.
    pub place: Place,
    /// The draft that it is read by.
    pub dialect: Dialect,
    /// Where it lies in what was read.
    pub(crate) lie: Lie,
    /// What it says.
    pub body: Body,
}

/// What a schema says.
#[derive(Clone, Debug)]
pub enum Body {
    /// `true` accepts everything, `false` nothing.
    Boolean(bool),
    /// A schema object.
    Keywords(Box<Keywords>),
}

/// The keywords of a schema object, of all drafts, in one meaning.
///
/// What older drafts write differently is read into the same field: draft 4's boolean
/// `exclusiveMaximum` becomes a number, `definitions` become `defs`, `items` with a list becomes
/// `prefix_items`, `additionalItems` becomes `items`, `dependencies` are split in two. A keyword
/// that the dialect ignores (a sibling of `$ref` before 2019-09, say) is absent.
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    // Core.
    /// The resolved target of `$ref`.
    pub reference: Option<SchemaId>,
    /// The statically resolved target of `$dynamicRef` or `$recursiveRef`.
    pub dynamic_reference: Option<SchemaId>,
    /// `$defs` and `definitions`, in the order of the file.
    pub defs: Vec<(String, SchemaId)>,

    // Any instance.
    /// `type`; `None` when absent.
    pub types: Option<TypeSet>,
    /// `enum`, in the order of the file.
    pub enumeration: Option<Vec<Json>>,
    /// `const`.
    pub constant: Option<Json>,

    // Numbers.
    /// `multipleOf`.
    pub multiple_of: Option<NumberText>,
    /// `minimum`.
    pub minimum: Option<NumberText>,
    /// `maximum`.
    pub maximum: Option<NumberText>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<NumberText>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<NumberText>,

    // Strings.
    /// `minLength`, in Unicode scalar values.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode scalar values.
    pub max_length: Option<u64>,
    /// `pattern`.
    pub pattern: Option<Pattern>,
    /// `format`, where it is asserted.
    pub format: Option<String>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`.
    pub content_schema: Option<SchemaId>,

    // Arrays.
    /// `prefixItems`, or the list form of `items`.
    pub prefix_items: Vec<SchemaId>,
    /// `items` for all elements after the prefix, or `additionalItems`.
    pub items: Option<SchemaId>,
    /// `contains`.
    pub contains: Option<SchemaId>,
    /// `minContains`.
    pub min_contains: Option<u64>,
    /// `maxContains`.
    pub max_contains: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `unevaluatedItems`.
    pub unevaluated_items: Option<SchemaId>,

    // Objects.
    /// `properties`, in the order of the file.
    pub properties: Vec<(String, SchemaId)>,
    /// `patternProperties`, in the order of the file.
    pub pattern_properties: Vec<(Pattern, SchemaId)>,
    /// `additionalProperties`.
    pub additional_properties: Option<SchemaId>,
    /// `propertyNames`.
    pub property_names: Option<SchemaId>,
    /// `required`, in the order of the file.
    pub required: Vec<String>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// `dependentRequired`, or the list form of `dependencies`.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`, or the schema form of `dependencies`.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<SchemaId>,

    // Combinations.
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`; `None` when absent.
    pub any_of: Option<Vec<SchemaId>>,
    /// `oneOf`; `None` when absent.
    pub one_of: Option<Vec<SchemaId>>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `if`; absent when there is neither `then` nor `else`.
    pub condition: Option<SchemaId>,
    /// `then`.
    pub then: Option<SchemaId>,
    /// `else`.
    pub otherwise: Option<SchemaId>,

    // Annotations.
    /// `format`, where it is not asserted.
    pub annotated_format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Json>,
    /// `examples`, and the single `example` that many tools write.
    pub examples: Vec<Json>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,

    /// Names that no vocabulary of the dialect defines; they judge nothing.
    pub unknown: Vec<String>,
}

/// A number of a schema as it is written; [`trueup_document::Number::parse`] reads it.
pub type NumberText = String;

/// The types that `type` allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeSet {
    /// `null`
    pub null: bool,
    /// `boolean`
    pub boolean: bool,
    /// `integer`: numbers with a whole value
    pub integer: bool,
    /// `number`: every number
    pub number: bool,
    /// `string`
    pub string: bool,
    /// `array`
    pub array: bool,
    /// `object`
    pub object: bool,
}

impl TypeSet {
    /// Adds the type of a name; false if there is none.
    pub(crate) fn add(&mut self, name: &str) -> bool {
        match name {
            "null" => self.null = true,
            "boolean" => self.boolean = true,
            "integer" => self.integer = true,
            "number" => self.number = true,
            "string" => self.string = true,
            "array" => self.array = true,
            "object" => self.object = true,
            _ => return false,
        }
        true
    }
}
