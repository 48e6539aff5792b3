//! Megabytes (10^6 bytes) of HTML per second of processor time, as medians of interleaved rounds in one process, and as ratios.
//!
//! `cargo run --release --bin speed -- FOLDER` (any folder of clips); words after it select the rows that contain one of them.
//! With `--features mimalloc`, all converters use mimalloc.

use std::cell::Cell;
use std::hint::black_box;

use cpu_time::ThreadTime;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::RcDom;
use newsclip::{Clip, Document, parse};
use newsclip_bench::{CONVERTERS, Corpus};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 15;

/// A task, and the processor time of each round in seconds, which excludes other programs.
struct Row<'a> {
    name: String,
    run: Box<dyn Fn() + 'a>,
    times: Vec<f64>,
}

impl<'a> Row<'a> {
    /// A task that is done for each input.
    fn new<T, R>(name: impl Into<String>, inputs: &'a [T], run: impl Fn(&'a T) -> R + 'a) -> Self {
        let run = move || inputs.iter().for_each(|input| drop(black_box(run(input))));
        Self { name: name.into(), run: Box::new(run), times: Vec::new() }
    }

    fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    }
}

/// Counts html5ever's tokens.
struct Counter(Cell<usize>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, _: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

fn html5ever_tokens(html: &str) -> usize {
    let tokenizer = Tokenizer::new(Counter(Cell::new(0)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.get()
}

fn rcdom(html: &str) -> RcDom {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let body = QualName::new(None, ns!(html), local_name!("body"));
    parse_fragment(RcDom::default(), options, body, vec![], false).one(html)
}

/// Rows that read. The first one is the reference of the others.
fn readers<'a>(corpus: &'a Corpus, bodies: &'a [&'a str]) -> Vec<Row<'a>> {
    let sources = &corpus.sources;
    vec![
        Row::new("html5ever into RcDom, with drop", bodies, |html| rcdom(html)),
        Row::new("tokenizer alone: html5ever", bodies, |html| html5ever_tokens(html)),
        Row::new("tokenizer alone: newsclip", bodies, |html| newsclip::bench::tokens(html)),
        Row::new("newsclip: tokenizer, tree builder, arena", bodies, |html| newsclip::bench::nodes(html)),
        Row::new("newsclip: Clip::parse, the header alone", sources, |source| Clip::parse(source)),
        Row::new("newsclip: parse", sources, |source| parse(source)),
        Row::new("clip to RSS: newsclip", sources, |source| parse(source).expect("checked").to_rss()),
    ]
}

fn writers(documents: &[Document]) -> impl Iterator<Item = Row<'_>> {
    type Write = fn(&Document) -> String;
    let writers: [(&str, Write); 8] = [
        ("to_markdown", Document::to_markdown),
        ("to_text", Document::to_text),
        ("to_html", Document::to_html),
        ("to_json", Document::to_json),
        ("to_clip", Document::to_clip),
        ("to_rss", Document::to_rss),
        ("to_atom", Document::to_atom),
        ("to_json_feed", Document::to_json_feed),
    ];
    writers.into_iter().map(|(name, write)| Row::new(format!("newsclip: {name} alone"), documents, write))
}

/// All converters from HTML to Markdown, without the last, which returns the HTML.
fn converters<'a>(bodies: &'a [&'a str]) -> impl Iterator<Item = Row<'a>> {
    CONVERTERS[..CONVERTERS.len() - 1].iter().map(|converter| {
        let name = format!("HTML to Markdown: {}", converter.name);
        Row::new(name, bodies, |html| (converter.convert)(html))
    })
}

/// Runs all rows in each round, so that changes in the load of the machine affect all of them.
fn run(rows: &mut [Row<'_>]) {
    for round in 0..=ROUNDS {
        for row in &mut *rows {
            let start = ThreadTime::now();
            (row.run)();
            // The first round warms up.
            if round > 0 {
                row.times.push(start.elapsed().as_secs_f64());
            }
        }
    }
}

fn main() {
    let corpus = Corpus::from_arguments();
    let bodies = corpus.bodies();
    let documents: Vec<Document> =
        corpus.sources.iter().map(|source| parse(source).expect("checked")).collect();
    let json: Vec<String> = documents.iter().map(Document::to_json).collect();
    let mut rows = readers(&corpus, &bodies);
    rows.push(Row::new("newsclip: from_json", &json, |json| Document::from_json(json)));
    rows.extend(writers(&documents).chain(converters(&bodies)));
    let words: Vec<String> = std::env::args().skip(2).collect();
    let is_chosen = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let mut chosen: Vec<Row<'_>> = rows.drain(..1).collect();
    chosen.extend(rows.into_iter().filter(|row| is_chosen(&row.name)));
    run(&mut chosen);
    let megabytes = corpus.bytes() as f64 / 1e6;
    println!("{} clips, {megabytes:.2} MB of HTML, medians of {ROUNDS} rounds\n", bodies.len());
    println!("| task | MB/s | × RcDom |\n| --- | ---: | ---: |");
    let reference = chosen[0].median();
    for row in &chosen {
        println!("| {} | {:.1} | {:.2} |", row.name, megabytes / row.median(), reference / row.median());
    }
}
