//! Processes many files at a time, with results in the order of the files and bounded memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;

/// Enough batches for each thread that a large file among small ones does not block the others.
const AHEAD: usize = 4;

/// Enough batches for each thread that one that waits for the disk or for a core does not block the others.
const FAR_AHEAD: usize = 64;

/// The maximum number of items in a batch. Passing single small articles between threads costs half as much as converting
/// them: with batches, 10,000 articles of 1.2 kB took a quarter less time.
const BATCH: usize = 8;

/// How many threads work, and how far ahead of the consumer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads {
    jobs: NonZeroUsize,
    /// How many batches may be in progress for each thread.
    ahead: usize,
}

impl Threads {
    /// For results of type `R`. If they hold no content, many may wait for the consumer without filling memory.
    pub(crate) fn of<R>(jobs: NonZeroUsize) -> Self {
        Self { jobs, ahead: if size_of::<R>() == 0 { FAR_AHEAD } else { AHEAD } }
    }
}

/// Calls `work` on each item, on several threads, and `consume` on each result, on this thread and in the order of the items,
/// until it breaks.
///
/// A bounded number of items is in progress, so that memory does not depend on their number.
pub(crate) fn in_order<T: Send, R: Send>(
    threads: Threads,
    mut items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    consume: impl FnMut(R) -> ControlFlow<()>,
) {
    // A single thread needs no queue.
    let jobs = threads.jobs.get();
    if jobs == 1 {
        let mut consume = consume;
        let _ = items.try_for_each(|item| consume(work(item)));
        return;
    }
    let queue = Queue::new(items, jobs * threads.ahead);
    thread::scope(|scope| {
        // This thread works, too: if it only consumed, each batch would wake it, and two cores would run three threads. With
        // channels instead of the queue, two threads took 1.6 times as long.
        for _ in 1..jobs {
            scope.spawn(|| queue.work(&work));
        }
        queue.work_and_consume(&work, consume);
    });
}

/// Items, and the results of those that are in progress.
struct Queue<I, R> {
    items: Mutex<Batches<I>>,
    state: Mutex<State<R>>,
    changed: Condvar,
    /// The maximum number of batches in progress.
    ahead: usize,
}

struct State<R> {
    /// The batches that have not been consumed, in order; `None` for one whose results are not there yet.
    batches: VecDeque<Option<Vec<R>>>,
    /// How many batches have been consumed.
    consumed: usize,
    /// How many threads may read a batch, or have read one that is not consumed.
    in_progress: usize,
    /// How many threads wait for a change.
    waiting: usize,
    /// Whether there are no more items to read.
    is_read: bool,
    /// Whether the consumer broke, or a thread panicked.
    is_stopped: bool,
}

/// What the consuming thread does next.
enum Step<T, R> {
    Consume(Vec<R>),
    Work(usize, Vec<T>),
    End,
}

impl<I: Iterator, R> Queue<I, R> {
    fn new(items: I, ahead: usize) -> Self {
        let state = State {
            batches: VecDeque::with_capacity(ahead),
            consumed: 0,
            in_progress: 0,
            waiting: 0,
            is_read: false,
            is_stopped: false,
        };
        let items = Batches { items, given: 0, alone: ahead };
        Self { items: Mutex::new(items), state: Mutex::new(state), changed: Condvar::new(), ahead }
    }

    /// Works until there are no more items.
    fn work(&self, work: impl Fn(I::Item) -> R) {
        let _guard = StopOnPanic(self);
        while self.reserve() {
            let Some((number, batch)) = self.read() else { return };
            self.put(number, batch.into_iter().map(&work).collect());
        }
    }

    /// Works, and consumes all results, until all are consumed.
    fn work_and_consume(&self, work: impl Fn(I::Item) -> R, mut consume: impl FnMut(R) -> ControlFlow<()>) {
        let _guard = StopOnPanic(self);
        loop {
            match self.step() {
                Step::Consume(results) => {
                    if results.into_iter().try_for_each(&mut consume).is_break() {
                        return self.stop();
                    }
                }
                Step::Work(number, batch) => self.put(number, batch.into_iter().map(&work).collect()),
                Step::End => return,
            }
        }
    }

    /// Waits until another batch may be in progress. Returns whether one may.
    fn reserve(&self) -> bool {
        let mut state = self.state();
        while state.in_progress == self.ahead && !state.is_stopped {
            state = self.wait(state);
        }
        state.in_progress += 1;
        !state.is_stopped
    }

    /// The next batch and its number, for a thread that may have one in progress.
    fn read(&self) -> Option<(usize, Vec<I::Item>)> {
        let mut items = self.items.lock().expect("a panic while reading items ends all threads");
        let batch = items.next();
        // The items are still locked, so that the numbers are in their order.
        let mut state = self.state();
        if let Some(batch) = batch {
            state.batches.push_back(None);
            return Some((state.consumed + state.batches.len() - 1, batch));
        }
        state.in_progress -= 1;
        state.is_read = true;
        self.notify(&state);
        None
    }

    /// Adds the results of a batch.
    fn put(&self, number: usize, results: Vec<R>) {
        let mut state = self.state();
        let index = number - state.consumed;
        state.batches[index] = Some(results);
        if index == 0 {
            self.notify(&state);
        }
    }

    /// The next step of the thread that consumes. It never waits while it could do something, because the others wait for it.
    fn step(&self) -> Step<I::Item, R> {
        let mut state = self.state();
        loop {
            if state.is_stopped {
                return Step::End;
            }
            if let Some(results) = state.batches.front_mut().and_then(Option::take) {
                state.batches.pop_front();
                state.consumed += 1;
                state.in_progress -= 1;
                self.notify(&state);
                return Step::Consume(results);
            }
            if !state.is_read && state.in_progress < self.ahead {
                state.in_progress += 1;
                drop(state);
                if let Some((number, batch)) = self.read() {
                    return Step::Work(number, batch);
                }
                state = self.state();
            } else if state.is_read && state.batches.is_empty() {
                return Step::End;
            } else {
                state = self.wait(state);
            }
        }
    }

    fn stop(&self) {
        let mut state = self.state();
        state.is_stopped = true;
        self.notify(&state);
    }

    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().expect("no code that holds this lock panics")
    }

    fn wait<'a>(&self, mut state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        state.waiting += 1;
        let mut state = self.changed.wait(state).expect("no code that holds this lock panics");
        state.waiting -= 1;
        state
    }

    /// Wakes the threads that wait. Without any, waking would be a system call for nothing.
    fn notify(&self, state: &State<R>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }
}

/// Ends the other threads if one panics; they would wait for its results forever.
struct StopOnPanic<'a, I: Iterator, R>(&'a Queue<I, R>);

impl<I: Iterator, R> Drop for StopOnPanic<'_, I, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

/// Groups items into batches.
struct Batches<I> {
    items: I,
    given: usize,
    /// How many items at the start form batches of one: a few items may be large, and should be spread over all threads.
    alone: usize,
}

impl<I: Iterator> Iterator for Batches<I> {
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Vec<I::Item>> {
        let size = if self.given < self.alone { 1 } else { BATCH };
        let batch: Vec<I::Item> = self.items.by_ref().take(size).collect();
        self.given += batch.len();
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const JOBS: Threads = Threads { jobs: NonZeroUsize::new(4).expect("not zero"), ahead: AHEAD };

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
    fn the_number_of_items_in_progress_is_bounded() {
        let (given, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..1000).inspect(|_| {
            let ahead = given.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst);
            assert!(ahead <= (2 * 4 * AHEAD + 4 + 2) * BATCH, "{ahead}");
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

    #[test]
    fn a_panic_ends_all_threads() {
        for fails in [0, 50, 999] {
            let result = std::panic::catch_unwind(|| {
                in_order(
                    JOBS,
                    0..1000,
                    |number| assert_ne!(number, fails, "the panic of the test"),
                    |()| ControlFlow::Continue(()),
                );
            });
            assert!(result.is_err());
        }
    }
}
