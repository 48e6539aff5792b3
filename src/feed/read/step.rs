//! Reading unit by unit, whatever the format: from the whole text, or through a window.

use crate::feed::model::Item;

/// What is seen of a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) window: &'a str,
    /// Where the next unit begins.
    pub(super) from: usize,
    pub(super) end: WindowEnd,
}

/// What follows a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WindowEnd {
    /// More of the source.
    More,
    /// More of the source, which does not belong to the unit.
    Unit,
    /// Nothing: the source ends.
    Source,
}

impl View<'_> {
    /// Whether the unit ends where the window ends.
    pub(super) fn is_last(&self) -> bool {
        self.end != WindowEnd::More
    }
}

/// A unit that was read.
#[derive(Debug)]
pub(super) enum Step {
    /// Something else than an item, up to this byte.
    Read(usize),
    /// An item, up to this byte.
    Item(usize, Box<Item>),
    /// The end of the feed.
    End,
    /// It is not a feed: see this byte.
    NoFeed(usize),
}

/// The window ends within a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Incomplete;
