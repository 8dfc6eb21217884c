//! The parts of `cargo xtask trust`, in the order of what they protect: reading, judging, the
//! process, files, and the project itself.

/// One part.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) name: &'static str,
    /// What it shows, in a line.
    pub(super) shows: &'static str,
    /// Programs that must be on the search path for it to say anything.
    pub(super) needs: &'static [&'static str],
    /// Commands that take seconds, or minutes together.
    pub(super) quick: &'static [&'static str],
    /// Commands that take minutes or hours.
    pub(super) long: &'static [&'static str],
}

const fn part(
    name: &'static str,
    shows: &'static str,
    quick: &'static [&'static str],
    long: &'static [&'static str],
) -> Part {
    Part {
        name,
        shows,
        needs: &[],
        quick,
        long,
    }
}

const fn with(part: Part, needs: &'static [&'static str]) -> Part {
    Part { needs, ..part }
}

pub(super) const PARTS: &[Part] = &[
    part(
        "reader",
        "JSON is read as serde_json reads it, but for listed differences",
        &[
            "cargo test --quiet --package trueup-document",
            "cargo test --quiet --package trueup-fuzzing reader",
        ],
        &["TRUEUP_MUTATIONS=1000000 cargo test --release --quiet --package trueup-fuzzing reader"],
    ),
    part(
        "date-time",
        "exactly the grammar and calendar of RFC 3339",
        &["cargo test --quiet --package trueup-rules --test it date_time"],
        &["cargo test --release --quiet --package trueup-rules --test it date_time -- --ignored"],
    ),
    part(
        "numbers",
        "verdicts by exact arithmetic, never by doubles",
        &[
            "cargo test --quiet --package trueup-validator --test exact_numbers",
            "cargo test --quiet --package trueup-rules --test it multiple_of",
        ],
        &[],
    ),
    part(
        "places",
        "line and column of a fault at a known byte",
        &[
            "cargo test --quiet --package trueup-validator --test places",
            "cargo test --quiet --package trueup-document --test document positions",
        ],
        &[],
    ),
    part(
        "depth",
        "deep payloads, deep schemas and circles end in a finding, with 512 KB of stack",
        &["cargo test --quiet --test main trust::depth"],
        &["cargo test --release --quiet --test main trust::depth -- --ignored"],
    ),
    part(
        "size",
        "10 GB of lines in 64 MB of memory, a line of 1 GB and devices without end refused",
        &["cargo test --quiet --test main trust::size"],
        &["cargo test --release --quiet --test main trust::size -- --ignored --test-threads 1"],
    ),
    part(
        "bombs",
        "small inputs that would blow up are bounded in output, memory and time",
        &[
            "cargo test --quiet --test main trust::bombs",
            "cargo test --quiet --test main trust::generated",
            "cargo test --quiet --package trueup-validator --test hostile",
        ],
        &[
            "cargo test --release --test main trust::bombs -- --include-ignored",
            "cargo test --release --quiet --test main trust::generated -- --ignored",
        ],
    ),
    part(
        "syntaxes",
        "YAML, TOML and compressed files that are made to hurt are findings like any other",
        &[
            "cargo test --quiet --test main trust::syntaxes",
            "cargo test --quiet --package trueup-formats",
        ],
        &["cargo test --release --quiet --test main trust::syntaxes -- --ignored"],
    ),
    part(
        "patterns",
        "a pattern is linear, or has a limit of steps that is a finding of its own",
        &[
            "cargo test --quiet --package trueup-rules --test it pattern",
            "cargo test --quiet --package trueup-validator --test hostile pattern",
        ],
        &[],
    ),
    with(
        part(
            "kill",
            "generate killed at any system call leaves the old file or the new one",
            &["cargo test --quiet --test main trust::kill"],
            &[],
        ),
        &["strace"],
    ),
    with(
        part(
            "faults",
            "disks and files that fail are named, and harm no other file",
            &["cargo test --quiet --test main trust::faults"],
            &[],
        ),
        &["strace", "setpriv"],
    ),
    part(
        "concurrent",
        "fifty runs at once leave whole files",
        &["cargo test --quiet --test main trust::concurrent"],
        &[],
    ),
    part(
        "paths",
        "odd names, ten thousand arguments, staged content",
        &[
            "cargo test --quiet --test main trust::paths",
            "cargo test --quiet --test main e2e::odd_paths",
            "cargo test --quiet --test main hooks",
        ],
        &[],
    ),
    part(
        "streams",
        "closed, broken and full outputs give no panic and no false success",
        &[
            "cargo test --quiet --test main trust::streams",
            "cargo test --quiet --test main e2e::streams",
        ],
        &[],
    ),
    part(
        "same-output",
        "the same bytes in any surroundings, on any number of threads",
        &["cargo test --quiet --test main trust::same_output"],
        &[],
    ),
    with(
        part(
            "isolation",
            "no network, and no file that was not named",
            &["cargo test --quiet --test main trust::isolation"],
            &[],
        ),
        &["strace"],
    ),
    part(
        "terminal",
        "nothing that a terminal would obey is printed in any format",
        &[
            "cargo test --quiet --test main trust::terminal",
            "cargo test --quiet --package trueup-report",
        ],
        &[],
    ),
    part(
        "injection",
        "text of a schema never becomes code",
        &["cargo test --quiet --package trueup-codegen"],
        &[],
    ),
    part(
        "limits",
        "every limit has one place, a way to change it and a finding of its own",
        &["cargo test --quiet --test main trust::limits"],
        &[],
    ),
    with(
        part(
            "fuzz",
            "what must hold for any bytes holds",
            &["cargo test --quiet --package trueup-fuzzing"],
            &[
                "fuzz/run reader_json 1800",
                "fuzz/run reader_jsonc 1800",
                "fuzz/run reader_ndjson 1800",
                "fuzz/run reader_yaml 1800",
                "fuzz/run reader_toml 1800",
                "fuzz/run compressed 1800",
                "fuzz/run schema_load 1800",
                "fuzz/run verdict 1800",
                "fuzz/run decode 1800",
                "fuzz/run encode 1800",
                "fuzz/run codegen 1800",
            ],
        ),
        &[],
    ),
    part(
        "mutants",
        "no change of the reader, the rules and the validator goes unseen (cargo-mutants)",
        &[],
        &["cargo xtask mutants"],
    ),
    part(
        "dependencies",
        "nothing that opens connections, whatever features are on",
        &["cargo test --quiet --test main layers"],
        &[],
    ),
    with(
        part(
            "licences",
            "licences, sources and bans as listed; --long asks for known faults as well",
            &["cargo deny check licenses bans sources"],
            &["cargo deny check"],
        ),
        &["cargo-deny"],
    ),
    with(
        part(
            "compilers",
            "it builds with the oldest compiler and with the lowest versions that are allowed",
            &[],
            &[
                "rustup run --install 1.88.0 cargo check --workspace --locked --target-dir target/oldest",
                ".ci/lowest-versions",
            ],
        ),
        &["rustup", "git"],
    ),
];

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn the_oldest_compiler_is_the_one_that_the_packages_name() {
        let manifest = include_str!("../../../Cargo.toml");
        let version = manifest
            .lines()
            .find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
        let wanted = format!("rustup run --install {}.0 ", version.expect("a version"));
        let commands = PARTS.iter().flat_map(|part| part.long);
        assert!(commands.into_iter().any(|line| line.starts_with(&wanted)));
    }
}
