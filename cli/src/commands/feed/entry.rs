//! An article of the feed to be: enough to sort it, and where the rest of it is.

use std::cmp::Reverse;

use newsclip::feed::Item;
use newsclip::{Document, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use crate::input::{Content, File, ReadOptions, read};
use crate::report::Diagnostic;

/// An article of the feed to be.
pub(crate) struct Entry {
    pub(super) time: Option<Timestamp>,
    /// Its place in the input, which decides between articles of one time.
    pub(super) place: usize,
    /// Hashes of its id and its address, of 64 bits: two of ten million articles have the same with a chance of 1 in 300,000.
    pub(super) keys: [Option<u64>; 2],
    what: What,
}

/// Where the article is.
enum What {
    /// In a file of its own, which is read again when its turn comes: so memory does not hold all articles.
    File(File),
    /// In a feed, which is not read again for each of its items.
    Item(Box<Item>),
}

impl Entry {
    /// A clip or page by its head.
    pub(super) fn of_document(document: &Document, file: File) -> Self {
        let address = key(document.url.as_str());
        let time = document.published.or(document.updated);
        Self { time, place: 0, keys: [Some(address), None], what: What::File(file) }
    }

    pub(super) fn of_item(item: Item) -> Self {
        let address = item.url.as_ref().map(|url| key(url.as_str()));
        let id = item.id.as_deref().map(key);
        Self {
            time: item.published.or(item.updated),
            place: 0,
            keys: [address, id],
            what: What::Item(Box::new(item)),
        }
    }

    /// The newest first, those without a time last.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (Reverse(self.time), self.place)
    }

    /// The article itself.
    pub(super) fn into_item(self, options: &ReadOptions) -> Result<Item, Diagnostic> {
        let file = match self.what {
            What::Item(item) => return Ok(*item),
            What::File(file) => file,
        };
        match read(&file, options)?.0 {
            Content::Article(document, _) => Ok(Item::from(*document)),
            _ => {
                Err(Diagnostic::new(&file.path, "expected the article that was here before; it has changed"))
            }
        }
    }
}

fn key(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}
