//! Rounds in which all contestants take turns, so that whatever else the machine does hits all of
//! them alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// One contestant: what it is called, and the work, which gives something so that it must be done.
pub struct Contestant<'a> {
    name: &'static str,
    work: Box<dyn FnMut() -> bool + 'a>,
}

/// A contestant by name.
pub fn contestant<'a>(name: &'static str, work: impl FnMut() -> bool + 'a) -> Contestant<'a> {
    Contestant {
        name,
        work: Box::new(work),
    }
}

/// What a contestant needed for one piece of work, in nanoseconds.
#[derive(Clone, Debug)]
pub struct Time {
    pub name: &'static str,
    pub min: f64,
    pub median: f64,
    /// Round by round.
    samples: Vec<f64>,
}

impl Time {
    /// What the rounds say. Without any, there is no time.
    pub fn new(name: &'static str, samples: Vec<f64>) -> Self {
        Self {
            name,
            min: samples.iter().copied().fold(f64::NAN, f64::min),
            median: median(samples.clone()),
            samples,
        }
    }

    /// The ratio of the fastest rounds.
    pub fn ratio(&self, base: &Self) -> f64 {
        self.min / base.min
    }

    /// The median of the ratios within one round each. A machine that gets slower or faster as time
    /// goes by does not move it.
    pub fn median_ratio(&self, base: &Self) -> f64 {
        let rounds = self.samples.iter().zip(&base.samples);
        median(rounds.map(|(own, base)| own / base).collect())
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How long one sample should take, and how many there are of each contestant.
#[derive(Clone, Copy)]
pub struct Effort {
    pub sample: Duration,
    pub rounds: usize,
}

/// Measures all contestants in turns.
///
/// # Panics
/// When a contestant says `false`: it did not do its work.
pub fn run(effort: Effort, mut contestants: Vec<Contestant<'_>>) -> Vec<Time> {
    let repeats: Vec<u32> = contestants
        .iter_mut()
        .map(|contestant| repeats(contestant, effort.sample))
        .collect();
    let mut samples = vec![Vec::with_capacity(effort.rounds); contestants.len()];
    for _ in 0..effort.rounds {
        for (at, contestant) in contestants.iter_mut().enumerate() {
            samples[at].push(sample(contestant, repeats[at]));
        }
    }
    let names = contestants.iter().map(|contestant| contestant.name);
    names
        .zip(samples)
        .map(|(name, samples)| Time::new(name, samples))
        .collect()
}

/// How often the work fits into a sample.
fn repeats(contestant: &mut Contestant<'_>, sample_time: Duration) -> u32 {
    let mut repeats = 1;
    loop {
        let nanoseconds = sample(contestant, repeats) * f64::from(repeats);
        if nanoseconds * 2.0 >= sample_time.as_nanos() as f64 || repeats > 1 << 24 {
            return repeats;
        }
        repeats *= 2;
    }
}

fn sample(contestant: &mut Contestant<'_>, repeats: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..repeats {
        assert!(black_box((contestant.work)()), "{} failed", contestant.name);
    }
    start.elapsed().as_nanos() as f64 / f64::from(repeats)
}
