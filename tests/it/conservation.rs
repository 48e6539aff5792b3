//! Law: the tree contains everything that a reader sees. A walk over html5ever's `RcDom`, which shares no code with the
//! library, collects visible text, link targets, image addresses, headings, list items and cells, except for content that is
//! left out by the rules of `docs/mapping.md`.

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use newsclip::tree::{Block, Node, Walk};
use newsclip::{Clip, Document, Url};

use crate::seen::{is_hidden, is_hidden_drawing};
use crate::support::{articles, report};

/// The visible content.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    text: String,
    links: BTreeSet<String>,
    images: BTreeSet<String>,
    embeds: BTreeSet<String>,
    headings: String,
    items: usize,
    cells: usize,
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn visible(text: &str) -> String {
    text.chars().filter(|&c| is_visible(c)).collect()
}

struct Oracle<'a> {
    base: &'a Url,
    seen: Seen,
    in_heading: bool,
}

impl Oracle<'_> {
    fn children(&mut self, node: &Handle) {
        for child in node.children.borrow().iter() {
            self.node(child);
        }
    }

    fn text(&mut self, text: &str) {
        let text = visible(text);
        if self.in_heading {
            self.seen.headings.push_str(&text);
        }
        self.seen.text.push_str(&text);
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow()),
            NodeData::Element { name, .. } if name.ns != ns!(html) && is_hidden_drawing(node) => {}
            NodeData::Element { name, .. } if name.ns != ns!(html) => self.foreign(node),
            NodeData::Element { .. } if is_hidden(node) => {}
            NodeData::Element { name, .. } => self.element(node, &name.local),
            _ => self.children(node),
        }
    }

    fn element(&mut self, node: &Handle, name: &str) {
        match name {
            "script" | "style" | "template" | "title" | "meta" | "link" | "base" | "noframes" | "noembed"
            | "button" | "input" | "select" | "option" | "optgroup" | "datalist" | "textarea" | "rp" => {}
            "noscript" if is_copy(node) => {}
            "iframe" => self.embed(node, &["src", "data-src"]),
            "video" | "audio" => self.player(node),
            "embed" => self.embed(node, &["src"]),
            "img" => self.image(node),
            "q" => {
                self.text("“");
                self.children(node);
                self.text("”");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let outer = std::mem::replace(&mut self.in_heading, true);
                self.children(node);
                self.in_heading = outer;
            }
            "a" => {
                let before = (self.seen.text.len(), self.seen.images.len());
                self.children(node);
                let is_seen =
                    before != (self.seen.text.len(), self.seen.images.len()) || contains_image(node);
                if let Some(url) = attribute(node, "href").and_then(|href| self.resolve(&href))
                    && is_seen
                {
                    self.seen.links.insert(url);
                }
            }
            "li" => {
                self.children(node);
                self.seen.items += usize::from(has_content(node));
            }
            "td" | "th" => {
                self.children(node);
                self.seen.cells += usize::from(has_content(node));
            }
            _ => self.children(node),
        }
    }

    /// A drawing is replaced by its title or label.
    fn foreign(&mut self, node: &Handle) {
        let label =
            attribute(node, "aria-label").or_else(|| find(node, "title").map(|title| text_of(&title)));
        if let Some(label) = label {
            self.text(&label);
        }
    }

    fn image(&mut self, node: &Handle) {
        let small =
            |name| attribute(node, name).is_some_and(|value| matches!(value.trim(), "0" | "1" | "1px"));
        if small("width") && small("height") {
            return;
        }
        match self.image_url(node) {
            Some(url) => drop(self.seen.images.insert(url)),
            // The placeholder of a lazy image shows no text.
            None if attribute(node, "src").is_some_and(|src| src.starts_with("data:image/gif")) => {}
            None => self.text(&attribute(node, "alt").unwrap_or_default()),
        }
    }

    fn image_url(&self, node: &Handle) -> Option<String> {
        let src = attribute(node, "src").filter(|src| !src.trim().is_empty() && !src.starts_with("data:"));
        let src = src.and_then(|src| self.resolve(&src));
        let lazy = ["data-src", "data-original", "data-lazy-src"];
        let lazy = lazy.iter().find_map(|name| self.resolve(&attribute(node, name)?));
        let is_lazy = attribute(node, "class").is_some_and(|class| class.contains("lazy"));
        if is_lazy { lazy.or(src) } else { src.or(lazy) }
    }

    fn player(&mut self, node: &Handle) {
        let mut nodes = vec![node.clone()];
        nodes.extend(node.children.borrow().iter().cloned());
        let url = nodes.iter().find_map(|node| self.resolve(&attribute(node, "src")?));
        self.seen.embeds.extend(url);
    }

    fn embed(&mut self, node: &Handle, names: &[&str]) {
        let url = names.iter().find_map(|name| self.resolve(&attribute(node, name)?));
        self.seen.embeds.extend(url);
    }

    fn resolve(&self, url: &str) -> Option<String> {
        let url = self.base.join(url.trim()).ok()?;
        let is_allowed =
            matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "ftp" | "sms" | "magnet");
        is_allowed.then(|| url.to_string())
    }
}

/// Whether this is the copy of the lazy image right before it.
fn is_copy(node: &Handle) -> bool {
    let parent = node.parent.take().and_then(|parent| {
        let strong = parent.upgrade();
        node.parent.set(Some(parent));
        strong
    });
    let Some(parent) = parent else { return false };
    let siblings = parent.children.borrow();
    let at = siblings.iter().position(|sibling| std::rc::Rc::ptr_eq(sibling, node)).unwrap_or(0);
    siblings[..at].last().is_some_and(|before| {
        attribute(before, "data-src").is_some() || attribute(before, "data-lazy-src").is_some()
    })
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attributes = attrs.borrow();
    attributes
        .iter()
        .find(|attribute| &*attribute.name.local == wanted)
        .map(|attribute| attribute.value.to_string())
}

fn find(node: &Handle, name: &str) -> Option<Handle> {
    node.children.borrow().iter().find_map(|child| match &child.data {
        NodeData::Element { name: found, .. } if &*found.local == name => Some(child.clone()),
        _ => find(child, name),
    })
}

fn contains_image(node: &Handle) -> bool {
    find(node, "img").is_some()
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_of).collect(),
    }
}

fn has_content(node: &Handle) -> bool {
    let mut oracle =
        Oracle { base: &Url::parse("https://a.example/").unwrap(), seen: Seen::default(), in_heading: false };
    oracle.children(node);
    let seen = oracle.seen;
    !seen.text.is_empty() || !seen.images.is_empty() || !seen.embeds.is_empty()
}

fn oracle(html: &str, base: &Url) -> Seen {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), options, body, vec![], false).one(html);
    let mut oracle = Oracle { base, seen: Seen::default(), in_heading: false };
    oracle.children(&dom.document);
    oracle.seen
}

fn tree(document: &Document) -> Seen {
    let mut seen = Seen { text: visible(&document.texts().collect::<String>()), ..Seen::default() };
    let normal = |url: &str| Url::parse(url).map_or_else(|_| url.to_string(), |url| url.to_string());
    seen.links = document.links().map(|link| normal(&link.url)).collect();
    seen.images = document.images().map(|image| normal(&image.url)).collect();
    for node in document.walk() {
        match node {
            Node::Block(Block::Heading { content, .. }) => {
                Walk::of_inlines(content).texts().for_each(|text| seen.headings.push_str(&visible(text)));
            }
            Node::Block(Block::List(list)) => {
                seen.items += list.items.iter().filter(|item| !item.content.is_empty()).count();
            }
            Node::Block(Block::Table(table)) => {
                let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
                seen.cells += cells.filter(|cell| !cell.content.is_empty()).count();
            }
            Node::Block(Block::Embed(embed)) => drop(seen.embeds.insert(normal(&embed.url))),
            _ => {}
        }
    }
    seen
}

/// Compares characters in any order: the tree has the caption of a figure after its images, and the foot of a table last.
fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

fn difference(expected: &Seen, found: &Seen, is_reordered: bool) -> Option<String> {
    if expected == found {
        return None;
    }
    let same_text =
        expected.text == found.text || (is_reordered && sorted(&expected.text) == sorted(&found.text));
    if !same_text {
        let at = expected.text.chars().zip(found.text.chars()).take_while(|(a, b)| a == b).count();
        let tail = |text: &str| text.chars().skip(at.saturating_sub(20)).take(80).collect::<String>();
        return Some(format!(
            "text after {at}: expected {:?}, found {:?}",
            tail(&expected.text),
            tail(&found.text)
        ));
    }
    let all = |seen: &Seen| {
        format!(
            "{:?} {:?} {:?} items {} cells {}",
            seen.links, seen.images, seen.embeds, seen.items, seen.cells
        )
    };
    if sorted(&expected.headings) != sorted(&found.headings) {
        return Some(format!("headings: expected {:?}, found {:?}", expected.headings, found.headings));
    }
    (all(expected) != all(found)).then(|| format!("expected {}\nfound {}", all(expected), all(found)))
}

#[test]
fn nothing_is_lost() {
    let mut failures = Vec::new();
    for article in articles() {
        let clip = Clip::parse(&article.source).unwrap();
        let (document, notes) = clip.document_with_notes();
        // Content that is copied, moved or rejected by a rule that the oracle does not implement is not compared.
        let is_odd = notes.iter().any(|note| note.kind == newsclip::html::NoteKind::TooDeep);
        let is_reordered = clip.html().contains("<figcaption") || clip.html().contains("<tfoot");
        let expected = oracle(clip.html(), &document.url);
        if let Some(difference) = difference(&expected, &tree(&document), is_reordered)
            && !is_odd
        {
            failures.push(format!("{}: {difference}", article.path.display()));
        }
    }
    report("conservation", articles().len(), &failures);
}
