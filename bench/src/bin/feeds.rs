//! Writes and reads one feed of 3,000 articles, which are the clips of a folder repeated, and compares with crates that write or
//! read a single format. Prints megabytes (10^6 bytes) of feed per second of processor time, best of interleaved rounds.
//!
//! `cargo run --release --bin feeds -- FOLDER`
//!
//! The rows are not the same work: the other crates write finished HTML and strings, and return strings; newsclip renders trees
//! to HTML and summaries while it writes, and parses HTML to trees while it reads.

use std::hint::black_box;

use newsclip::feed::{Item, Reader};
use newsclip::{Feed, Url, parse};
use newsclip_bench::{Corpus, processor_seconds};

const ROUNDS: usize = 15;

const ARTICLES: usize = 3000;

/// The shortest time of each row, from interleaved rounds.
fn best(rows: &[Row<'_>]) -> Vec<f64> {
    let mut best = vec![f64::INFINITY; rows.len()];
    for _ in 0..ROUNDS {
        for (best, (_, _, run)) in best.iter_mut().zip(rows) {
            let start = processor_seconds();
            run();
            *best = best.min(processor_seconds() - start);
        }
    }
    best
}

type Row<'a> = (&'static str, usize, Box<dyn Fn() + 'a>);

fn main() {
    let corpus = Corpus::from_arguments();
    let mut feed = Feed::new("全部");
    feed.url = Url::parse("https://news.example/").ok();
    feed.feed_url = Some(Url::parse("https://news.example/feed").expect("a URL"));
    let documents = corpus.sources.iter().map(|source| parse(source).expect("checked"));
    feed.items = documents.cycle().take(ARTICLES).map(Item::from).collect();
    for (number, item) in feed.items.iter_mut().enumerate() {
        // Each is a distinct article.
        item.url.as_mut().expect("a document has one").set_fragment(Some(&number.to_string()));
    }
    let (rss, atom, json) = (feed.to_rss(), feed.to_atom(), feed.to_json_feed());
    let rss_channel = rss::Channel::read_from(rss.as_bytes()).expect("our RSS");
    let atom_feed = atom_syndication::Feed::read_from(atom.as_bytes()).expect("our Atom");
    let rows: Vec<Row<'_>> = vec![
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
            "read RSS: newsclip, to heads",
            rss.len(),
            Box::new(|| drop(black_box(Reader::new().heads().read(&rss)))),
        ),
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
    println!("{} documents, best of {ROUNDS} rounds\n\n| task | MB/s |\n| --- | ---: |", feed.items.len());
    for ((name, bytes, _), seconds) in rows.iter().zip(best(&rows)) {
        println!("| {name} | {:.0} |", *bytes as f64 / 1e6 / seconds);
    }
}
