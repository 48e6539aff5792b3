//! Pieces of text as spans: of the HTML, or of texts that do not appear in it literally.

/// The place of a piece of text in [`Texts`].
// Two numbers of 32 bits, half of a `&str`: every node and attribute holds one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// The first byte, with [`DECODED`] for a piece outside the HTML.
    start: u32,
    length: u32,
}

/// Flags decoded character references.
const DECODED: u32 = 1 << 31;
/// The maximum number of bytes of HTML that are read, so that all offsets fit in 31 bits. A decoded reference is at most one
/// byte longer than its source.
pub(super) const MAX_INPUT: usize = 1 << 29;

impl Span {
    /// A piece of the HTML from one byte to another.
    #[inline]
    pub(super) fn new(from: usize, to: usize) -> Self {
        Self { start: place(from), length: place(to - from) }
    }

    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The first bytes of the piece and the rest.
    pub(super) fn split_at(self, bytes: usize) -> (Self, Self) {
        let first = place(bytes);
        let rest = Self { start: self.start + first, length: self.length - first };
        (Self { start: self.start, length: first }, rest)
    }

    /// This piece joined with `next`; `None` if they are not adjacent.
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
    /// Decoded character references, concatenated.
    decoded: String,
}

impl<'a> Texts<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        assert!(html.len() <= MAX_INPUT);
        Self { html, decoded: String::new() }
    }

    /// The length of the HTML in bytes.
    pub(super) fn input_len(&self) -> usize {
        self.html.len()
    }

    #[inline]
    pub(super) fn get(&self, span: Span) -> &str {
        let text = if span.start & DECODED == 0 { self.html } else { &self.decoded };
        let start = span.start & !DECODED;
        &text[start as usize..(start + span.length) as usize]
    }

    /// Stores a text that does not appear in the HTML literally.
    pub(super) fn keep(&mut self, text: &str) -> Span {
        let start = place(self.decoded.len()) | DECODED;
        self.decoded.push_str(text);
        Span { start, length: place(text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_tell_texts_apart() {
        let mut texts = Texts::new("rain");
        let (written, decoded) = (Span::new(1, 3), texts.keep("hail"));
        assert_eq!([written, decoded].map(|span| texts.get(span)), ["ai", "hail"]);
        let (first, rest) = decoded.split_at(1);
        assert_eq!([first, rest].map(|span| texts.get(span)), ["h", "ail"]);
    }
}
