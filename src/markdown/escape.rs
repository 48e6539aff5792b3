//! Escapes the characters of a text that need a backslash in their context. Each rule is one function, which names its
//! section of CommonMark 0.31.

use super::delimiters::Single;
use super::parts::Line;
use crate::html::LONGEST_REFERENCE;
use crate::scan::{self, ByteSet};

/// The context of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Context<'a> {
    /// The whole line.
    pub(super) line: Option<&'a Line<'a>>,
    /// Whether the text is in a link or an image description, where brackets have a meaning (§6.3, §6.4).
    pub(super) in_link: bool,
    /// Whether the text is in a GFM table, where `|` ends a cell.
    pub(super) in_cell: bool,
    /// Whether the document may have link reference definitions. Then any brackets may be a link (§6.3).
    pub(super) has_references: bool,
    /// The delimiters that need no backslash. They are counted only when needed, because few texts have delimiters.
    pub(super) single: Option<Single>,
    /// An offset in the line up to which its last word is known to be a bare URL; 0 if none is known.
    pub(super) url_end: usize,
}

impl Context<'_> {
    fn single(&mut self) -> Single {
        *self.single.get_or_insert_with(|| Single::of(self.line))
    }

    /// Whether a bracket, pipe or caret at `at` has a meaning in this context.
    fn has_meaning(&self, byte: u8, at: usize, after: &str) -> bool {
        match byte {
            // §6.3: brackets must be balanced in link text. In GFM, `[^` opens a footnote.
            b'[' => self.in_link || self.has_references || after.starts_with('^'),
            // §6.3, §4.7: only these characters turn bracketed text into a link or a definition.
            b']' => self.in_link || self.has_references || after.starts_with(['(', '[', ':']),
            // GFM, "Tables": a pipe ends the cell, even in code.
            b'|' => self.in_cell,
            // GFM footnotes: `[^1]`.
            b'^' => self.in_link && at == 0,
            _ => false,
        }
    }
}

/// The Markdown directly after a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// `[`: a link.
    Bracket,
    /// The delimiter of a mark, or the backtick of code. Both characters can be part of a mail address.
    Delimiter,
    /// Any other markup, or the end of the line.
    Other,
}

/// The first character of `text` that may need a backslash in any position.
///
/// Most texts have none. Scanning in chunks saves 15 % of the time of writing Markdown.
pub(super) fn first_special(text: &str) -> Option<usize> {
    // Zero if the byte is one of them. With `==` and `|`, compilers generate slower vector instructions.
    let distance = |byte: u8| {
        let from_bracket_to_backtick = byte.wrapping_sub(b'[').saturating_sub(b'`' - b'[');
        let from_pipe_or_tilde = (byte | 2) ^ b'~';
        let from_others = (byte ^ b'*').min(byte ^ b'<').min(byte ^ b'&');
        from_bracket_to_backtick.min(from_pipe_or_tilde).min(from_others)
    };
    let is_special = |byte: u8| SPECIAL.contains(byte);
    scan::find(text.as_bytes(), |byte| distance(byte) == 0, is_special)
}

/// Characters that may need a backslash.
static SPECIAL: ByteSet = ByteSet::of(br"\*_~`<&[]|^");

/// Appends `text` with backslashes where they are needed.
pub(super) fn push_text(out: &mut String, text: &str, next: Next, context: &mut Context<'_>) {
    // The text between two backslashes is copied at once. Most texts need no backslash at all.
    let mut written = 0;
    let mut from = 0;
    // The end of the last run of delimiters, and whether it needs backslashes.
    let mut run = (0, false);
    let bytes = text.as_bytes();
    while let Some(found) = first_special(&text[from..]) {
        let at = from + found;
        let byte = bytes[at];
        from = at + 1;
        let after = &text[at + 1..];
        let needs = match byte {
            b'\\' => is_escape(after),
            b'*' | b'_' | b'~' => {
                // §6.2: the rules apply to a whole run, so they are tested once for all of its characters.
                if at >= run.0 {
                    let length = after.bytes().take_while(|&next| next == byte).count();
                    run = (at + 1 + length, is_delimiter(text, at, at + 1 + length, context.single()));
                }
                run.1
            }
            // §6.1: a single run of backticks is text.
            b'`' => !context.single().backtick,
            b'<' => opens_html(after, next),
            b'&' => is_reference(after),
            _ => context.has_meaning(byte, at, after),
        };
        if needs {
            out.push_str(&text[written..at]);
            written = at;
            if byte == b'<' && ends_in_url(out, context.url_end) {
                out.push_str("&lt;");
                written += 1;
                context.url_end = out.len();
            } else {
                out.push('\\');
            }
        }
    }
    match text[written..].strip_suffix('!').filter(|_| next == Next::Bracket) {
        // §6.4: `![` opens an image.
        Some(rest) => out.extend([rest, "\\!"]),
        None => out.push_str(&text[written..]),
    }
}

/// Escapes each equals sign after `start` that could be part of `==`: next to another one, or at an end of the text, where
/// a highlight may follow.
pub(super) fn escape_equals(out: &mut String, start: usize) {
    let text = out[start..].to_owned();
    out.truncate(start);
    let bytes = text.as_bytes();
    let mut written = 0;
    for at in memchr::memchr_iter(b'=', bytes) {
        // A single one between other characters is text in all readers, as in `a=b`.
        let is_alone = at > 0 && bytes[at - 1] != b'=' && bytes.get(at + 1).is_some_and(|&next| next != b'=');
        if !is_alone {
            out.extend([&text[written..at], "\\"]);
            written = at;
        }
    }
    out.push_str(&text[written..]);
}

/// Whether the output ends in a bare URL. GFM, "Autolinks (extension)": it continues up to white space or `<`, so a
/// backslash before `<` would become part of it. Up to `known`, it is known to end in one: reading the whole URL again for each `<` in
/// it would take quadratic time.
fn ends_in_url(out: &str, known: usize) -> bool {
    let known = out.floor_char_boundary(known);
    let rest = &out[known..];
    let word = rest.rsplit(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default();
    let continues = known > 0 && word.len() == rest.len();
    continues || word.contains("://") || word.contains("www.")
}

/// Whether a backslash is an escape, by the text after it (§2.4).
pub(super) fn is_escape(after: &str) -> bool {
    // Only ASCII punctuation can be escaped. At the end of the text, the next character is unknown.
    after.chars().next().is_none_or(|c| c.is_ascii_punctuation())
}

/// Whether `<` may open a tag, a comment or an autolink, by the text after it (§6.5, §6.6): a letter, `/`, `!` or `?`, or a
/// mail address, which may continue in a mark or in code.
pub(super) fn opens_html(after: &str, next: Next) -> bool {
    if after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return true;
    }
    // §6.5: a mail address consists of these characters up to its `@`.
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(byte);
    let length = after.bytes().take_while(is_local).count();
    match after.as_bytes().get(length) {
        Some(&byte) => length > 0 && byte == b'@',
        None => next == Next::Delimiter,
    }
}

/// Whether `&` starts a reference such as `&name;`, `&#1;` or `&#x1;`, by the text after it (§2.5).
pub(super) fn is_reference(after: &str) -> bool {
    // Without a limit, a text of many `&` would take quadratic time.
    let near = &after[..after.floor_char_boundary(LONGEST_REFERENCE)];
    let Some((name, _)) = near.split_once(';') else { return false };
    let is_number = |digits: &str, is_digit: fn(&u8) -> bool| {
        // §2.5: at most 7 decimal or 6 hexadecimal digits. Escaping a longer number is harmless.
        (1..=7).contains(&digits.len()) && digits.as_bytes().iter().all(is_digit)
    };
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => is_number(digits, u8::is_ascii_hexdigit),
            None => is_number(number, u8::is_ascii_digit),
        },
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    }
}

/// Whether the run of equal delimiters from `at` to `end` could open or close a mark (§6.2).
fn is_delimiter(text: &str, at: usize, end: usize, single: Single) -> bool {
    let (is_single, is_word_bound) = match text.as_bytes()[at] {
        b'*' => (single.star, false),
        b'_' => (single.underscore, true),
        _ => (single.tilde, false),
    };
    // At an end of the text, there may be markup next to the run.
    let (Some(left), Some(right)) = (text[..at].chars().next_back(), text[end..].chars().next()) else {
        return !is_single;
    };
    // §6.2: a run between white space is neither left-flanking nor right-flanking.
    let is_between_spaces = left.is_whitespace() && right.is_whitespace();
    // §6.2, rules 2 and 4: an underscore within a word cannot open or close emphasis.
    let is_in_word = is_word_bound && left.is_alphanumeric() && right.is_alphanumeric();
    !(is_single || is_between_spaces || is_in_word)
}

/// The place of a backslash that prevents a line from starting a block, if it needs one. The inlines of `line` are already
/// escaped. `continues` is true for a line after the first line of a paragraph.
pub(super) fn escape_line_start(line: &str, continues: bool) -> Option<usize> {
    let first = line.chars().next()?;
    let is_block = match first {
        '#' => is_followed_by_space(line.trim_start_matches('#')) && leading(line, '#') <= 6, // §4.2
        '>' => true,                                                                          // §5.1
        '-' | '+' | '*' => is_followed_by_space(&line[1..]) || is_rule(line),                 // §5.2, §4.1
        '_' => is_rule(line),                                                                 // §4.1
        '=' => is_block_alone(line),                                                          // §4.3
        '~' => line.starts_with("~~~"),                                                       // §4.5
        '`' => is_block_alone(line),                                                          // §4.5
        // GFM, "Tables": a delimiter row would turn the line above it into the head of a table.
        '|' | ':' => is_rule(line) && line.contains('-'),
        '[' => line.contains("]:"), // §4.7
        // §5.2: only a list that starts with 1 interrupts a paragraph.
        '0'..='9' => return numbered(line).filter(|&digits| !continues || is_one(&line[..digits])),
        _ => false,
    };
    is_block.then_some(0)
}

/// Whether a line, or the beginning of one that is wrapped after it, would be a block: a rule, an underline, a fence or a tag.
pub(super) fn is_block_alone(line: &str) -> bool {
    let is_underline = line.trim_end().bytes().all(|byte| byte == b'=');
    let is_fence = line.starts_with("```") && !line.trim_start_matches('`').contains('`');
    is_rule(line) || is_underline || is_fence || is_tag(line)
}

/// Whether a line is a tag, which begins an HTML block: escapes would not be read (§4.6, start condition 7).
fn is_tag(line: &str) -> bool {
    let inside = line.strip_prefix('<').and_then(|rest| rest.trim_end().strip_suffix('>'));
    // An autolink has a colon, which none of the tags has that marks are written with.
    inside.is_some_and(|inside| !inside.contains(['<', '>', ':']))
}

/// The length of a number that starts a list item: before `.` or `)` and a space (§5.2).
fn numbered(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_marked = line[digits..].starts_with(['.', ')']);
    // §5.2: at most nine digits, because larger numbers overflow in some browsers.
    (digits <= 9 && is_marked && is_followed_by_space(&line[digits + 1..])).then_some(digits)
}

/// Whether a number is 1. Only a list that starts with 1 can interrupt a paragraph (§5.2).
fn is_one(digits: &str) -> bool {
    digits.trim_start_matches('0') == "1"
}

fn leading(line: &str, c: char) -> usize {
    line.len() - line.trim_start_matches(c).len()
}

fn is_followed_by_space(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}

/// Whether a line consists only of characters of thematic breaks, setext underlines and GFM delimiter rows.
fn is_rule(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b':' | b'|' | b'+' | b' ' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_six_number_signs_begin_a_heading() {
        for (line, expected) in [
            ("# Rain", Some(0)),
            ("###### Rain", Some(0)),
            ("####### Rain", None),
            ("#Rain", None),
            ("#", Some(0)),
        ] {
            assert_eq!(escape_line_start(line, false), expected, "{line}");
        }
    }
}
