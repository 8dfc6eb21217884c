//! Measures trueup side by side with its peers, and prints tables of ratios as Markdown.
//!
//! `cargo xtask bench` runs it on one core and writes `BENCHMARKS.md`. By hand: `trueup-bench
//! [--quick] [SECTION …]`, where a section is `model`, `schemas` or `schemas=NAME`.

mod corpus;
mod machine;
mod measure;
mod model;
mod payload;
mod plain;
mod table;

use std::io::Write as _;
use std::time::Duration;

use measure::Effort;
use table::Page;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let effort = if quick {
        Effort {
            sample: Duration::from_millis(1),
            rounds: 7,
        }
    } else {
        Effort {
            sample: Duration::from_millis(4),
            rounds: 25,
        }
    };
    let sections: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let mut page = Page::default();
    if sections.is_empty() {
        machine::describe(&mut page);
    }
    let wanted = |name: &str| sections.is_empty() || sections.contains(&name);
    if wanted("model") {
        model::measure(effort, &mut page);
    }
    let only = sections
        .iter()
        .find_map(|section| section.strip_prefix("schemas="));
    if wanted("schemas") || only.is_some() {
        corpus::measure(effort, only, &mut page);
    }
    // A reader that has gone away wants no more.
    let _ = std::io::stdout().write_all(page.0.as_bytes());
}
