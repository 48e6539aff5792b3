//! What the formats write of a document, found once: id, content, summary, lead image, enclosures. What is blank or repeated
//! is dropped here, for all of them.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Document;
use crate::html::{Frames, Html, Lines};
use crate::scan::fold;
use crate::time::Timestamp;
use crate::tree::{Block, Embed, EmbedKind, Inline, Node, Walk, text};
use crate::url::{Purpose, is_web, resolve, to_ascii};

/// A summary's greatest length, in characters as a reader counts them (extended grapheme clusters, UAX #29).
const SUMMARY_LENGTH: usize = 200;

/// A document, as a feed has it.
pub(in crate::feed) struct Entry<'a> {
    pub(super) document: &'a Document,
    /// The document's URL. A second document with the same URL has its time after `#`, and a number if that is taken, too.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) authors: Vec<&'a str>,
    pub(super) tags: Vec<&'a str>,
    /// The body as HTML, with frames as links.
    pub(super) html: String,
    pub(super) summary: Option<String>,
    /// The first image that is not a `data:` URL.
    pub(super) image: Option<String>,
    pub(super) enclosures: Vec<Enclosure>,
}

/// A file of sound or film that belongs to a document.
pub(super) struct Enclosure {
    pub(super) url: String,
    pub(super) media_type: String,
    pub(super) title: Option<String>,
}

/// The ids that were given out in a feed.
#[derive(Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    pub(super) fn take(&mut self, document: &Document) -> String {
        let url = document.url.as_str().to_string();
        let time = document.published.map_or(0, Timestamp::as_milliseconds);
        let separator = if document.url.fragment().is_some() { '-' } else { '#' };
        let dated = format!("{url}{separator}{time}");
        let numbered = (2..).map(|number| format!("{dated}-{number}"));
        let mut candidates = [url, dated.clone()].into_iter().chain(numbered);
        let id = candidates.find(|id| !self.0.contains(id)).expect("there is always another number");
        self.0.insert(id.clone());
        id
    }
}

impl<'a> Entry<'a> {
    pub(super) fn new(document: &'a Document, id: String) -> Self {
        let title = fold(&document.title);
        let own_summary = document.summary.as_deref().map(fold).filter(|text| !text.is_empty());
        let summary = own_summary.or_else(|| summary(&document.body));
        Self {
            id,
            title: if title.is_empty() { summary.clone().unwrap_or_default() } else { title },
            authors: distinct(&document.authors),
            tags: distinct(&document.tags),
            html: html(document),
            summary,
            image: document.images().find_map(|image| web_url(&image.url, document)),
            enclosures: enclosures(document),
            document,
        }
    }

    /// The article's address, if it may be a link.
    pub(super) fn url(&self) -> Option<&'a str> {
        Some(&self.document.url).filter(|url| is_web(url)).map(url::Url::as_str)
    }

    pub(super) fn is_permalink(&self) -> bool {
        self.url() == Some(&*self.id)
    }
}

/// Texts that are not blank, each of them once, in their order.
pub(super) fn distinct(texts: &[String]) -> Vec<&str> {
    let mut seen = HashSet::new();
    let visible = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    visible.filter(|text| seen.insert(*text)).collect()
}

fn html(document: &Document) -> String {
    let mut html = String::new();
    let writer = Html::new().frames(Frames::Link);
    writer
        .write_resolved(&document.body, &document.url, Lines::Separate, &mut html)
        .expect("writing to a string does not fail");
    html
}

/// An absolute URL of the web in ASCII.
fn web_url(url: &str, document: &Document) -> Option<String> {
    resolve(url, Some(&document.url), Purpose::Media).map(|url| to_ascii(&url))
}

/// The beginning of the text, cut after a sentence, or else between two characters, with an ellipsis.
pub(in crate::feed) fn summary(body: &[Block]) -> Option<String> {
    // Tables and lists make no sentences; they are taken only if there is nothing else.
    let top = body.iter().filter_map(paragraph);
    let text = first_text(top);
    let all = Walk::new(body).filter_map(|node| match node {
        Node::Block(block) => paragraph(block),
        Node::Inline(_) | Node::FigureImage(_) => None,
    });
    let text = if text.trim().is_empty() { first_text(all) } else { text };
    let text = fold(&text);
    let text = text.trim();
    let Some((cut, _)) = text.grapheme_indices(true).nth(SUMMARY_LENGTH) else {
        return Some(text.to_string()).filter(|text| !text.is_empty());
    };
    let ends = text[..cut].char_indices().filter(|&(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '…'));
    let sentence = ends.map(|(at, c)| at + c.len_utf8()).rfind(|&end| end > cut / 2);
    Some(match sentence {
        Some(end) => text[..end].to_string(),
        None => format!("{}…", text[..cut].trim_end()),
    })
}

fn paragraph(block: &Block) -> Option<&[Inline]> {
    match block {
        Block::Paragraph { content } => Some(content),
        _ => None,
    }
}

/// The text of some paragraphs, more than enough for a summary.
fn first_text<'a>(paragraphs: impl Iterator<Item = &'a [Inline]>) -> String {
    let mut beginning = String::new();
    for content in paragraphs {
        beginning.push_str(&text(content));
        beginning.push(' ');
        if beginning.len() > 16 * SUMMARY_LENGTH {
            break;
        }
    }
    beginning
}

fn enclosures(document: &Document) -> Vec<Enclosure> {
    let embeds = document.walk().filter_map(|node| match node {
        Node::Block(Block::Embed(embed)) if embed.kind != EmbedKind::Frame => Some(&**embed),
        Node::Block(_) | Node::Inline(_) | Node::FigureImage(_) => None,
    });
    let enclosure = |embed: &Embed| {
        let url = web_url(&embed.url, document)?;
        let stated = embed.media_type.as_deref().filter(|media_type| is_media_type(media_type));
        let media_type = stated.or_else(|| media_type_of(&url))?.to_string();
        Some(Enclosure { url, media_type, title: embed.title.clone() })
    };
    embeds.filter_map(enclosure).collect()
}

fn is_media_type(media_type: &str) -> bool {
    let is_token =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    media_type.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// The media type that a file name suggests.
fn media_type_of(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "oga" | "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        _ => return None,
    })
}
