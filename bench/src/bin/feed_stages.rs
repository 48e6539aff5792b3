//! Reads or writes one feed of all clips of a folder, to count its instructions, which hardly vary, unlike time.
//!
//! `cargo build --release --bin feed_stages`, then
//! `valgrind --tool=callgrind target/release/feed_stages FOLDER STAGE ROUNDS`; the stages are those of `STAGES`. The difference between
//! two rounds and one is the cost of the stage, without the preparation of the feed.

use std::hint::black_box;

use newsclip::feed::Reader;
use newsclip::{Feed, Url, parse};
use newsclip_bench::Corpus;

struct Input {
    feed: Feed,
    rss: String,
    atom: String,
    json: String,
}

type Run = fn(&Input);

const STAGES: &[(&str, Run)] = &[
    ("write-rss", |input| drop(black_box(input.feed.to_rss()))),
    ("write-atom", |input| drop(black_box(input.feed.to_atom()))),
    ("write-json", |input| drop(black_box(input.feed.to_json_feed()))),
    ("read-rss", |input| drop(black_box(Feed::parse(&input.rss)))),
    ("read-atom", |input| drop(black_box(Feed::parse(&input.atom)))),
    ("read-json", |input| drop(black_box(Feed::parse(&input.json)))),
    ("heads-rss", |input| drop(black_box(Reader::new().heads().read(&input.rss)))),
    ("items-rss", |input| Reader::new().items(input.rss.as_bytes()).for_each(|item| drop(black_box(item)))),
];

fn main() {
    let corpus = Corpus::from_arguments();
    let mut feed = Feed::new("全部");
    feed.url = Url::parse("https://news.example/").ok();
    feed.items = corpus.sources.iter().map(|source| parse(source).expect("checked").into()).collect();
    let (rss, atom, json) = (feed.to_rss(), feed.to_atom(), feed.to_json_feed());
    let input = Input { feed, rss, atom, json };
    let wanted = std::env::args().nth(2).unwrap_or_else(|| "read-rss".to_string());
    let stage = STAGES.iter().find(|(name, _)| *name == wanted);
    let (_, run) =
        stage.unwrap_or_else(|| panic!("no stage {wanted}: {:?}", STAGES.iter().map(|(name, _)| name)));
    let rounds: usize =
        std::env::args().nth(3).map_or(1, |rounds| rounds.parse().expect("a number of rounds"));
    (0..rounds).for_each(|_| run(&input));
}
