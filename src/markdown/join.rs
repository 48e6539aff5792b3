//! Joins the pieces of a line. By then, the style of each mark is settled.

use std::ops::Range;

use super::escape::escape_line_start;
use super::inline::{Break, Buffers, LineWriter, push_delimiter};
use super::piece::{Piece, PieceKind, ranges};
use super::wrap::wrap;

impl LineWriter<'_> {
    /// Whether the start of any line may begin a block.
    pub(super) fn has_line_to_escape(&self) -> bool {
        let Buffers { text, pieces, .. } = &*self.buffers;
        // More starts begin a block on the first line than on others. `join` finds out whether this one does.
        let begins_block = |line: Range<usize>| escape_line_start(&text[line], false).is_some();
        let mut start = 0;
        let mut starts_with_text = begins_with_text(pieces);
        for (index, (kind, range)) in ranges(pieces).enumerate() {
            if kind == PieceKind::Break {
                if starts_with_text && begins_block(start..range.start) {
                    return true;
                }
                start = range.end;
                starts_with_text = begins_with_text(&pieces[index + 1..]);
            }
        }
        starts_with_text && begins_block(start..text.len())
    }

    /// Joins the pieces with the settled styles of marks, and escapes starts of lines that would begin a block.
    pub(super) fn join(&self) -> String {
        let Buffers { text, pieces, spans } = &*self.buffers;
        let mut out = String::with_capacity(text.len() + 16);
        let mut spaces = Vec::new();
        let mut line_start = 0;
        let mut starts_with_text = begins_with_text(pieces);
        for (index, (kind, range)) in ranges(pieces).enumerate() {
            let piece = &text[range];
            match kind {
                PieceKind::Open(span) => push_delimiter(&mut out, &spans[span as usize], "<"),
                PieceKind::Close(span) => push_delimiter(&mut out, &spans[span as usize], "</"),
                PieceKind::Break => {
                    self.finish_line(&mut out, line_start, starts_with_text, &mut spaces);
                    // Wrapping may have split the line. Only its last part is directly before the break.
                    let line = out[line_start..].rsplit('\n').next().unwrap_or_default();
                    out.push_str(self.hard_break(line));
                    line_start = out.len();
                    starts_with_text = begins_with_text(&pieces[index + 1..]);
                }
                PieceKind::Text if self.options.wrap.is_some() => {
                    spaces.extend(piece.match_indices(' ').map(|(at, _)| out.len() + at));
                    out.push_str(piece);
                }
                PieceKind::Text | PieceKind::Raw | PieceKind::LinkOpen | PieceKind::LinkClose => {
                    out.push_str(piece);
                }
            }
        }
        self.finish_line(&mut out, line_start, starts_with_text, &mut spaces);
        out
    }

    /// Escapes the start of the line at `start` if needed, and wraps the line.
    fn finish_line(&self, out: &mut String, start: usize, starts_with_text: bool, spaces: &mut Vec<usize>) {
        if self.breaks == Break::Tag {
            return;
        }
        let escape = if starts_with_text { escape_line_start(&out[start..], start > 0) } else { None };
        if let Some(at) = escape {
            out.insert(start + at, '\\');
            // The backslash moves the text after it by one byte.
            spaces.iter_mut().filter(|space| **space >= start + at).for_each(|space| *space += 1);
        }
        if let Some(columns) = self.options.wrap {
            wrap(out, start, spaces, columns.saturating_sub(self.indent));
        }
        spaces.clear();
    }
}

fn begins_with_text(pieces: &[Piece]) -> bool {
    pieces.first().is_some_and(|piece| piece.kind == PieceKind::Text)
}
