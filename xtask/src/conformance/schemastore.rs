//! How far the generator comes on real schemas: figures, and the errors behind them.
//!
//! Nothing is compiled here: a schema counts as generated when its code parses as Rust. The typed
//! share says how much of that code is types and how much is raw JSON values.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use quote::ToTokens;
use trueup_codegen::Generator;
use trueup_schema::Loader;

/// Where the schemas of the corpus say that they are.
const PREFIXES: [&str; 2] = [
    "https://json.schemastore.org/",
    "https://www.schemastore.org/",
];

/// How a message of an error is cut, so that like errors are counted together.
const LONGEST_MESSAGE: usize = 70;

/// What the schemas of a folder gave.
#[derive(Debug, Default)]
struct Figures {
    schemas: usize,
    loaded: usize,
    generated: usize,
    bytes: usize,
    fields: Share,
    rest: Share,
    refused: BTreeMap<String, Vec<String>>,
}

/// Of all places, those whose type holds no raw JSON value.
#[derive(Debug, Default)]
struct Share {
    typed: usize,
    all: usize,
}

/// Generates from every schema of the corpus and prints the figures.
pub(crate) fn schemastore() -> ExitCode {
    let Some(corpus) = trueup_testkit::corpus("schemastore") else {
        return ExitCode::FAILURE;
    };
    let folder = corpus.join("schemas");
    let mut figures = Figures::default();
    for path in trueup_testkit::files_under(&folder) {
        figures.add(&folder, &path);
    }
    // There is nobody to tell if this fails.
    let _ = figures.print(&mut io::stdout().lock());
    ExitCode::SUCCESS
}

impl Figures {
    fn add(&mut self, folder: &Path, path: &Path) {
        self.schemas += 1;
        let loader = PREFIXES.iter().fold(Loader::new(), |loader, prefix| {
            loader.with_folder(prefix, folder)
        });
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let set = match loader.load_path(path) {
            Ok(set) => set,
            Err(error) => return self.refuse("does not load", &error.to_string(), &name),
        };
        self.loaded += 1;
        let code = match Generator::new().generate(&set) {
            Ok(code) => code,
            Err(error) => return self.refuse("is refused", &error.to_string(), &name),
        };
        match syn::parse_file(&code) {
            Ok(file) => {
                self.generated += 1;
                self.bytes += code.len();
                file.items.iter().for_each(|item| self.count(item));
            }
            Err(error) => self.refuse("is no Rust", &error.to_string(), &name),
        }
    }

    /// Counts an error under its message, without the file and the place that it begins with.
    fn refuse(&mut self, how: &str, message: &str, name: &str) {
        let text = message.lines().next().unwrap_or_default();
        let text = text.split_once(": ").map_or(text, |(_, rest)| rest);
        let short: String = text.chars().take(LONGEST_MESSAGE).collect();
        let names = self.refused.entry(format!("{how}: {short}")).or_default();
        names.push(name.to_owned());
    }

    fn count(&mut self, item: &syn::Item) {
        let fields: Vec<&syn::Field> = match item {
            syn::Item::Struct(item) if !item.ident.to_string().ends_with("Builder") => {
                item.fields.iter().collect()
            }
            syn::Item::Enum(item) => item.variants.iter().flat_map(|v| &v.fields).collect(),
            _ => return,
        };
        for field in fields {
            let text = field.ty.to_token_stream().to_string();
            // What the schema leaves open is open in the type as well; it is counted apart.
            let open = text.starts_with(":: trueup :: AdditionalProperties");
            let typed = !text.contains(":: Json") && text != OPEN && !text.contains(OPEN_MAP);
            let share = if open {
                &mut self.rest
            } else {
                &mut self.fields
            };
            share.all += 1;
            share.typed += usize::from(typed);
        }
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "schemas                 {:>7}", self.schemas)?;
        writeln!(out, "  that load             {:>7}", self.loaded)?;
        writeln!(out, "  that generate         {:>7}", self.generated)?;
        writeln!(out, "  bytes of code         {:>7}", self.bytes)?;
        writeln!(out, "typed fields            {}", self.fields)?;
        writeln!(out, "typed additional fields {}", self.rest)?;
        let mut refused: Vec<_> = self.refused.iter().collect();
        refused.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        for (message, names) in refused {
            writeln!(out, "{:>4} {message} ({})", names.len(), names[0])?;
        }
        Ok(())
    }
}

/// The types whose values are raw JSON because nothing else is said.
const OPEN: &str = ":: trueup :: AdditionalProperties < Self >";
const OPEN_MAP: &str = ":: trueup :: Map >";

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.typed * 1000).checked_div(self.all).unwrap_or(0);
        let (whole, part) = (tenths / 10, tenths % 10);
        write!(f, "{:>7} of {} ({whole}.{part} %)", self.typed, self.all)
    }
}
