//! Documents as items of feeds, and items as documents.

use std::collections::HashSet;

use url::Url;

use super::media::media_type_of;
use super::model::{Enclosure, Feed, Item, Person, Tag};
use super::summary::{beginning, one_line};
use crate::document::Document;
use crate::scan::fold_to_option;
use crate::tree::{Block, Embed, EmbedKind, Figure, FigureImage, Image, Inline, Node, Walk};
use crate::url::{is_web, to_ascii};

/// Converts a document to an item. The document's address becomes the item's address and, when it is written, its id.
///
/// ```
/// use newsclip::feed::Item;
///
/// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It stopped.")?;
/// assert_eq!(Item::from(doc.clone()).into_document(None), Ok(doc));
/// # Ok::<(), newsclip::Error>(())
/// ```
impl From<Document> for Item {
    fn from(document: Document) -> Self {
        let paragraph = |text: String| Block::paragraph(vec![Inline::Text(text)]);
        Self {
            url: Some(document.url),
            published: document.published,
            updated: document.updated,
            // A blank name says nothing, and a list of them would take seventy times its length.
            authors: document
                .authors
                .into_iter()
                .filter(|name| !name.trim().is_empty())
                .map(Person::from)
                .collect(),
            tags: document.tags.into_iter().map(Tag::from).collect(),
            summary: document.summary.map(paragraph).into_iter().collect(),
            content: document.body,
            language: document.language,
            ..Self::new(document.title)
        }
    }
}

impl Feed {
    /// Converts all items to documents with [`Item::into_document`], without a fallback address. An item that has no
    /// address is returned as the error.
    ///
    /// ```
    /// use newsclip::{Document, Feed};
    ///
    /// let rss = "<rss><channel><item><title>Rain</title><link>https://a.example/1</link></item>\
    ///     <item><title>Snow</title></item></channel></rss>";
    /// let documents: Vec<Document> = Feed::parse(rss)?.into_documents().flatten().collect();
    /// assert_eq!(documents.len(), 1);
    /// assert!(Feed::parse(rss)?.into_documents().nth(1).unwrap().is_err_and(|item| item.title == "Snow"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn into_documents(self) -> impl Iterator<Item = Result<Document, Box<Item>>> {
        self.items.into_iter().map(|item| item.into_document(None))
    }
}

impl Item {
    /// Converts the item to a document.
    ///
    /// - Its address is the item's, or `fallback` if the item has no `http` or `https` address.
    /// - Its body is the content, or the summary if there is no content.
    /// - Its summary is the item's as plain text, unless that is the beginning of the content.
    /// - Files that the body does not show are appended: audio and video as players, other files as links.
    /// - The lead image is inserted before the body if the body has no image and does not name the image's address as a
    ///   link, or as the source or poster of a player. Without a lead image, the thumbnail is used, else the first enclosed
    ///   picture.
    /// - The id, external URL, contributors, source, comments and rights are lost, and so are the addresses of people and the
    ///   schemes of tags: a document has no fields for them.
    ///
    /// # Errors
    ///
    /// Returns the item itself if neither it nor `fallback` has an `http` or `https` address.
    ///
    /// ```
    /// use newsclip::{Url, feed::Item};
    ///
    /// let item = Item::new("Rain").into_document(None).unwrap_err();
    /// let url = Url::parse("https://a.example/feed").unwrap();
    /// assert_eq!(item.into_document(Some(&url)).unwrap().title, "Rain");
    /// ```
    pub fn into_document(self, fallback: Option<&Url>) -> Result<Document, Box<Self>> {
        // A document is a web page: `mailto:` and `urn:` URLs cannot be its address.
        let own = self.url.as_ref().filter(|url| is_web(url));
        let Some(url) = own.or(fallback.filter(|url| is_web(url))) else { return Err(Box::new(self)) };
        let mut document = Document::new(crate::url::normal_address(url.clone()), self.title);
        document.published = self.published;
        document.updated = self.updated;
        document.authors = self.authors.iter().filter_map(|author| fold_to_option(author.label())).collect();
        document.tags = self.tags.iter().filter_map(|tag| fold_to_option(tag.text())).collect();
        document.language = self.language;
        // Feeds with summaries only are common. Then the summary is the only text.
        if self.content.is_empty() {
            document.body = self.summary;
        } else {
            let own = Some(one_line(&self.summary)).filter(|text| !text.is_empty());
            document.summary = own.filter(|text| beginning(&self.content).as_ref() != Some(text));
            document.body = self.content;
        }
        // A thumbnail is a small copy of the lead image, so the larger image is preferred.
        let image = self.image.or(self.thumbnail);
        add_files(&mut document.body, &self.enclosures, image.as_ref());
        Ok(document)
    }
}

/// Adds files that the body does not show.
fn add_files(body: &mut Vec<Block>, files: &[Enclosure], image: Option<&Url>) {
    let is_image = |file: &&Enclosure| kind(file) == Kind::Image;
    let image = image.or_else(|| files.iter().find(is_image).map(|file| &file.url));
    // Most items have no files, so their body need not be walked.
    if files.is_empty() && image.is_none() {
        return;
    }
    let mut shown: HashSet<String> = Walk::new(body).flat_map(addresses).flatten().map(to_ascii).collect();
    for file in files {
        // Podcasts name the same file in `enclosure` and `media:content`. An image has no block, so it is not shown yet.
        if let Some(block) = block(file)
            && shown.insert(file.url.to_string())
        {
            body.push(block);
        }
    }
    // Many feeds repeat an address of the content as the lead image: a player's poster, or a linked picture.
    if let Some(url) = image
        && !shown.contains(url.as_str())
        && Walk::new(body).images().next().is_none()
    {
        let image = FigureImage::new(Image::new(url.as_str()));
        body.insert(0, Figure::new(vec![image]).into());
    }
}

/// The addresses of the media that a node shows, or of the page that it links to.
fn addresses(node: Node<'_>) -> [Option<&str>; 2] {
    match node {
        Node::Block(Block::Embed(embed)) => [Some(&embed.url), embed.poster.as_deref()],
        Node::Inline(Inline::Link(link)) => [Some(&link.target.url), None],
        _ => [None; 2],
    }
}

/// The kind of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Audio,
    Video,
    Image,
    Other,
}

fn kind(file: &Enclosure) -> Kind {
    // `media:content` often has no type. The file name extension is as good a hint.
    let media_type = file.media_type.as_deref().or_else(|| media_type_of(file.url.as_str()));
    match media_type.and_then(|media_type| media_type.split('/').next()) {
        Some("audio") => Kind::Audio,
        Some("video") => Kind::Video,
        Some("image") => Kind::Image,
        _ => Kind::Other,
    }
}

fn block(file: &Enclosure) -> Option<Block> {
    let title = file.title.as_deref().and_then(fold_to_option);
    let url = file.url.as_str();
    let player = |kind| {
        let mut embed = Embed::new(kind, url);
        embed.media_type.clone_from(&file.media_type);
        embed.title.clone_from(&title);
        Some(embed.into())
    };
    match kind(file) {
        Kind::Audio => player(EmbedKind::Audio),
        Kind::Video => player(EmbedKind::Video),
        // Images other than the lead image are other sizes of it, or the body shows them under another address.
        Kind::Image => None,
        Kind::Other => {
            let text = title.unwrap_or_else(|| url.to_string());
            Some(Block::paragraph(vec![Inline::link(url, vec![Inline::Text(text)])]))
        }
    }
}
