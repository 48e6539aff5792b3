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

/// A task, the length of the feed in bytes, and the shortest time of the task so far.
struct Row<'a> {
    name: &'static str,
    bytes: usize,
    run: Box<dyn Fn() + 'a>,
    seconds: f64,
}

/// The feed of all rows, also in three formats and in the types of two other crates.
struct Input {
    feed: Feed,
    rss: String,
    atom: String,
    json: String,
    rss_channel: rss::Channel,
    atom_feed: atom_syndication::Feed,
}

impl Input {
    fn of(corpus: &Corpus) -> Self {
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
        Self { feed, rss, atom, json, rss_channel, atom_feed }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Self { feed, rss, atom, json, rss_channel, atom_feed } = self;
        let read_heads = |rss| Reader::new().heads().read(rss);
        let read_rss = |rss: &str| rss::Channel::read_from(rss.as_bytes());
        let read_atom = |atom: &str| atom_syndication::Feed::read_from(atom.as_bytes());
        let feed_rs = |text: &str| feed_rs::parser::parse(text.as_bytes());
        vec![
            row("write RSS: newsclip, from trees", rss, |_| feed.to_rss()),
            row("write RSS: rss, from strings", rss, |_| rss_channel.to_string()),
            row("write Atom: newsclip, from trees", atom, |_| feed.to_atom()),
            row("write Atom: atom_syndication, from strings", atom, |_| atom_feed.to_string()),
            row("write JSON Feed: newsclip, from trees", json, |_| feed.to_json_feed()),
            row("read RSS: newsclip, to trees", rss, Feed::parse),
            row("read RSS: newsclip, to heads", rss, read_heads),
            row("read RSS: rss, to strings", rss, read_rss),
            row("read RSS: feed-rs, to strings", rss, feed_rs),
            row("read Atom: newsclip, to trees", atom, Feed::parse),
            row("read Atom: atom_syndication, to strings", atom, read_atom),
            row("read Atom: feed-rs, to strings", atom, feed_rs),
            row("read JSON Feed: newsclip, to trees", json, Feed::parse),
            row("read JSON Feed: feed-rs, to strings", json, feed_rs),
        ]
    }
}

fn row<'a, R>(name: &'static str, text: &'a str, run: impl Fn(&'a str) -> R + 'a) -> Row<'a> {
    let run = move || drop(black_box(run(text)));
    Row { name, bytes: text.len(), run: Box::new(run), seconds: f64::INFINITY }
}

fn main() {
    let input = Input::of(&Corpus::from_arguments());
    let mut rows = input.rows();
    for _ in 0..ROUNDS {
        for row in &mut rows {
            let start = processor_seconds();
            (row.run)();
            row.seconds = row.seconds.min(processor_seconds() - start);
        }
    }
    println!("{ARTICLES} documents, best of {ROUNDS} rounds\n\n| task | MB/s |\n| --- | ---: |");
    for Row { name, bytes, seconds, .. } in rows {
        println!("| {name} | {:.0} |", bytes as f64 / 1e6 / seconds);
    }
}
