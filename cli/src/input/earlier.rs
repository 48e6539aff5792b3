//! Recognizes earlier outputs of this command among the files of an input folder, by their content.

use std::path::Path;

use newsclip::{Document, Feed, Html, Url};

use super::article::{Content, read};
use super::file::{File, GENERATOR};
use super::kind::Kind;
use super::page::{ReadOptions, no_address};

/// The name of this command as the generator of feeds.
const NAME: &str = "newsclip";

/// How this command begins a JSON Feed, which has no field for the generator.
const JSON_START: &str = "{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": ";

/// What an output holds, to compare it with an existing file.
#[derive(Clone, Copy)]
pub(crate) enum Holds<'a> {
    Article(&'a Document),
    /// A feed that is converted as it is.
    Feed(&'a Feed),
    /// A feed that this command makes of many articles.
    NewFeed(&'a Feed),
    /// A page of a site.
    SitePage,
}

impl Holds<'_> {
    /// Whether the existing file, which is of this kind, is another version of this output.
    pub(crate) fn is_in(self, path: &Path, kind: Kind) -> bool {
        match (self, kind) {
            (Self::SitePage, Kind::Html) => start(path).contains(GENERATOR),
            (Self::Article(own), Kind::Html) => {
                let start = start(path);
                is_fragment(&start) || (is_of_library(&start) && is_article(path, own))
            }
            (Self::Article(own), Kind::Clip) => is_article(path, own),
            (Self::Article(own), Kind::Feed) => feed(path)
                .is_some_and(|found| is_feed_of(&found, own) && is_by_this_command(&found, &start(path))),
            (Self::Feed(own), Kind::Feed) => feed(path).is_some_and(|found| is_same_feed(&found, own)),
            (Self::NewFeed(own), Kind::Feed) => {
                feed(path).is_some_and(|found| is_new_feed(&found, own, &start(path)))
            }
            _ => false,
        }
    }
}

/// The first bytes of a file as text.
fn start(path: &Path) -> String {
    let start = File::named(path).start().ok().flatten();
    start.map(|(start, _)| String::from_utf8_lossy(&start).into_owned()).unwrap_or_default()
}

fn content(path: &Path) -> Option<Content> {
    let options = ReadOptions { stand_in: Some(no_address()), heads: true, ..ReadOptions::default() };
    read(&File::named(path), &options).ok().map(|(content, _)| content)
}

fn feed(path: &Path) -> Option<Feed> {
    match content(path) {
        Some(Content::Feed(outcome)) => Some(outcome.feed),
        _ => None,
    }
}

/// Whether some HTML is not a whole page. Fragments do not hold their address.
fn is_fragment(start: &str) -> bool {
    Kind::of(Path::new(""), start.as_bytes()).is_none()
}

/// Whether a page begins as the library writes pages.
fn is_of_library(start: &str) -> bool {
    let page = Html::page().render(&Document::new(no_address(), ""));
    let head = page.split_once("<head>").and_then(|(_, rest)| rest.split_once("<title>"));
    head.is_some_and(|(head, _)| start.contains(head))
}

/// Whether a file holds the article. The address identifies it, or the title if it has none.
fn is_article(path: &Path, own: &Document) -> bool {
    let Some(Content::Article(found, _)) = content(path) else { return false };
    found.url == own.url && (own.url != no_address() || found.title == own.title)
}

/// Whether a feed has this article as its only item.
fn is_feed_of(feed: &Feed, own: &Document) -> bool {
    matches!(feed.items.as_slice(), [item] if item.url.as_ref() == Some(&own.url))
}

/// Whether two feeds have an address in common, or the same title if they have none.
fn is_same_feed(a: &Feed, b: &Feed) -> bool {
    let addresses = |feed: &Feed| -> Vec<Url> { feed.url.iter().chain(&feed.feed_url).cloned().collect() };
    let (of_a, of_b) = (addresses(a), addresses(b));
    of_a.iter().any(|url| of_b.contains(url)) || (of_a.is_empty() && of_b.is_empty() && a.title == b.title)
}

/// Whether this command made a feed, from other articles perhaps. Without a title, the writer takes the host.
fn is_new_feed(found: &Feed, own: &Feed, start: &str) -> bool {
    let has_title = own.title.is_empty() || found.title == own.title;
    let has_same_head = has_title && found.url == own.url && found.feed_url == own.feed_url;
    is_by_this_command(found, start) && (has_same_head || !start.starts_with('{'))
}

/// Whether this command wrote a feed, or for JSON Feed, may have written it.
fn is_by_this_command(feed: &Feed, start: &str) -> bool {
    feed.generator.as_deref() == Some(NAME) || start.starts_with(JSON_START)
}
