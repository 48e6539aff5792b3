//! Parses every clip of a folder once (and writes Markdown, with a second argument), for `valgrind --tool=callgrind`.
//!
//! `cargo build --release --bin parse && valgrind --tool=callgrind target/release/parse FOLDER`

fn main() {
    let corpus = newsclip_bench::Corpus::from_arguments();
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    for source in corpus.sources.iter().cycle().take(rounds * corpus.sources.len()) {
        let document = newsclip::parse(source).expect("checked");
        if std::env::args().nth(2).is_some() {
            std::hint::black_box(document.to_markdown());
        }
    }
}
