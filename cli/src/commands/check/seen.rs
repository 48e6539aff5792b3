//! The visible content of an article, in a form that can be compared.

use std::collections::BTreeSet;

use newsclip::tree::{Block, Node, Walk};
use newsclip::{Document, Url};

/// The visible content.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Without white space.
    pub(super) text: String,
    pub(super) headings: String,
    pub(super) links: BTreeSet<String>,
    pub(super) images: BTreeSet<String>,
    pub(super) embeds: BTreeSet<String>,
    pub(super) items: usize,
    pub(super) cells: usize,
}

impl Seen {
    /// The visible content of a tree.
    pub(super) fn of(document: &Document) -> Self {
        let mut seen = Self { text: visible(&document.texts().collect::<String>()), ..Self::default() };
        seen.links = document.links().map(|link| normal(&link.url)).collect();
        seen.images = document.images().map(|image| normal(&image.url)).collect();
        for node in document.walk() {
            if let Node::Block(block) = node {
                seen.block(block);
            }
        }
        seen
    }

    /// Keeps the letters and digits of the text: a formula that became a line has other signs, in another order.
    pub(super) fn keep_names(&mut self) {
        for text in [&mut self.text, &mut self.headings] {
            // The index of a root is raised.
            let plain = |c: char| {
                "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip('0'..).find(|(raised, _)| *raised == c).map_or(c, |(_, digit)| digit)
            };
            *text = text.chars().map(plain).filter(|c| c.is_alphanumeric()).collect();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { content, .. } => {
                Walk::of_inlines(content).texts().for_each(|text| self.headings.push_str(&visible(text)));
            }
            Block::List(list) => {
                self.items += list.items.iter().filter(|item| !item.content.is_empty()).count();
            }
            Block::Table(table) => {
                let cells = table.rows().flat_map(|row| &row.cells);
                self.cells += cells.filter(|cell| !cell.content.is_empty()).count();
            }
            Block::Embed(embed) => drop(self.embeds.insert(normal(&embed.url))),
            _ => {}
        }
    }

    /// The first difference. If `is_reordered`, the order of texts is ignored.
    pub(super) fn difference(&self, found: &Self, is_reordered: bool) -> Option<String> {
        text(&self.text, &found.text, is_reordered)
            .map(|message| format!("text differs {message}"))
            .or_else(|| {
                text(&self.headings, &found.headings, true)
                    .map(|message| format!("headings differ {message}"))
            })
            .or_else(|| set("link", &self.links, &found.links))
            .or_else(|| set("image", &self.images, &found.images))
            .or_else(|| set("embed", &self.embeds, &found.embeds))
            .or_else(|| number("list items", self.items, found.items))
            .or_else(|| number("table cells", self.cells, found.cells))
    }
}

/// A text without white space and invisible characters.
pub(super) fn visible(text: &str) -> String {
    let is_visible =
        |c: &char| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_visible).collect()
}

/// A URL as the `url` crate writes it.
pub(super) fn normal(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_string(), String::from)
}

/// The first difference of two texts.
pub(super) fn text(expected: &str, found: &str, is_reordered: bool) -> Option<String> {
    if expected == found || (is_reordered && sorted(expected) == sorted(found)) {
        return None;
    }
    let at = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().skip(at).take(20).collect::<String>();
    Some(format!("after {at} characters: expected \"{}\", found \"{}\"", rest(expected), rest(found)))
}

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

/// The first element that is in only one of two sets.
pub(super) fn set(what: &str, expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Option<String> {
    let missing = expected.difference(found).next().map(|url| format!("{what} {url} is missing"));
    missing.or_else(|| Some(format!("{what} {} was added", found.difference(expected).next()?)))
}

fn number(what: &str, expected: usize, found: usize) -> Option<String> {
    (expected != found).then(|| format!("{what}: expected {expected}, found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_place() {
        assert_eq!(text("rain", "rain", false), None);
        assert_eq!(
            text("rain stopped", "rain went", false).as_deref(),
            Some("after 5 characters: expected \"stopped\", found \"went\"")
        );
        assert_eq!(text("ab", "ba", true), None);
        let urls = |urls: &[&str]| urls.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        assert_eq!(set("link", &urls(&["a", "b"]), &urls(&["a"])).as_deref(), Some("link b is missing"));
        assert_eq!(set("link", &urls(&["a"]), &urls(&["a", "b"])).as_deref(), Some("link b was added"));
    }
}
