//! Reading any HTML: a page, a fragment, a feed's content.

use url::Url;

use super::note::{Note, Notes};
use super::tokenizer::{Keep, normalize_newlines};
use super::{build, read};
use crate::document::Document;
use crate::tree::{Block, Image, LinkTarget, Walk};
use crate::url::normal_address;

/// Reads HTML, whole pages and fragments alike.
///
/// The HTML is parsed as a browser parses it (HTML §13.2), with limits on what hostile markup can cost, and reading it
/// never fails.
///
/// ```
/// use newsclip::{Url, html::Reader};
///
/// let base = Url::parse("https://a.example/1").unwrap();
/// let page = Reader::new().base(&base).read("<p>See <a href=/2>the next</a>.<script>x()</script>");
/// assert_eq!(page.links().next().unwrap().url, "https://a.example/2");
/// assert_eq!(page.notes[0].to_string(), "script: 1 (script)");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reader<'a> {
    base: Option<&'a Url>,
}

/// HTML that was read.
///
/// ```
/// let page = newsclip::html::Reader::new().read("<p>The rain <b>stopped</b>.");
/// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "The rain **stopped**.\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The content, in [normal form](crate::normal).
    pub body: Vec<Block>,
    /// What was left out.
    pub notes: Vec<Note>,
}

impl<'a> Reader<'a> {
    /// A reader without a base: relative URLs stay as they are written.
    pub fn new() -> Self {
        Self::default()
    }

    /// Resolves relative URLs against `base`, which counts only if it is an `http` or `https` URL.
    ///
    /// ```
    /// use newsclip::{Url, html::Reader};
    ///
    /// let base = Url::parse("https://a.example/b/").unwrap();
    /// let page = Reader::new().base(&base).read("<img src=i.png>");
    /// assert_eq!(page.images().next().unwrap().url, "https://a.example/b/i.png");
    /// ```
    #[must_use]
    pub fn base(mut self, base: &'a Url) -> Self {
        self.base = Some(base);
        self
    }

    /// Reads HTML.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<h1>Rain</h1><p>It stopped.");
    /// assert_eq!(page.body.len(), 2);
    /// ```
    pub fn read(&self, html: &str) -> Page {
        let html = normalize_newlines(html.strip_prefix('\u{FEFF}').unwrap_or(html));
        let mut notes = Notes::default();
        let arena = build::arena(&html, Keep::Read, &mut notes);
        let (body, notes) = read::blocks(&arena, self.base, notes);
        Page { body, notes: notes.into_vec() }
    }
}

impl Page {
    /// All parts of the body in reading order, parents before children.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>Rain</p>");
    /// assert_eq!(page.walk().count(), 2); // paragraph, text
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.body)
    }

    /// The images in reading order.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.walk().images()
    }

    /// The targets of links in reading order.
    pub fn links(&self) -> impl Iterator<Item = &LinkTarget> {
        self.walk().links()
    }
}

impl Document {
    /// Reads a page or a fragment whose address is `url`, which relative URLs are resolved against. [`Reader`] has options
    /// and says what was left out.
    ///
    /// ```
    /// use newsclip::{Document, Url};
    ///
    /// let url = Url::parse("https://a.example/1").unwrap();
    /// let doc = Document::from_html("<p>See <a href=/2>the next</a>.", url);
    /// assert_eq!(doc.to_html(), "<p>See <a href=\"https://a.example/2\">the next</a>.</p>\n");
    /// ```
    pub fn from_html(html: &str, url: Url) -> Self {
        let body = Reader::new().base(&url).read(html).body;
        Self { body, ..Self::new(normal_address(url), "") }
    }
}
