//! What was mended, assumed or left out while a feed was read.

use std::collections::HashMap;
use std::fmt;

use crate::error::Position;
use crate::html;

/// Notes of one kind that are kept with a place of their own; one more stands for all further ones.
const KEPT: usize = 32;

/// The greatest length of an example, in characters.
const LONGEST_EXAMPLE: usize = 80;

/// Something that was mended, assumed or left out.
///
/// Of each kind, the first 32 have notes of their own; one more note counts all further ones. An element that has no place in
/// the model is noted once for each name.
///
/// ```
/// use newsclip::feed::{NoteKind, Reader};
///
/// let cut = "<rss><channel><item><title>Rain & snow</title><link>https://a.example/1</link></item><item><title>Su";
/// let outcome = Reader::new().read(cut)?;
/// assert_eq!(outcome.feed.items.len(), 2);
/// assert_eq!(outcome.notes[0].to_string(), "line 1, column 33: stray &, taken as text");
/// assert_eq!(outcome.notes[1].kind, NoteKind::Truncated);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// What happened.
    pub kind: NoteKind,
    /// Where it happened first; for a time, an address and content, where the item begins.
    pub position: Option<Position>,
    /// How often it happened.
    pub count: usize,
    /// The first of them, shortened to 80 characters; empty if there is nothing to show.
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
    /// A `&` that begins no reference was taken as text.
    StrayAmpersand,
    /// A reference to an entity that XML does not define. Those that HTML defines were decoded; others are text.
    Entity,
    /// A document type declaration that declares entities was passed over.
    EntityDeclaration,
    /// Text before the feed was left out.
    LeadingText,
    /// Characters that XML does not allow were left out.
    ControlCharacter,
    /// Bytes that are not in the feed's encoding were replaced by U+FFFD.
    Encoding,
    /// The feed ends too early; what came before was read.
    Truncated,
    /// JSON that is malformed here; what came before was read.
    Malformed,
    /// Elements that are nested too deeply lost their structure and kept their text.
    TooDeep,
    /// Namespaces beyond those that any feed declares were left out.
    Namespace,
    /// A time that could not be read.
    Time,
    /// A time without a known zone was taken to be in the reader's zone.
    AssumedZone,
    /// An address that is malformed, or could run something, or would make the feed much longer, was left out.
    Url,
    /// A number that could not be read.
    Number,
    /// A field of JSON whose value has another type than the format says.
    FieldType,
    /// An element or field for which the model has no place; the example is its name.
    Unused,
    /// An item that says nothing was left out.
    EmptyItem,
    /// Items beyond the [limit](super::Limits::items) were left out.
    ItemLimit,
    /// Bytes beyond the [limit](super::Limits::bytes) were not read.
    ByteLimit,
    /// An item longer than the [limit](super::Limits::item_bytes) was cut.
    ItemLength,
    /// Something was left out of an item's HTML.
    Html(html::NoteKind),
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::StrayAmpersand => "stray &, taken as text",
            Self::Entity => "entity that XML does not define",
            Self::EntityDeclaration => "declaration of entities, passed over",
            Self::LeadingText => "text before the feed, left out",
            Self::ControlCharacter => "control character, left out",
            Self::Encoding => "bytes of another encoding, replaced",
            Self::Truncated => "the feed ends too early",
            Self::Malformed => "malformed JSON, the rest was not read",
            Self::TooDeep => "too deep nesting",
            Self::Namespace => "too many namespaces",
            Self::Time => "unreadable time",
            Self::AssumedZone => "time without a zone",
            Self::Url => "unusable address",
            Self::Number => "unreadable number",
            Self::FieldType => "field of another type",
            Self::Unused => "no place for",
            Self::EmptyItem => "empty item, left out",
            Self::ItemLimit => "items beyond the limit",
            Self::ByteLimit => "bytes beyond the limit",
            Self::ItemLength => "item that is too long, cut",
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

/// Notes being collected about a source that is seen through a window.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: Vec<Note>,
    /// How many notes there are of each kind, and the index of the last one.
    kinds: HashMap<NoteKind, (usize, usize)>,
    /// Where each unused name was noted.
    unused: HashMap<Box<str>, usize>,
    pub(super) locator: Locator,
}

impl Notes {
    /// Adds a note about the byte at `offset` of the window.
    pub(super) fn add(&mut self, kind: NoteKind, example: &str, window: &str, offset: usize) {
        self.add_many(kind, 1, example, Some((window, offset)));
    }

    /// Adds a note about something that happened `count` times.
    pub(super) fn add_many(
        &mut self,
        kind: NoteKind,
        count: usize,
        example: &str,
        place: Option<(&str, usize)>,
    ) {
        if count == 0 {
            return;
        }
        // Each item makes HTML notes of its own, so one with a count speaks for the whole feed.
        let kept = if matches!(kind, NoteKind::Html(_)) { 1 } else { KEPT };
        if let Some((number, last)) = self.kinds.get(&kind).copied()
            && number > kept - usize::from(kept == 1)
        {
            // Bounded: 3 MB of `&` must not make a note for each.
            self.all[last].count += count;
            return;
        }
        let entry = self.kinds.entry(kind).or_insert((0, 0));
        *entry = (entry.0 + 1, self.all.len());
        self.push(kind, count, example, place);
    }

    /// Notes that there is no place for an element or field.
    pub(super) fn unused(&mut self, name: &str, window: &str, offset: usize) {
        /// Names beyond which all others share one note.
        // Names come from the feed, so their number needs a bound of its own.
        const MOST: usize = 200;
        // One note for each name: its count says how often the field was there.
        if let Some(&at) = self.unused.get(name) {
            self.all[at].count += 1;
        } else if self.unused.len() < MOST {
            self.unused.insert(name.into(), self.all.len());
            self.push(NoteKind::Unused, 1, name, Some((window, offset)));
        } else {
            self.add(NoteKind::Unused, "further names", window, offset);
        }
    }

    fn push(&mut self, kind: NoteKind, count: usize, example: &str, place: Option<(&str, usize)>) {
        let position = place.map(|(window, offset)| self.locator.position(window, offset));
        // An example shows what is meant; a note must not hold a megabyte of the feed.
        let mut short: String = example.chars().take(LONGEST_EXAMPLE).collect();
        if short.len() < example.len() {
            short.push('…');
        }
        self.all.push(Note { kind, position, count, example: short });
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

/// Turns offsets in a window that moves over the source into positions. A position costs no more than the distance from the
/// last one.
#[derive(Debug)]
pub(super) struct Locator {
    /// The position of the window's first byte.
    start: Position,
    at: usize,
    line: usize,
}

impl Default for Locator {
    fn default() -> Self {
        Self { start: Position { line: 1, column: 1 }, at: 0, line: 1 }
    }
}

impl Locator {
    /// The position of the byte at `offset` of the window, or of the character that it is in.
    pub(super) fn position(&mut self, window: &str, offset: usize) -> Position {
        let offset = window.floor_char_boundary(offset);
        let bytes = window.as_bytes();
        let newlines = |from: usize, to: usize| memchr::memchr_iter(b'\n', &bytes[from..to]).count();
        if self.at > bytes.len() {
            // The last position was in more of the window than is looked at now.
            (self.at, self.line) = (0, self.start.line);
        }
        // Lines are counted from the last position, not from the start: notes come nearly in order.
        if offset >= self.at {
            self.line += newlines(self.at, offset);
        } else {
            self.line -= newlines(offset, self.at);
        }
        self.at = offset;
        let column = match memchr::memrchr(b'\n', &bytes[..offset]) {
            Some(newline) => window[newline + 1..offset].chars().count() + 1,
            None => self.start.column + window[..offset].chars().count(),
        };
        Position { line: self.line, column }
    }

    /// The window moves on by `length` bytes.
    pub(super) fn advance(&mut self, window: &str, length: usize) {
        self.start = self.position(window, length);
        self.at = 0;
    }
}
