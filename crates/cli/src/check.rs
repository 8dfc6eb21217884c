//! `trueup check`: payloads against their schemas.
//!
//! Files are judged some at a time, on several threads, and reported in order. JSON Lines are
//! judged one file at a time, on several threads as well, since one may be longer than all others.

mod plan;
mod target;
mod task;

use std::io;

use trueup_report::{FileReport, Fingerprints, Format, Writer};

use crate::args::CheckArgs;
use crate::baseline::Baseline;
use crate::console::Console;
use crate::lines::Lines;
use crate::payload::{Judged, Payload};
use crate::progress::Progress;
use crate::tally::Tally;
use crate::{Outcome, Trouble, parallel, watch};
use plan::Judges;
pub(crate) use plan::{Plan, inputs};
pub(crate) use target::named;
use task::Task;

/// Checks what the arguments name and reports it.
pub fn run(args: &CheckArgs, console: &mut Console) -> Outcome {
    if let Some(path) = &args.listing.output_file {
        if args.listing.watch {
            return refuse(&Trouble::new(WATCHED_FILE), console);
        }
        let baseline = args.listing.baseline.as_deref();
        let allowed = target::allowed(args, path, baseline);
        if let Err(trouble) = allowed.and_then(|()| console.redirect(path)) {
            return refuse(&trouble, console);
        }
    }
    if args.listing.watch {
        watch::run(args, console)
    } else {
        once(args, console)
    }
}

const WATCHED_FILE: &str = "--watch prints to the terminal: leave out --output-file";
const TEXT_ONLY: &str = "--diff prints a diff: use it with --format full or concise";
const REDACTED_DIFF: &str = "--diff shows values, and --redact hides them: leave out one of them";

fn refuse(trouble: &Trouble, console: &mut Console) -> Outcome {
    console.trouble(trouble);
    Outcome::NoVerdict
}

/// Checks once.
pub(crate) fn once(args: &CheckArgs, console: &mut Console) -> Outcome {
    let listing = &args.listing;
    let plan = allowed(args).and_then(|()| Plan::new(args));
    if let Some(path) = listing
        .baseline
        .as_deref()
        .filter(|_| listing.write_baseline)
        && let Err(trouble) = target::allowed(args, path, None)
    {
        return refuse(&trouble, console);
    }
    let baseline = Baseline::new(listing.baseline.as_deref(), listing.write_baseline);
    let (plan, baseline) = match (plan, baseline) {
        (Ok(plan), Ok(baseline)) => (plan, baseline),
        (Err(trouble), _) | (_, Err(trouble)) => return refuse(&trouble, console),
    };
    let mut check = Check {
        args,
        jobs: args.jobs.map_or_else(parallel::available, Into::into),
        judges: Judges::new(&plan, args, baseline.needs_all()),
        tally: Tally::default(),
        progress: Progress::new(plan.inputs.len(), console),
        baseline,
        console,
    };
    // Nothing written to the console's output fails here; see `Console::out`.
    let _ = check.report(&plan);
    check.end(&plan)
}

fn allowed(args: &CheckArgs) -> Result<(), Trouble> {
    let text = matches!(args.format.into(), Format::Full | Format::Concise);
    match args.repair.diff {
        true if !text => Err(Trouble::new(TEXT_ONLY)),
        true if args.redact => Err(Trouble::new(REDACTED_DIFF)),
        _ => Ok(()),
    }
}

/// A run of the command.
struct Check<'a> {
    args: &'a CheckArgs,
    jobs: usize,
    judges: Judges<'a>,
    tally: Tally,
    progress: Progress,
    baseline: Baseline,
    console: &'a mut Console,
}

/// How many inputs are looked up at once, before the first of them is read.
const AT_ONCE: usize = 4096;

/// How many inputs a thread takes at a time. Files that are not valid stay in memory until those
/// before them are reported, so it is not many.
const AT_A_TIME: usize = 4;

/// An input that is next to be reported.
enum Done {
    Judged(Result<Judged, Trouble>),
    /// It is not read whole.
    Left(Task),
}

impl Task {
    /// Does what needs nothing but the input.
    fn work(self) -> Done {
        match self {
            Self::Whole(payload, syntax) => Done::Judged(payload.judge(syntax)),
            other => Done::Left(other),
        }
    }
}

/// Whether to go on, or to stop because something is not valid and the arguments say so.
type Flow = std::ops::ControlFlow<()>;

impl Check<'_> {
    fn report(&mut self, plan: &Plan) -> io::Result<()> {
        let (format, colour) = (self.args.format.into(), self.console.colour());
        let columns = self.console.columns();
        let writer = Writer::begin(format, colour, self.console.out())?;
        let mut writer = writer.within(columns);
        let mut tasks = Vec::new();
        let mut flow = Flow::Continue(());
        for rule in plan.changed_rules() {
            // A broken schema is told even if nothing is mapped to it.
            if let Err(trouble) = self.judges.get(rule.schema, rule.at.as_ref()) {
                self.trouble(&trouble, &mut writer);
            }
        }
        for input in &plan.inputs {
            let task = self.task(plan, input).unwrap_or_else(Task::Trouble);
            let lines = matches!(task, Task::Lines(_));
            tasks.push(task);
            if lines || tasks.len() >= AT_ONCE {
                flow = self.work(std::mem::take(&mut tasks), &mut writer)?;
            }
            if flow.is_break() {
                break;
            }
        }
        if flow.is_continue() {
            // Nothing comes after these, whether it goes on or not.
            let _ = self.work(tasks, &mut writer)?;
        }
        writer.finish(self.console.out())
    }

    /// Judges some inputs, several at once, and reports them in their order.
    fn work(&mut self, tasks: Vec<Task>, writer: &mut Writer) -> io::Result<Flow> {
        let (jobs, mut flow) = (self.jobs, Ok(Flow::Continue(())));
        let mut tasks = tasks.into_iter();
        parallel::in_order(
            jobs.min(tasks.len()),
            || {
                let some: Vec<Task> = tasks.by_ref().take(AT_A_TIME).collect();
                (!some.is_empty()).then_some(some)
            },
            |some| some.into_iter().map(Task::work).collect::<Vec<Done>>(),
            |some| {
                for done in some {
                    flow = self.take(done, writer);
                    if !matches!(flow, Ok(Flow::Continue(()))) {
                        return Flow::Break(());
                    }
                }
                Flow::Continue(())
            },
        );
        flow
    }

    /// Reports the next input.
    fn take(&mut self, done: Done, writer: &mut Writer) -> io::Result<Flow> {
        self.progress.advance(1);
        let before = self.tally.invalid();
        match done {
            Done::Judged(judged) => self.whole(judged, writer)?,
            Done::Left(Task::Lines(payload)) => self.lines(payload, writer)?,
            Done::Left(Task::Trouble(trouble)) => self.trouble(&trouble, writer),
            Done::Left(Task::BrokenSchema) => self.tally.worsen(Outcome::NoVerdict),
            Done::Left(Task::Own) => {}
            Done::Left(Task::Skipped | Task::Whole(..)) => self.tally.skipped += 1,
        }
        Ok(if self.args.fail_fast && self.tally.invalid() > before {
            Flow::Break(())
        } else {
            Flow::Continue(())
        })
    }

    fn whole(&mut self, judged: Result<Judged, Trouble>, writer: &mut Writer) -> io::Result<()> {
        let mut file = match judged {
            Ok(file) => file,
            Err(trouble) => {
                self.trouble(&trouble, writer);
                return Ok(());
            }
        };
        self.mended(&file.name, file.mended, file.diff.as_deref());
        let mut fingerprints = Fingerprints::default();
        let report = self
            .baseline
            .filter(&file.name, &mut fingerprints, file.report);
        file.report = report.cut(self.args.max_errors.get());
        self.tally.add((&file.report).into());
        self.print(writer, &file.borrow())
    }

    /// Prints findings, while no bar stands in their way.
    fn print(&mut self, writer: &mut Writer, file: &FileReport<'_>) -> io::Result<()> {
        if file.report.violations().is_empty() {
            return writer.file(self.console.out(), file);
        }
        let (progress, console) = (&self.progress, &mut *self.console);
        // Asked before: the bar is locked while it stands aside.
        let shown = progress.is_shown();
        progress.aside(|| {
            let written = writer.file(console.out(), file);
            if shown {
                console.flush();
            }
            written
        })
    }

    fn lines(&mut self, mut payload: Payload, writer: &mut Writer) -> io::Result<()> {
        match payload.mend_lines() {
            Ok((count, diff)) => self.mended(&payload.name, count, diff.as_deref()),
            Err(trouble) => {
                self.trouble(&trouble, writer);
                return Ok(());
            }
        }
        let mut lines = Lines::new(&payload, self.args);
        let read = lines.judge(self.jobs, &mut self.baseline, writer, self.console.out())?;
        if read.is_ok() || !lines.summary.valid {
            self.tally.add(lines.summary.clone());
            lines.finish(writer, self.console.out())?;
        }
        if let Err(trouble) = read {
            self.trouble(&trouble, writer);
        }
        Ok(())
    }

    /// Says what was mended, or would be.
    fn mended(&mut self, name: &str, count: usize, diff: Option<&str>) {
        if let Some(diff) = diff {
            self.console.print(diff);
            self.tally.worsen(Outcome::Findings);
        }
        let faults = if count == 1 { "fault" } else { "faults" };
        match (count, diff) {
            (0, _) => {}
            (_, Some(_)) => self
                .console
                .note(&format!("{name}: would mend {count} {faults}")),
            (_, None) => self
                .console
                .note(&format!("{name}: mended {count} {faults}")),
        }
    }

    fn trouble(&mut self, trouble: &Trouble, writer: &mut Writer) {
        self.tally.worsen(Outcome::NoVerdict);
        writer.trouble(&trouble.to_string());
        let console = &mut *self.console;
        self.progress.aside(|| console.trouble(trouble));
    }

    /// Writes what belongs to the run as a whole, and sums up.
    fn end(mut self, plan: &Plan) -> Outcome {
        match self.baseline.finish(self.args.listing.baseline.as_deref()) {
            Ok(notes) => notes.iter().for_each(|note| self.console.note(note)),
            Err(trouble) => {
                self.tally.worsen(Outcome::NoVerdict);
                self.console.trouble(&trouble);
            }
        }
        for (config, &table) in plan
            .config
            .iter()
            .flat_map(|config| plan.idle.iter().map(move |table| (config, table)))
        {
            if let Some(rule) = config.file.check.get(table) {
                let message = "note: no file belongs to this table";
                self.console
                    .note(&config.trouble(&rule.schema.span(), message).to_string());
            }
        }
        self.tally.tell(self.args, self.console);
        self.tally.outcome
    }
}
