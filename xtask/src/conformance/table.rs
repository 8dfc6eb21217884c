//! Figures: printed, and kept in `CONFORMANCE.md` between marks of their own.

use std::fmt::{self, Write as _};
use std::path::Path;
use std::{fs, io};

/// Where the figures are kept, below the repository.
const FILE: &str = "CONFORMANCE.md";

/// Figures with a title.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    title: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of figures, each with what it counts.
    pub(crate) fn new(title: &'static str) -> Self {
        Self::with_columns(title, &["what", "figure"])
    }

    /// A table with columns of its own.
    pub(crate) fn with_columns(title: &'static str, head: &[&str]) -> Self {
        Self {
            title,
            head: head.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds how many of how many.
    pub(crate) fn share(&mut self, what: &str, part: usize, all: usize) {
        self.row(&[what, &share(part, all)]);
    }

    /// Adds a number.
    pub(crate) fn count(&mut self, what: &str, count: usize) {
        self.row(&[what, &count.to_string()]);
    }

    /// Adds a row of as many cells as there are columns.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        self.rows
            .push(cells.iter().map(|&cell| cell.to_owned()).collect());
    }

    /// Puts the table into `CONFORMANCE.md`, between the marks of its title.
    ///
    /// # Errors
    /// The file cannot be read or written, or has no such marks.
    pub(crate) fn keep(&self, notes: &[String], repository: &Path) -> io::Result<()> {
        let path = repository.join(FILE);
        let text = fs::read_to_string(&path)?;
        let text = self
            .put_into(&text, notes)
            .ok_or_else(|| io::Error::other(format!("{FILE} has no marks for {:?}", self.title)))?;
        fs::write(path, text)
    }

    fn put_into(&self, text: &str, notes: &[String]) -> Option<String> {
        let (begin, end) = (
            format!("<!-- {}: begin -->\n", self.title),
            format!("<!-- {}: end -->", self.title),
        );
        let (before, rest) = text.split_once(&begin)?;
        let (_, after) = rest.split_once(&end)?;
        let notes = notes.iter().map(|note| format!("{note}\n\n"));
        let notes: String = notes.collect();
        Some(format!("{before}{begin}\n{self}\n{notes}{end}{after}"))
    }
}

/// `12 of 13 (92.3 %)`, rounded down, so that only all of them are 100 %.
pub(crate) fn share(part: usize, all: usize) -> String {
    let tenths = (part * 1000).checked_div(all).unwrap_or(0);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    format!("{part} of {all} ({whole}.{tenth} %)")
}

impl fmt::Display for Table {
    /// As Markdown, with columns as wide as their widest cell.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = || std::iter::once(&self.head).chain(&self.rows);
        let width = |at: usize| {
            let cells = lines().filter_map(|line| line.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        for (number, line) in lines().enumerate() {
            let mut text = String::new();
            for (cell, width) in line.iter().zip(&widths) {
                write!(text, "| {cell:<width$} ")?;
            }
            writeln!(f, "{text}|")?;
            if number == 0 {
                let rule = widths
                    .iter()
                    .map(|width| format!("|{}", "-".repeat(width + 2)));
                writeln!(f, "{}|", rule.collect::<String>())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_the_place_between_its_marks() {
        let mut table = Table::new("test");
        table.share("done", 2, 3);
        table.count("bytes", 7);
        let text = "a\n<!-- test: begin -->\nold\n<!-- test: end -->\nb\n";
        let wanted = "a\n<!-- test: begin -->\n\n\
                      | what  | figure          |\n\
                      |-------|-----------------|\n\
                      | done  | 2 of 3 (66.6 %) |\n\
                      | bytes | 7               |\n\
                      \n<!-- test: end -->\nb\n";
        assert_eq!(table.put_into(text, &[]).as_deref(), Some(wanted));
        assert_eq!(table.put_into(wanted, &[]).as_deref(), Some(wanted));
        assert_eq!(table.put_into("no marks", &[]), None);
    }
}
