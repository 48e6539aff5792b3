//! Writes the outputs for attacks to a folder, for `chromium.py`. Every fifty attacks give a page, a page of rendered Markdown
//! with raw HTML enabled, and a feed with its style sheet. Attacks are the paragraphs of the files in `fixtures/safety`, and the
//! lines of the given files.
//!
//! `cargo run --release --bin attacks -- FOLDER [FILE…]`

use std::fs;
use std::path::Path;

use newsclip::feed::Item;
use newsclip::markdown::{Footnotes, Header, Highlights, Math};
use newsclip::tree::{Block, Inline, Link, LinkTarget, List, ListItem};
use newsclip::{Document, Feed, Html, Markdown, Url};

fn attacks(files: impl Iterator<Item = String>) -> Vec<String> {
    let own = fs::read_dir("../fixtures/safety").expect("run it in bench/").flatten();
    let own = own.map(|entry| fs::read_to_string(entry.path()).expect("text"));
    let own: Vec<String> =
        own.flat_map(|file| file.split("\n\n").map(str::to_string).collect::<Vec<_>>()).collect();
    let others = files.map(|file| fs::read_to_string(file).expect("text"));
    let others = others.flat_map(|file| file.lines().map(unquoted).collect::<Vec<_>>());
    own.into_iter().chain(others).collect()
}

/// The value in a line such as `"input": "…",`, or else the line.
fn unquoted(line: &str) -> String {
    let value = line.trim().strip_prefix("\"input\": ").map(|value| value.trim_end_matches(','));
    value.and_then(|value| serde_json::from_str(value).ok()).unwrap_or_else(|| line.to_string())
}

/// The attack as it is read, and a tree with the attack as its text, its link, its formula and its note.
fn document(attacks: &[String]) -> Document {
    let url = Url::parse("https://a.example/1").expect("a URL");
    let mut document = Document::from_html(&attacks.join("<p>"), url);
    for attack in attacks {
        let link = Link::new(LinkTarget::new(attack).with_title(attack), vec![Inline::from(attack.as_str())]);
        let note = Inline::link("#fn1", vec!["1".into()]);
        document.body.push(Block::paragraph(vec![Inline::from(attack.as_str()), link.into(), note]));
        document.body.push(Block::paragraph(vec![Inline::math(attack.as_str())]));
        let item = ListItem::new(vec![Block::paragraph(vec![Inline::from(attack.as_str())])]);
        let item = item.with_anchor(format!("#fn1{attack}"));
        let mut list = List::bullets(vec![]);
        list.items.push(item);
        document.body.push(list.into());
    }
    document.title = attacks.concat();
    document.authors = attacks.to_vec();
    document
}

fn rendered(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.render.r#unsafe = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    format!("<!doctype html><title>x</title>{}", comrak::markdown_to_html(markdown, &options))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("attacks FOLDER [FILE…]");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).expect("a folder that can be made");
    let attacks = attacks(arguments);
    for (index, attacks) in attacks.chunks(50).enumerate() {
        let document = document(attacks);
        let write = |name: &str, text: String| {
            fs::write(folder.join(format!("{index}-{name}")), text).expect("a folder that can be written");
        };
        write("page.html", Html::page().render(&document));
        let markdown = Markdown::new().header(Header::Title);
        write("markdown.html", rendered(&markdown.render(&document)));
        let extended =
            markdown.math(Math::Dollars).footnotes(Footnotes::Markers).highlights(Highlights::Equals);
        write("extended.html", rendered(&extended.render(&document)));
        let mut feed = Feed::new(document.title.clone());
        feed.url = Some(document.url.clone());
        feed.items.push(Item::from(document));
        write("feed.xml", feed.to_rss());
        write("atom.xml", feed.to_atom());
    }
    println!("{} attacks", attacks.len());
}
