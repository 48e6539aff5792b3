//! What the three formats say of a document, found once: id, content, summary, lead image, enclosures.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::normal::fold;
use crate::url::{Purpose, checked, to_ascii, web_page};
use crate::write::{Frames, Html, Links, inlines_as_text};
use crate::{Block, Document, EmbedKind, Inline, Node, Timestamp, Walk};

/// A summary's greatest length, in characters as a reader counts them (extended grapheme clusters, UAX #29).
const SUMMARY_LENGTH: usize = 200;

/// A document, as a feed has it.
pub(super) struct Entry<'a> {
    pub(super) document: &'a Document,
    /// The document's URL; a second document with the same URL has its time after `#`, and a number if that is
    /// taken, too.
    pub(super) id: String,
    pub(super) title: String,
    /// The body as HTML, frames as links.
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

/// Ids that were given out in a feed.
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
        let summary = summary(&document.body);
        Self {
            id,
            title: if title.is_empty() { summary.clone().unwrap_or_default() } else { title },
            html: Html::new().frames(Frames::Link).render(document),
            summary,
            image: document.images().find_map(|image| web_url(&image.url, Purpose::Media)),
            enclosures: enclosures(&document.body),
            document,
        }
    }

    /// The author, if it is not blank.
    pub(super) fn author(&self) -> Option<&'a str> {
        self.document.author.as_deref().filter(|author| !author.trim().is_empty())
    }

    /// The tags that are not blank.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'a str> {
        self.document.tags.iter().map(String::as_str).filter(|tag| !tag.trim().is_empty())
    }

    /// Where the article is, if that may be a link.
    pub(super) fn url(&self) -> Option<&'a str> {
        web_page(&self.document.url)
    }

    pub(super) fn is_permalink(&self) -> bool {
        self.url() == Some(&*self.id)
    }
}

/// A URL that a feed may hold: allowed, and in ASCII, as RFC 3986 demands.
fn web_url(url: &str, purpose: Purpose) -> Option<String> {
    checked(url, purpose).map(|url| to_ascii(&url))
}

/// The beginning of the text, cut after a sentence, or else between two characters, with an ellipsis.
fn summary(body: &[Block]) -> Option<String> {
    // Tables and lists make no sentences; where there is nothing else, they must do.
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
    let mut text = String::new();
    for content in paragraphs {
        text.push_str(&inlines_as_text(content, Links::Omit));
        text.push(' ');
        if text.len() > 16 * SUMMARY_LENGTH {
            break;
        }
    }
    text
}

fn enclosures(body: &[Block]) -> Vec<Enclosure> {
    let embeds = Walk::new(body).filter_map(|node| match node {
        Node::Block(Block::Embed(embed)) if embed.kind != EmbedKind::Frame => Some(embed),
        Node::Block(_) | Node::Inline(_) | Node::FigureImage(_) => None,
    });
    let enclosure = |embed: &crate::Embed| {
        let url = web_url(&embed.url, Purpose::Media)?;
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

/// What a file's name says of its type.
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
