//! JSON Lines judged as they come: each line by itself, the findings by their places in the file.
//!
//! Several chunks are judged at once, and what is found is taken in their order, so it is the same
//! however many threads there are. Only findings are kept, and no more of them than are listed.

use std::io::{self, Write};

use trueup_document::{Buffer, Syntax, ndjson};
use trueup_report::{FileReport, Fingerprints, Format, Writer};
use trueup_validator::Report;

use crate::Trouble;
use crate::args::CheckArgs;
use crate::baseline::Baseline;
use crate::chunks::{self, Chunk, Chunks};
use crate::payload::Payload;
use crate::tally::Summary;

/// The findings in one input so far.
pub(crate) struct Lines<'p> {
    payload: &'p Payload,
    pub(crate) summary: Summary,
    /// Whether findings are written as they come, each with its line. The other formats show no
    /// lines, and say things about the whole file.
    at_once: bool,
    /// What is not written at once.
    report: Report,
    /// How many violations there are, and how many may be.
    listed: usize,
    most: usize,
    fingerprints: Fingerprints,
    fail_fast: bool,
}

/// A line with something to report.
struct Found<'c> {
    lines_before: usize,
    bytes_before: usize,
    bytes: &'c [u8],
    /// With places in the line.
    report: Report,
}

impl<'p> Lines<'p> {
    pub(crate) fn new(payload: &'p Payload, args: &CheckArgs) -> Self {
        Self {
            payload,
            summary: Summary::CLEAN,
            at_once: Format::from(args.format) == Format::Full,
            report: Report::empty(),
            listed: 0,
            most: args.max_errors.get(),
            fingerprints: Fingerprints::default(),
            fail_fast: args.fail_fast,
        }
    }

    /// Reads and judges the lines, to the end or until no more findings are wanted.
    ///
    /// The outer error is that of the output; the inner one says why not all could be read. What
    /// was found before it counts.
    pub(crate) fn judge(
        &mut self,
        jobs: usize,
        baseline: &mut Baseline,
        writer: &mut Writer,
        out: &mut dyn Write,
    ) -> io::Result<Result<(), Trouble>> {
        let payload = self.payload;
        let stream = match payload.open() {
            Ok(stream) => stream,
            Err(error) => return Ok(Err(payload.unreadable(&error))),
        };
        let mut chunks = Chunks::new(stream, payload.max_bytes);
        loop {
            let (read, end) = chunks::some(&mut chunks, jobs.max(1));
            // What is known already is no reason to stop.
            let fail_fast = self.fail_fast && !baseline.needs_all();
            let found =
                crate::parallel::map(jobs, &read, |chunk| judge_chunk(payload, chunk, fail_fast));
            for found in found.into_iter().flatten() {
                if self.take(found, baseline, writer, out)? {
                    return Ok(Ok(()));
                }
            }
            if let Err(error) = end {
                return Ok(Err(payload.unreadable(&error)));
            }
            if read.is_empty() {
                return Ok(Ok(()));
            }
        }
    }

    /// Takes what was found in the next line; true if no more is wanted.
    fn take(
        &mut self,
        found: Found<'_>,
        baseline: &mut Baseline,
        writer: &mut Writer,
        out: &mut dyn Write,
    ) -> io::Result<bool> {
        let (name, fingerprints) = (&self.payload.name, &mut self.fingerprints);
        let report = baseline.filter(name, fingerprints, found.report);
        let most = self.most;
        let report = report.cut(most - self.listed);
        self.summary.add(&report);
        self.listed += report.violations().len();
        let full = report.truncated() && self.listed >= most;
        let stop = full || (self.fail_fast && !report.is_valid());
        if self.at_once {
            // The excerpt is of the line, so the bytes stay those of the line.
            let report = report.moved(found.lines_before, 0);
            let file = FileReport {
                path: &self.payload.name,
                source: if self.payload.redact {
                    &[]
                } else {
                    found.bytes
                },
                report: &report,
            };
            writer.file(out, &file)?;
        } else {
            let report = report.moved(found.lines_before, found.bytes_before);
            self.report.append(report);
        }
        Ok(stop)
    }

    /// Writes what was not written at once.
    pub(crate) fn finish(&self, writer: &mut Writer, out: &mut dyn Write) -> io::Result<()> {
        if self.at_once {
            return Ok(());
        }
        let file = FileReport {
            path: &self.payload.name,
            source: &[],
            report: &self.report,
        };
        writer.file(out, &file)
    }
}

/// What is found in a chunk, up to more than is ever listed.
fn judge_chunk<'c>(payload: &Payload, chunk: &'c Chunk, fail_fast: bool) -> Vec<Found<'c>> {
    let most = payload.validator.options().max_violations;
    let mut buffer = Buffer::default();
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut listed = 0;
    let lines = ndjson::lines(&chunk.bytes).map(|line| (line.number - 1, line.start, line.bytes));
    let too_long = chunk.too_long.as_ref();
    let too_long = too_long.map(|(number, bytes)| (*number, chunk.bytes.len(), bytes.as_slice()));
    for (lines, start, bytes) in lines.chain(too_long) {
        let report = payload.check(bytes, Syntax::Json, &mut buffer);
        let valid = report.is_valid();
        if valid && report.violations().is_empty() {
            continue;
        }
        listed += report.violations().len();
        found.push(Found {
            lines_before: chunk.lines_before + lines,
            bytes_before: chunk.bytes_before + start,
            bytes,
            report,
        });
        if listed > most || (fail_fast && !valid) {
            break;
        }
    }
    found
}
