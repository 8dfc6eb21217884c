//! Work on several things at once, with results taken in the order of the things.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The stack of each thread that does work. The judgement recurses, to a depth that is bounded far
/// within this.
const STACK: usize = 8 * 1024 * 1024;

/// Does the work with as much stack as the helpers have, whatever the limit that the process was
/// started with. Where the first thread has it, that does the work: it starts at once, and its
/// memory grows in larger steps. Where the system gives no thread, the work is done on this one.
pub(crate) fn with_own_stack<R: Send>(work: impl Fn() -> R + Sync) -> R {
    if has_stack() {
        return work();
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, &work) {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => work(),
        }
    })
}

/// Whether this is the first thread of the process, and is known to have so much stack.
fn has_stack() -> bool {
    #[cfg(target_os = "linux")]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Stack).current;
        let first = thread::current().name() == Some("main");
        first && limit.is_none_or(|bytes| bytes >= STACK as u64)
    }
    #[cfg(not(target_os = "linux"))]
    false
}

/// How many things are at most in work or waiting to be taken, for each thread.
const AHEAD: usize = 4;

/// Takes things from `next` until there are no more, does the work on each of them on up to `jobs`
/// threads, this one included, and gives the results to `take` in the order of the things, whatever
/// the number of threads. `take` runs on this thread and may end it all.
///
/// Only a few things are held at once, so there may be any number of them.
pub(crate) fn in_order<T, R>(
    jobs: usize,
    next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) where
    T: Send,
    R: Send,
{
    let line = Line {
        source: Mutex::new((0, next)),
        state: Mutex::new(State::new()),
        changed: Condvar::new(),
        most: jobs.saturating_mul(AHEAD).max(1),
    };
    thread::scope(|scope| {
        let helper = || thread::Builder::new().stack_size(STACK);
        // Where the system gives no more threads, those that there are do the work.
        let helpers: Vec<_> = (1..jobs)
            .map_while(|_| {
                let help = || {
                    let _guard = Ending(&line);
                    while line.may_begin() {
                        line.one(&work);
                    }
                };
                helper().spawn_scoped(scope, help).ok()
            })
            .collect();
        {
            let _guard = Ending(&line);
            line.lead(&work, &mut take);
        }
        for helper in helpers {
            if let Err(panic) = helper.join() {
                resume_unwind(panic);
            }
        }
    });
}

/// What the threads share.
struct Line<R, N> {
    /// The number of the next thing, and where it comes from.
    source: Mutex<(usize, N)>,
    state: Mutex<State<R>>,
    changed: Condvar,
    /// How many things may be begun and not yet taken.
    most: usize,
}

struct State<R> {
    /// How many things have been begun, or are about to be.
    begun: usize,
    /// How many results have been taken.
    taken: usize,
    done: BTreeMap<usize, R>,
    /// Whether nothing more is to be begun.
    ended: bool,
    /// How many things there are, once that is known.
    count: Option<usize>,
    /// Whether a thread has panicked, so that its result will never come.
    broken: bool,
    /// How many threads wait for a change.
    waiting: usize,
}

impl<R> State<R> {
    fn new() -> Self {
        Self {
            begun: 0,
            taken: 0,
            done: BTreeMap::new(),
            ended: false,
            count: None,
            broken: false,
            waiting: 0,
        }
    }

    fn is_over(&self) -> bool {
        self.broken || self.count.is_some_and(|count| self.taken >= count)
    }
}

impl<R, N> Line<R, N> {
    fn wait<'m>(&self, mut state: MutexGuard<'m, State<R>>) -> MutexGuard<'m, State<R>> {
        state.waiting += 1;
        let woken = self.changed.wait(state);
        let mut state = woken.unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }

    /// Wakes those who wait. Where nobody does, the system is not asked.
    fn tell(&self, state: &State<R>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }
}

impl<T, R, N: FnMut() -> Option<T>> Line<R, N> {
    /// Waits until another thing may be begun; false if none will be.
    fn may_begin(&self) -> bool {
        let mut state = lock(&self.state);
        while !state.ended && state.begun - state.taken >= self.most {
            state = self.wait(state);
        }
        state.begun += usize::from(!state.ended);
        !state.ended
    }

    /// Begins the next thing, and does the work on it.
    fn one(&self, work: &impl Fn(T) -> R) {
        let (number, thing) = {
            let mut source = lock(&self.source);
            let thing = (source.1)();
            let number = source.0;
            source.0 += usize::from(thing.is_some());
            (number, thing)
        };
        let Some(thing) = thing else {
            let mut state = lock(&self.state);
            state.ended = true;
            state.count.get_or_insert(number);
            self.tell(&state);
            return;
        };
        let result = work(thing);
        let mut state = lock(&self.state);
        state.done.insert(number, result);
        self.tell(&state);
    }

    /// Takes the results as they come, and helps while the next one is not there.
    fn lead(&self, work: &impl Fn(T) -> R, take: &mut impl FnMut(R) -> ControlFlow<()>) {
        let mut state = lock(&self.state);
        while !state.is_over() {
            let next = state.taken;
            if let Some(result) = state.done.remove(&next) {
                state.taken += 1;
                self.tell(&state);
                drop(state);
                if take(result).is_break() {
                    return;
                }
                state = lock(&self.state);
            } else if !state.ended && state.begun - state.taken < self.most {
                state.begun += 1;
                drop(state);
                self.one(work);
                state = lock(&self.state);
            } else {
                state = self.wait(state);
            }
        }
    }
}

/// Ends the work when its thread is done with it, or panics.
struct Ending<'l, R, N>(&'l Line<R, N>);

impl<R, N> Drop for Ending<'_, R, N> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.ended = true;
        state.broken |= thread::panicking();
        self.0.tell(&state);
    }
}

/// A panic of another thread is passed on where that thread is joined.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As many threads as the machine can run at once.
pub(crate) fn available() -> usize {
    thread::available_parallelism().map_or(1, Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_in_the_order_of_the_things() {
        for jobs in [0, 1, 2, 7, 100] {
            for count in [0, 1, 5, 1000] {
                let mut things = 0..count;
                let mut taken = Vec::new();
                in_order(
                    jobs,
                    || things.next(),
                    |thing: usize| thing * 2,
                    |result| {
                        taken.push(result);
                        ControlFlow::Continue(())
                    },
                );
                let expected: Vec<usize> = (0..count).map(|thing| thing * 2).collect();
                assert_eq!(taken, expected, "{jobs}");
            }
        }
    }

    #[test]
    fn whoever_takes_may_end_it() {
        for jobs in [1, 3] {
            let mut things = 0..;
            let mut taken = 0;
            in_order(
                jobs,
                || things.next(),
                |thing: usize| thing,
                |result| {
                    taken = result;
                    if result == 50 {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                },
            );
            assert_eq!(taken, 50);
            assert!(things.start <= 51 + jobs * AHEAD, "{}", things.start);
        }
    }

    #[test]
    fn a_panic_is_passed_on() {
        for jobs in [1, 2, 3] {
            let run = || {
                let mut things = 0..100;
                let work = |thing: usize| assert!(thing != 20, "on purpose");
                in_order(jobs, || things.next(), work, |()| ControlFlow::Continue(()));
            };
            assert!(std::panic::catch_unwind(run).is_err(), "{jobs}");
        }
    }
}
