//! State that lasts while a feed is read.

use super::decode::Detected;
use super::note::{NoteKind, Notes};
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

impl Session {
    /// Makes a note if the XML declaration names a wrong encoding.
    pub(super) fn note_encoding(&mut self, detected: Detected) {
        if detected.is_mislabelled {
            self.notes.add_many(NoteKind::WrongEncoding, 1, detected.encoding.name(), None);
        }
    }
}
