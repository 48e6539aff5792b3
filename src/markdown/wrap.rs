//! Wraps the lines of paragraphs.

use unicode_width::UnicodeWidthStr;

use super::escape::is_block_alone;

/// Replaces spaces by line ends so that lines take at most `columns`. A new line must begin with a letter, because no block
/// does, and no line may end with a backslash, which would be a hard line break.
pub(super) fn wrap(out: &mut String, start: usize, spaces: &[usize], columns: usize) {
    let mut line_start = start;
    let mut last: Option<usize> = None;
    // The number of columns from the start of the line to `seen`.
    let (mut width, mut seen) = (0, start);
    let mut wrapped: Vec<usize> = Vec::new();
    let ends = spaces.iter().copied().filter(|&space| may_break(out, space)).chain([out.len()]);
    for end in ends {
        // Display columns, not characters: a Chinese character takes two.
        width += out[seen..end].width();
        seen = end;
        if let Some(space) = last
            && width > columns
            // §4.3, §4.6: a line of `=` or `-` would turn the line above it into a heading; a tag would begin an HTML block.
            && !is_block_alone(&out[line_start..space])
        {
            wrapped.push(space);
            line_start = space + 1;
            width = out[line_start..end].width();
        }
        last = Some(end);
    }
    for space in wrapped {
        // A space and a line end both have one byte, so the other offsets stay valid.
        out.replace_range(space..=space, "\n");
    }
}

fn may_break(text: &str, space: usize) -> bool {
    // A digit or a sign at the start of a line can begin a list, a quote or a heading.
    let begins_with_letter = text[space + 1..].starts_with(char::is_alphabetic);
    begins_with_letter && !text[..space].ends_with('\\')
}
