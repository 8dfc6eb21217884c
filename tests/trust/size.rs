//! Streams and lines without end: memory stays within a bound, whatever comes.

use std::io::Write as _;
use std::process::Stdio;

use std::time::Instant;

use trueup_testkit::shown;

use crate::e2e::{BAD, Place, Ran};

const MIB: usize = 1024 * 1024;

/// Sends blocks of about a megabyte through a pipe, and then an end; gives how the command ended
/// and the most memory that it held before the end came, in bytes.
fn piped(place: &Place, args: &str, block: &[u8], count: usize, end: &str) -> (Ran, usize) {
    let mut child = place
        .command()
        .args(args.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    for _ in 0..count {
        if stdin.write_all(block).is_err() {
            // The command has seen enough.
            break;
        }
    }
    let most = most_memory(child.id());
    // As above.
    let _ = stdin.write_all(end.as_bytes());
    drop(stdin);
    let ran = Ran::new(child.wait_with_output().expect("the command ends"));
    (ran, most)
}

fn most_memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|most| most.trim().strip_suffix(" kB"));
    most.map_or(0, |most| most.parse::<usize>().expect("a number") * 1024)
}

fn size(bytes: usize) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn lines_of(megabytes: usize) {
    let place = Place::with_lamp();
    let line = format!("{{\"lit\": true, \"note\": \"{}\"}}\n", "x".repeat(970));
    let block = line.repeat(MIB / line.len());
    let args = "check --schema lamp.schema.json --format concise --input ndjson -j 4 -";
    let start = Instant::now();
    let (ran, most) = piped(&place, args, block.as_bytes(), megabytes, BAD);
    let took = start.elapsed();
    let lines = megabytes * (block.len() / line.len());
    let found = format!("<stdin>:{}:9: error[type]", lines + 1);
    ran.exits(1).finds(&[&found]);
    shown(&format!(
        "{} of {lines} lines and a bad one, which is found: {:.1} s, {} of memory at most",
        size(megabytes * block.len()),
        took.as_secs_f32(),
        size(most)
    ));
    assert!(most > 0 && most < 64 * MIB, "{most}");
}

#[test]
#[ignore = "ten gigabytes; takes minutes, and wants an optimized build"]
fn ten_gigabytes_of_lines_are_judged_in_64_megabytes() {
    lines_of(10 * 1024);
}

fn one_line_of(megabytes: usize) {
    let place = Place::with_lamp();
    for syntax in ["ndjson", "json", "jsonc"] {
        let args = format!(
            "check --schema lamp.schema.json --format concise --max-bytes 1000000 --input {syntax} -"
        );
        let block = "x".repeat(MIB);
        let start = Instant::now();
        let (ran, most) = piped(
            &place,
            &args,
            block.as_bytes(),
            megabytes,
            "\n{\"lit\": 1}\n",
        );
        let ran = ran.exits(1).finds(&["<stdin>:1:1000001: error[too-large]"]);
        // Only in JSON Lines is there a next line.
        let lines = if syntax == "ndjson" { 2 } else { 1 };
        assert_eq!(ran.out.lines().count(), lines, "{ran:#?}");
        shown(&format!(
            "a line of {megabytes} MiB as {syntax} with --max-bytes 1000000, refused: {:.1} s, {} of memory",
            start.elapsed().as_secs_f32(),
            size(most)
        ));
        assert!(most < 64 * MIB, "{most}");
    }
}

#[test]
fn a_line_that_is_too_long_is_not_held() {
    one_line_of(48);
}

#[test]
#[ignore = "a gigabyte; wants an optimized build"]
fn a_line_of_a_gigabyte_is_not_held() {
    one_line_of(1024);
}

#[test]
fn a_device_that_never_ends_is_refused() {
    let place = Place::with_lamp();
    let memory = "ulimit -v 1500000";
    let rows = [
        (
            "check --schema lamp.schema.json --max-bytes 1000000 /dev/zero",
            1,
            "",
        ),
        ("check --schema /dev/zero good.json", 2, "/dev/zero"),
        (
            "check --schema lamp.schema.json --config /dev/zero good.json",
            2,
            "longer than",
        ),
        (
            "generate --config /dev/zero",
            2,
            "/dev/zero: cannot be read: it is longer than",
        ),
    ];
    for (args, code, says) in rows {
        place.run_under(memory, args).exits(code).says(&[says]);
    }
}

#[test]
#[ignore = "a quarter of a gigabyte twice; wants an optimized build"]
fn without_a_flag_a_device_that_never_ends_is_refused_too() {
    let place = Place::with_lamp();
    let memory = "ulimit -v 3000000";
    place
        .run_under(memory, "check --schema lamp.schema.json /dev/zero")
        .exits(1)
        .finds(&["[too-large]"]);
    place
        .run_under(
            memory,
            "check --schema lamp.schema.json --file-list /dev/zero",
        )
        .exits(2)
        .says(&["/dev/zero: the list of files cannot be read: it is longer than"]);
}
