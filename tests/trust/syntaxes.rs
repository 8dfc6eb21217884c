//! YAML, TOML and compressed files that are made to hurt: what holds for JSON holds for them.

use super::Place;
use super::depth::STACKS;
use super::terminal::{assert_safe, hostile, without_colours};

/// Address space for the command, in kibibytes.
const MEMORY: &str = "ulimit -v 1500000";

const ANY: &str = "{}";

/// A payload's name, its text, and the codes of which one must be found.
type Row = (&'static str, Vec<u8>, &'static [&'static str]);

fn deep() -> Vec<Row> {
    let deep = &["[too-deep]"][..];
    // The parser of TOML has a limit of its own, below ours, and no code for it.
    let toml = &["[too-deep]", "[invalid-toml]"][..];
    let text = |part: &str, count| part.repeat(count).into_bytes();
    let value = |part: &str, count| format!("a = {}", part.repeat(count)).into_bytes();
    let indented: String = (0..1000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    vec![
        ("flow.yaml", text("[", 1_000_000), deep),
        ("flow-maps.yaml", text("{a: ", 1_000_000), deep),
        ("dashes.yaml", text("- ", 100_000), deep),
        ("keys.yaml", text("? ", 100_000), deep),
        ("indented.yaml", indented.into_bytes(), deep),
        ("arrays.toml", value("[", 1_000_000), toml),
        ("tables.toml", value("{a=", 100_000), toml),
        (
            "dotted.toml",
            [text("a.", 100_000), b"a = 1".to_vec()].concat(),
            toml,
        ),
        (
            "header.toml",
            [b"[".to_vec(), text("a.", 100_000), b"a]".to_vec()].concat(),
            toml,
        ),
    ]
}

fn aliases() -> Vec<Row> {
    let expansion = &["[alias-expansion]"][..];
    let laughs = |begin: &str, item: &str, end: &str| -> Vec<u8> {
        let mut text = String::from("a0: &a0 {x: lol}\n");
        for level in 1..40 {
            let items: Vec<String> = (0..9)
                .map(|_| item.replace('N', &(level - 1).to_string()))
                .collect();
            text += &format!("a{level}: &a{level} {begin}{}{end}\n", items.join(","));
        }
        text.into_bytes()
    };
    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(50_000),
        "*a,".repeat(50_000)
    );
    let merged = |count: usize| {
        let one: String = (0..count).map(|n| format!("k{n}: 1,")).collect();
        format!("a: &a {{{one}}}\nb:\n{}", "- <<: *a\n".repeat(count))
    };
    vec![
        ("laughs.yaml", laughs("[", "*aN", "]"), expansion),
        ("merges.yaml", laughs("{<<: [", "*aN", "]}"), expansion),
        ("long.yaml", long.into_bytes(), expansion),
        ("merged.yaml", merged(5_000).into_bytes(), expansion),
        ("self.yaml", b"a: &a [*a]".to_vec(), &["[recursive-alias]"]),
        (
            "self-merge.yaml",
            b"&a {<<: *a}".to_vec(),
            &["[recursive-alias]"],
        ),
    ]
}

#[test]
fn other_syntaxes_that_are_deep_or_blow_up_are_one_finding() {
    let place = Place::new().file("schema.json", ANY);
    for (name, bytes, codes) in deep().into_iter().chain(aliases()) {
        place.write(name, &bytes);
        for limits in STACKS.iter().chain([&MEMORY]) {
            let args = format!("check --schema schema.json --format concise {name}");
            let ran = place.run_under(limits, &args).exits(1);
            assert_eq!(ran.out.lines().count(), 1, "{name}: {:.2000}", ran.out);
            assert!(
                codes.iter().any(|code| ran.out.contains(code)),
                "{name}: {:.2000}",
                ran.out
            );
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

/// A Zstandard frame of blocks that each say 128 KiB of a byte in four.
fn zstandard_of(byte: u8, blocks: usize) -> Vec<u8> {
    let mut bytes = vec![0x28, 0xB5, 0x2F, 0xFD, 0, 0x38];
    for number in 1..=blocks {
        let header = (u32::from(number == blocks) | 1 << 1 | (128 * 1024) << 3).to_le_bytes();
        bytes.extend_from_slice(&header[..3]);
        bytes.push(byte);
    }
    bytes
}

#[test]
fn a_compressed_bomb_is_read_no_further_than_any_file() {
    let spaces = gzip(&vec![b' '; 1 << 20]).repeat(1000);
    let place = Place::new().file("schema.json", ANY);
    for name in ["a.json.gz", "a.jsonc.gz", "a.yaml.gz", "a.toml.gz"] {
        place.write(name, &spaces);
        let zstandard = name.replace("gz", "zst");
        place.write(&zstandard, zstandard_of(b'[', 100_000));
        for name in [name, &zstandard] {
            let args =
                format!("check --schema schema.json --max-bytes 1000000 --format concise {name}");
            let ran = place.run_under(MEMORY, &args).exits(1);
            ran.finds(&["[too-large]"]);
        }
    }
    // Only one layer is undone.
    place.write("twice.json.gz", gzip(&gzip(b"1")));
    place
        .run("check --schema schema.json --format concise twice.json.gz")
        .exits(1)
        .finds(&["twice.json.gz:1:2: error[invalid-utf8]"]);
}

#[test]
fn a_compressed_line_is_not_held_and_what_is_cut_is_trouble() {
    let place = Place::with_lamp();
    let long = [
        gzip(&vec![b'x'; 1 << 20]).repeat(40),
        gzip(b"\n{\"lit\": 1}\n"),
    ]
    .concat();
    place.write("a.ndjson.gz", &long);
    let args = "check --schema lamp.schema.json --max-bytes 1000000 --format concise a.ndjson.gz";
    let ran = place.run_under(MEMORY, args).exits(1);
    let ran = ran.finds(&[
        "a.ndjson.gz:1:1000001: error[too-large]",
        ":2:9: error[type]",
    ]);
    assert_eq!(ran.out.lines().count(), 2, "{ran:#?}");
    for end in ["json", "ndjson", "yaml", "toml"] {
        let name = format!("cut.{end}.gz");
        let whole = gzip(b"{\"lit\": true}");
        place.write(&name, &whole[..whole.len() - 9]);
        place
            .run(&format!("check --schema lamp.schema.json {name}"))
            .exits(2)
            .says(&[&format!("{name}: cannot be read: ")]);
    }
}

#[test]
#[ignore = "a gigabyte comes out before it is refused; wants an optimized build"]
fn a_stream_that_holds_far_too_much_is_refused() {
    let place = Place::new().file("schema.json", ANY);
    for byte in [b'x', b'\n', b' '] {
        place.write("a.ndjson.zst", zstandard_of(byte, 300_000));
        place
            .run_under(MEMORY, "check --schema schema.json a.ndjson.zst")
            .exits(2)
            .says(&["a.ndjson.zst: cannot be read: it holds far more than its length"]);
    }
}

/// The text as each syntax writes it between quotes, and as a name.
fn written(syntax: &str) -> String {
    let text = hostile();
    let quoted: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            ' '..='~' => c.to_string(),
            _ => format!("\\U{:08x}", u32::from(c)),
        })
        .collect();
    // As it stands in the text, as far as the syntax lets it.
    let raw: String = text
        .chars()
        .filter(|&c| c > '\u{9f}' && c != '\u{feff}')
        .collect();
    match syntax {
        "yaml" => {
            format!("\"{quoted}\": \"{quoted}\"\nraw{raw}: x{raw}\na: !<tag:{raw}> [*x{raw}]\n")
        }
        _ => format!("\"{quoted}\" = \"{quoted}\"\n'raw{raw}' = 'x{raw}'\n"),
    }
}

#[test]
fn no_syntax_brings_a_terminal_what_it_would_obey() {
    let schema = r#"{"additionalProperties": {"type": "integer", "enum": [1]}}"#;
    for syntax in ["yaml", "toml"] {
        let whole = written(syntax);
        let payloads = [
            whole.clone(),
            whole.lines().take(2).collect::<Vec<_>>().join("\n"),
            format!("{whole}]{}", hostile()),
            hostile(),
        ];
        for (number, payload) in payloads.iter().enumerate() {
            let name = format!("{number}.{syntax}");
            let place = Place::new()
                .file("schema.json", schema)
                .file(&name, payload);
            for format in [
                "full", "concise", "json", "jsonl", "github", "sarif", "gitlab", "junit",
            ] {
                let args =
                    format!("check --schema schema.json --color always --format {format} {name}");
                let ran = place.run(&args).exits(1);
                assert!(ran.out.len() > 30, "{ran:#?}");
                assert_safe(format, &without_colours(&ran.out));
                assert_safe(format, &without_colours(&ran.err));
            }
        }
    }
}

#[test]
fn odd_encodings_are_findings_in_every_syntax() {
    let text = |syntax: &str| match syntax {
        "toml" => "lit = true\n",
        "yaml" => "lit: true\n",
        _ => "{\"lit\": true}\n",
    };
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = ['\u{feff}'].into_iter().chain(text.chars());
        units
            .flat_map(|c| {
                let unit = u16::try_from(u32::from(c)).expect("a unit");
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let place = Place::with_lamp();
    for syntax in ["json", "jsonc", "ndjson", "yaml", "toml"] {
        let text = text(syntax);
        let with = |bytes: &[u8]| [text.replace("true", "\"").as_bytes(), bytes].concat();
        let rows: Vec<(&str, Vec<u8>)> = vec![
            ("UTF-16, little end first", utf16(text, false)),
            ("UTF-16, big end first", utf16(text, true)),
            ("Latin-1", with(b"\xe9\"")),
            ("an overlong slash", with(b"\xc0\xaf\"")),
            ("a surrogate", with(b"\xed\xa0\x80\"")),
            ("beyond the last character", with(b"\xf4\x90\x80\x80\"")),
            ("NUL", [text.as_bytes(), b"\0"].concat()),
            ("only NUL", vec![0; 100]),
        ];
        for (what, bytes) in rows {
            let name = format!("payload.{syntax}");
            place.write(&name, &bytes);
            let args = format!("check --schema lamp.schema.json --format concise {name}");
            let ran = place.run(&args);
            assert_eq!(ran.code, Some(1), "{syntax}, {what}: {ran:#?}");
            assert_safe(what, &ran.out);
        }
        // A mark at the beginning is a finding in JSON and no part of the text elsewhere.
        place.write(
            format!("payload.{syntax}"),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        );
        let args = format!("check --schema lamp.schema.json payload.{syntax}");
        place.run(&args).exits(i32::from(syntax.contains("json")));
    }
}
