//! The door to the crate: a schema set made into verdicts and reports.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use trueup_document::{
    Buffer, Document, DuplicateKey, Limits, Node, ReadError, Remark, Span, Syntax,
};
use trueup_schema::{SchemaError, SchemaId, SchemaSet};

use crate::explain::{Explanation, Search, explain};
use crate::judge::{Budget, Fuel, Judge, Undecided};
use crate::options::{Deprecated, Options};
use crate::plan::{Plan, RuleId};
use crate::quick::{self, Memory, Program};
use crate::report::Report;
use crate::violation::{Fault, Severity, Violation};
use crate::{reading, unfit, violation};

/// Judges payloads against one schema of a set.
///
/// Cloning is cheap, and a validator may be shared between threads.
///
/// ```
/// use trueup_validator::Validator;
///
/// let schema = r#"{"properties": {"region": {"enum": ["Tokyo", "London"]}}}"#;
/// let validator = Validator::from_text("place.schema.json", schema)?;
/// assert!(validator.is_valid(br#"{"region": "Tokyo"}"#));
///
/// let report = validator.check(br#"{"region": "Tokio"}"#);
/// assert_eq!(
///     report.to_string(),
///     r#"1:12: error[enum]: "Tokio" is not an allowed value; did you mean "Tokyo"?"#,
/// );
/// # Ok::<(), trueup_validator::SchemaError>(())
/// ```
#[derive(Clone)]
pub struct Validator {
    shared: Arc<Shared>,
    root: RuleId,
    /// Whether the walk over the bytes is likely to be quicker than a document, once it matters.
    by_bytes: OnceLock<bool>,
    /// Its absolute URI.
    uri: Arc<str>,
    options: Options,
}

struct Shared {
    set: SchemaSet,
    /// Invariant: made from `set`.
    plan: Plan,
    /// Invariant: made from `plan`, when a verdict first asks for it.
    program: OnceLock<Program>,
    /// Invariant: made from `plan`, when it first matters what is deprecated.
    careful: OnceLock<Program>,
}

impl Shared {
    fn program(&self) -> &Program {
        self.program.get_or_init(|| Program::new(&self.plan))
    }

    fn careful(&self) -> &Program {
        self.careful.get_or_init(|| Program::careful(&self.plan))
    }
}

impl Validator {
    /// A validator for the root schema of a set, with the default [`Options`].
    ///
    /// # Errors
    /// A [`SchemaError`] when a schema of the set cannot be made ready to judge with. What is known to
    /// be such is refused already when the set is loaded.
    pub fn new(set: SchemaSet) -> Result<Self, SchemaError> {
        Self::with_options(set, Options::default())
    }

    /// A validator for the root schema of a set.
    ///
    /// # Errors
    /// A [`SchemaError`] when a schema of the set cannot be made ready to judge with. What is known to
    /// be such is refused already when the set is loaded.
    pub fn with_options(set: SchemaSet, options: Options) -> Result<Self, SchemaError> {
        let plan = Plan::new(&set, &options);
        let root = RuleId::of(set.root());
        let uri = uri_of(&set, set.root());
        let shared = Arc::new(Shared {
            set,
            plan,
            program: OnceLock::new(),
            careful: OnceLock::new(),
        });
        Ok(Self {
            shared,
            root,
            by_bytes: OnceLock::new(),
            uri,
            options,
        })
    }

    /// Reads a schema from text. Errors and reports call the file by `name`.
    ///
    /// # Errors
    /// A [`SchemaError`] that says what is wrong with the schema, and where.
    pub fn from_text(name: &str, schema: &str) -> Result<Self, SchemaError> {
        Self::new(SchemaSet::from_text(name, schema)?)
    }

    /// Reads a schema from a file.
    ///
    /// # Errors
    /// A [`SchemaError`] that says what is wrong with the file or the schema, and where.
    pub fn from_path(path: &Path) -> Result<Self, SchemaError> {
        Self::new(SchemaSet::from_path(path)?)
    }

    /// The same validator with other bounds on what it reads.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// The same validator with another bound on the violations of a report.
    #[must_use]
    pub fn with_max_violations(mut self, most: usize) -> Self {
        self.options.max_violations = most;
        self
    }

    /// The same validator with another bound on the steps of one walk over a payload.
    #[must_use]
    pub fn with_max_steps(mut self, most: u64) -> Self {
        self.options.max_steps = Some(most);
        self
    }

    /// The same validator with another bound on the characters of each value that the messages of
    /// its reports show.
    #[must_use]
    pub fn with_max_shown(mut self, most: usize) -> Self {
        self.options.max_shown = most;
        self
    }

    /// The same validator, warning of deprecated properties in its reports.
    #[must_use]
    pub fn warning_of_deprecated(mut self) -> Self {
        self.options.deprecated = Deprecated::Warn;
        self
    }

    /// A validator for a subschema of the root file, such as `/$defs/Region`; `None` if the pointer
    /// leads to no schema. It shares all that this one has loaded.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Self> {
        self.at_schema(self.shared.set.at(pointer)?)
    }

    /// A validator for a schema of [its set](Self::schema_set); `None` for one that it does not
    /// have.
    #[must_use]
    pub fn at_schema(&self, schema: SchemaId) -> Option<Self> {
        Some(Self {
            root: self.shared.plan.of_schema(schema)?,
            uri: uri_of(&self.shared.set, schema),
            by_bytes: OnceLock::new(),
            shared: self.shared.clone(),
            options: self.options.clone(),
        })
    }

    /// A validator for a subschema of any file, which is called by the name that reports give it;
    /// `None` if there is no such file or the pointer leads to no schema in it.
    #[must_use]
    pub fn at_in(&self, file: &str, pointer: &str) -> Option<Self> {
        let set = &self.shared.set;
        let file = set.files().find(|known| known.name == file)?.id;
        self.at_schema(set.at_in(file, pointer)?)
    }

    /// The settings.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The schemas that it judges by.
    #[must_use]
    pub fn schema_set(&self) -> &SchemaSet {
        &self.shared.set
    }

    /// Whether the bytes are a JSON text that the schema accepts. What is no JSON, has a name twice
    /// in one object, or goes over a limit is not valid.
    #[must_use]
    pub fn is_valid(&self, bytes: &[u8]) -> bool {
        let denied = self.weight_of_deprecated() == Some(Severity::Error);
        (self.begins_with_bytes(denied) && self.is_surely_valid_by(bytes, denied))
            || self.reads_as(bytes, |node| self.is_valid_node(node))
    }

    /// The same by the judge on a document, without any quick walk. It is what
    /// [`Validator::is_valid`] is compared with.
    #[doc(hidden)]
    #[must_use]
    pub fn is_valid_by_document(&self, bytes: &[u8]) -> bool {
        self.reads_as(bytes, |node| self.is_valid_by_judge(node))
    }

    /// Whether the bytes are a JSON text for whose value `is` says yes.
    fn reads_as(&self, bytes: &[u8], is: impl FnOnce(Node<'_>) -> bool) -> bool {
        Memory::with(|memory| {
            let limits = &self.options.limits;
            let read = Document::read_with(bytes, limits, &mut memory.buffer);
            read.is_ok_and(|document| {
                let valid = is(document.root());
                document.release(&mut memory.buffer);
                valid
            })
        })
    }

    /// Whether one pass over the bytes, without a document, shows that they are valid.
    #[doc(hidden)]
    #[must_use]
    pub fn is_surely_valid(&self, bytes: &[u8]) -> bool {
        let denied = self.weight_of_deprecated() == Some(Severity::Error);
        self.is_surely_valid_by(bytes, denied)
    }

    /// The same; with `careful`, nothing that the bytes use is deprecated either.
    fn is_surely_valid_by(&self, bytes: &[u8], careful: bool) -> bool {
        let program = if careful {
            self.shared.careful()
        } else {
            self.shared.program()
        };
        Memory::with(|memory| {
            let plan = &self.shared.plan;
            quick::is_valid(plan, program, self.root, bytes, &self.options, memory)
        })
    }

    /// Whether bytes are best walked as they are before they are read. So it is wherever it matters
    /// what is deprecated: only that walk knows.
    fn begins_with_bytes(&self, careful: bool) -> bool {
        let suits = || self.shared.program().suits_bytes(self.root);
        careful || *self.by_bytes.get_or_init(suits)
    }

    /// What the quick walk over the tape says of a value in which no name stands twice; `None` for
    /// "only the judge can tell".
    #[doc(hidden)]
    #[must_use]
    pub fn quick_verdict(&self, node: Node<'_>) -> Option<bool> {
        let (plan, program) = (&self.shared.plan, self.shared.program());
        let span = node.json_span();
        let mut fuel = Fuel::new(span.end - span.start, self.options.max_steps);
        quick::tape::verdict(plan, program, self.root, node, &mut fuel)
    }

    /// How many rules the schema set has, and how many of them have values that cannot be judged
    /// without a document.
    #[doc(hidden)]
    #[must_use]
    pub fn coverage(&self) -> (usize, usize) {
        self.shared.program().coverage()
    }

    /// The same without any quick walk. It is what [`Validator::is_valid_node`] is compared with.
    #[doc(hidden)]
    #[must_use]
    pub fn is_valid_by_judge(&self, node: Node<'_>) -> bool {
        self.is_unambiguous(node) && self.verdict(node) == Ok(true) && !self.is_denied(node)
    }

    /// Whether the schema accepts a value. An object in it that has a name twice is not valid.
    #[must_use]
    pub fn is_valid_node(&self, node: Node<'_>) -> bool {
        self.is_unambiguous(node)
            && (self.is_surely_accepted(node) || self.verdict(node) == Ok(true))
            && !(self.shared.plan.deprecated && self.is_denied(node))
    }

    /// Everything that is wrong with the bytes.
    #[must_use]
    pub fn check(&self, bytes: &[u8]) -> Report {
        self.check_as(bytes, Syntax::Json, &mut Buffer::default())
    }

    /// Everything that is wrong with bytes in some syntax. Whoever checks many texts gives the same
    /// buffer each time.
    ///
    /// ```
    /// use trueup_document::{Buffer, Syntax};
    /// use trueup_validator::Validator;
    ///
    /// let validator = Validator::from_text("port.schema.json", r#"{"maximum": 65535}"#)?;
    /// let mut buffer = Buffer::default();
    /// let report = validator.check_as(b"// the port\n70000", Syntax::Jsonc, &mut buffer);
    /// assert_eq!(report.violations()[0].position.to_string(), "2:1");
    /// # Ok::<(), trueup_validator::SchemaError>(())
    /// ```
    #[must_use]
    pub fn check_as(&self, bytes: &[u8], syntax: Syntax, buffer: &mut Buffer) -> Report {
        let careful = self.weight_of_deprecated().is_some();
        let quick = syntax == Syntax::Json && self.begins_with_bytes(careful);
        if quick && self.is_surely_valid_by(bytes, careful) {
            return Report::new(true, Vec::new(), false).by(&self.uri);
        }
        match Document::read_as(bytes, syntax, &self.options.limits, buffer) {
            Ok(document) => {
                let report = self.check_document(&document);
                document.release(buffer);
                report
            }
            Err(error) => self.unreadable(&error),
        }
    }

    /// The report on a text that could not be read.
    #[must_use]
    pub fn unreadable(&self, error: &ReadError) -> Report {
        self.told(Report::new(false, vec![reading::unreadable(error)], false))
    }

    /// Everything that is wrong with a document.
    #[must_use]
    pub fn check_document(&self, document: &Document<'_>) -> Report {
        let limit = self.options.max_violations;
        let mut violations = reading::oddities(document, limit);
        let oddities = reading::count(document);
        let mut truncated = violations.len() < oddities;
        let root = document.root();
        let verdict = match self.is_surely_accepted(root) {
            true => Ok(true),
            false => self.verdict(root),
        };
        let search = Search {
            faults: verdict != Ok(true),
            deprecated: self.weight_of_deprecated(),
            limit: limit - violations.len(),
            budget: self.budget(root),
        };
        let mut denied = false;
        if search.faults || search.deprecated.is_some() {
            let found = self.explain(document.root(), search);
            denied = found.deprecated && search.deprecated == Some(Severity::Error);
            let errors = |violation: &Violation| violation.severity == Severity::Error;
            let silent = search.faults && search.limit > 0 && !found.violations.iter().any(errors);
            if silent {
                violations.push(unexplained(verdict.err(), document));
            }
            violations.extend(found.violations);
            truncated |= found.truncated;
        }
        let valid = oddities == 0 && verdict == Ok(true) && !denied;
        self.told(Report::new(valid, violations, truncated))
    }

    /// A report as this validator tells it.
    fn told(&self, report: Report) -> Report {
        report.by(&self.uri).with_max_shown(self.options.max_shown)
    }

    /// The report on a document that a type of this schema has refused to decode. It is never
    /// valid: where nothing is wrong with the document, it says which values, each by its bytes and
    /// what was to hold it, the type found no room for, and if there are none, that type and schema
    /// disagree.
    #[must_use]
    pub fn explain_refusal(&self, document: &Document<'_>, unfit: &[(Span, &str)]) -> Report {
        let report = self.check_document(document);
        if !report.is_valid() {
            return report;
        }
        if !unfit.is_empty() {
            return unfit::explain(document, unfit);
        }
        let fault = Fault::Other {
            message: "the generated type refuses what its schema accepts".to_owned(),
        };
        let violation = violation::at_node("type-disagrees", document.root(), fault);
        Report::new(false, vec![violation], false)
    }

    /// Whether no name stands twice in a value, and the reader remarked on nothing in it.
    #[inline]
    fn is_unambiguous(&self, node: Node<'_>) -> bool {
        let document = node.document();
        if document.duplicate_keys().is_empty() && document.remarks().is_empty() {
            return true;
        }
        let duplicates = document.duplicate_keys().iter();
        let remarks = document.remarks().iter();
        !duplicates
            .map(DuplicateKey::index)
            .any(|at| node.contains(at))
            && !remarks.map(Remark::index).any(|at| node.contains(at))
    }

    /// Whether a valid value uses what is deprecated, though that is denied.
    fn is_denied(&self, node: Node<'_>) -> bool {
        if self.weight_of_deprecated() != Some(Severity::Error) {
            return false;
        }
        let search = Search {
            faults: false,
            deprecated: Some(Severity::Error),
            limit: 0,
            budget: self.budget(node),
        };
        self.explain(node, search).deprecated
    }

    /// How much deprecated values weigh, if there may be any and they matter.
    fn weight_of_deprecated(&self) -> Option<Severity> {
        match self.options.deprecated {
            _ if !self.shared.plan.deprecated => None,
            Deprecated::Allow => None,
            Deprecated::Warn => Some(Severity::Warning),
            Deprecated::Deny => Some(Severity::Error),
        }
    }

    /// Whether the quick walk shows that the schema accepts a value in which no name stands twice.
    fn is_surely_accepted(&self, node: Node<'_>) -> bool {
        self.quick_verdict(node) == Some(true)
    }

    fn explain(&self, node: Node<'_>, search: Search) -> Explanation {
        explain(&self.shared.set, &self.shared.plan, self.root, node, search)
    }

    fn verdict(&self, node: Node<'_>) -> Result<bool, Undecided> {
        Judge::new(&self.shared.plan, self.budget(node)).verdict(self.root, node)
    }

    /// What one walk over a value may take.
    fn budget(&self, node: Node<'_>) -> Budget {
        Budget::new(node.raw().len(), self.options.max_steps)
    }
}

impl fmt::Debug for Validator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator")
            .field("schema", &self.shared.set.base_uri())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

fn uri_of(set: &SchemaSet, schema: SchemaId) -> Arc<str> {
    let place = &set.get(schema).place;
    set.uri_of(place.file, &place.pointer).into()
}

/// The violation for a document that is refused for what no walk can explain: a limit.
fn unexplained(undecided: Option<Undecided>, document: &Document<'_>) -> Violation {
    let (keyword, message) = match undecided {
        Some(Undecided::Depth) => ("depth", "values and schemas nest too deeply to judge"),
        Some(Undecided::Pattern) => ("pattern-steps", "matching a pattern takes too many steps"),
        Some(Undecided::Steps) | None => ("steps", "judging this value takes too many steps"),
    };
    let fault = Fault::Other {
        message: message.to_owned(),
    };
    violation::at_node(keyword, document.root(), fault)
}
