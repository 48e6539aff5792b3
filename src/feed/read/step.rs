//! The steps of reading a feed in any format, unit by unit, from the whole text or through a window.

use crate::feed::model::Item;

/// The visible part of a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) window: &'a str,
    /// The offset of the next unit.
    pub(super) from: usize,
    pub(super) end: WindowEnd,
}

/// What follows the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WindowEnd {
    /// More of the source.
    More,
    /// More of the source, none of which belongs to the unit.
    Unit,
    /// More of the source. The unit may continue in it, because it is longer than the limit.
    Cut,
    /// The end of the source.
    Source,
}

impl View<'_> {
    /// Whether no more text of the unit will follow.
    pub(super) fn is_final(&self) -> bool {
        self.end != WindowEnd::More
    }
}

/// The result of reading a unit.
#[derive(Debug)]
pub(super) enum Step {
    /// Something other than an item, up to this offset.
    Read(usize),
    /// An item, up to this offset.
    Item(usize, Box<Item>),
    /// The end of the feed.
    End,
    /// The source is not a feed, as the text at this offset shows.
    NotAFeed(usize),
}

/// The window ends within a unit, so more of the source is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Incomplete;

/// What a reader of units returns.
pub(super) type Result<T = ()> = std::result::Result<T, Incomplete>;
