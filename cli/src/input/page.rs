//! How files are read, and where a page is at home.

use std::path::Path;

use dom_smoothie::Readability;
use newsclip::html::{self, Note, NoteKind, decode};
use newsclip::tree::Block;
use newsclip::{Document, Url};

use super::kind::Kind;

/// How each file is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadOptions {
    /// What the files are, whatever they look like.
    pub(crate) from: Option<Kind>,
    /// The address of a page, whatever it says itself.
    pub(crate) url: Option<Url>,
    /// The address of the folder that files are relative to.
    pub(crate) base: Option<Url>,
    pub(crate) charset: Option<String>,
    /// Of pages, the main content alone.
    pub(crate) article: bool,
    /// Of feeds, neither summaries nor content.
    pub(crate) heads: bool,
    /// Minutes east of UTC.
    pub(crate) zone: i32,
}

impl ReadOptions {
    /// The address of a file by its place below [`base`](Self::base).
    pub(crate) fn address(&self, relative: &Path) -> Option<Url> {
        let base = self.base.as_ref()?;
        let mut url = base.clone();
        // A base that is a folder is completed; one that is a file stands for itself.
        if base.path().ends_with('/') {
            let parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
            url.path_segments_mut().ok()?.pop_if_empty().extend(parts);
        }
        Some(url)
    }

    /// The text of a page.
    pub(crate) fn decode<'a>(&self, bytes: &'a [u8]) -> std::borrow::Cow<'a, str> {
        let content_type = self.charset.as_ref().map(|charset| format!("text/html; charset={charset}"));
        decode(bytes, content_type.as_deref())
    }
}

/// Why a page could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nobody knows its address.
    NoAddress,
    /// It has no main content.
    NoArticle,
}

impl Fault {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NoAddress => "expected a page that names its address; give one with --base",
            Self::NoArticle => "expected a page with a main content; without --article, all of it is read",
        }
    }
}

/// Reads a page.
pub(super) fn page(
    bytes: &[u8],
    relative: &Path,
    options: &ReadOptions,
) -> Result<(Document, Vec<Note>), Fault> {
    let text = options.decode(bytes);
    let by_place = options.address(relative);
    let base = options.url.as_ref().or(by_place.as_ref());
    let page = read(&text, base);
    let url = options.url.clone().or_else(|| page.head.url.clone()).or_else(|| by_place.clone());
    let url = url.ok_or(Fault::NoAddress)?;
    let notes = page.notes.clone();
    // Readability takes quadratic time for markup that is nested without end.
    if options.article
        && notes.iter().any(|note| matches!(note.kind, NoteKind::TooDeep | NoteKind::Truncated))
    {
        return Err(Fault::NoArticle);
    }
    let body = options.article.then(|| main_content(&text, &url)).transpose()?;
    let mut document = page.into_document(url);
    if let Some(body) = body {
        document.body = body;
    }
    Ok((document, notes))
}

fn read(text: &str, base: Option<&Url>) -> html::Page {
    let reader = html::Reader::new().own_address();
    match base {
        Some(base) => reader.base(base).read(text),
        None => reader.read(text),
    }
}

/// The main content, by Readability. What the page says about itself is read from all of it, by the library.
fn main_content(text: &str, url: &Url) -> Result<Vec<Block>, Fault> {
    let mut readability = Readability::new(text, Some(url.as_str()), None).map_err(|_| Fault::NoArticle)?;
    let article = readability.parse().map_err(|_| Fault::NoArticle)?;
    let body = html::Reader::new().base(url).read(&article.content).body;
    if body.is_empty() { Err(Fault::NoArticle) } else { Ok(body) }
}
