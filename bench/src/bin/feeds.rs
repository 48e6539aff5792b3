//! Writing and reading one feed of all clips of a folder, beside the crates that write or read one format each. Megabytes (10^6
//! bytes) of feed a second, medians of interleaved rounds.
//!
//! `cargo run --release --bin feeds -- FOLDER`
//!
//! The rows do not do the same work: the peers are handed finished HTML and strings to write, and hand back strings; newsclip
//! renders trees to HTML and summaries while it writes, and parses HTML to trees while it reads.

use std::hint::black_box;
use std::time::Instant;

use newsclip::{Feed, Url, parse};
use newsclip_bench::Corpus;

const ROUNDS: usize = 9;

fn median(run: &dyn Fn()) -> f64 {
    let mut times: Vec<f64> = (0..=ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .skip(1)
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let corpus = Corpus::from_arguments();
    let mut feed = Feed::new("全部");
    feed.url = Url::parse("https://news.example/").ok();
    feed.feed_url = Some(Url::parse("https://news.example/feed").expect("a URL"));
    feed.items = corpus.sources.iter().map(|source| parse(source).expect("checked").into()).collect();
    let (rss, atom, json) = (feed.to_rss(), feed.to_atom(), feed.to_json_feed());
    let rss_channel = rss::Channel::read_from(rss.as_bytes()).expect("our RSS");
    let atom_feed = atom_syndication::Feed::read_from(atom.as_bytes()).expect("our Atom");
    let rows: Vec<(&str, usize, Box<dyn Fn()>)> = vec![
        ("write RSS: newsclip, from trees", rss.len(), Box::new(|| drop(black_box(feed.to_rss())))),
        ("write RSS: rss, from strings", rss.len(), Box::new(|| drop(black_box(rss_channel.to_string())))),
        ("write Atom: newsclip, from trees", atom.len(), Box::new(|| drop(black_box(feed.to_atom())))),
        (
            "write Atom: atom_syndication, from strings",
            atom.len(),
            Box::new(|| drop(black_box(atom_feed.to_string()))),
        ),
        (
            "write JSON Feed: newsclip, from trees",
            json.len(),
            Box::new(|| drop(black_box(feed.to_json_feed()))),
        ),
        ("read RSS: newsclip, to trees", rss.len(), Box::new(|| drop(black_box(Feed::parse(&rss))))),
        (
            "read RSS: rss, to strings",
            rss.len(),
            Box::new(|| drop(black_box(rss::Channel::read_from(rss.as_bytes())))),
        ),
        (
            "read RSS: feed-rs, to strings",
            rss.len(),
            Box::new(|| drop(black_box(feed_rs::parser::parse(rss.as_bytes())))),
        ),
        ("read Atom: newsclip, to trees", atom.len(), Box::new(|| drop(black_box(Feed::parse(&atom))))),
        (
            "read Atom: atom_syndication, to strings",
            atom.len(),
            Box::new(|| drop(black_box(atom_syndication::Feed::read_from(atom.as_bytes())))),
        ),
        (
            "read Atom: feed-rs, to strings",
            atom.len(),
            Box::new(|| drop(black_box(feed_rs::parser::parse(atom.as_bytes())))),
        ),
        ("read JSON Feed: newsclip, to trees", json.len(), Box::new(|| drop(black_box(Feed::parse(&json))))),
        (
            "read JSON Feed: feed-rs, to strings",
            json.len(),
            Box::new(|| drop(black_box(feed_rs::parser::parse(json.as_bytes())))),
        ),
    ];
    println!("{} documents, medians of {ROUNDS} rounds\n\n| what | MB/s |\n| --- | ---: |", feed.items.len());
    for (name, bytes, run) in &rows {
        println!("| {name} | {:.0} |", *bytes as f64 / 1e6 / median(&**run));
    }
}
