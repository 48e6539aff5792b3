//! Peak memory of one conversion as a multiple of the input size: for the worst clip of a folder with at least 4 KiB, and for
//! inputs that repeat one piece.
//!
//! `cargo run --release --bin memory -- FOLDER`

use newsclip::parse;
use newsclip_bench::{Corpus, clip};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn peak(source: &str) -> f64 {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let markdown = parse(source).expect("a clip").to_markdown();
    let peak = ALLOCATOR.peak_usage() - before;
    drop(markdown);
    peak as f64 / source.len() as f64
}

fn main() {
    let corpus = Corpus::from_arguments();
    let sources = corpus.sources.iter().filter(|source| source.len() >= 4096);
    let mut peaks: Vec<f64> = sources.map(|source| peak(source)).collect();
    peaks.sort_by(f64::total_cmp);
    if let (Some(worst), Some(median)) = (peaks.last(), peaks.get(peaks.len() / 2)) {
        println!("clips of 4 KiB and more: median {median:.1} ×, worst {worst:.1} × the input");
    }
    for piece in
        ["<p>雨停了，天晴了。</p>", "<br>", "<b>x</b>", "<li>x", "<td>x", "<a href=/b>乙</a>", "文字"]
    {
        println!("1 MiB of {piece}: {:.1} ×", peak(&clip(&piece.repeat((1 << 20) / piece.len()))));
    }
}
