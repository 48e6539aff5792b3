//! How files are read, and where a page is at home.

use std::path::Path;

use newsclip::html::{self, Note, decode};
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

/// Reads a page; `None` if nobody knows its address.
pub(super) fn page(bytes: &[u8], relative: &Path, options: &ReadOptions) -> Option<(Document, Vec<Note>)> {
    let text = options.decode(bytes);
    let given = options.url.clone();
    let by_place = options.address(relative);
    let base = given.clone().or_else(|| by_place.clone());
    let page = read(&text, base.as_ref());
    let url = given.or_else(|| page.head.url.clone()).or(by_place)?;
    let notes = page.notes.clone();
    Some((page.into_document(url), notes))
}

fn read(text: &str, base: Option<&Url>) -> html::Page {
    let reader = html::Reader::new();
    match base {
        Some(base) => reader.base(base).read(text),
        None => reader.read(text),
    }
}
