//! State that lasts while a feed is read.

use super::note::Notes;
use super::urls::Urls;

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
}
