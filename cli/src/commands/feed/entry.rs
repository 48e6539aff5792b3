//! An article of the feed: its sort keys, and where to read the rest.

use std::cmp::Reverse;

use newsclip::feed::Item;
use newsclip::{Document, Timestamp};

use crate::article::{key, key_of};
use crate::input::{Content, File, ReadOptions, read};
use crate::pipeline::notes;
use crate::report::Diagnostic;

/// An article of the feed.
pub(crate) struct Entry {
    pub(super) time: Option<Timestamp>,
    /// Its place in the input, which orders articles with the same time.
    pub(super) place: usize,
    /// The keys of its address and its id.
    pub(super) keys: [Option<u64>; 2],
    what: What,
}

/// The location of an article.
enum What {
    /// Its own file, which is read again when the article is written, so that memory does not hold all articles.
    File(File),
    /// An item of a feed, kept in memory so that the feed is not read again for each item.
    Item(Box<Item>),
}

impl Entry {
    /// The entry of a clip or page.
    pub(super) fn of_document(document: &Document, file: File) -> Self {
        let time = document.published.or(document.updated);
        Self { time, place: 0, keys: [Some(key(document)), None], what: What::File(file) }
    }

    pub(super) fn of_item(item: Item) -> Self {
        let address = item.url.as_ref().map(|url| key_of(url.as_str()));
        let id = item.id.as_deref().map(key_of);
        Self {
            time: item.published.or(item.updated),
            place: 0,
            keys: [address, id],
            what: What::Item(Box::new(item)),
        }
    }

    /// Newest first; articles without a time last.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (Reverse(self.time), self.place)
    }

    /// The article itself, and what was left out of it.
    pub(super) fn into_item(self, options: &ReadOptions) -> Result<(Item, Vec<Diagnostic>), Diagnostic> {
        let file = match self.what {
            What::Item(item) => return Ok((*item, Vec::new())),
            What::File(file) => file,
        };
        let content = read(&file, options)?.0;
        let notes = notes(&file, &content);
        match content {
            Content::Article(document, _) => Ok((Item::from(*document), notes)),
            _ => Err(Diagnostic::changed(&file.path)),
        }
    }
}
