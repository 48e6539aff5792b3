//! Positions in one source, asked for in order.

use crate::error::Position;

/// Each position costs no more than the distance from the last one.
#[derive(Debug)]
pub(super) struct Locator<'a> {
    source: &'a str,
    at: usize,
    position: Position,
}

impl<'a> Locator<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, position: Position { line: 1, column: 1 } }
    }

    /// The position of byte `offset`, or of the character that it is in.
    pub(super) fn position(&mut self, offset: usize) -> Position {
        let offset = self.source.floor_char_boundary(offset);
        if offset < self.at {
            return Position::of(self.source, offset);
        }
        let passed = &self.source[self.at..offset];
        match passed.rfind('\n') {
            Some(newline) => {
                self.position.line += passed.bytes().filter(|&byte| byte == b'\n').count();
                self.position.column = passed[newline + 1..].chars().count() + 1;
            }
            None => self.position.column += passed.chars().count(),
        }
        self.at = offset;
        self.position
    }
}
