//! The loss report: what was left out of a document, by which rule.

/// A kind of thing that was left out of a document, how often, and the first of them.
///
/// ```
/// let source = "[题](https://a.example/)\n------\n\n<a href=\"javascript:x()\">雨</a>停了。";
/// let (doc, notes) = newsclip::Clip::parse(source)?.document_with_notes();
/// assert_eq!(doc.links().count(), 0);
/// assert_eq!(notes[0].to_string(), "unusable link URL: 1 (javascript:x())");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What was left out.
    pub kind: NoteKind,
    /// How often.
    pub count: usize,
    /// The first of them, shortened: a tag's name or a URL; empty if there is nothing to say.
    pub example: String,
}

/// What a [`Note`] is about.
///
/// ```
/// assert_eq!(newsclip::NoteKind::FormControl.to_string(), "form control");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum NoteKind {
    /// `script`.
    #[error("script")]
    Script,
    /// `style`.
    #[error("style")]
    Style,
    /// `template`, whose content is not part of the document, and metadata (`title`, `link`, `meta`).
    #[error("metadata")]
    Metadata,
    /// A comment.
    #[error("comment")]
    Comment,
    /// `button`, `input`, `select`, `textarea` and the like.
    #[error("form control")]
    FormControl,
    /// `svg` or `math`, of which only a text for those who cannot see it was kept.
    #[error("drawing")]
    Drawing,
    /// An image or frame of at most 1×1 pixels.
    #[error("tracking pixel")]
    TrackingPixel,
    /// An image that stands in until a script loads the real one.
    #[error("placeholder image")]
    Placeholder,
    /// The `noscript` copy of an image that was kept.
    #[error("copy of a lazy image")]
    NoscriptCopy,
    /// An element with the attribute `hidden`.
    #[error("hidden element")]
    Hidden,
    /// A link whose URL is refused or cannot be read; its text was kept.
    #[error("unusable link URL")]
    LinkUrl,
    /// An image without a usable URL; its `alt` text was kept.
    #[error("unusable image URL")]
    ImageUrl,
    /// A player or frame without a usable URL.
    #[error("unusable embed URL")]
    EmbedUrl,
    /// A link without anything to click on.
    #[error("empty link")]
    EmptyLink,
    /// Markup that is nested too deeply; its text was kept.
    #[error("too deep nesting")]
    TooDeep,
    /// The rest of an input that makes more elements than any article does.
    #[error("rest of the input")]
    Truncated,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.kind, self.count)?;
        if self.example.is_empty() { Ok(()) } else { write!(f, " ({})", self.example) }
    }
}

/// Notes under collection.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(crate) fn add(&mut self, kind: NoteKind, example: &str) {
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

    /// The notes, in the order of their kinds.
    pub(crate) fn into_vec(mut self) -> Vec<Note> {
        self.0.sort_by_key(|note| note.kind);
        self.0
    }
}

fn shortened(example: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = example.chars().take(LONGEST).collect();
    if short.len() < example.len() {
        short.push('…');
    }
    short
}
