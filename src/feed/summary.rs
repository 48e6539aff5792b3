//! The beginning of a text, and a text on one line.

use std::borrow::Cow;

use unicode_segmentation::GraphemeCursor;

use crate::scan::{fold, folded_prefix};
use crate::tree::{Block, Inline, Node, Walk, text};

/// A summary's greatest length in characters (Unicode scalar values).
const LENGTH: usize = 200;

/// More bytes than a summary takes in any script.
const ENOUGH: usize = 5 * LENGTH;

/// The beginning of the text, cut after a sentence, or else between two graphemes (UAX #29), with an ellipsis.
///
/// Only the few characters around the cut are looked at as graphemes: walking 200 of them took 46 % of the time of writing
/// RSS.
pub(super) fn beginning(body: &[Block]) -> Option<String> {
    // Tables and lists make no sentences; they are taken only if there is nothing else.
    let mut text = first_text(body.iter().filter_map(paragraph));
    if text.trim().is_empty() {
        text = first_text(Walk::new(body).filter_map(|node| match node {
            Node::Block(block) => paragraph(block),
            _ => None,
        }));
    }
    // `ENOUGH` bytes hold at least 250 characters of any script; folding white space may leave fewer.
    let is_whole = text.len() <= ENOUGH;
    let text = fold_beginning(trim(&text));
    let text = trim(&text);
    let cut = match offset(text, LENGTH) {
        Some(cut) => grapheme_boundary(text, cut),
        None if is_whole => return Some(text.to_string()).filter(|text| !text.is_empty()),
        None => text.len(),
    };
    let ends = text[..cut].char_indices().rev();
    let sentence = ends
        // A sentence that ends in the first half would leave too little to read.
        .take_while(|&(at, _)| at > cut / 2)
        .find(|&(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '…'))
        .map(|(at, c)| at + c.len_utf8());
    Some(match sentence {
        Some(end) => text[..end].to_string(),
        None => format!("{}…", text[..cut].trim_end()),
    })
}

/// A text on one line, or as much of it as a summary takes.
fn fold_beginning(text: &str) -> Cow<'_, str> {
    // One character after the cut tells whether there is something to cut.
    let beginning = &text[..offset(text, LENGTH + 1).unwrap_or(text.len())];
    // Nearly all beginnings are folded already: folding all of the text took 8 % of writing RSS.
    if folded_prefix(beginning) == beginning.len() {
        Cow::Borrowed(beginning)
    } else {
        Cow::Owned(fold(text))
    }
}

fn trim(text: &str) -> &str {
    // HTML readers drop a byte order mark at the start.
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').trim_end()
}

/// Where the character of that number begins, counted from 0.
fn offset(text: &str, number: usize) -> Option<usize> {
    let mut rest = text.chars();
    // `Chars` counts many characters at once, `CharIndices` one by one, which took 3 % of writing RSS.
    rest.nth(number.checked_sub(1)?)?;
    Some(text.len() - rest.as_str().len()).filter(|&at| at < text.len())
}

/// The last boundary between graphemes at or before `at`.
fn grapheme_boundary(text: &str, at: usize) -> usize {
    // UAX #29: a cut inside an emoji or between a letter and its accent shows something else.
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().filter(|&boundary| boundary > 0).unwrap_or(at)
}

/// A paragraph's content, unless it is a link alone: so frames, which feeds have as such links, do not count either way.
fn paragraph(block: &Block) -> Option<&[Inline]> {
    let Block::Paragraph { content } = block else { return None };
    // Normal form moves spaces out of a link, so they may stand beside it.
    let mut shown =
        content.iter().filter(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
    // A paragraph of one link is "Read more", "Share" or a tag, and no sentence.
    let is_link = matches!((shown.next(), shown.next()), (Some(Inline::Link(_)), None));
    (!is_link).then_some(content.as_slice())
}

/// The text of some paragraphs: all of it, or more than [`ENOUGH`].
fn first_text<'a>(paragraphs: impl Iterator<Item = &'a [Inline]>) -> String {
    // Room for all that is looked at: growing took 3 % of writing RSS.
    let mut beginning = String::with_capacity(ENOUGH + LENGTH + 1);
    for content in paragraphs {
        match content {
            // One long text need not be copied whole for 200 characters of it.
            [Inline::Text(only)] => beginning.push_str(&only[..only.floor_char_boundary(ENOUGH + LENGTH)]),
            _ => beginning.push_str(&text(content)),
        }
        beginning.push(' ');
        if beginning.len() > ENOUGH {
            // Long enough already, whatever follows: the rest of a long paragraph needs no folding.
            beginning.truncate(beginning.floor_char_boundary(ENOUGH + LENGTH));
            break;
        }
    }
    beginning
}

/// The text of blocks as one line, as plain-text fields hold it.
pub(super) fn one_line(blocks: &[Block]) -> String {
    match blocks {
        [] => String::new(),
        [Block::Paragraph { content }] => fold(&text(content)),
        _ => {
            let mut line = String::new();
            for block in blocks {
                line.push_str(&block.text());
                line.push(' ');
            }
            fold(line.trim_end())
        }
    }
}
