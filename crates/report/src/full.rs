//! Each violation with the line it stands on, in the manner of `rustc`.
//!
//! ```text
//! error[enum]: "Tokio" is not an allowed value
//!   --> payload.json:41:13  /region
//!    |
//! 41 |   "region": "Tokio",
//!    |             ^^^^^^^ help: did you mean "Tokyo"?
//!    |
//!    = schema: process_with_rooms.schema.json:88:7  /$defs/Region/enum
//! ```

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use trueup_document::{Pointer, Position};
use trueup_validator::{Severity, Violation};
use unicode_width::UnicodeWidthStr;

use crate::excerpt::{Excerpt, WIDTH, excerpt};
use crate::{Colour, FileReport, escape, words};

/// Said once after the violations of a file when a limit ended the search for more.
pub(crate) const TRUNCATED: &str = "there may be more violations than are listed";

/// Excerpts are cut before they get to the renderer, so this only has to be wider than they are.
const RENDERED_WIDTH: usize = 1000;

/// Writes one file's violations; nothing when there are none.
///
/// # Errors
/// What `out` gives when it cannot be written to.
pub fn write(out: &mut dyn Write, file: &FileReport<'_>, colour: Colour) -> io::Result<()> {
    write_within(out, file, colour, None)
}

/// As [`write`], for a terminal of so many columns.
pub(crate) fn write_within(
    out: &mut dyn Write,
    file: &FileReport<'_>,
    colour: Colour,
    columns: Option<usize>,
) -> io::Result<()> {
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled(),
    }
    .term_width(RENDERED_WIDTH);
    for violation in file.report.violations() {
        let rendered = renderer.render(&[group(file, violation, columns)]);
        if is_shown(file, violation) {
            writeln!(out, "{}\n", without_marker(&rendered))?;
        } else {
            writeln!(out, "{rendered}\n")?;
        }
    }
    if file.report.truncated() {
        let title = Level::NOTE.primary_title(format!("{}: {TRUNCATED}", escape::text(file.path)));
        writeln!(out, "{}\n", renderer.render(&[Group::with_title(title)]))?;
    }
    Ok(())
}

/// Whether there is a text to show. One that is empty may just be an empty file: then the violation
/// stands at its only place.
fn is_shown(file: &FileReport<'_>, violation: &Violation) -> bool {
    !file.source.is_empty() || violation.span.end == 0
}

/// The renderer takes the place and the excerpt for two files and sets them apart by a line with
/// nothing but `:::`. They are given apart because the renderer would count columns in the excerpt,
/// which may be cut and escaped, and not in the file.
fn without_marker(rendered: &str) -> String {
    // Title, place and frame come before it. Each is one line: line breaks in them are escaped.
    const MARKER: usize = 3;
    let lines = rendered.split('\n').enumerate();
    let kept = lines.filter(|&(index, line)| index != MARKER || !line.contains(":::"));
    kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

fn group<'a>(file: &FileReport<'a>, violation: &'a Violation, columns: Option<usize>) -> Group<'a> {
    let level = match violation.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(escape::text(&violation.message()).into_owned())
        .id(escape::text(&violation.keyword));
    let origin = place(file.path, violation.position, &violation.instance_path);
    let mut group = Group::with_title(title).element(Origin::path(origin));
    let mut hint = violation
        .hint()
        .map(|hint| escape::text(&hint).into_owned());
    if is_shown(file, violation) {
        let width = width(columns, violation.position.line);
        let excerpt = excerpt(file.source, violation.span, width);
        // Beside what is marked, as long as it stays on the line.
        let room = width.saturating_sub(excerpt.marked_columns());
        let label = hint.take_if(|hint| LABEL.len() + hint.width() <= room);
        group = group.element(snippet(excerpt, violation, label.as_deref()));
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.message(hint));
    }
    if let Some(schema) = &violation.schema {
        let place = place(&schema.file, schema.position, &schema.pointer);
        group = group.element(Level::NOTE.with_name("schema").message(place));
    }
    if let Some(chain) = words::references(violation) {
        let chain = escape::text(&chain).into_owned();
        group = group.element(Level::NOTE.with_name("reached").message(chain));
    }
    if let Some(reason) = violation.reason() {
        let reason = escape::text(&reason).into_owned();
        group = group.element(Level::NOTE.message(reason));
    }
    group
}

/// `file:line:col  /pointer`; the pointer to the whole document is empty and left out.
fn place(file: &str, position: Position, pointer: &Pointer) -> String {
    let mut place = format!("{}:{position}", escape::text(file));
    if !pointer.as_str().is_empty() {
        place.push_str("  ");
        place.push_str(&escape::text(pointer.as_str()));
    }
    place
}

/// What stands before a hint that stands beside what is marked.
const LABEL: &str = " help: ";

/// The narrowest line that is worth showing.
const NARROWEST: usize = 40;

/// The columns for the text of a line, beside its number and the frame.
fn width(columns: Option<usize>, line: usize) -> usize {
    let frame = line.to_string().len() + " | ".len();
    // Two more may be marks of cutting.
    let text = columns.map(|columns| columns.saturating_sub(frame + 2));
    text.map_or(WIDTH, |text| text.clamp(NARROWEST, WIDTH))
}

fn snippet<'a>(
    excerpt: Excerpt,
    violation: &Violation,
    hint: Option<&str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let Excerpt { text, mark } = excerpt;
    let label = hint.map(|hint| format!("help: {hint}"));
    Snippet::source(text)
        .line_start(violation.position.line)
        .annotation(AnnotationKind::Primary.span(mark).label(label))
}
