//! `trueup explain`: what a keyword or a code means, with a payload that fails and one that passes.

use std::fmt::Write as _;

use trueup_report::escape;
use trueup_report::topic::{self, Example, Topic};
use trueup_validator::{Options, Validator};

use crate::args::ExplainArgs;
use crate::console::Console;
use crate::{Outcome, Trouble};

/// The columns that running text takes at most.
const WIDTH: usize = 90;

/// Explains what the arguments name, or lists all that can be explained.
pub fn run(args: &ExplainArgs, console: &mut Console) -> Outcome {
    let Some(name) = &args.name else {
        console.print(&list());
        return Outcome::Clean;
    };
    match topic::find(name) {
        Some(topic) => {
            console.print(&explanation(topic));
            Outcome::Clean
        }
        None => {
            console.trouble(&unknown(name));
            Outcome::NoVerdict
        }
    }
}

fn unknown(name: &str) -> Trouble {
    let near = topic::nearest(name).map(|near| format!("; did you mean {near:?}?"));
    let near = near.unwrap_or_default();
    Trouble::new(format!(
        "there is no keyword or code {name:?}{near} (`trueup explain` lists them)"
    ))
}

/// Every topic with the first sentence about it.
fn list() -> String {
    let longest = topic::all().map(|topic| topic.name.len()).max();
    let indent = longest.unwrap_or_default() + 4;
    let mut out = String::new();
    for group in &topic::GROUPS {
        out.push_str(group.title);
        out.push('\n');
        for topic in group.topics {
            let sentence = first_sentence(topic.meaning);
            let text = wrapped(sentence, indent);
            // Writing to a `String` never fails.
            let _ = writeln!(out, "  {:<width$}{text}", topic.name, width = indent - 2);
        }
        out.push('\n');
    }
    out.push_str("`trueup explain NAME` says more and shows an example.\n");
    out
}

/// The text up to its first full stop that ends a sentence.
fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

fn explanation(topic: &Topic) -> String {
    let mut out = format!("{}\n  {}\n", topic.name, wrapped(topic.meaning, 2));
    if let Some(example) = &topic.example {
        add_example(&mut out, example);
    }
    out
}

fn add_example(out: &mut String, example: &Example) {
    let mut line = |label: &str, text: &str| {
        // Writing to a `String` never fails.
        let _ = writeln!(out, "  {label:<8}{text}");
    };
    line("", "");
    line("schema", example.schema);
    if let Some(depth) = example.max_depth {
        line("with", &format!("--max-depth {depth}"));
    }
    if let Some(bytes) = example.max_bytes {
        line("with", &format!("--max-bytes {bytes}"));
    }
    if let Some(payload) = example.fails {
        line("fails", &escape::bytes(payload));
        for violation in violations(example, payload) {
            line("", &violation);
        }
    }
    line("passes", &escape::bytes(example.passes));
}

/// What a check says of a payload. It is asked and not written down, so it is what a check says.
fn violations(example: &Example, payload: &[u8]) -> Vec<String> {
    let mut limits = Options::default().limits;
    limits.max_depth = example.max_depth.unwrap_or(limits.max_depth);
    limits.max_bytes = example.max_bytes.unwrap_or(limits.max_bytes);
    let Ok(validator) = Validator::from_text("schema", example.schema) else {
        return Vec::new();
    };
    let report = validator.with_limits(limits).check(payload);
    let violations = report.violations().iter();
    violations.map(ToString::to_string).collect()
}

/// The text with line breaks, each followed by an indent.
fn wrapped(text: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut column = indent;
    for (index, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if index > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explanation_shows_what_a_check_says() {
        for topic in topic::all() {
            let text = explanation(topic);
            assert!(text.starts_with(topic.name), "{text}");
            let Some(example) = &topic.example else {
                assert!(!text.contains("passes"), "{text}");
                continue;
            };
            let code = format!("error[{}]: ", example.reported_as);
            assert_eq!(text.contains(&code), example.fails.is_some(), "{text}");
        }
    }

    #[test]
    fn the_list_names_every_topic_on_lines_of_some_width() {
        let list = list();
        for topic in topic::all() {
            assert!(list.contains(&format!("\n  {} ", topic.name)), "{list}");
        }
        assert!(
            list.lines().all(|line| line.chars().count() <= WIDTH),
            "{list}"
        );
    }

    #[test]
    fn text_is_broken_between_words() {
        let words = vec!["word"; 40].join(" ");
        let text = wrapped(&words, 10);
        assert_eq!(text.split_whitespace().count(), 40);
        assert!(
            text.lines()
                .skip(1)
                .all(|line| line.starts_with("          word"))
        );
        assert_eq!(first_sentence("One, 1.0 too. Two."), "One, 1.0 too.");
        assert_eq!(first_sentence("One."), "One.");
    }
}
