//! Whole processes that take turns: started, waited for, and their time told by the wall.
//!
//! A contestant that ends otherwise than it should is left out and named; the others race on.

use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::measure::Time;
use crate::table::{Page, duration};

/// One contestant: what it is called, and how it is started.
pub struct Racer {
    name: &'static str,
    command: Box<dyn Fn() -> Command>,
    /// How it ends when it has done its work.
    code: i32,
}

/// A contestant whose process ends with 0.
pub fn racer(name: &'static str, command: impl Fn() -> Command + 'static) -> Racer {
    ending_with(0, name, command)
}

/// A contestant whose process ends with a code of its own.
pub fn ending_with(
    code: i32,
    name: &'static str,
    command: impl Fn() -> Command + 'static,
) -> Racer {
    Racer {
        name,
        command: Box::new(command),
        code,
    }
}

/// How often each contestant runs: some rounds, of which one that has used up its time takes only
/// a few.
#[derive(Clone, Copy)]
pub struct Rounds {
    pub most: usize,
    pub least: usize,
    pub budget: Duration,
}

/// What came of a race.
pub struct Race {
    pub times: Vec<Time>,
    /// Who was left out, and why.
    pub failed: Vec<String>,
}

/// Runs all contestants in turns, after one run of each that is not counted.
pub fn race(rounds: Rounds, racers: Vec<Racer>) -> Race {
    let mut failed = Vec::new();
    let mut samples: Vec<(Racer, Vec<f64>, Duration)> = Vec::new();
    for racer in racers {
        match run(&racer) {
            Ok(_) => samples.push((racer, Vec::new(), Duration::ZERO)),
            Err(why) => {
                eprintln!("left out: {}: {why}", racer.name);
                failed.push(format!("{} ({why})", racer.name));
            }
        }
    }
    for round in 0..rounds.most {
        for (racer, times, spent) in &mut samples {
            if round >= rounds.least && *spent >= rounds.budget {
                continue;
            }
            if let Ok(time) = run(racer) {
                *spent += time;
                times.push(time.as_nanos() as f64);
            }
        }
    }
    let times = samples.into_iter();
    let times = times.map(|(racer, times, _)| Time::new(racer.name, times));
    Race {
        times: times.collect(),
        failed,
    }
}

fn run(racer: &Racer) -> Result<Duration, String> {
    let mut command = (racer.command)();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().map_err(|error| error.to_string())?;
    let time = start.elapsed();
    check(status, racer.code).map(|()| time)
}

/// Whether a process ended as it should.
pub fn check(status: ExitStatus, code: i32) -> Result<(), String> {
    if status.code() == Some(code) {
        Ok(())
    } else {
        Err(format!("{status}, where {code} is expected"))
    }
}

impl Race {
    /// A row for each contestant: fastest and median run, and how they stand to those of the first.
    pub fn table(&self, page: &mut Page, what: &str) {
        let Some(base) = self.times.first() else {
            page.text(&format!("Not measured: {}.", self.failed.join(", ")));
            return;
        };
        page.head(&[
            what,
            "fastest",
            "median",
            "ratio of the fastest (median ratio)",
        ]);
        for time in &self.times {
            page.row(&[
                time.name.to_owned(),
                duration(time.min),
                duration(time.median),
                format!("{:.2} ({:.2})", time.ratio(base), time.median_ratio(base)),
            ]);
        }
        if !self.failed.is_empty() {
            page.text(&format!("\nLeft out: {}.", self.failed.join(", ")));
        }
    }

    /// The fastest and the median run of one contestant, in nanoseconds, if it took part.
    pub fn of(&self, name: &str) -> Option<&Time> {
        self.times.iter().find(|time| time.name == name)
    }
}

/// The most memory that a running process has had so far, in bytes, where the system tells.
pub fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
