//! The pieces of a line: texts, markup, the ends of marks and links.

use std::ops::Range;

/// A part of a line, from the end of the part before it to `end`.
// Small, because a line of tiny texts has many.
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Text,
    /// Text that must not be wrapped: URLs, code.
    Raw,
    /// The start of a mark, by the number of its span.
    Open(u32),
    /// The end of a mark.
    Close(u32),
    LinkOpen,
    LinkClose,
    Break,
}

/// The pieces of a line with what they take of its text.
pub(super) fn ranges(pieces: &[Piece]) -> impl Iterator<Item = (PieceKind, Range<usize>)> {
    let starts = std::iter::once(0).chain(pieces.iter().map(|piece| piece.end));
    pieces.iter().zip(starts).map(|(piece, start)| (piece.kind, start..piece.end))
}

/// A piece, as far as emphasis is concerned.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'a> {
    /// Anything else, as it will be in the Markdown.
    Solid(&'a str),
    /// The start of a span, by its number.
    Open(usize),
    /// The end of a span, by its number.
    Close(usize),
    /// The start of a link's text, in which emphasis is found separately.
    LinkOpen,
    /// The end of a link's text.
    LinkClose,
}

/// The pieces of a line as tokens. They are made when they are asked for: a list of them took more than the line.
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

    /// Some of the tokens.
    pub(super) fn range(self, range: Range<usize>) -> impl DoubleEndedIterator<Item = Token<'a>> {
        range.filter_map(move |at| self.get(at))
    }
}
