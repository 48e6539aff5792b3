//! Reads pages, and finds their addresses.

use dom_query::Document as Dom;
use dom_smoothie::Readability;
use newsclip::html::{self, Note, decode};
use newsclip::tree::Block;
use newsclip::{Document, Url};

use super::file::File;
use super::kind::Kind;
use crate::article::{exceeds_limits, is_web};

/// The options for reading each file.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "the options are independent")]
pub(crate) struct ReadOptions {
    /// The kind of the files; `None` to detect it.
    pub(crate) from: Option<Kind>,
    /// Whether a clip or a feed is an error, and any other file a page.
    pub(crate) pages_only: bool,
    /// The address of a page, which overrides the one that it declares.
    pub(crate) url: Option<Url>,
    /// The address of the file, or of the folder that files are relative to.
    pub(crate) base: Option<Url>,
    /// Whether the base is a folder, because there are several files.
    pub(crate) base_is_folder: bool,
    /// The address of pages that have no other.
    pub(crate) stand_in: Option<Url>,
    pub(crate) charset: Option<String>,
    /// Whether to read only the main content of pages.
    pub(crate) article: bool,
    /// Whether to skip summaries and content in feeds.
    pub(crate) heads: bool,
    /// The zone of times without one, in minutes east of UTC.
    pub(crate) zone: i32,
}

/// The address of articles without one (`Document::url`). It resolves no relative URLs.
pub(crate) fn no_address() -> Url {
    Url::parse("about:blank").expect("it is a URL")
}

impl ReadOptions {
    /// The address of a file, from its path below [`base`](Self::base).
    pub(crate) fn address(&self, file: &File) -> Option<Url> {
        let mut url = self.base.clone()?;
        // Standard input has no name.
        if !file.is_standard_input() && (self.base_is_folder || url.path().ends_with('/')) {
            let parts = file.relative.components().map(|part| part.as_os_str().to_string_lossy());
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

/// The reason why a page could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Neither the page nor the command line gives an address.
    NoAddress,
    /// It has no main content.
    NoArticle,
    /// Finding its main content would take too long.
    TooComplex,
}

impl Fault {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NoAddress => {
                "expected a page that declares its address, found none; give one with --base (or, for 'newsclip clip', --url)"
            }
            Self::NoArticle => {
                "expected a page with main content, found none; omit --article to read all of it"
            }
            Self::TooComplex => {
                "expected a page of usual size and nesting for --article; omit --article to read all of it"
            }
        }
    }
}

/// Reads a page.
pub(super) fn page(bytes: &[u8], file: &File, options: &ReadOptions) -> Result<(Document, Vec<Note>), Fault> {
    let text = options.decode(bytes);
    let by_place = options.address(file);
    let saved = saved_from(&text);
    let base = options.url.as_ref().or(saved.as_ref()).or(by_place.as_ref());
    let mut page = read(&text, base, options.zone);
    let mut url = options.url.as_ref().or(page.head.url.as_ref()).or(base).cloned();
    if url.is_none() && options.stand_in.is_some() {
        url.clone_from(&options.stand_in);
        page = read(&text, url.as_ref(), options.zone);
    }
    let url = url.ok_or(Fault::NoAddress)?;
    let notes = page.notes.clone();
    if options.article && exceeds_limits(&notes) {
        return Err(Fault::TooComplex);
    }
    let body = options.article.then(|| main_content(&text, &url)).transpose()?;
    let mut document = page.into_document(url);
    if let Some(body) = body {
        document.body = body;
    }
    Ok((document, notes))
}

/// The address that Chrome and Edge write before the first element of a page that they save.
fn saved_from(text: &str) -> Option<Url> {
    let (before, _) = text.split_once("<html")?;
    let (_, mark) = before.split_once("<!-- saved from url=(")?;
    // The number is the length of the address.
    let (_, address) = mark.split_once(')')?;
    Url::parse(address.split_once(" -->")?.0).ok().filter(is_web)
}

fn read(text: &str, base: Option<&Url>, zone: i32) -> html::Page {
    let reader = html::Reader::new().own_address().zone(zone);
    match base {
        Some(base) => reader.base(base).read(text),
        None => reader.read(text),
    }
}

/// The maximum sum of the depths of all nodes of a page for Readability, which examines all descendants of many nodes. It takes
/// two seconds for this sum if all nodes are at level 100, and six seconds if they are at level 3.
const MAX_SUM_OF_DEPTHS: usize = 10_000_000;

/// The main content, extracted by Readability. The library reads the metadata from the whole page.
fn main_content(text: &str, url: &Url) -> Result<Vec<Block>, Fault> {
    let dom = Dom::from(text);
    if sum_of_depths(&dom, MAX_SUM_OF_DEPTHS) >= MAX_SUM_OF_DEPTHS {
        return Err(Fault::TooComplex);
    }
    // It takes only an address on the web.
    let address = is_web(url).then_some(url.as_str());
    let mut readability = Readability::with_document(dom, address, None).map_err(|_| Fault::NoArticle)?;
    let article = readability.parse().map_err(|_| Fault::NoArticle)?;
    let body = html::Reader::new().base(url).read(&article.content).body;
    if body.is_empty() { Err(Fault::NoArticle) } else { Ok(body) }
}

/// The sum of the depths of all nodes, or a part of it that is at least `enough`.
fn sum_of_depths(dom: &Dom, enough: usize) -> usize {
    let (mut node, mut depth, mut sum) = (dom.root(), 0, 0);
    while sum < enough {
        sum += depth;
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        let next = loop {
            if let Some(next) = node.next_sibling() {
                break next;
            }
            let Some(parent) = node.parent() else { return sum };
            (node, depth) = (parent, depth - 1);
        };
        node = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_page_has_an_address() {
        let address = |page: &str| saved_from(page).map(|url| url.to_string());
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0019)https://a.example/1 -->\n<html><p>Rain.";
        assert_eq!(address(page).as_deref(), Some("https://a.example/1"));
        assert_eq!(address("<!-- saved from url=(0014)about:internet -->\n<html><p>Rain."), None);
        assert_eq!(address("<html><!-- saved from url=(0019)https://a.example/1 --><p>Rain."), None);
        assert_eq!(address("<!-- saved from url=(0019)https://a.example/1\n<html>"), None);
    }

    #[test]
    fn depths_are_summed() {
        // The document is at level 0, `html` at 1, `head` and `body` at 2, the paragraph at 3, `b` and `i` at 4, texts at 5.
        let dom = Dom::from("<p><b>x</b><i>y</i>");
        assert_eq!(sum_of_depths(&dom, 100), 1 + 2 + 2 + 3 + 2 * (4 + 5));
        assert_eq!(sum_of_depths(&dom, 8), 8);
    }
}
