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

struct Row<'a> {
    name: String,
    run: Box<dyn Fn() + 'a>,
    /// The processor time of each round in seconds, which excludes other programs.
    times: Vec<f64>,
}

fn row<'a>(name: &str, run: Box<dyn Fn() + 'a>) -> Row<'a> {
    Row { name: name.to_string(), run, times: Vec::new() }
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

fn main() {
    let corpus = Corpus::from_arguments();
    let bodies = corpus.bodies();
    let documents: Vec<Document> =
        corpus.sources.iter().map(|source| parse(source).expect("checked")).collect();
    let json: Vec<String> = documents.iter().map(Document::to_json).collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    rows.push(row(
        "html5ever into RcDom, with drop",
        Box::new(|| bodies.iter().for_each(|html| drop(black_box(rcdom(html))))),
    ));
    let each = |run: fn(&str) -> usize| {
        let bodies = &bodies;
        Box::new(move || {
            bodies.iter().for_each(|html| {
                black_box(run(html));
            })
        })
    };
    rows.push(row("tokenizer alone: html5ever", each(html5ever_tokens)));
    rows.push(row("tokenizer alone: newsclip", each(newsclip::bench::tokens)));
    rows.push(row("newsclip: tokenizer, tree builder, arena", each(newsclip::bench::nodes)));
    rows.push(row(
        "newsclip: Clip::parse, the header alone",
        Box::new(|| corpus.sources.iter().for_each(|source| drop(black_box(Clip::parse(source))))),
    ));
    rows.push(row(
        "newsclip: parse",
        Box::new(|| corpus.sources.iter().for_each(|source| drop(black_box(parse(source))))),
    ));
    rows.push(row(
        "newsclip: from_json",
        Box::new(|| json.iter().for_each(|json| drop(black_box(Document::from_json(json))))),
    ));
    rows.push(row(
        "clip to RSS: newsclip",
        Box::new(|| {
            let rss = |source| parse(source).expect("checked").to_rss();
            corpus.sources.iter().for_each(|source| drop(black_box(rss(source))));
        }),
    ));
    let writers: [(&str, fn(&Document) -> String); 8] = [
        ("to_markdown", Document::to_markdown),
        ("to_text", Document::to_text),
        ("to_html", Document::to_html),
        ("to_json", Document::to_json),
        ("to_clip", Document::to_clip),
        ("to_rss", Document::to_rss),
        ("to_atom", Document::to_atom),
        ("to_json_feed", Document::to_json_feed),
    ];
    for (name, write) in writers {
        let documents = &documents;
        rows.push(row(
            &format!("newsclip: {name} alone"),
            Box::new(move || documents.iter().for_each(|document| drop(black_box(write(document))))),
        ));
    }
    for converter in CONVERTERS.iter().take(CONVERTERS.len() - 1) {
        let bodies = &bodies;
        rows.push(row(
            &format!("HTML to Markdown: {}", converter.name),
            Box::new(move || bodies.iter().for_each(|html| drop(black_box((converter.convert)(html))))),
        ));
    }
    let words: Vec<String> = std::env::args().skip(2).collect();
    let is_chosen = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let reference = rows.remove(0);
    rows.retain(|row| is_chosen(&row.name));
    rows.insert(0, reference);
    for round in 0..=ROUNDS {
        for row in &mut rows {
            let start = ThreadTime::now();
            (row.run)();
            // The first round warms up.
            if round > 0 {
                row.times.push(start.elapsed().as_secs_f64());
            }
        }
    }
    let median = |times: &[f64]| {
        let mut times = times.to_vec();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let megabytes = corpus.bytes() as f64 / 1e6;
    println!("{} clips, {megabytes:.2} MB of HTML, medians of {ROUNDS} rounds\n", bodies.len());
    println!("| task | MB/s | × RcDom |\n| --- | ---: | ---: |");
    let reference = median(&rows[0].times);
    for row in &rows {
        let time = median(&row.times);
        println!("| {} | {:.1} | {:.2} |", row.name, megabytes / time, reference / time);
    }
}
