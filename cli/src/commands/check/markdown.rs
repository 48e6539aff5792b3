//! Checks that an article's Markdown, as pulldown-cmark reads it, shows the article.

use std::collections::BTreeSet;

use newsclip::html::Reader;
use newsclip::markdown::Header;
use newsclip::tree::{Block, Embed, Node, Walk};
use newsclip::{Document, Markdown, Url};
use pulldown_cmark::{Options, Parser};

use super::seen::{set, text, visible};

/// The first difference between the article and its Markdown.
pub(super) fn difference(document: &Document) -> Option<String> {
    let markdown = Markdown::new().header(Header::None).render(document);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&markdown, options));
    let found = Reader::new().read(&html).body;
    let expected = shown(&document.body);
    let found = shown(&found);
    // Captions come before a table or after a figure.
    text(&expected.text, &found.text, true)
        .map(|message| format!("text differs {message}"))
        .or_else(|| set("link", &expected.links, &found.links))
        .or_else(|| set("image", &expected.images, &found.images))
}

struct Shown {
    text: String,
    links: BTreeSet<String>,
    images: BTreeSet<String>,
}

/// The content that a tree shows in Markdown, where an embed is a link with its poster, title or address.
fn shown(body: &[Block]) -> Shown {
    let walk = || Walk::new(body);
    let mut shown = Shown {
        text: visible(&walk().texts().collect::<String>()),
        links: walk().links().map(|link| ascii(&link.url)).collect(),
        images: walk().images().map(|image| ascii(&image.url)).collect(),
    };
    for node in walk() {
        if let Node::Block(Block::Embed(embed)) = node {
            shown.embed(embed);
        }
    }
    shown
}

impl Shown {
    fn embed(&mut self, embed: &Embed) {
        self.links.insert(ascii(&embed.url));
        match &embed.poster {
            Some(poster) => drop(self.images.insert(ascii(poster))),
            None => self.text.push_str(&visible(embed.title.as_deref().unwrap_or(&embed.url))),
        }
    }
}

/// Markdown parsers percent-encode some characters in URLs, so both sides are compared in the same form.
fn ascii(url: &str) -> String {
    let base = Url::parse("https://relative.invalid/").expect("it is an address");
    let url = base.join(url).map_or_else(|_| url.to_string(), String::from);
    let encoded =
        [("%5B", "["), ("%5D", "]"), ("%27", "'"), ("%7B", "{"), ("%7C", "|"), ("%7D", "}"), ("%5E", "^")];
    encoded.iter().fold(url, |url, (encoded, plain)| url.replace(encoded, plain))
}
