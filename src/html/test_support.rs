//! Helpers for the tests of the tokenizer and of the tree builder.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Prints a message even if the test passes, although cargo hides its output.
#[allow(clippy::explicit_write, reason = "`eprintln!` is hidden, too")]
pub(super) fn say(text: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{text}").unwrap();
}

pub(super) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    say(&format!("skipped: {} is not there", path.display()));
    None
}

pub(super) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The inputs of html5lib's tree construction tests; none without `../shared`.
pub(super) fn tree_construction_inputs() -> Vec<String> {
    let Some(folder) = shared("vectors/html5lib/tree-construction") else { return Vec::new() };
    let mut inputs = Vec::new();
    for file in files(&folder, "dat") {
        let text = format!("\n{}", String::from_utf8_lossy(&fs::read(&file).unwrap()));
        let data = text.split("\n#data\n").skip(1);
        inputs.extend(data.map(|test| test.split("\n#errors").next().unwrap_or_default().to_string()));
    }
    assert!(inputs.len() > 1_500);
    inputs
}

/// The whole pages of the corpus; none without `../shared`.
pub(super) fn corpus_pages() -> Vec<String> {
    let Some(folder) = shared("corpus/pages") else { return Vec::new() };
    let pages = files(&folder, "html").into_iter().map(|file| fs::read(&file).unwrap());
    pages.map(|page| String::from_utf8_lossy(&page).into_owned()).collect()
}

/// The HTML of every clip of the corpus; none without `../shared`.
pub(super) fn corpus_bodies() -> Vec<String> {
    let Some(folder) = shared("corpus") else { return Vec::new() };
    let sources = files(&folder, "md").into_iter().map(|file| fs::read_to_string(file).unwrap());
    sources.filter_map(|source| Some(crate::Clip::parse(&source).ok()?.html().to_string())).collect()
}

/// The number of random documents to try: `NEWSCLIP_CASES`, or 512.
pub(super) fn cases() -> u32 {
    std::env::var("NEWSCLIP_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(512)
}
