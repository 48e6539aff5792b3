//! Parses every clip of a folder once, for `valgrind --tool=callgrind`.
//!
//! `cargo build --release --bin parse && valgrind --tool=callgrind target/release/parse FOLDER`

fn main() {
    let corpus = newsclip_bench::Corpus::from_arguments();
    for source in &corpus.sources {
        std::hint::black_box(newsclip::parse(source).expect("checked"));
    }
}
