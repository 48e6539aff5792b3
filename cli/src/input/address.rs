//! Addresses for items of feeds that have none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use newsclip::tree::{Block, Walk};
use newsclip::{Document, Feed, Url, feed};

use crate::article::{is_web, key_of};

/// The items of a feed as documents. An item without any address, because the feed has none either, is returned as an error.
pub(crate) fn documents(feed: Feed) -> impl Iterator<Item = Result<Document, Box<feed::Item>>> {
    let mut addresses = Addresses::of(&feed);
    feed.items.into_iter().map(move |mut item| {
        item.url = addresses.fallback(&item).or(item.url);
        item.into_document(None)
    })
}

/// The address of a feed with an id or a text as its fragment, for items without their own, so that they are not lost.
pub(crate) struct Addresses {
    home: Option<Url>,
    copies: Copies,
    /// The text of the item that has an address, both as hashes.
    taken: HashMap<u64, u64>,
}

impl Addresses {
    pub(crate) fn of(feed: &Feed) -> Self {
        let home = feed.url.as_ref().or(feed.feed_url.as_ref()).cloned();
        Self { home, copies: Copies::of(&feed.items), taken: HashMap::new() }
    }

    /// An address for an item; `None` if it has its own, or if the feed has none.
    pub(crate) fn fallback(&mut self, item: &feed::Item) -> Option<Url> {
        let has_own = self.has_own(item);
        let home = self.home.as_ref().filter(|home| !has_own && self.copies.pay(home.as_str().len()))?;
        if let Some(id) = &item.id {
            return Some(with_fragment(home, id));
        }
        let text = text_key(item);
        let time = || item.published.map(|time| time.to_string());
        let url =
            with_fragment(home, &format!("{} {}", item.title, time().unwrap_or_else(|| hexadecimal(text))));
        // Several items may have the same title, or none, and the same time.
        match self.taken.entry(key_of(url.as_str())) {
            Entry::Occupied(other) if *other.get() != text => Some(with_fragment(
                &url,
                &format!("{} {}", url.fragment().unwrap_or_default(), hexadecimal(text)),
            )),
            Entry::Occupied(_) => Some(url),
            Entry::Vacant(free) => {
                free.insert(text);
                Some(url)
            }
        }
    }
}

impl Addresses {
    /// Whether an item has its own address on the web. In many small feeds, all items link to the home page, which identifies none
    /// of them.
    fn has_own(&self, item: &feed::Item) -> bool {
        let Some(url) = item.url.as_ref().filter(|url| is_web(url)) else { return false };
        self.home.as_ref() != Some(url) || item.id.as_deref() == Some(url.as_str())
    }
}

fn with_fragment(home: &Url, fragment: &str) -> Url {
    let mut url = home.clone();
    url.set_fragment(Some(fragment.trim()));
    url
}

fn text_key(item: &feed::Item) -> u64 {
    let texts = Walk::new(&item.summary).texts().chain(Walk::new(&item.content).texts());
    key_of(&texts.collect::<String>())
}

fn hexadecimal(key: u64) -> String {
    format!("{key:016x}")
}

/// The bytes of a feed's address, title and authors that may be copied into its items. Otherwise, a long one and many tiny items
/// would take any amount of memory.
pub(crate) struct Copies(usize);

impl Copies {
    /// Four times as many as the items hold, and 256 KiB: more than the items of any real feed need.
    pub(crate) fn of(items: &[feed::Item]) -> Self {
        let texts = |blocks: &[Block]| Walk::new(blocks).texts().map(str::len).sum::<usize>();
        let length = |item: &feed::Item| {
            let own = item.title.len() + item.id.as_ref().map_or(0, String::len);
            16 + own + texts(&item.summary) + texts(&item.content)
        };
        Self((256 << 10) + 4 * items.iter().map(length).sum::<usize>())
    }

    /// Pays for a copy of this number of bytes. Returns false if it is refused.
    pub(crate) fn pay(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}
