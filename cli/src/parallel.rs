//! Work on many files at a time, with results in the order of the files and bounded memory.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// How many files may be under way for each thread: enough that a large file among small ones holds up nobody.
const AHEAD: usize = 16;

/// Calls `work` on each item, on `jobs` threads, and `consume` on each result, on this thread and in the items' order, until
/// it breaks.
///
/// At most `AHEAD` items for each thread are under way, so that memory does not depend on their number.
pub(crate) fn in_order<T: Send, R: Send>(
    jobs: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut consume: impl FnMut(R) -> ControlFlow<()>,
) {
    let ahead = jobs.get() * AHEAD;
    thread::scope(|scope| {
        let (tasks, queue) = bounded::<(T, Sender<R>)>(ahead);
        let (promises, results) = bounded::<Receiver<R>>(ahead);
        scope.spawn(move || feed(items, &tasks, &promises));
        for _ in 0..jobs.get() {
            let (queue, work) = (queue.clone(), &work);
            scope.spawn(move || {
                for (item, result) in queue {
                    // Nobody waits for it after a break.
                    let _ = result.send(work(item));
                }
            });
        }
        drop(queue);
        // A promise without a result belongs to a thread that panicked, which the scope reports.
        for result in results.iter().map_while(|promise| promise.recv().ok()) {
            if consume(result).is_break() {
                break;
            }
        }
        // Ends `feed`, which ends the threads.
        drop(results);
    });
}

/// Hands each item out twice: the item to whichever thread is free, the place for its result to the consumer, in order.
fn feed<T, R>(
    items: impl Iterator<Item = T>,
    tasks: &Sender<(T, Sender<R>)>,
    promises: &Sender<Receiver<R>>,
) {
    for item in items {
        let (result, promise) = bounded(1);
        if promises.send(promise).is_err() || tasks.send((item, result)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const JOBS: NonZeroUsize = NonZeroUsize::new(4).expect("not zero");

    #[test]
    fn results_come_in_order() {
        let mut results = Vec::new();
        let slow_when_even = |number: u64| {
            thread::sleep(Duration::from_micros(if number.is_multiple_of(2) { 200 } else { 0 }));
            number * 10
        };
        in_order(JOBS, 0..100, slow_when_even, |result| {
            results.push(result);
            ControlFlow::Continue(())
        });
        assert_eq!(results, (0..100).map(|number| number * 10).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_under_way_than_is_allowed() {
        let (given, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..1000).inspect(|_| {
            let ahead = given.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst);
            assert!(ahead <= 4 * AHEAD + 2, "{ahead}");
        });
        in_order(
            JOBS,
            items,
            |number| number,
            |_| {
                taken.fetch_add(1, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken.into_inner(), 1000);
    }

    #[test]
    fn a_break_ends_endless_work() {
        let mut count = 0;
        in_order(
            JOBS,
            0..,
            |number: u64| number,
            |_| {
                count += 1;
                if count == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(count, 10);
    }
}
