//! Measures trueup side by side with its peers, and prints tables of ratios as Markdown.
//!
//! `cargo xtask bench` runs it, section by section, on as many cores as each one asks for, and
//! writes `BENCHMARKS.md`. By hand: `trueup-bench [--quick] [--trueup PROGRAM] [--peers DIR]
//! SECTION …`, where a section is one of those below, or `schemas=NAME`.

mod construct;
mod corpus;
mod growth;
mod lines;
mod machine;
mod measure;
mod model;
mod payload;
mod peers;
mod process;
mod rustc;
mod table;
mod whole;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use measure::Effort;
use peers::Peers;
use table::Page;

/// What a section is called on the command line and on the page, and what measures it.
type Section = (&'static str, &'static str, fn(&Setting, &mut Page));

const SECTIONS: [Section; 10] = [
    ("model", "ProcessWithRooms", |setting, page| {
        model::measure(setting.effort, page);
    }),
    ("schemas", "Real schemas", |setting, page| {
        corpus::measure(setting.effort, setting.only.as_deref(), page);
    }),
    ("tuned", "Built for speed", |setting, page| {
        page.text(
            "The same with link-time optimization over everything and one codegen unit (`lto = \
             \"fat\"`, `codegen-units = 1`). serde's parsers gain most by it, trueup's own hardly \
             anything.\n",
        );
        model::measure(setting.effort, page);
        page.title(3, "Real schemas");
        corpus::means(setting.effort, page);
    }),
    ("construct", "Schema to ready validator", |_, page| {
        construct::measure(page);
    }),
    ("growth", "Growth", |_, page| growth::measure(page)),
    ("cold", "A cold start", whole::cold),
    ("files", "Many small files", whole::files),
    ("lines", "JSON Lines", lines::file),
    ("stream", "A stream without end", lines::stream),
    ("rustc", "Compiling the generated types", rustc::measure),
];

/// How it is measured, and with what.
struct Setting {
    effort: Effort,
    quick: bool,
    /// The program, where whole processes are measured.
    trueup: Option<PathBuf>,
    peers: Peers,
    /// The one schema of a section that is wanted.
    only: Option<String>,
}

impl Setting {
    fn new(arguments: &[String]) -> Self {
        let quick = arguments.iter().any(|argument| argument == "--quick");
        let value = |name: &str| {
            let at = arguments.iter().position(|argument| argument == name)?;
            arguments.get(at + 1).map(String::as_str)
        };
        let only = arguments
            .iter()
            .find_map(|section| section.strip_prefix("schemas="));
        let (sample, rounds) = if quick { (1, 7) } else { (4, 25) };
        Self {
            effort: Effort {
                sample: Duration::from_millis(sample),
                rounds,
            },
            quick,
            trueup: value("--trueup").map(PathBuf::from),
            peers: Peers::new(value("--peers")),
            only: only.map(str::to_owned),
        }
    }

    fn wants(&self, arguments: &[String], name: &str) -> bool {
        arguments.iter().any(|argument| argument == name)
            || (name == "schemas" && self.only.is_some())
    }

    /// How many rounds there are where so many would be.
    fn rounds(&self, most: usize) -> usize {
        if self.quick {
            most.div_ceil(8).max(2)
        } else {
            most
        }
    }

    /// The program; without it, the page says that nothing was measured.
    fn command(&self, page: &mut Page) -> Option<PathBuf> {
        if self.trueup.is_none() {
            page.text("Not measured: the program was not given.");
        }
        self.trueup.clone()
    }

    /// The schema of the built-in model, as a file.
    fn schema(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/process_with_rooms.schema.json")
    }

    /// A folder of its own for a section, which is empty.
    fn scratch(&self, section: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("trueup-bench-{section}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        folder
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let setting = Setting::new(&arguments);
    let mut page = Page::default();
    if setting.wants(&arguments, "head") {
        machine::describe(&setting.peers, &mut page);
    }
    for (name, title, measure) in SECTIONS {
        if setting.wants(&arguments, name) {
            page.title(2, title);
            measure(&setting, &mut page);
            machine::sign(&mut page);
        }
    }
    // A reader that has gone away wants no more.
    let _ = std::io::stdout().write_all(page.0.as_bytes());
}
