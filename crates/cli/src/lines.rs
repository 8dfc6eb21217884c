//! JSON Lines judged as they come: each line by itself, the findings by their places in the file.
//!
//! Several chunks are judged at once, and what is found is taken in their order, so it is the same
//! however many threads there are. Only findings are kept, and no more of them than are listed.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use trueup_document::{Buffer, Syntax, ndjson};
use trueup_report::{FileReport, Fingerprints, Format, Writer};
use trueup_validator::Report;

use crate::args::CheckArgs;
use crate::baseline::Baseline;
use crate::chunks::{Chunk, Chunks};
use crate::payload::Payload;
use crate::tally::Summary;
use crate::{Trouble, parallel};

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
    /// How many lines stand before those that are taken next.
    before: usize,
    /// Whether no more findings are wanted.
    stopped: bool,
}

/// What was found in a chunk.
struct Judged {
    /// How many lines it has.
    lines: usize,
    found: Vec<Found>,
}

/// A line with something to report.
struct Found {
    /// How many lines of the chunk stand before.
    lines_before: usize,
    /// How many bytes of the stream stand before.
    bytes_before: usize,
    bytes: Vec<u8>,
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
            before: 0,
            stopped: false,
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
        // What is known already is no reason to stop.
        let fail_fast = self.fail_fast && !baseline.needs_all();
        let mut chunks = Chunks::new(stream, payload.max_bytes);
        let spare = Spare::default();
        let (mut fault, mut written) = (None, Ok(()));
        parallel::in_order(
            jobs,
            || {
                let next = chunks.next(spare.take());
                next.unwrap_or_else(|error| {
                    fault = Some(error);
                    None
                })
            },
            |chunk| {
                let judged = judge_chunk(payload, &chunk, fail_fast);
                spare.put(chunk.bytes);
                judged
            },
            |judged| {
                let taken = self.take_all(judged, baseline, writer, out);
                taken.unwrap_or_else(|error| {
                    written = Err(error);
                    ControlFlow::Break(())
                })
            },
        );
        written?;
        // If no more is wanted, the fault may or may not have been met already.
        Ok(match fault.filter(|_| !self.stopped) {
            Some(error) => Err(payload.unreadable(&error)),
            None => Ok(()),
        })
    }

    /// Takes what was found in the next chunk.
    fn take_all(
        &mut self,
        judged: Judged,
        baseline: &mut Baseline,
        writer: &mut Writer,
        out: &mut dyn Write,
    ) -> io::Result<ControlFlow<()>> {
        for found in judged.found {
            if self.take(found, baseline, writer, out)? {
                self.stopped = true;
                return Ok(ControlFlow::Break(()));
            }
        }
        self.before += judged.lines;
        Ok(ControlFlow::Continue(()))
    }

    /// Takes what was found in the next line; true if no more is wanted.
    fn take(
        &mut self,
        found: Found,
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
            let report = report.moved(self.before + found.lines_before, 0);
            let file = FileReport {
                path: &self.payload.name,
                source: if self.payload.redact {
                    &[]
                } else {
                    &found.bytes
                },
                report: &report,
            };
            writer.file(out, &file)?;
        } else {
            let lines = self.before + found.lines_before;
            let report = report.moved(lines, found.bytes_before);
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
fn judge_chunk(payload: &Payload, chunk: &Chunk, fail_fast: bool) -> Judged {
    let most = payload.validator.options().max_violations;
    let mut buffer = Buffer::default();
    let mut found: Vec<Found> = Vec::new();
    let mut listed = 0;
    for line in ndjson::lines(&chunk.bytes).even_blank_beyond(payload.max_bytes) {
        let report = payload.check(line.bytes, Syntax::Json, &mut buffer);
        let valid = report.is_valid();
        if valid && report.violations().is_empty() {
            continue;
        }
        listed += report.violations().len();
        found.push(Found {
            lines_before: line.number - 1,
            bytes_before: chunk.bytes_before + line.start,
            bytes: line.bytes.to_vec(),
            report,
        });
        if listed > most || (fail_fast && !valid) {
            break;
        }
    }
    Judged {
        lines: chunk.lines(),
        found,
    }
}

/// Memory of chunks that are done with. It is given back to the system only for long lines.
#[derive(Default)]
struct Spare(Mutex<Vec<Vec<u8>>>);

impl Spare {
    /// From here on memory is not kept.
    const MOST: usize = 1024 * 1024;

    fn take(&self) -> Vec<u8> {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spare.pop().unwrap_or_default()
    }

    fn put(&self, memory: Vec<u8>) {
        if memory.capacity() < Self::MOST {
            let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            spare.push(memory);
        }
    }
}
