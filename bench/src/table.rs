//! Times to tables of ratios.

use std::fmt::Write as _;

use crate::measure::Time;

/// A Markdown page that grows.
#[derive(Default)]
pub struct Page(pub String);

impl Page {
    pub fn title(&mut self, level: usize, title: &str) {
        let _ = writeln!(self.0, "\n{} {title}\n", "#".repeat(level));
    }

    pub fn text(&mut self, text: &str) {
        let _ = writeln!(self.0, "{text}");
    }

    pub fn row(&mut self, cells: &[String]) {
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }

    pub fn head(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
        self.row(&cells);
        let _ = writeln!(self.0, "|{}", "---|".repeat(cells.len()));
    }

    /// A row for each contestant, a column for each of several measurements with the same
    /// contestants: the ratio of the minima, and the median ratio in brackets.
    pub fn ratios(&mut self, columns: &[(&str, &[Time])], base: &str) {
        let mut head = vec!["".to_owned()];
        head.extend(columns.iter().map(|(name, times)| {
            let base = time(times, base);
            format!("{name} ({})", duration(base.min))
        }));
        self.head(&head.iter().map(String::as_str).collect::<Vec<_>>());
        let Some((_, first)) = columns.first() else {
            return;
        };
        for contestant in first.iter().map(|time| time.name) {
            let mut row = vec![contestant.to_owned()];
            row.extend(columns.iter().map(|(_, times)| {
                let (time, base) = (time(times, contestant), time(times, base));
                format!("{:.3} ({:.3})", time.ratio(base), time.median_ratio(base))
            }));
            self.row(&row);
        }
    }
}

/// The time of one contestant.
///
/// # Panics
/// When it did not take part.
pub fn time<'t>(times: &'t [Time], name: &str) -> &'t Time {
    let found = times.iter().find(|time| time.name == name);
    found.unwrap_or_else(|| panic!("{name} did not take part"))
}

/// A duration for people.
pub fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e4 => format!("{nanoseconds:.0} ns"),
        ..1e7 => format!("{:.1} µs", nanoseconds / 1e3),
        ..1e10 => format!("{:.1} ms", nanoseconds / 1e6),
        _ => format!("{:.2} s", nanoseconds / 1e9),
    }
}

/// The geometric mean.
pub fn mean(ratios: &[f64]) -> f64 {
    let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (sum / ratios.len() as f64).exp()
}
