//! A feed's texts, before they are made into documents: every format fills the same fields.

use std::borrow::Cow;

use url::Url;

use super::note::{Note, NoteKind};
use super::time::Time;
use crate::document::Document;
use crate::error::Position;
use crate::feed::write::summary;
use crate::feed::{Feed, Limits};
use crate::html::{Reader, text_of_html};
use crate::normal::normalize;
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::tree::{Block, Embed, EmbedKind, Figure, FigureImage, Image, Inline, Node, Walk};
use crate::url::{Purpose, is_web, resolve, to_ascii};

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
    pub(super) language: Option<String>,
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
    pub(super) fn into_feed(self, minutes: i32, notes: &mut Vec<Note>) -> Feed {
        let feed_url = web(self.feed_url.as_deref(), None);
        let url = web(self.url.as_deref(), feed_url.as_ref());
        let url = url.or_else(|| feed_url.as_ref()?.join("/").ok());
        let updated = self.updated.as_deref().and_then(|text| time(text, minutes, None, notes));
        let documents =
            self.entries.into_iter().filter_map(|entry| entry.into_document(url.as_ref(), minutes, notes));
        let documents: Vec<Document> = documents.collect();
        // A time that readers can derive from the documents is not the feed's own.
        let newest = documents.iter().filter_map(|document| document.published).max();
        Feed {
            title: self.title.as_deref().map(fold).unwrap_or_default(),
            feed_url,
            description: self.description.as_deref().and_then(fold_to_option),
            language: self.language.as_deref().and_then(fold_to_option),
            authors: self.authors.iter().filter_map(|author| fold_to_option(author)).collect(),
            icon: web(self.icon.as_deref(), url.as_ref()),
            rights: self.rights.as_deref().and_then(fold_to_option),
            hub: web(self.hub.as_deref(), url.as_ref()),
            ttl: self.ttl,
            updated: updated.filter(|updated| Some(*updated) != newest),
            limits: Limits::default(),
            documents,
            url,
        }
    }
}

impl RawEntry {
    fn into_document(self, site: Option<&Url>, minutes: i32, notes: &mut Vec<Note>) -> Option<Document> {
        let base = self.base.as_ref().or(site);
        let id = self.id.as_deref().filter(|id| self.id_is_url || id.starts_with("http"));
        let Some(url) = web(self.url.as_deref(), base).or_else(|| web(id, base)) else {
            notes.push(Note { kind: NoteKind::NoUrl, position: self.position });
            return None;
        };
        let mut document = Document::new(url, self.title.as_deref().map(fold).unwrap_or_default());
        self.set_times(&mut document, minutes, notes);
        document.authors = self.authors.iter().filter_map(|author| fold_to_option(author)).collect();
        document.tags = self.tags.iter().filter_map(|tag| fold_to_option(tag)).collect();
        document.language = self.language.as_deref().and_then(fold_to_option);
        let html = self.content.as_deref().or(self.summary.as_deref()).unwrap_or_default();
        let base = self.base.as_ref().unwrap_or(&document.url);
        let mut body = Reader::new().base(base).read(html).body;
        self.add_media(&mut body, base);
        document.body = normalize(body);
        if self.content.is_some() {
            // A summary that is only the beginning of the body is not the publisher's own.
            let own = self.summary.as_deref().map(text_of_html).filter(|text| !text.is_empty());
            document.summary = own.filter(|text| summary(&document.body).as_ref() != Some(text));
        }
        Some(document)
    }

    /// Atom requires `updated`: 1970 stands for a time that is not known.
    fn set_times(&self, document: &mut Document, minutes: i32, notes: &mut Vec<Note>) {
        let mut read = |text: &Option<String>| time(text.as_deref()?, minutes, self.position, notes);
        let (published, updated) = (read(&self.published), read(&self.updated));
        let updated = updated.filter(|time| time.as_milliseconds() != 0);
        document.published = published.or(updated);
        document.updated = updated.filter(|_| updated != document.published);
    }

    /// Adds files that the content does not show: sound and film after it, a picture before it.
    fn add_media(&self, body: &mut Vec<Block>, base: &Url) {
        for (url, media_type, title) in &self.enclosures {
            let kind = match media_type.as_deref().unwrap_or_default() {
                media_type if media_type.starts_with("video/") => EmbedKind::Video,
                media_type if media_type.starts_with("audio/") => EmbedKind::Audio,
                _ => continue,
            };
            let Some(url) = resolve(url, Some(base), Purpose::Media).map(Cow::into_owned) else { continue };
            let is_shown =
                |node: Node<'_>| matches!(node, Node::Block(Block::Embed(embed)) if same(&embed.url, &url));
            if !Walk::new(body).any(is_shown) {
                let title = title.as_deref().and_then(fold_to_option);
                let media_type = media_type.clone();
                body.push(Embed { kind, url, media_type, poster: None, title }.into());
            }
        }
        let is_image = |node: Node<'_>| matches!(node, Node::FigureImage(_) | Node::Inline(Inline::Image(_)));
        let image = self.images.iter().find_map(|url| resolve(url, Some(base), Purpose::Media));
        if let Some(url) = image
            && !Walk::new(body).any(is_image)
        {
            body.insert(0, Figure::new(vec![FigureImage::new(Image::new(url))]).into());
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    to_ascii(a) == to_ascii(b)
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
    url.ok().filter(is_web)
}

fn time(text: &str, minutes: i32, position: Option<Position>, notes: &mut Vec<Note>) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let time = Time::read(text, minutes);
    let kind = match &time {
        Time::Exact(_) => None,
        Time::AssumedZone(_) => Some(NoteKind::AssumedZone { text: text.to_string() }),
        Time::Unparsed(_) => Some(NoteKind::Time { text: text.to_string() }),
    };
    notes.extend(kind.map(|kind| Note { kind, position }));
    time.time()
}
