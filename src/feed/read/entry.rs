//! What a feed says, before it is made into documents: every format fills the same fields.

use url::Url;

use super::date::FeedTime;
use super::{FeedNote, FeedNoteKind, nowhere};
use crate::feed::{Feed, FeedLimits};
use crate::html;
use crate::normal::{fold, folded};
use crate::url::{Purpose, resolve};
use crate::{Block, Document, Embed, EmbedKind, Figure, FigureImage, Image, Node, Position, Timestamp, Walk};

#[derive(Debug, Default)]
pub(super) struct RawFeed {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) feed_url: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) icon: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) hub: Option<String>,
    pub(super) ttl: Option<u32>,
    pub(super) updated: Option<String>,
    pub(super) entries: Vec<RawEntry>,
}

#[derive(Debug, Default)]
pub(super) struct RawEntry {
    pub(super) title: Option<String>,
    pub(super) id: Option<String>,
    /// Whether the id is an address, as far as the feed says.
    pub(super) id_is_url: bool,
    pub(super) url: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    /// The whole content as HTML.
    pub(super) content: Option<String>,
    /// A summary as HTML, which is the content where there is no other.
    pub(super) summary: Option<String>,
    pub(super) images: Vec<String>,
    pub(super) enclosures: Vec<(String, Option<String>, Option<String>)>,
    /// `xml:base` where the content stands.
    pub(super) base: Option<Url>,
    pub(super) position: Option<Position>,
}

impl RawFeed {
    pub(super) fn into_feed(self, minutes: i32, notes: &mut Vec<FeedNote>) -> Feed {
        let feed_url = web(self.feed_url.as_deref(), None);
        let url = web(self.url.as_deref(), feed_url.as_ref());
        let url =
            url.or_else(|| feed_url.as_ref().and_then(|url| url.join("/").ok())).unwrap_or_else(nowhere);
        let updated = self.updated.as_deref().and_then(|text| time(text, minutes, None, notes));
        let documents =
            self.entries.into_iter().filter_map(|entry| entry.into_document(&url, minutes, notes));
        let documents: Vec<Document> = documents.collect();
        // What readers can tell from the documents is not a statement of the feed's own.
        let newest = documents.iter().filter_map(|document| document.published).max();
        Feed {
            title: self.title.as_deref().map(fold).unwrap_or_default(),
            feed_url,
            description: self.description.as_deref().and_then(folded),
            language: self.language.as_deref().and_then(folded),
            authors: self.authors.iter().filter_map(|author| folded(author)).collect(),
            icon: web(self.icon.as_deref(), Some(&url)),
            rights: self.rights.as_deref().and_then(folded),
            hub: web(self.hub.as_deref(), Some(&url)),
            ttl: self.ttl,
            updated: updated.filter(|updated| Some(*updated) != newest),
            limits: FeedLimits::default(),
            documents,
            url,
        }
    }
}

impl RawEntry {
    fn into_document(self, site: &Url, minutes: i32, notes: &mut Vec<FeedNote>) -> Option<Document> {
        let base = self.base.as_ref().unwrap_or(site);
        let id = self.id.as_deref().filter(|id| self.id_is_url || id.starts_with("http"));
        let Some(url) = web(self.url.as_deref(), Some(base)).or_else(|| web(id, Some(base))) else {
            notes.push(FeedNote { kind: FeedNoteKind::NoUrl, position: self.position });
            return None;
        };
        let published = self.published.as_deref().and_then(|text| time(text, minutes, self.position, notes));
        // Atom demands `updated`; 1970 says that nobody knows.
        let updated = || time(self.updated.as_deref()?, minutes, self.position, notes);
        let published =
            published.or_else(updated).filter(|time| time.as_milliseconds() != 0 || self.published.is_some());
        let html = self.content.as_deref().or(self.summary.as_deref()).unwrap_or_default();
        let base = self.base.as_ref().unwrap_or(&url);
        let (mut body, _) = html::blocks(html, base);
        self.add_media(&mut body, base);
        Some(Document {
            published,
            title: self.title.as_deref().map(fold).unwrap_or_default(),
            author: folded(&self.authors.join(", ")),
            tags: self.tags.iter().filter_map(|tag| folded(tag)).collect(),
            body: crate::normalize(body),
            url,
        })
    }

    /// Files that the content does not show: sound and film after it, a picture before it.
    fn add_media(&self, body: &mut Vec<Block>, base: &Url) {
        for (url, media_type, title) in &self.enclosures {
            let kind = match media_type.as_deref().unwrap_or_default() {
                media_type if media_type.starts_with("video/") => EmbedKind::Video,
                media_type if media_type.starts_with("audio/") => EmbedKind::Audio,
                _ => continue,
            };
            let Some(url) = resolve(url, Some(base), Purpose::Media) else { continue };
            let is_shown =
                |node: Node<'_>| matches!(node, Node::Block(Block::Embed(embed)) if same(&embed.url, &url));
            if !Walk::new(body).any(is_shown) {
                let title = title.as_deref().and_then(folded);
                body.push(Block::Embed(Embed {
                    kind,
                    url,
                    media_type: media_type.clone(),
                    poster: None,
                    title,
                }));
            }
        }
        let is_image =
            |node: Node<'_>| matches!(node, Node::FigureImage(_) | Node::Inline(crate::Inline::Image(_)));
        let image = self.images.iter().find_map(|url| resolve(url, Some(base), Purpose::Media));
        if let Some(url) = image
            && !Walk::new(body).any(is_image)
        {
            let image = FigureImage { image: Image { url, ..Image::default() }, link: None };
            body.insert(0, Block::Figure(Figure { images: vec![image], caption: Vec::new() }));
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    crate::url::to_ascii(a) == crate::url::to_ascii(b)
}

/// An absolute address of the web.
fn web(url: Option<&str>, base: Option<&Url>) -> Option<Url> {
    let url = url?.trim();
    if url.is_empty() {
        return None;
    }
    let url = match base {
        Some(base) => base.join(url),
        None => Url::parse(url),
    };
    url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn time(
    text: &str,
    minutes: i32,
    position: Option<Position>,
    notes: &mut Vec<FeedNote>,
) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let time = FeedTime::read(text, minutes);
    let kind = match &time {
        FeedTime::Exact(_) => None,
        FeedTime::AssumedZone(_) => Some(FeedNoteKind::AssumedZone { text: text.to_string() }),
        FeedTime::Unparsed(_) => Some(FeedNoteKind::Time { text: text.to_string() }),
    };
    notes.extend(kind.map(|kind| FeedNote { kind, position }));
    time.time()
}
