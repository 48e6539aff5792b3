//! The long search for hostile shapes (`tests/shapes/search`): all pairs of elements, and random compositions.
//!
//! `cargo run --release --bin shapes -- pairs|html|feed|places FROM TO [KIB [show]]` tries the compositions with these numbers, with
//! inputs of at most KIB KiB, 64 by default. `show` measures the first of them at four sizes instead, and
//! `shapes line "html | 18*<sup> | n*<h4>x"` a shape in the syntax of `fixtures/shapes`. Each line of the output is a find, with error,
//! factor, stage, number and composition; lines with `#` show the progress of the search. If a shape takes minutes, the process ends
//! with its number as the last line.
//!
//! With `instructions` before these arguments, the search runs under valgrind and judges instructions alone, which shows searches that
//! allocate nothing. KIB is 8 by default.

#[path = "../../../tests/shapes/families.rs"]
#[expect(dead_code, reason = "the tests go through all families")]
mod families;
#[path = "../../../tests/shapes/search/mod.rs"]
mod search;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cpu_time::ThreadTime;
use search::compose::{Composer, Composition};
use search::curve;
use search::instructions::{is_counting, run_counting};
use search::judge::{Judge, Worst};

/// The maximum number of seconds for all stages and sizes of one composition.
const PATIENCE: u64 = 30;

/// The processor time of this thread, which excludes other programs and the watch.
fn clock() -> Duration {
    ThreadTime::now().as_duration()
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "instructions") && !is_counting() {
        let status = run_counting(&arguments);
        return assert!(status.success(), "the search ended with {status}");
    }
    if is_counting() {
        arguments.remove(0);
    }
    if let [kind, line] = &arguments[..]
        && kind == "line"
    {
        return show(&families::composition(line));
    }
    let number = |index: usize| arguments.get(index).and_then(|number| number.parse::<u64>().ok());
    let (Some(kind), Some(from), Some(to)) = (arguments.first(), number(1), number(2)) else {
        panic!("shapes [instructions] pairs|html|feed|places FROM TO [KIB]");
    };
    let kib = number(3).unwrap_or(if is_counting() { 8 } else { 64 });
    let bytes = usize::try_from(kib).expect("a size") << 10;
    let composer = Composer::new();
    if arguments.get(4).is_some_and(|argument| argument == "show") {
        return show(&compose(&composer, kind, from));
    }
    let to = if kind == "pairs" { to.min(composer.pairs() as u64) } else { to };
    search(kind, from..to, bytes, |number| compose(&composer, kind, number));
}

fn compose(composer: &Composer, kind: &str, number: u64) -> Composition {
    match kind {
        "pairs" => composer.pair(usize::try_from(number).expect("below the number of pairs")),
        "html" => composer.html(number),
        "feed" => composer.feed(number),
        "places" => Composer::place(number),
        other => panic!("no kind {other}"),
    }
}

fn search(kind: &str, numbers: Range<u64>, bytes: usize, compose: impl Fn(u64) -> Composition) {
    let judge = Judge { bytes };
    // Under valgrind, everything takes fifty times as long.
    let (patience, progress) = if is_counting() { (50 * PATIENCE, 100) } else { (PATIENCE, 1000) };
    let watch = Watch::start(patience);
    let mut worst = Worst::default();
    for number in numbers.clone() {
        let composition = compose(number);
        watch.begin(number, &composition);
        let finds = if is_counting() {
            curve::finds(&composition, bytes, &mut worst)
        } else {
            judge.finds(&composition, &mut worst)
        };
        for find in finds {
            println!("{find} | {kind} {number} | {}", shown(&composition));
        }
        if number % progress == progress - 1 {
            println!("# {number} {worst:?}");
        }
    }
    println!("# done {numbers:?} {worst:?}");
}

/// All stages of one composition at four sizes.
fn show(composition: &Composition) {
    println!("{}", shown(composition));
    for kib in if is_counting() { [2, 4, 8, 32] } else { [16, 64, 256, 1024] } {
        println!("{kib} KiB");
        for work in search::stages::run(composition.format, &composition.input(kib << 10)) {
            println!(
                "{:26} in {:9} out {:9} allocated {:10} peak {:10} {:6.1} ms {:11} instructions",
                work.stage,
                work.input,
                work.output,
                work.allocated,
                work.peak,
                work.time.as_secs_f64() * 1000.0,
                work.instructions
            );
        }
    }
}

fn shown(composition: &Composition) -> String {
    let segments =
        composition.segments.iter().map(|segment| format!("{:?} {:?}", segment.text, segment.times));
    format!("{:?} {}", composition.format, segments.collect::<Vec<_>>().join(", "))
}

/// Ends the process if one composition takes too long.
struct Watch {
    begun: Arc<AtomicU64>,
    current: Arc<Mutex<String>>,
}

impl Watch {
    /// `patience` is in seconds.
    fn start(patience: u64) -> Self {
        let watch = Self { begun: Arc::default(), current: Arc::default() };
        let (begun, current) = (Arc::clone(&watch.begun), Arc::clone(&watch.current));
        std::thread::spawn(move || {
            let mut last = (u64::MAX, 0);
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let now = begun.load(Ordering::Relaxed);
                last = if last.0 == now { (now, last.1 + 1) } else { (now, 0) };
                if last.1 > patience {
                    println!("Endless {}", current.lock().expect("no panic while it is held"));
                    std::process::exit(3);
                }
            }
        });
        watch
    }

    fn begin(&self, number: u64, composition: &Composition) {
        *self.current.lock().expect("no panic while it is held") =
            format!("{number} | {}", shown(composition));
        self.begun.fetch_add(1, Ordering::Relaxed);
    }
}
