//! Nanoseconds of processor time per byte, from clip to Markdown, for inputs from 10 kB to 100 MiB that repeat an article of the
//! folder or a piece of markup. Then documents per second on one thread and on two.
//!
//! `cargo run --release --bin scale -- FOLDER`

use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use newsclip::parse;
use newsclip_bench::{Corpus, clip};

const SIZES: [usize; 4] = [10 << 10, 1 << 20, 10 << 20, 100 << 20];

/// The shortest time of a few runs, over at least 100 MiB for small inputs.
fn nanoseconds_a_byte(source: &str) -> f64 {
    let runs = ((50 << 20) / source.len()).clamp(1, 200);
    let time = |_| {
        let start = ThreadTime::now();
        drop(black_box(parse(source).expect("a clip").to_markdown()));
        start.elapsed()
    };
    let least = (0..runs).map(time).min().unwrap_or(Duration::ZERO);
    least.as_nanos() as f64 / source.len() as f64
}

fn repeated(piece: &str, size: usize) -> String {
    clip(&piece.repeat(size.div_ceil(piece.len())))
}

/// The speed of one or more independent threads.
#[derive(Default)]
struct Run {
    /// In wall time, for all threads together.
    documents_a_second: f64,
    /// In processor time of the threads, which excludes other programs. It includes the effect of caches, but not of locks.
    documents_a_processor_second: f64,
}

fn run(corpus: &Corpus, threads: usize) -> Run {
    const ROUNDS: usize = 20;
    let work = || {
        let start = ThreadTime::now();
        for source in (0..ROUNDS).flat_map(|_| &corpus.sources) {
            drop(black_box(parse(source).expect("checked").to_markdown()));
        }
        start.elapsed().as_secs_f64()
    };
    let start = Instant::now();
    let processor_seconds: f64 = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().map(|handle| handle.join().expect("no panic")).sum()
    });
    let documents = (ROUNDS * threads * corpus.sources.len()) as f64;
    Run {
        documents_a_second: documents / start.elapsed().as_secs_f64(),
        documents_a_processor_second: documents / processor_seconds * threads as f64,
    }
}

/// The best of a few runs.
fn best(corpus: &Corpus, threads: usize) -> Run {
    (0..5).map(|_| run(corpus, threads)).fold(Run::default(), |best, run| Run {
        documents_a_second: best.documents_a_second.max(run.documents_a_second),
        documents_a_processor_second: best.documents_a_processor_second.max(run.documents_a_processor_second),
    })
}

fn main() {
    let corpus = Corpus::from_arguments();
    let bodies = corpus.bodies();
    let longest = bodies.iter().max_by_key(|body| body.len()).expect("the folder has clips");
    println!(
        "| nanoseconds a byte | 10 kB | 1 MiB | 10 MiB | 100 MiB |\n| --- | ---: | ---: | ---: | ---: |"
    );
    for (name, piece) in
        [("an article", *longest), ("`x<br>`", "x<br>"), ("`<p>雨停了。</p>`", "<p>雨停了。</p>")]
    {
        let times = SIZES.map(|size| format!("{:.1}", nanoseconds_a_byte(&repeated(piece, size))));
        println!("| {name} | {} |", times.join(" | "));
    }
    let (one, two) = (best(&corpus, 1), best(&corpus, 2));
    println!(
        "\n{:.0} documents per second on one thread; on two, {:.2} times as many in wall time, {:.2} times in processor time",
        one.documents_a_second,
        two.documents_a_second / one.documents_a_second,
        two.documents_a_processor_second / one.documents_a_processor_second
    );
}
