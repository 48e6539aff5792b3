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

/// Documents per second and thread, in wall time.
fn documents_a_second(corpus: &Corpus, threads: usize) -> f64 {
    const ROUNDS: usize = 20;
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..ROUNDS {
                    corpus.sources.iter().for_each(|source| {
                        drop(black_box(parse(source).expect("checked").to_markdown()));
                    });
                }
            });
        }
    });
    (ROUNDS * threads * corpus.sources.len()) as f64 / start.elapsed().as_secs_f64()
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
    let best = |threads| (0..5).map(|_| documents_a_second(&corpus, threads)).fold(0.0, f64::max);
    let (one, two) = (best(1), best(2));
    println!("\n{one:.0} documents per second on one thread, {:.2} times as many on two", two / one);
}
