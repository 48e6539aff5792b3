//! Notes on content that was left out of an article.

use std::fmt;

/// A kind of content that was left out of an article, with its count and the first example.
///
/// ```
/// let page = newsclip::html::Reader::new().read("<a href=\"javascript:x()\">Rain</a> stopped.");
/// assert_eq!(page.links().count(), 0);
/// assert_eq!(page.notes[0].to_string(), "unusable link URL: 1 (javascript:x())");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Note {
    /// The kind of content.
    pub kind: NoteKind,
    /// The number of occurrences.
    pub count: usize,
    /// The first occurrence, a tag name or a URL: at most 80 characters, and `…` if there are more; empty if there is nothing
    /// to show.
    pub example: String,
}

/// The kind of a [`Note`].
///
/// ```
/// assert_eq!(newsclip::html::NoteKind::FormControl.to_string(), "form control");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum NoteKind {
    /// `script`.
    Script,
    /// `style`.
    Style,
    /// Metadata (`title`, `base`, `link`, `meta`), and elements whose content is not part of the document (`template`,
    /// `noembed`, `noframes`).
    Metadata,
    /// A comment.
    Comment,
    /// `button`, `input`, `select`, `textarea` and the like.
    FormControl,
    /// `svg` or `math`, or the image of a callout in code, of which only the alternative text was kept.
    Drawing,
    /// An image or frame of at most 1×1 pixels.
    TrackingPixel,
    /// A placeholder for an image that a script loads.
    Placeholder,
    /// The `noscript` copy of an image that was kept.
    NoscriptCopy,
    /// An element with the attribute `hidden`.
    Hidden,
    /// A link whose URL is rejected or malformed; its text was kept.
    LinkUrl,
    /// An image without a usable URL; its `alt` text was kept.
    ImageUrl,
    /// A player or frame without a usable URL.
    EmbedUrl,
    /// A link around so many blocks or images that its URL was left out of some; their content was kept.
    RepeatedLink,
    /// A mark around so many blocks that it was left out of some; their text was kept.
    RepeatedMark,
    /// A relative URL that was left out, because too many are resolved against a long base. It is also noted as unusable.
    RepeatedBase,
    /// A link without content.
    EmptyLink,
    /// An element that the caller skips.
    Skipped,
    /// Malformed JSON-LD.
    JsonLd,
    /// Markup that is nested too deeply; its text was kept.
    TooDeep,
    /// Attributes of a tag with more than 400.
    TooManyAttributes,
    /// The rest of an input that is longer than the [limit](super::Limits::bytes), or has more elements than any article.
    Truncated,
    /// A block that Markdown writes outside its quotes and lists, because their prefixes would be far longer than the text.
    Outdented,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Script => "script",
            Self::Style => "style",
            Self::Metadata => "metadata",
            Self::Comment => "comment",
            Self::FormControl => "form control",
            Self::Drawing => "drawing",
            Self::TrackingPixel => "tracking pixel",
            Self::Placeholder => "placeholder image",
            Self::NoscriptCopy => "copy of a lazy image",
            Self::Hidden => "hidden element",
            Self::LinkUrl => "unusable link URL",
            Self::ImageUrl => "unusable image URL",
            Self::EmbedUrl => "unusable embed URL",
            Self::RepeatedLink => "repeated link",
            Self::RepeatedMark => "repeated mark",
            Self::RepeatedBase => "repeated base URL",
            Self::EmptyLink => "empty link",
            Self::Skipped => "skipped element",
            Self::JsonLd => "unreadable JSON-LD",
            Self::TooDeep => "too deep nesting",
            Self::TooManyAttributes => "too many attributes",
            Self::Truncated => "rest of the input",
            Self::Outdented => "block outside its quote or list",
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.count)?;
        if self.example.is_empty() { Ok(()) } else { write!(f, " ({})", self.example) }
    }
}

/// A collector of notes.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(super) fn add(&mut self, kind: NoteKind, example: &str) {
        self.add_many(kind, 1, example);
    }

    pub(crate) fn add_many(&mut self, kind: NoteKind, count: usize, example: &str) {
        if count == 0 {
            return;
        }
        match self.0.iter_mut().find(|note| note.kind == kind) {
            Some(note) => note.count += count,
            None => self.0.push(Note { kind, count, example: shortened(example) }),
        }
    }

    /// The notes, sorted by kind.
    pub(crate) fn into_vec(mut self) -> Vec<Note> {
        // Not in source order, so that lists of notes can be compared.
        self.0.sort_by_key(|note| note.kind);
        self.0
    }
}

/// An example of at most 80 characters. Examples are for people, and a note must not hold a megabyte of the input.
pub(crate) fn shortened(example: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = example.chars().take(LONGEST).collect();
    if short.len() < example.len() {
        short.push('…');
    }
    short
}
