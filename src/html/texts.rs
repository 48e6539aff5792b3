//! Pieces of text by their place: in the HTML, or among the texts that are not in it as such.

/// The place of a piece of text in [`Texts`].
// Two numbers of 32 bits, half of a `&str`: every node and attribute holds one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// The first byte, with [`DECODED`] or [`BUILT`] for a piece that is not of the HTML.
    start: u32,
    length: u32,
}

/// What character references stand for.
const DECODED: u32 = 1 << 31;
/// What html5ever's tree builder made of text.
const BUILT: u32 = 1 << 30;

/// Bytes beyond which HTML is not read, so that all places fit in 30 bits. A reference stands for at most one byte more
/// than it takes.
pub(super) const MAX_INPUT: usize = 1 << 29;

impl Span {
    /// A piece of the HTML from one byte to another.
    #[inline]
    pub(super) fn new(from: usize, to: usize) -> Self {
        Self { start: place(from), length: place(to - from) }
    }

    /// A piece of the texts that the tree builder made.
    pub(super) fn built(from: usize, to: usize) -> Self {
        Self { start: place(from) | BUILT, length: place(to - from) }
    }

    /// Where a piece of the HTML starts, and its length; `None` for any other piece.
    pub(super) fn in_html(self) -> Option<(u32, u32)> {
        (self.start & (DECODED | BUILT) == 0).then_some((self.start, self.length))
    }

    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The same piece without its first byte.
    pub(super) fn without_first(self) -> Self {
        Self { start: self.start + 1, length: self.length - 1 }
    }

    /// This piece and the one right after it as one; `None` if they are apart.
    #[inline]
    pub(super) fn joined(self, next: Self) -> Option<Self> {
        (self.start + self.length == next.start)
            .then_some(Self { start: self.start, length: self.length + next.length })
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).expect("inputs are cut at `MAX_INPUT`")
}

/// All text of a document.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    html: &'a str,
    /// What character references stand for, one after another.
    decoded: String,
    built: String,
}

impl<'a> Texts<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        assert!(html.len() <= MAX_INPUT);
        Self { html, decoded: String::new(), built: String::new() }
    }

    /// The length of the HTML in bytes.
    pub(super) fn input_len(&self) -> usize {
        self.html.len()
    }

    #[inline]
    pub(super) fn get(&self, span: Span) -> &str {
        let text = match span.start & (DECODED | BUILT) {
            0 => self.html,
            DECODED => &self.decoded,
            _ => &self.built,
        };
        let start = span.start & !(DECODED | BUILT);
        &text[start as usize..(start + span.length) as usize]
    }

    /// Adds the texts that the tree builder made.
    pub(super) fn with_built(self, built: String) -> Self {
        Self { built, ..self }
    }

    /// Keeps a text that is not in the HTML as such.
    pub(super) fn keep(&mut self, text: &str) -> Span {
        let start = place(self.decoded.len()) | DECODED;
        self.decoded.push_str(text);
        Span { start, length: place(text.len()) }
    }
}
