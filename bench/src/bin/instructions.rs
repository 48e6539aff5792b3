//! Runs one stage over every clip of a folder, to count its instructions, which hardly vary, unlike time.
//!
//! `cargo build --release --bin instructions`, then
//! `valgrind --tool=callgrind target/release/instructions FOLDER STAGE ROUNDS`; the stages are those of `STAGES`. The difference
//! between two rounds and one is the cost of the stage, without reading the folder.

use std::hint::black_box;

use newsclip::{Clip, Document};
use newsclip_bench::Corpus;

type Run = fn(&str);

const STAGES: &[(&str, Run)] = &[
    ("header", |source| drop(black_box(Clip::parse(source)))),
    ("tokens", |source| {
        black_box(newsclip::bench::tokens(body(source)));
    }),
    ("arena", |source| {
        black_box(newsclip::bench::nodes(body(source)));
    }),
    ("parse", |source| drop(black_box(parse(source)))),
    ("page", |source| drop(black_box(newsclip::html::Reader::new().read(body(source))))),
    ("html-to-markdown", |source| drop(black_box(newsclip::html_to_markdown(body(source))))),
    ("markdown", |source| drop(black_box(parse(source).to_markdown()))),
    ("text", |source| drop(black_box(parse(source).to_text()))),
    ("html", |source| drop(black_box(parse(source).to_html()))),
    ("json", |source| drop(black_box(parse(source).to_json()))),
    ("clip", |source| drop(black_box(parse(source).to_clip()))),
    ("rss", |source| drop(black_box(parse(source).to_rss()))),
    ("atom", |source| drop(black_box(parse(source).to_atom()))),
    ("json-feed", |source| drop(black_box(parse(source).to_json_feed()))),
];

fn body(source: &str) -> &str {
    Clip::parse(source).expect("checked").html()
}

fn parse(source: &str) -> Document {
    newsclip::parse(source).expect("checked")
}

fn main() {
    let corpus = Corpus::from_arguments();
    let wanted = std::env::args().nth(2).unwrap_or_else(|| "parse".to_string());
    let stage = STAGES.iter().find(|(name, _)| *name == wanted);
    let (_, run) =
        stage.unwrap_or_else(|| panic!("no stage {wanted}: {:?}", STAGES.iter().map(|(name, _)| name)));
    let rounds: usize =
        std::env::args().nth(3).map_or(1, |rounds| rounds.parse().expect("a number of rounds"));
    (0..rounds).for_each(|_| corpus.sources.iter().for_each(|source| run(source)));
}
