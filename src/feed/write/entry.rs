//! Entries: items and documents, prepared once for all formats. Blank and repeated values are dropped, and missing values
//! that a format requires are derived.

use std::borrow::Cow;
use std::collections::HashSet;
use std::time::Duration;

use url::Url;

use super::options::Content;
use super::views::{CommentsView, PersonView, SourceView, TagView, allowed, distinct, people, tags, visible};
use crate::document::Document;
use crate::feed::conventions::{LONGEST_BASE, canonical};
use crate::feed::media::{is_media_type, media_type_of};
use crate::feed::model::{Enclosure, Item};
use crate::feed::summary::{beginning, one_line};
use crate::html::{Frames, Html, Lines};
use crate::normal::Budget;
use crate::scan::{fold, folded_prefix, write_text};
use crate::time::Timestamp;
use crate::tree::{Block, Embed, EmbedKind, Inline, Node, Walk};
use crate::url::{Purpose, is_web, is_web_url, resolve, to_ascii};
use crate::writer::{TO_STRING, Writer as BlocksWriter};

/// A type that can be an entry of a feed: an [`Item`], a [`Document`], or a reference to one of them. Other types cannot
/// implement it.
///
/// ```
/// use newsclip::feed::{Format, Item, ToEntry, Writer};
///
/// fn count(entries: Vec<impl ToEntry>) -> usize {
///     Writer::new(Format::Rss).write(&newsclip::Feed::new("Weather"), entries, String::new()).unwrap()
/// }
/// assert_eq!(count(vec![Item::new("Rain")]), 1);
/// ```
pub trait ToEntry: EntrySource {}

impl<T: EntrySource> ToEntry for T {}

mod sealed {
    use super::{Entry, IdParts};
    use crate::time::Timestamp;

    /// A source of an entry.
    pub trait EntrySource {
        fn to_entry(&self) -> Entry<'_>;
        fn id_parts(&self) -> IdParts<'_>;
        /// The later of the times of publication and of the last change.
        fn time(&self) -> Option<Timestamp>;
    }
}

pub(super) use self::sealed::EntrySource;

/// An item, prepared for all formats.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    pub(super) id: String,
    /// The address, if the URL policy allows it as a link.
    pub(super) url: Option<&'a Url>,
    pub(super) external_url: Option<&'a Url>,
    pub(super) title: Cow<'a, str>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) authors: Vec<PersonView<'a>>,
    pub(super) contributors: Vec<PersonView<'a>>,
    pub(super) tags: Vec<TagView<'a>>,
    pub(super) summary: Summary<'a>,
    pub(super) content: &'a [Block],
    /// The base of relative addresses in the content.
    pub(super) base: Option<&'a Url>,
    /// The budget of the feed for copies of bases.
    pub(super) copies: Option<&'a Budget>,
    /// The first image that is not a `data:` URL.
    pub(super) image: Option<Cow<'a, str>>,
    pub(super) thumbnail: Option<&'a Url>,
    pub(super) files: Vec<File<'a>>,
    pub(super) source: Option<SourceView<'a>>,
    pub(super) comments: CommentsView<'a>,
    pub(super) rights: Option<&'a str>,
    pub(super) language: Option<&'a str>,
}

/// The values from which an id is derived.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdParts<'a> {
    pub(super) given: Option<&'a str>,
    pub(super) url: Option<&'a Url>,
    pub(super) published: Option<Timestamp>,
    pub(super) title: &'a str,
    /// More text to distinguish items without an address.
    pub(super) first_words: Option<&'a str>,
}

/// A file that belongs to the item, with its media type.
#[derive(Debug)]
pub(super) struct File<'a> {
    pub(super) url: Cow<'a, str>,
    pub(super) media_type: Cow<'a, str>,
    pub(super) length: Option<u64>,
    pub(super) duration: Option<Duration>,
    pub(super) title: Option<&'a str>,
}

#[derive(Debug, Default)]
pub(super) enum Summary<'a> {
    #[default]
    None,
    /// Plain text on one line.
    Text(Cow<'a, str>),
    Blocks(&'a [Block]),
}

impl EntrySource for Item {
    fn to_entry(&self) -> Entry<'_> {
        Entry {
            url: allowed(self.url.as_ref(), Purpose::Link),
            external_url: allowed(self.external_url.as_ref(), Purpose::Link),
            title: title(&self.title),
            published: self.published,
            updated: self.updated,
            authors: people(&self.authors),
            contributors: people(&self.contributors),
            tags: tags(&self.tags),
            summary: Summary::of(&self.summary),
            content: &self.content,
            base: self.url.as_ref().filter(|url| is_short(url)),
            image: allowed(self.image.as_ref(), Purpose::Media).map(|url| Cow::Borrowed(url.as_str())),
            thumbnail: allowed(self.thumbnail.as_ref(), Purpose::Media),
            files: self.enclosures.iter().filter_map(File::of_enclosure).collect(),
            source: self.source.as_deref().map(SourceView::of),
            comments: self.comments.as_deref().map(CommentsView::of).unwrap_or_default(),
            rights: visible(self.rights.as_deref()),
            language: visible(self.language.as_deref()),
            ..Entry::default()
        }
    }

    fn id_parts(&self) -> IdParts<'_> {
        let blocks = self.content.first().or(self.summary.first());
        let first_words = match blocks {
            // Borrowed, so that an id does not need the text of the whole content.
            Some(Block::Paragraph { content }) => content.iter().find_map(|inline| match inline {
                Inline::Text(text) => Some(text.as_str()),
                _ => None,
            }),
            _ => self.enclosures.first().map(|file| file.url.as_str()),
        };
        IdParts {
            given: self.id.as_deref(),
            url: self.url.as_ref(),
            published: self.published,
            title: &self.title,
            first_words,
        }
    }

    fn time(&self) -> Option<Timestamp> {
        self.published.max(self.updated)
    }
}

impl EntrySource for Document {
    fn to_entry(&self) -> Entry<'_> {
        let name = |name| PersonView { name, email: None, url: None, avatar: None };
        let term = |term| TagView { term, scheme: None, label: None };
        Entry {
            url: Some(&self.url).filter(|url| is_web(url)),
            title: title(&self.title),
            published: self.published,
            updated: self.updated,
            authors: distinct(self.authors.iter().filter_map(|author| visible(Some(author)).map(name))),
            tags: distinct(self.tags.iter().filter_map(|tag| visible(Some(tag)).map(term))),
            summary: visible(self.summary.as_deref())
                .map_or(Summary::None, |summary| Summary::Text(folded(summary))),
            content: &self.body,
            base: Some(&self.url).filter(|url| is_short(url)),
            language: visible(self.language.as_deref()),
            ..Entry::default()
        }
    }

    fn id_parts(&self) -> IdParts<'_> {
        // The address is enough, and the title of a document may change without a new id.
        IdParts { url: Some(&self.url), published: self.published, ..IdParts::default() }
    }

    fn time(&self) -> Option<Timestamp> {
        self.published.max(self.updated)
    }
}

impl<T: EntrySource> EntrySource for &T {
    fn to_entry(&self) -> Entry<'_> {
        (**self).to_entry()
    }

    fn id_parts(&self) -> IdParts<'_> {
        (**self).id_parts()
    }

    fn time(&self) -> Option<Timestamp> {
        (**self).time()
    }
}

impl<'a> Entry<'a> {
    /// Sets the id, and derives a missing summary, image and files from the content.
    pub(super) fn complete(mut self, id: String, content: Content, copies: &'a Budget) -> Self {
        self.id = id;
        self.copies = Some(copies);
        // Feed readers show summaries in their lists of items.
        if matches!(self.summary, Summary::None) {
            let text = beginning(self.content).map(Cow::Owned);
            self.summary = text.map_or(Summary::None, Summary::Text);
        }
        // Before the content is removed, because a feed of summaries still has images and files.
        self.find_media();
        if content == Content::Summary {
            self.content = &[];
        }
        self
    }

    /// Finds a missing lead image and missing files in one walk over the content.
    fn find_media(&mut self) {
        // The fields of the item take precedence over its content.
        let needs_files = self.files.is_empty();
        for block in self.content {
            // Almost all blocks are paragraphs of text. Walking them took 9 % of the time of writing RSS.
            if let Block::Paragraph { content } = block
                && (self.image.is_some() || content.iter().all(|inline| matches!(inline, Inline::Text(_))))
            {
                continue;
            }
            for node in Walk::new(std::slice::from_ref(block)) {
                let image = match node {
                    Node::Block(Block::Embed(embed)) if needs_files && embed.kind != EmbedKind::Frame => {
                        self.files.extend(File::of_embed(embed, self.base.zip(self.copies)));
                        continue;
                    }
                    Node::Inline(Inline::Image(image)) => image,
                    Node::FigureImage(image) => &image.image,
                    _ => continue,
                };
                if self.image.is_none() {
                    self.image = web_url(&image.url, self.base);
                }
            }
        }
        let mut seen = HashSet::new();
        // The content may play a file twice, but it is downloaded once.
        if self.files.len() > 1 {
            self.files.retain(|file| seen.insert(file.url.clone()));
        }
    }

    pub(super) fn is_permalink(&self) -> bool {
        // RSS 2.0, "guid": a permalink can be opened in a browser. That is true for both spellings of the URL.
        self.url
            .is_some_and(|url| is_web(url) && (url.as_str() == self.id || canonical(url.as_str()) == self.id))
    }

    /// Appends the content as HTML. Frames become links, and relative addresses are resolved.
    pub(super) fn write_content(&self, out: &mut String) {
        write_html(self.content, self.base.zip(self.copies), out);
    }

    /// Appends the summary as HTML.
    pub(super) fn write_summary(&self, out: &mut String) {
        match &self.summary {
            Summary::None => {}
            Summary::Text(text) => write_text(out, text).expect(TO_STRING),
            Summary::Blocks(blocks) => write_html(blocks, self.base.zip(self.copies), out),
        }
    }

    /// The summary as plain text.
    pub(super) fn summary_text(&self) -> Option<Cow<'_, str>> {
        match &self.summary {
            Summary::None => None,
            Summary::Text(text) => Some(Cow::Borrowed(text)),
            Summary::Blocks(blocks) => Some(one_line(blocks)).filter(|text| !text.is_empty()).map(Cow::Owned),
        }
    }
}

impl<'a> Summary<'a> {
    /// A single paragraph of unformatted text becomes plain text.
    fn of(blocks: &'a [Block]) -> Self {
        match blocks {
            [] => Self::None,
            [Block::Paragraph { content }] => match content.as_slice() {
                // A blank summary is dropped: readers would show an empty line.
                [Inline::Text(text)] if text.trim().is_empty() => Self::None,
                [Inline::Text(text)] => Self::Text(folded(text)),
                // Marks and links need HTML. JSON Feed takes the text of the blocks.
                _ => Self::Blocks(blocks),
            },
            _ => Self::Blocks(blocks),
        }
    }
}

impl<'a> File<'a> {
    fn of_enclosure(file: &'a Enclosure) -> Option<Self> {
        let url = allowed(Some(&file.url), Purpose::Link)?.as_str();
        let stated = file.media_type.as_deref().map(str::trim).filter(|text| is_media_type(text));
        // All formats require a type. RFC 2046 §4.5.1 defines this one for unknown data.
        let media_type = stated.or_else(|| media_type_of(url)).unwrap_or("application/octet-stream");
        Some(Self {
            url: Cow::Borrowed(url),
            media_type: Cow::Borrowed(media_type),
            length: file.length,
            duration: file.duration,
            title: visible(file.title.as_deref()),
        })
    }

    fn of_embed(embed: &'a Embed, base: Option<(&Url, &Budget)>) -> Option<Self> {
        // Enclosures are downloaded, so only absolute `http` and `https` addresses are useful.
        let url = web_url(&embed.url, base.map(|(base, _)| base))?;
        let stated = embed.media_type.as_deref().filter(|text| is_media_type(text));
        // A file name of an image is misleading here: readers would show an image instead of a player.
        let suggested =
            || media_type_of(&url).filter(|text| text.starts_with("audio/") || text.starts_with("video/"));
        let media_type = stated.or_else(suggested)?;
        if base.is_some_and(|(_, copies)| !copies.pay_for_base(&embed.url, &url)) {
            return None;
        }
        let title = visible(embed.title.as_deref());
        Some(Self { url, media_type: Cow::Borrowed(media_type), length: None, duration: None, title })
    }
}

/// Whether a base is short enough to be repeated with each relative URL.
fn is_short(base: &Url) -> bool {
    base.as_str().len() <= LONGEST_BASE
}

fn write_html(blocks: &[Block], base: Option<(&Url, &Budget)>, out: &mut String) {
    // Feed validators reject frames in content, so a link replaces them.
    let writer = Html::new().frames(Frames::Link);
    let written = match base {
        // RSS defines no base for relative links, so they are resolved.
        Some(base) => writer.write_resolved(blocks, base, Lines::Separate, out),
        None => BlocksWriter::blocks(&writer, blocks, out),
    };
    written.expect(TO_STRING);
}

/// Resolves an address to an `http` or `https` URL in ASCII.
fn web_url<'a>(url: &'a str, base: Option<&Url>) -> Option<Cow<'a, str>> {
    let resolved = resolve(url, base, Purpose::Media)?;
    // Without a base, the URL may still be relative.
    if !is_web_url(&resolved) {
        return None;
    }
    // Most URLs are ASCII already. Parsing one takes as long as writing a paragraph.
    Some(if resolved.is_ascii() { resolved } else { Cow::Owned(to_ascii(&resolved)) })
}

/// Folds white space, without a copy if the text is already folded, as almost all are.
fn folded(text: &str) -> Cow<'_, str> {
    if folded_prefix(text) == text.len() { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) }
}

/// The title of an entry, which is one line in every format. One of white space alone is empty, even of kinds that `fold` keeps.
fn title(text: &str) -> Cow<'_, str> {
    folded(if text.trim().is_empty() { "" } else { text })
}
