//! Paragraphs whose lines have a limited width.

use unicode_width::UnicodeWidthStr;

use super::escape::is_block_alone;

/// Turns spaces into line breaks so that lines take at most `columns`. Only a letter may begin a line, because no block
/// begins with one, and no line may end with a backslash.
pub(super) fn wrap(out: &mut String, start: usize, spaces: &[usize], columns: usize) {
    let mut line_start = start;
    let mut last: Option<usize> = None;
    // The columns from the line's start to `seen`.
    let (mut width, mut seen) = (0, start);
    let mut wrapped: Vec<usize> = Vec::new();
    let ends = spaces.iter().copied().filter(|&space| may_break(out, space)).chain([out.len()]);
    for end in ends {
        // Display columns, not characters: a Chinese character takes two.
        width += out[seen..end].width();
        seen = end;
        if let Some(space) = last
            && width > columns
            // A line of `===` or dashes alone would make a heading of the line above (§4.3).
            && !is_block_alone(&out[line_start..space])
        {
            wrapped.push(space);
            line_start = space + 1;
            width = out[line_start..end].width();
        }
        last = Some(end);
    }
    for space in wrapped {
        // A space and a line end have one byte each, so the offsets of the others stay.
        out.replace_range(space..=space, "\n");
    }
}

fn may_break(text: &str, space: usize) -> bool {
    // A digit or a sign at a line's start can begin a list, a quote or a heading.
    let begins_with_letter = text[space + 1..].starts_with(char::is_alphabetic);
    begins_with_letter && !text[..space].ends_with('\\')
}
