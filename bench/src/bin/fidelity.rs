//! What each converter's Markdown keeps of an article, as a reader sees it: the Markdown is rendered with comrak
//! (tables and strikethrough, raw HTML on), and both that HTML and the article's own are walked by one
//! function over html5ever's `RcDom`, which knows nothing of newsclip's tree.
//!
//! `cargo run --release --bin fidelity -- FOLDER`
//!
//! Compared are: visible text without white space; link targets; image addresses; the text of headings, strong text, emphasis, list
//! items and cells. Left out on both sides, so that no converter is blamed for leaving it out: scripts, styles, form controls,
//! drawings, comments, hidden elements, pixels, frames and players, images without an address, and links that show
//! nothing. A lazy image counts if any attribute has its address. Marks that hold no text, and marks within their like,
//! do not count; text that is strong twice is strong once.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use newsclip_bench::{BASE, CONVERTERS, Corpus};

/// What a reader sees.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    text: String,
    links: BTreeMap<String, usize>,
    images: BTreeMap<String, usize>,
    headings: String,
    strong: String,
    emphasis: String,
    items: usize,
    cells: usize,
    /// Addresses of frames and players, which converters may turn into links or not.
    embeds: BTreeSet<String>,
}

const COLUMNS: [&str; 8] = ["text", "links", "images", "headings", "strong", "emphasis", "items", "cells"];

impl Seen {
    /// Which of the columns are the same.
    fn same(&self, other: &Seen) -> [bool; 8] {
        [
            self.text == other.text || sorted(&self.text) == sorted(&other.text),
            self.links == other.links,
            self.images == other.images,
            sorted(&self.headings) == sorted(&other.headings),
            sorted(&self.strong) == sorted(&other.strong),
            sorted(&self.emphasis) == sorted(&other.emphasis),
            self.items == other.items,
            self.cells == other.cells,
        ]
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

#[derive(Clone, Copy, Default)]
struct Within {
    heading: bool,
    strong: bool,
    emphasis: bool,
    extras: bool,
}

/// What converters may keep or not: what `noscript` holds, and the titles and labels of drawings.
#[derive(Clone, Copy, PartialEq)]
enum Extras {
    Kept,
    LeftOut,
}

/// What is to be seen in some HTML, without links to `embeds`.
fn look(html: &str, embeds: &BTreeSet<String>, extras: Extras) -> Seen {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), options, body, vec![], false).one(html);
    let mut seen = Seen { embeds: embeds.clone(), ..Seen::default() };
    let within = Within { extras: extras == Extras::Kept, ..Within::default() };
    walk(&dom.document, within, &mut seen);
    seen
}

fn walk(node: &Handle, mut within: Within, seen: &mut Seen) {
    match &node.data {
        NodeData::Text { contents } => {
            let text: String =
                contents.borrow().chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            seen.text.push_str(&text);
            for (is_within, part) in [
                (within.heading, &mut seen.headings),
                (within.strong, &mut seen.strong),
                (within.emphasis, &mut seen.emphasis),
            ] {
                if is_within {
                    part.push_str(&text);
                }
            }
            return;
        }
        NodeData::Element { name, .. } if name.ns != ns!(html) => return drawing(node, within, seen),
        NodeData::Element { name, .. } => {
            if attribute(node, "hidden").is_some() {
                return;
            }
            match &*name.local {
                "iframe" | "video" | "audio" | "object" | "embed" => return embed(node, seen),
                "a" if attribute(node, "href")
                    .and_then(|href| resolve(&href))
                    .is_some_and(|url| seen.embeds.contains(&url)) =>
                {
                    return;
                }
                "script" | "style" | "template" | "title" | "button" | "input" | "select" | "option"
                | "textarea" | "rp" => return,
                "noscript" if !within.extras => return,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => within.heading = true,
                "b" | "strong" => within.strong = true,
                "i" | "em" | "cite" | "dfn" | "var" => within.emphasis = true,
                "img" => image(node, seen),
                _ => {}
            }
        }
        _ => {}
    }
    let before = (seen.text.len(), seen.images.len());
    for child in node.children.borrow().iter() {
        walk(child, within, seen);
    }
    let is_shown = before != (seen.text.len(), seen.images.len()) || has_image(node);
    if let NodeData::Element { name, .. } = &node.data
        && is_shown
    {
        match &*name.local {
            "a" => {
                if let Some(url) = attribute(node, "href").and_then(|href| resolve(&href)) {
                    // Readers of one link in two blocks see two; so each address counts once.
                    seen.links.insert(url, 1);
                }
            }
            "li" => seen.items += 1,
            "td" | "th" => seen.cells += 1,
            _ => {}
        }
    }
}

/// A drawing's label, or its title.
fn drawing(node: &Handle, within: Within, seen: &mut Seen) {
    if !within.extras {
        return;
    }
    if let Some(label) = attribute(node, "aria-label") {
        return seen.text.extend(label.chars().filter(|c| !c.is_whitespace()));
    }
    let is_title =
        |child: &Handle| matches!(&child.data, NodeData::Element { name, .. } if &*name.local == "title");
    for child in node.children.borrow().iter().filter(|child| is_title(child)) {
        child.children.borrow().iter().for_each(|text| walk(text, within, seen));
    }
}

fn embed(node: &Handle, seen: &mut Seen) {
    let urls = ["src", "data-src", "data"].iter().filter_map(|name| attribute(node, name));
    seen.embeds.extend(urls.filter_map(|url| resolve(&url)));
    for child in node.children.borrow().iter() {
        embed(child, seen);
    }
}

fn has_image(node: &Handle) -> bool {
    node.children.borrow().iter().any(|child| {
        let is_image = matches!(&child.data, NodeData::Element { name, .. } if &*name.local == "img");
        is_image || has_image(child)
    })
}

fn image(node: &Handle, seen: &mut Seen) {
    let small = |name| attribute(node, name).is_some_and(|value| matches!(value.trim(), "0" | "1"));
    if small("width") && small("height") {
        return;
    }
    let names = ["data-src", "data-original", "src"];
    let urls = names.iter().filter_map(|name| attribute(node, name)).filter(|url| !url.starts_with("data:"));
    if let Some(url) = urls.filter(|url| !url.trim().is_empty()).find_map(|url| resolve(&url)) {
        *seen.images.entry(url).or_default() += 1;
    }
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attributes = attrs.borrow();
    let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
    found.map(|attribute| attribute.value.to_string())
}

/// Addresses are compared as the `url` crate writes them, and only those that a reader can follow.
fn resolve(url: &str) -> Option<String> {
    let url = newsclip::Url::parse(BASE).expect("BASE is one").join(url.trim()).ok()?;
    let url = matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.to_string())?;
    Some(url.replace("%5B", "[").replace("%5D", "]").replace("%7C", "|").replace("%27", "'"))
}

fn render(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

/// Raw HTML in Markdown: tags outside of code, but for `<br>` and autolinks.
fn raw_tags(markdown: &str) -> usize {
    use pulldown_cmark::{Event, Options, Parser};
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    parser
        .filter(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                !html.trim().is_empty() && !html.starts_with("<br")
            }
            _ => false,
        })
        .count()
}

/// Backslashes before ASCII punctuation, and character references.
fn escapes(markdown: &str) -> usize {
    let bytes = markdown.as_bytes();
    let backslashes =
        bytes.windows(2).filter(|pair| pair[0] == b'\\' && pair[1].is_ascii_punctuation()).count();
    let references = markdown.match_indices('&').filter(|(at, _)| {
        let rest = &markdown[at + 1..];
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty()
                && name.len() < 10
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        })
    });
    backslashes + references.count()
}

fn main() {
    let corpus = Corpus::from_arguments();
    let bodies = corpus.bodies();
    let none = BTreeSet::new();
    let both = |html| [look(html, &none, Extras::LeftOut), look(html, &none, Extras::Kept)];
    let articles: Vec<(&str, [Seen; 2])> = bodies.iter().map(|html| (*html, both(html))).collect();
    println!("{} articles\n", articles.len());
    println!(
        "| converter | all the same | {} | literal `**` | raw HTML | escapes per 1,000 characters |",
        COLUMNS.join(" | ")
    );
    println!("| --- |{}", " ---: |".repeat(COLUMNS.len() + 4));
    std::panic::set_hook(Box::new(|_| {}));
    for converter in &CONVERTERS {
        let (mut exact, mut literal, mut raw, mut escaped, mut length) = (0, 0, 0, 0, 0);
        let mut columns = [0; COLUMNS.len()];
        for (html, [expected, with_extras]) in &articles {
            let markdown = catch_unwind(|| (converter.convert)(html)).unwrap_or_default();
            let found = look(&render(&markdown), &expected.embeds, Extras::Kept);
            let score = |same: &[bool; 8]| same.iter().filter(|&&same| same).count();
            let same = [expected.same(&found), with_extras.same(&found)]
                .into_iter()
                .max_by_key(score)
                .unwrap_or_default();
            exact += usize::from(same.iter().all(|&same| same));
            if converter.name == "newsclip"
                && std::env::var_os("VERBOSE").is_some()
                && !same.iter().all(|&same| same)
            {
                eprintln!("{same:?}\n{expected:?}\n{found:?}\n");
            }
            columns.iter_mut().zip(same).for_each(|(count, same)| *count += usize::from(same));
            literal += usize::from(found.text.matches("**").count() > expected.text.matches("**").count());
            raw += usize::from(raw_tags(&markdown) > 0);
            escaped += escapes(&markdown);
            length += markdown.chars().count();
        }
        let share = |count: usize| format!("{:.1} %", 100.0 * count as f64 / articles.len() as f64);
        let columns: Vec<String> = columns.iter().map(|&count| share(count)).collect();
        println!(
            "| {} | {} | {} | {literal} | {} | {:.2} |",
            converter.name,
            share(exact),
            columns.join(" | "),
            share(raw),
            1000.0 * escaped as f64 / length as f64
        );
    }
}
