//! Work on several things at once, with results in the order of the things.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of each thread that does work. The judgement recurses, to a depth that is bounded far
/// within this.
const STACK: usize = 8 * 1024 * 1024;

/// Does the work on a thread with as much stack as the helpers have, whatever the limit that the
/// process was started with. Where the system gives no thread, the work is done on this one.
pub(crate) fn with_own_stack<R: Send>(work: impl Fn() -> R + Sync) -> R {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, &work) {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => work(),
        }
    })
}

/// Does the work on each item, on up to `jobs` threads, this one included. The results stand in
/// the order of the items, whatever the number of threads.
pub(crate) fn map<'t, T, R, F>(jobs: usize, items: &'t [T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&'t T) -> R + Sync,
{
    let next = AtomicUsize::new(0);
    let take_all = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let helper = || thread::Builder::new().stack_size(STACK);
        // Where the system gives no more threads, those that there are do the work.
        let helpers: Vec<_> = (1..jobs.min(items.len()))
            .map_while(|_| helper().spawn_scoped(scope, take_all).ok())
            .collect();
        let mut done = take_all();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|&(index, _)| index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// As many threads as the machine can run at once.
pub(crate) fn available() -> usize {
    thread::available_parallelism().map_or(1, Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let expected: Vec<usize> = items.iter().map(|item| item * 2).collect();
        for jobs in [0, 1, 2, 7, 2000] {
            assert_eq!(map(jobs, &items, |item| item * 2), expected, "{jobs}");
            assert!(map(jobs, &[], |item: &usize| *item).is_empty(), "{jobs}");
        }
    }
}
