//! The shapes of `fixtures/shapes`.

use crate::search::compose::{Composition, Format, Segment, Times};

const FILE: &str = include_str!("../../fixtures/shapes/families.shapes");
const LARGE: &str = include_str!("../../fixtures/shapes/large.shapes");
const SEARCHES: &str = include_str!("../../fixtures/shapes/searches.shapes");

pub fn all() -> impl Iterator<Item = Composition> {
    compositions(FILE)
}

/// The shapes of which only hundreds of kilobytes show what they cost.
pub fn large() -> impl Iterator<Item = Composition> {
    compositions(LARGE)
}

/// The shapes of which only the number of instructions shows what they cost.
pub fn searches() -> impl Iterator<Item = Composition> {
    compositions(SEARCHES)
}

fn compositions(file: &'static str) -> impl Iterator<Item = Composition> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(composition)
}

/// A line of the file as a composition.
pub fn composition(line: &str) -> Composition {
    let mut parts = line.split(" | ");
    let format = match parts.next() {
        Some("html") => Format::Html,
        Some("long") => Format::ClipWithLongUrl,
        Some("rss") => Format::Rss,
        Some("atom") => Format::Atom,
        Some("json") => Format::JsonFeed,
        Some("page") => Format::Page,
        Some("raw") => Format::Raw,
        other => panic!("no format {other:?}: {line}"),
    };
    Composition { format, segments: parts.map(segment).collect() }
}

fn segment(part: &str) -> Segment {
    let (times, text) = part.split_once('*').unwrap_or_else(|| panic!("no number: {part}"));
    let times = if times == "n" { Times::Share } else { Times::Fixed(times.parse().unwrap()) };
    let text = text.replace("\\n", "\n").replace("\\0", "\0").replace("\\u{a0}", "\u{a0}");
    Segment { text, times }
}
