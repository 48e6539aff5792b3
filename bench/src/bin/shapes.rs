//! The long search for hostile shapes (`tests/shapes/search`): all pairs of elements, and random compositions.
//!
//! `cargo run --release --bin shapes -- pairs|html|feed FROM TO [KIB [show]]` tries the compositions with these numbers, with inputs
//! of at most KIB KiB, 64 by default. `show` measures the first of them at four sizes instead, and
//! `shapes line "html | 18*<sup> | n*<h4>x"` a shape in the syntax of `fixtures/shapes`. Each line of the output is a find, with error,
//! factor, stage, number and composition; lines with `#` show the progress of the search. If a shape takes minutes, the process ends
//! with its number as the last line.

#[path = "../../../tests/shapes/families.rs"]
#[expect(dead_code, reason = "the tests go through all families")]
mod families;
#[path = "../../../tests/shapes/search/mod.rs"]
mod search;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cpu_time::ThreadTime;
use search::compose::{Composer, Composition};
use search::judge::{Judge, Worst};

/// The maximum number of seconds for all stages and sizes of one composition.
const PATIENCE: u64 = 30;

/// The processor time of this thread, which excludes other programs and the watch.
fn clock() -> Duration {
    ThreadTime::now().as_duration()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [kind, line] = &arguments[..]
        && kind == "line"
    {
        return show(&families::composition(line));
    }
    let number = |index: usize| arguments.get(index).and_then(|number| number.parse::<u64>().ok());
    let (Some(kind), Some(from), Some(to)) = (arguments.first(), number(1), number(2)) else {
        panic!("shapes pairs|html|feed FROM TO [KIB]");
    };
    let composer = Composer::new();
    let judge = Judge { bytes: usize::try_from(number(3).unwrap_or(64)).expect("a size") << 10 };
    let to = if kind == "pairs" { to.min(composer.pairs() as u64) } else { to };
    let compose = |number: u64| match kind.as_str() {
        "pairs" => composer.pair(usize::try_from(number).expect("below the number of pairs")),
        "html" => composer.html(number),
        "feed" => composer.feed(number),
        other => panic!("no kind {other}"),
    };
    if arguments.get(4).is_some_and(|argument| argument == "show") {
        return show(&compose(from));
    }
    let watch = Watch::start();
    let mut worst = Worst::default();
    for number in from..to {
        let composition = compose(number);
        watch.begin(number, &composition);
        for find in judge.finds(&composition, &mut worst) {
            println!("{find} | {kind} {number} | {}", shown(&composition));
        }
        if number % 1000 == 999 {
            println!("# {number} {worst:?}");
        }
    }
    println!("# done {from}..{to} {worst:?}");
}

/// All stages of one composition at four sizes.
fn show(composition: &Composition) {
    println!("{}", shown(composition));
    for kib in [16, 64, 256, 1024] {
        println!("{kib} KiB");
        for work in search::stages::run(composition.format, &composition.input(kib << 10)) {
            println!(
                "{:26} in {:9} out {:9} allocated {:10} peak {:10} {:6.1} ms",
                work.stage,
                work.input,
                work.output,
                work.allocated,
                work.peak,
                work.time.as_secs_f64() * 1000.0
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
    fn start() -> Self {
        let watch = Self { begun: Arc::default(), current: Arc::default() };
        let (begun, current) = (Arc::clone(&watch.begun), Arc::clone(&watch.current));
        std::thread::spawn(move || {
            let mut last = (u64::MAX, 0);
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let now = begun.load(Ordering::Relaxed);
                last = if last.0 == now { (now, last.1 + 1) } else { (now, 0) };
                if last.1 > PATIENCE {
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
