//! What the compiler says of generated code: which file is at fault, and why.

use std::collections::BTreeMap;

use serde_json::Value;

/// The complaints of one build.
#[derive(Debug, Default)]
pub(crate) struct Complaints {
    /// Whether all was built.
    pub(crate) built: bool,
    /// The first error of each file that has one.
    pub(crate) errors: BTreeMap<usize, String>,
    /// The first warning of each file that has one.
    pub(crate) warnings: BTreeMap<usize, String>,
    /// What cargo says besides, and errors in no file of the generated code.
    pub(crate) rest: String,
}

/// The name of the file of a text, by the text's place in the list.
pub(crate) fn file_of(at: usize) -> String {
    format!("s{at}.rs")
}

/// The place of the text that a file holds.
fn text_of(file: &str) -> Option<usize> {
    let name = file.rsplit(['/', '\\']).next()?;
    name.strip_prefix('s')?.strip_suffix(".rs")?.parse().ok()
}

impl Complaints {
    /// Reads what cargo printed, one JSON text a line.
    pub(crate) fn read(built: bool, lines: &str, rest: String) -> Self {
        let mut complaints = Self {
            built,
            rest,
            ..Self::default()
        };
        for line in lines.lines() {
            let Ok(value) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            if value["reason"] == "compiler-message" {
                complaints.add(&value["message"]);
            }
        }
        complaints
    }

    fn add(&mut self, message: &Value) {
        let text = message["message"].as_str().unwrap_or_default();
        let spans = message["spans"].as_array().into_iter().flatten();
        let mut primary = spans.filter(|span| span["is_primary"] == true);
        let at = primary.find_map(file_of_span);
        let list = match message["level"].as_str() {
            Some("error") => &mut self.errors,
            Some("warning") => &mut self.warnings,
            _ => return,
        };
        match at {
            Some(at) => {
                list.entry(at).or_insert_with(|| text.to_owned());
            }
            None if message["level"] == "error" => {
                self.rest.push_str(text);
                self.rest.push('\n');
            }
            None => {}
        }
    }
}

/// The text that a span leads to: its own file, or the one whose macro call it is within.
fn file_of_span(span: &Value) -> Option<usize> {
    let mut span = span;
    // Calls of macros nest as deep as the compiler lets them, which is 128.
    for _ in 0..128 {
        if let Some(at) = span["file_name"].as_str().and_then(text_of) {
            return Some(at);
        }
        span = span["expansion"].get("span")?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_belong_to_the_files_that_they_are_about() {
        let line = |level: &str, file: &str| {
            format!(
                r#"{{"reason": "compiler-message", "message": {{"level": "{level}",
                "message": "{level} in {file}", "spans": [{{"is_primary": true,
                "file_name": "{file}", "expansion": null}}]}}}}"#
            )
            .replace('\n', "")
        };
        let within = line("error", "macros.rs").replace(
            r#""expansion": null"#,
            r#""expansion": {"span": {"file_name": "part0/src/s7.rs", "expansion": null}}"#,
        );
        let lines = [
            line("error", "part0/src/s3.rs"),
            line("warning", "part0/src/s4.rs"),
            line("error", "part0/src/lib.rs"),
            within,
            "no JSON".to_owned(),
        ];
        let complaints = Complaints::read(false, &lines.join("\n"), String::new());
        let errors: Vec<_> = complaints.errors.keys().copied().collect();
        assert_eq!(errors, [3, 7]);
        assert_eq!(complaints.warnings[&4], "warning in part0/src/s4.rs");
        assert_eq!(complaints.rest, "error in part0/src/lib.rs\n");
    }
}
