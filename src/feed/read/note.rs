//! What was repaired in a feed, or could not be read.

use std::fmt;

use crate::error::Position;

/// A fault of a feed: what was repaired, or could not be read.
///
/// ```
/// let rss = "<rss><channel><title>A & B</title><link>https://a.example/</link></channel></rss>";
/// let (feed, notes) = newsclip::Feed::parse_with_notes(rss)?;
/// assert_eq!(feed.title, "A & B");
/// assert_eq!(notes[0].to_string(), "line 1, column 24: a stray & was taken as text");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What was wrong.
    pub kind: NoteKind,
    /// Where; `None` if it belongs to no place.
    pub position: Option<Position>,
}

/// What a [`Note`] is about.
///
/// ```
/// use newsclip::feed::NoteKind;
/// assert_eq!(NoteKind::Truncated.to_string(), "the file ends too early");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// A `&` that does not begin a reference; it was taken as text.
    StrayAmpersand,
    /// An entity that XML does not define; HTML's were decoded.
    Entity {
        /// Its name.
        name: String,
    },
    /// A character that XML does not allow was left out.
    ControlCharacter,
    /// The file ends within an element; what came before was read.
    Truncated,
    /// The XML could not be read from here on; what came before was.
    Malformed {
        /// The XML reader's message.
        message: String,
    },
    /// An item without an address, which cannot become a document.
    NoUrl,
    /// A time that could not be read.
    Time {
        /// The text as it stands in the feed.
        text: String,
    },
    /// A time without a zone, which was taken to be in the default zone.
    AssumedZone {
        /// The text as it stands in the feed.
        text: String,
    },
    /// Bytes that are not in the feed's encoding were replaced by U+FFFD.
    Encoding {
        /// The encoding's name.
        encoding: &'static str,
    },
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StrayAmpersand => f.write_str("a stray & was taken as text"),
            Self::Entity { name } => write!(f, "the entity &{name}; is not defined in XML"),
            Self::ControlCharacter => f.write_str("a control character was left out"),
            Self::Truncated => f.write_str("the file ends too early"),
            Self::Malformed { message } => write!(f, "the rest could not be read: {message}"),
            Self::NoUrl => f.write_str("an item without a URL was left out"),
            Self::Time { text } => write!(f, "the time {text:?} could not be read"),
            Self::AssumedZone { text } => write!(f, "the time {text:?} has no zone"),
            Self::Encoding { encoding } => write!(f, "bytes that are not {encoding} were replaced"),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}: ")?;
        }
        write!(f, "{}", self.kind)
    }
}
