//! Notes on what the reader repaired, assumed or left out.

use std::collections::HashMap;
use std::fmt;

use crate::error::Position;
use crate::html::{self, shortened};

/// The number of notes of one kind that are kept separately. One more note counts all further ones.
const KEPT: usize = 32;

/// The number of unused names with a separate note. All others share the notes of one name. A bound is needed, because the names
/// come from the feed.
const MAX_NAMES: usize = 200;

/// A note on something that the reader repaired, assumed or left out.
///
/// The first 32 faults of a kind have separate notes, and one more note counts all further ones. What was left out of HTML has
/// one note for each kind. Elements and fields that the model does not have get one note for each of the first 200 names.
///
/// ```
/// use newsclip::feed::{NoteKind, Reader};
///
/// let cut = "<rss><channel><item><title>Rain & snow</title><link>https://a.example/1</link></item><item><title>Su";
/// let outcome = Reader::new().read(cut)?;
/// assert_eq!(outcome.feed.items.len(), 2);
/// assert_eq!(outcome.notes[0].to_string(), "line 1, column 33: stray &, taken as text");
/// assert_eq!(outcome.notes[1].to_string(), "line 1, column 86: truncated item");
/// assert_eq!(outcome.notes[2].kind, NoteKind::Truncated);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// What happened.
    pub kind: NoteKind,
    /// The position of the first occurrence. For the time, an address or the content of an item, it is the start of the
    /// item.
    pub position: Option<Position>,
    /// The number of occurrences.
    pub count: usize,
    /// The text of the first occurrence: at most 80 characters, and `…` if there are more; empty if there is nothing to show.
    pub example: String,
}

/// The kind of a [`Note`].
///
/// ```
/// assert_eq!(newsclip::feed::NoteKind::Time.to_string(), "unreadable time");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteKind {
    /// An `&` that starts no reference was taken as text.
    StrayAmpersand,
    /// A reference to an entity that XML does not define. It was decoded if HTML defines it, and taken as text otherwise.
    Entity,
    /// A document type declaration with entity declarations was ignored.
    EntityDeclaration,
    /// Text before the feed was left out.
    LeadingText,
    /// Characters that XML does not allow were left out.
    ControlCharacter,
    /// The feed names no encoding and is not in UTF-8, so its encoding was guessed. The example is the guess.
    AssumedEncoding,
    /// Bytes that are not in the feed's encoding were replaced by U+FFFD.
    Encoding,
    /// The feed is not in the encoding that the XML declaration or the transport names, or that name is unknown. The example is the
    /// encoding in which it was read.
    WrongEncoding,
    /// The start of a CDATA section is misspelled, or the section is escaped or inside another one.
    Cdata,
    /// A start tag has no end tag, or an end tag has no start tag. The example is its name.
    MismatchedTag,
    /// The feed is truncated. Everything before its end was read.
    Truncated,
    /// The feed is truncated within its last item, so text or fields of that item are missing. The position is its start.
    TruncatedItem,
    /// Malformed JSON. Everything before this position was read.
    Malformed,
    /// Elements were nested too deeply. Their tags were left out and their text was kept.
    TooDeep,
    /// More namespaces were declared than any real feed needs. The excess was ignored.
    Namespace,
    /// A time that could not be read.
    Time,
    /// A time without a known zone was assumed to be in the reader's zone.
    AssumedZone,
    /// An address was left out because it is malformed, could run a script, or would make the feed much longer.
    Url,
    /// A number that could not be read.
    Number,
    /// A JSON field whose value has the wrong type.
    FieldType,
    /// An element or field that the model does not have. The example is its name.
    Unused,
    /// An item has none of the fields of [`Item`](crate::feed::Item).
    EmptyItem,
    /// Items beyond the [limit](super::Limits::items) were left out.
    ItemLimit,
    /// Bytes beyond the [limit](super::Limits::bytes) were not read.
    ByteLimit,
    /// An item longer than the [limit](super::Limits::item_bytes) was truncated.
    ItemLength,
    /// Something was left out of an item's HTML.
    Html(html::NoteKind),
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::StrayAmpersand => "stray &, taken as text",
            Self::Entity => "entity that XML does not define",
            Self::EntityDeclaration => "entity declarations, ignored",
            Self::LeadingText => "text before the feed, left out",
            Self::ControlCharacter => "control character, left out",
            Self::AssumedEncoding => "feed without an encoding",
            Self::Encoding => "malformed bytes, replaced",
            Self::WrongEncoding => "encoding other than declared",
            Self::Cdata => "faulty CDATA section",
            Self::MismatchedTag => "mismatched tag",
            Self::Truncated => "truncated feed",
            Self::TruncatedItem => "truncated item",
            Self::Malformed => "malformed JSON, the rest was not read",
            Self::TooDeep => "too deep nesting",
            Self::Namespace => "too many namespaces",
            Self::Time => "unreadable time",
            Self::AssumedZone => "time without a zone",
            Self::Url => "unusable address",
            Self::Number => "unreadable number",
            Self::FieldType => "field of the wrong type",
            Self::Unused => "unsupported",
            Self::EmptyItem => "empty item",
            Self::ItemLimit => "items beyond the limit",
            Self::ByteLimit => "bytes beyond the limit",
            Self::ItemLength => "item over the length limit, truncated",
            Self::Html(kind) => return kind.fmt(f),
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}: ")?;
        }
        write!(f, "{}", self.kind)?;
        if !self.example.is_empty() {
            write!(f, " ({})", self.example)?;
        }
        if self.count > 1 { write!(f, ", {} times", self.count) } else { Ok(()) }
    }
}

/// Collects notes on a source that is read through a window.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: Vec<Note>,
    /// The number of notes of each kind, and the index of the last one.
    kinds: HashMap<NoteKind, (usize, usize)>,
    /// The index of the note on each unused name.
    unused: HashMap<Box<str>, usize>,
    pub(super) locator: Locator,
    /// Whether nothing is collected.
    is_off: bool,
}

impl Notes {
    /// Notes that nobody reads. Finding the position of a note takes time in proportion to the text before it.
    pub(super) fn off() -> Self {
        Self { is_off: true, ..Self::default() }
    }

    /// Adds a note on the byte at `offset` in the window.
    pub(super) fn add(&mut self, kind: NoteKind, example: &str, window: &str, offset: usize) {
        self.add_many(kind, 1, example, Some((window, offset)));
    }

    /// Adds a note on something that happened `count` times.
    pub(super) fn add_many(
        &mut self,
        kind: NoteKind,
        count: usize,
        example: &str,
        place: Option<(&str, usize)>,
    ) {
        if self.is_off {
            return;
        }
        // The number of notes is bounded: 3 MB of `&` must not make 3 million notes. Each item may make many notes on HTML, so
        // each kind of those has one note for the whole feed. For other kinds, the last note counts all further ones.
        let most = if matches!(kind, NoteKind::Html(_)) { 1 } else { KEPT + 1 };
        if let Some((number, last)) = self.kinds.get(&kind).copied()
            && number == most
        {
            self.all[last].count += count;
            return;
        }
        let entry = self.kinds.entry(kind).or_insert((0, 0));
        *entry = (entry.0 + 1, self.all.len());
        self.push(kind, count, example, place);
    }

    /// Adds a note on an element or field that the model does not have.
    pub(super) fn unused(&mut self, name: &str, window: &str, offset: usize) {
        if self.is_off {
            return;
        }
        // One note for each name, with the number of its occurrences.
        if let Some(&at) = self.unused.get(name) {
            self.all[at].count += 1;
        } else if self.unused.len() < MAX_NAMES {
            self.unused.insert(name.into(), self.all.len());
            self.push(NoteKind::Unused, 1, name, Some((window, offset)));
        } else {
            self.add(NoteKind::Unused, "further names", window, offset);
        }
    }

    fn push(&mut self, kind: NoteKind, count: usize, example: &str, place: Option<(&str, usize)>) {
        let position = place.map(|(window, offset)| self.locator.position(window, offset));
        self.all.push(Note { kind, position, count, example: shortened(example) });
    }

    pub(super) fn has(&self, kind: NoteKind) -> bool {
        self.kinds.contains_key(&kind)
    }

    pub(super) fn as_slice(&self) -> &[Note] {
        &self.all
    }

    pub(super) fn into_vec(self) -> Vec<Note> {
        self.all
    }
}

/// Converts offsets in a window that moves over the source to positions. The cost of a position is proportional to its
/// distance from the last one, if notes come in order.
#[derive(Debug)]
pub(super) struct Locator {
    /// The position of the first byte of the window.
    start: Position,
    /// The last position and its offset.
    last: Position,
    at: usize,
}

impl Default for Locator {
    fn default() -> Self {
        let start = Position { line: 1, column: 1 };
        Self { start, last: start, at: 0 }
    }
}

impl Locator {
    /// The position of the character that holds the byte at `offset` in the window.
    pub(super) fn position(&mut self, window: &str, offset: usize) -> Position {
        let offset = window.floor_char_boundary(offset);
        if self.at > window.len() {
            // The last position was in a longer view of the window.
            (self.last, self.at) = (self.start, 0);
        }
        let passed = &window[self.at.min(offset)..self.at.max(offset)];
        let lines = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        let Position { line, column } = self.last;
        // Positions are counted from the last one, not from the start, because notes come almost in order.
        self.last = if offset >= self.at {
            let column = if lines == 0 { column } else { 1 };
            Position { line: line + lines, column: column + last_line(passed).chars().count() }
        } else if lines == 0 {
            Position { line, column: column - passed.chars().count() }
        } else {
            let before = &window[..offset];
            let start = if before.contains('\n') { 1 } else { self.start.column };
            Position { line: line - lines, column: start + last_line(before).chars().count() }
        };
        self.at = offset;
        self.last
    }

    /// Moves the window forward by `length` bytes.
    pub(super) fn advance(&mut self, window: &str, length: usize) {
        self.start = self.position(window, length);
        self.at = 0;
    }
}

fn last_line(text: &str) -> &str {
    let start = memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |newline| newline + 1);
    &text[start..]
}
