//! State that lasts while a feed is read.

use super::note::Notes;
use super::urls::Urls;
use crate::normal::Budget;

/// How much of each item is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Extent {
    #[default]
    Whole,
    /// All but summaries and content.
    Heads,
}

#[derive(Debug, Default)]
pub(super) struct Session {
    pub(super) notes: Notes,
    pub(super) urls: Urls,
    /// The zone of times that name no zone, in minutes east of UTC.
    pub(super) zone: i32,
    pub(super) extent: Extent,
    pub(super) copies: Copies,
}

impl Session {
    /// A session for finding the end of a unit, which is read again with its notes.
    pub(super) fn without_notes() -> Self {
        Self { notes: Notes::off(), ..Self::default() }
    }
}

/// The bytes that may be spent on copies in the HTML of all items, as for a page of their length. If each item had the spare
/// bytes of a page, small items could become sixty times as long as the feed.
#[derive(Debug)]
pub(super) struct Copies {
    left: usize,
}

impl Default for Copies {
    fn default() -> Self {
        Self { left: Budget::for_tree(0).left() }
    }
}

impl Copies {
    /// Reads HTML with a budget of its own, which takes from the copies.
    pub(super) fn read<T>(&mut self, html: &str, read: impl FnOnce(&str, &Budget) -> T) -> T {
        let budget = Budget::of(self.left);
        budget.earn(html.len());
        let result = read(html, &budget);
        self.left = budget.left();
        result
    }
}
