//! Peak memory of reading a feed of 100 MB item by item, compared with reading it as a whole.
//!
//! `cargo run --release --bin big_feed -- FOLDER`

use newsclip::feed::{Item, Reader};
use newsclip::{Feed, parse};
use newsclip_bench::{Corpus, processor_seconds};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const BYTES: usize = 100_000_000;

fn main() {
    let corpus = Corpus::from_arguments();
    let mut feed = Feed::new("全部");
    let documents = corpus.sources.iter().map(|source| parse(source).expect("checked"));
    feed.items = documents.map(Item::from).collect();
    let rss = feed.to_rss();
    let (start, end) = (rss.find("<item>").expect("an item"), rss.rfind("</channel>").expect("the end"));
    let items = rss[start..end].repeat(BYTES / (end - start) + 1);
    let rss = [&rss[..start], &items, &rss[end..]].concat();
    drop((feed, items));
    let whole = || Reader::new().read(&rss).expect("a feed").feed.items.len();
    let items = || Reader::new().items(rss.as_bytes()).filter(Result::is_ok).count();
    println!(
        "{} MB of RSS\n\n| | items | seconds | peak memory, MB |\n| --- | ---: | ---: | ---: |",
        rss.len() / 1_000_000
    );
    for (name, run) in [("item by item", &items as &dyn Fn() -> usize), ("whole", &whole)] {
        let before = ALLOCATOR.current_usage();
        ALLOCATOR.reset_peak_usage();
        let start = processor_seconds();
        let count = run();
        let seconds = processor_seconds() - start;
        let memory = (ALLOCATOR.peak_usage() - before) as f64 / 1e6;
        println!("| {name} | {count} | {seconds:.2} | {memory:.1} |");
    }
}
