//! The pieces of a line: texts, markup, and the ends of marks and links.

use std::ops::Range;

/// A part of a line, from the end of the previous part to `end`.
// Small, because a line of short texts has many.
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Text,
    /// Text that must not be wrapped, such as URLs and code.
    Raw,
    /// The start of a mark, with the index of its span.
    Open(u32),
    /// The end of a mark.
    Close(u32),
    LinkOpen,
    LinkClose,
    Break,
}

impl PieceKind {
    pub(super) fn is_solid(self) -> bool {
        matches!(self, Self::Text | Self::Raw)
    }
}

/// The kinds of the pieces of a line, and their ranges in its text.
pub(super) fn ranges(pieces: &[Piece]) -> impl Iterator<Item = (PieceKind, Range<usize>)> {
    let starts = std::iter::once(0).chain(pieces.iter().map(|piece| piece.end));
    pieces.iter().zip(starts).map(|(piece, start)| (piece.kind, start..piece.end))
}

/// A piece in the algorithm for emphasis.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'a> {
    /// Any other Markdown.
    Solid(&'a str),
    /// The start of a span, with its index.
    Open(usize),
    /// The end of a span, with its index.
    Close(usize),
    /// The start of link text, in which emphasis is processed separately.
    LinkOpen,
    /// The end of link text.
    LinkClose,
}

/// The pieces of a line as tokens. They are created on demand, because a list of them took more memory than the line.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: &'a [Piece],
}

impl<'a> Tokens<'a> {
    pub(super) fn len(self) -> usize {
        self.pieces.len()
    }

    pub(super) fn get(self, at: usize) -> Option<Token<'a>> {
        let piece = self.pieces.get(at)?;
        Some(match piece.kind {
            PieceKind::Text | PieceKind::Raw | PieceKind::Break => {
                let start = at.checked_sub(1).map_or(0, |before| self.pieces[before].end);
                Token::Solid(&self.text[start..piece.end])
            }
            PieceKind::Open(span) => Token::Open(span as usize),
            PieceKind::Close(span) => Token::Close(span as usize),
            PieceKind::LinkOpen => Token::LinkOpen,
            PieceKind::LinkClose => Token::LinkClose,
        })
    }

    /// The tokens in a range.
    pub(super) fn range(self, range: Range<usize>) -> impl DoubleEndedIterator<Item = Token<'a>> {
        range.filter_map(move |at| self.get(at))
    }
}
