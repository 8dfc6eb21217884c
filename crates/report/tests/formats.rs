//! What the formats print, through the outer function of the crate.
//!
//! The texts stand in `snapshots/`. After a change that is meant, `INSTA_UPDATE=always cargo test
//! -p trueup-report` writes them anew; read the difference before it is committed.

use trueup_report::json::{self, JsonReport};
use trueup_report::{Colour, FileReport, Format, Writer, escape};
use trueup_validator::Validator;

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "name": {"type": "string", "maxLength": 8},
    "region": {"enum": ["Tokyo", "London"]},
    "port": {"type": "integer", "minimum": 1, "maximum": 65535},
    "tags": {"type": "array", "maxItems": 2}
  },
  "required": ["name", "region"]
}
"#;

const FAULTY: &str = r#"{
	"nam": "fields",
	"region": "Tokio",
	"port": 70000,
	"tags": ["a",
		"b", "c"]
}
"#;

fn validator(name: &str) -> Validator {
    Validator::from_text(name, SCHEMA).expect("the schema is right")
}

/// What a format prints for some files, each with its name and its bytes.
fn printed(
    validator: &Validator,
    format: Format,
    colour: Colour,
    files: &[(&str, &[u8])],
) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::begin(format, colour, &mut out).unwrap();
    for &(path, source) in files {
        let report = &validator.check(source);
        let file = FileReport {
            path,
            source,
            report,
        };
        writer.file(&mut out, &file).unwrap();
    }
    writer.finish(&mut out).unwrap();
    String::from_utf8(out).expect("what is printed is UTF-8")
}

fn files() -> [(&'static str, &'static [u8]); 3] {
    [
        ("faulty.json", FAULTY.as_bytes()),
        ("good.json", br#"{"name": "a", "region": "London"}"#),
        ("cut.json", b"{\"name\": \"\xe6\x9d\xb1\xe4\xba\xac\","),
    ]
}

#[test]
fn each_format_has_its_layout() {
    let validator = validator("schemas/node.schema.json");
    let cases = [
        ("full", Format::Full, Colour::Off),
        ("full-coloured", Format::Full, Colour::On),
        ("concise", Format::Concise, Colour::Off),
        ("concise-coloured", Format::Concise, Colour::On),
        ("json", Format::Json, Colour::On),
        ("jsonl", Format::JsonLines, Colour::On),
        ("github", Format::GitHub, Colour::On),
        ("sarif", Format::Sarif, Colour::On),
        ("gitlab", Format::GitLab, Colour::On),
        ("junit", Format::JUnit, Colour::On),
        ("output-flag", Format::OutputFlag, Colour::On),
        ("output-basic", Format::OutputBasic, Colour::On),
        ("output-detailed", Format::OutputDetailed, Colour::On),
        (
            "output-hierarchical",
            Format::OutputHierarchical,
            Colour::On,
        ),
    ];
    for (name, format, colour) in cases {
        let text = printed(&validator, format, colour, &files());
        // ESC would make the snapshot hard to read.
        let text = text.replace('\u{1b}', "<ESC>");
        // The version of this package stands in a SARIF log, and changes with each release.
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        insta::assert_snapshot!(name, text.replace(&version, "\"version\": \"<VERSION>\""));
    }
}

#[test]
fn a_format_without_findings_prints_only_its_frame() {
    let validator = validator("s.json");
    let good = &files()[1..2];
    for (format, expected) in [
        (Format::Full, ""),
        (Format::Concise, ""),
        (Format::JsonLines, ""),
        (Format::GitHub, ""),
        (Format::GitLab, "[\n]\n"),
    ] {
        assert_eq!(printed(&validator, format, Colour::On, good), expected);
    }
    let none = printed(&validator, Format::Json, Colour::Off, &[]);
    assert_eq!(none, "{\"files\": [\n]}\n");
}

/// Everything that a terminal or a reader could be fooled with, in every place it can come from.
const HOSTILE: &str =
    "\u{1b}]0;x\u{7}\u{9b}31m\u{7f}\u{202e}\u{2066}\u{200f}\u{61c}\u{feff}\u{2028}";

#[test]
fn nothing_foreign_reaches_a_terminal_as_it_is() {
    let validator = validator(&format!("s{HOSTILE}\n.json"));
    // JSON wants the C0 controls escaped inside strings, so raw they only get in as a syntax fault.
    let raw = HOSTILE.replace(|c: char| c < ' ', "");
    let payloads = [
        format!("{{\"na{raw}me\": 1, \"region\": \"Lon{raw}don\", \"port\": \"{raw}\"}}"),
        format!("{{\"name\": \"{HOSTILE}\"}}"),
        "{\"name\": \"\\u001b[31m\\u202e\", \"region\": \"\\u009b\\n\"}".to_owned(),
        format!("{HOSTILE}{{"),
    ];
    let path = format!("p{HOSTILE}\n\t.json");
    for payload in &payloads {
        for format in Format::ALL {
            let files = [(path.as_str(), payload.as_bytes())];
            let text = printed(&validator, format, Colour::Off, &files);
            let leaked = text.chars().find(|&c| escape::is_unsafe(c) && c != '\n');
            assert_eq!(leaked, None, "{format:?} of {payload:?}:\n{text:?}");
        }
        // A newline in a name must not begin a line: every line is one of ours.
        let files = [(path.as_str(), payload.as_bytes())];
        for (format, begins) in [
            (Format::Concise, "p"),
            (Format::JsonLines, "{"),
            (Format::GitHub, "::error file=p"),
        ] {
            let text = printed(&validator, format, Colour::Off, &files);
            assert!(!text.is_empty());
            let ours = |line: &str| line.starts_with(begins);
            assert!(text.lines().all(ours), "{text:?}");
        }
    }
}

#[test]
fn a_line_of_many_megabytes_stays_small() {
    let filler = "x".repeat(5_000_000);
    let payload = format!("{{\"a\": \"{filler}\", \"port\": 0, \"name\": \"{filler}\"}}");
    let files = [("long.json", payload.as_bytes())];
    let for_people = |format| matches!(format, Format::Full | Format::Concise);
    for format in Format::ALL {
        let text = printed(&validator("s.json"), format, Colour::Off, &files);
        assert!(text.contains(":1:") || !for_people(format));
        assert!(text.len() < 4096, "{format:?}: {} bytes", text.len());
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(!for_people(format) || widest < Some(250), "{text}");
    }
}

#[test]
fn a_payload_that_is_not_utf8_is_printed_all_the_same() {
    let files: [(&str, &[u8]); 1] = [("latin1.json", b"{\"name\": \"M\xfcnchen\"}\n")];
    let text = printed(&validator("s.json"), Format::Full, Colour::Off, &files);
    assert!(text.contains("error[invalid-utf8]"), "{text}");
    assert!(text.contains("1 | {\"name\": \"M\\xfcnchen\"}"), "{text}");
}

#[test]
fn a_report_that_lists_not_all_says_so() {
    let few = validator("s.json").with_max_violations(2);
    for format in [Format::Full, Format::Concise] {
        let text = printed(&few, format, Colour::Off, &files()[..1]);
        assert!(
            text.contains("faulty.json: there may be more violations"),
            "{text}"
        );
        let lines = text.lines().filter(|line| line.contains("error["));
        assert_eq!(lines.count(), 2, "{text}");
    }
    let text = printed(
        &validator("s.json"),
        Format::Concise,
        Colour::Off,
        &files()[..1],
    );
    assert!(!text.contains("there may be more"), "{text}");
}

#[test]
fn the_json_report_is_what_its_schema_says() {
    let judge = Validator::from_text("report.schema.json", &json::schema()).unwrap();
    let text = printed(&validator("s.json"), Format::Json, Colour::Off, &files());
    assert!(
        judge.check(text.as_bytes()).is_valid(),
        "{}",
        judge.check(text.as_bytes())
    );

    let report: JsonReport = serde_json::from_str(&text).unwrap();
    let valid: Vec<_> = report.files.iter().map(|file| file.valid).collect();
    assert_eq!(valid, [false, true, false]);
    let last = &report.files[2].violations[0];
    assert_eq!(
        (last.schema_file.as_ref(), last.start, last.end),
        (None, 18, 18)
    );

    for (right, wrong) in [
        ("\"valid\":true,", ""),
        ("\"severity\":\"error\"", "\"severity\":\"fatal\""),
        ("\"hint\":null", "\"help\":null"),
        ("\"line\":3", "\"line\":0"),
    ] {
        assert!(text.contains(right), "{right} is in {text}");
        let broken = text.replacen(right, wrong, 1);
        assert!(
            !judge.is_valid(broken.as_bytes()),
            "{wrong} instead of {right}"
        );
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    for format in Format::ALL {
        let print = || printed(&validator("s.json"), format, Colour::On, &files());
        assert_eq!(print(), print());
    }
}

/// The published schema of SARIF is no part of this repository; see `trueup_testkit::corpus`.
#[test]
fn a_sarif_log_is_what_its_schema_says() {
    let Some(corpus) = trueup_testkit::corpus("schemastore") else {
        return;
    };
    let path = corpus.join("schemas/sarif-2.1.0-rtm.5.json");
    let schema = std::fs::read_to_string(&path).expect("the corpus has the schema");
    let judge = Validator::from_text("sarif.json", &schema).expect("the schema is right");
    for files in [&files()[..], &[]] {
        let text = printed(&validator("s.json"), Format::Sarif, Colour::Off, files);
        let report = judge.check(text.as_bytes());
        assert!(report.is_valid(), "{report}");
    }
    let text = printed(&validator("s.json"), Format::Sarif, Colour::Off, &files());
    for (right, wrong) in [
        ("\"startLine\":3", "\"startLine\":0"),
        ("\"level\":\"error\"", "\"level\":\"fatal\""),
        ("\"name\": \"trueup\"", "\"nom\": \"trueup\""),
    ] {
        assert!(text.contains(right), "{right} is in {text}");
        let broken = text.replacen(right, wrong, 1);
        assert!(!judge.is_valid(broken.as_bytes()), "{wrong}");
    }
}

#[test]
fn a_gitlab_report_names_each_violation_once() {
    let text = printed(&validator("s.json"), Format::GitLab, Colour::Off, &files());
    let issues: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let fingerprints: std::collections::BTreeSet<_> = issues
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    assert!(issues.len() > 3);
    assert_eq!(fingerprints.len(), issues.len());
}

#[test]
fn no_format_shows_what_a_redacted_report_hides() {
    let validator = validator("s.json");
    let report = validator.check(FAULTY.as_bytes()).redacted();
    for format in Format::ALL {
        let mut out = Vec::new();
        let mut writer = Writer::begin(format, Colour::Off, &mut out).unwrap();
        let file = FileReport {
            path: "faulty.json",
            source: b"",
            report: &report,
        };
        writer.file(&mut out, &file).unwrap();
        writer.finish(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        // This one says but the verdict.
        let silent = format == Format::OutputFlag;
        assert!(silent || text.contains("is not an allowed value"), "{text}");
        for secret in ["Tokio", "70000", "fields"] {
            assert!(!text.contains(secret), "{format:?}: {text}");
        }
        if format == Format::Full {
            insta::assert_snapshot!("full-redacted", text);
        }
    }
}
