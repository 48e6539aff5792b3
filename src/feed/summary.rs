//! Summaries: the beginning of a text, and blocks as one line of text.

use std::borrow::Cow;

use unicode_segmentation::GraphemeCursor;

use crate::scan::{fold, folded_prefix};
use crate::tree::{Block, Inline, Node, Walk, text};

/// The maximum length of a summary, in characters (Unicode scalar values).
const LENGTH: usize = 200;

/// More bytes than a summary takes in any script: a character takes at most 4 bytes.
const ENOUGH: usize = 5 * LENGTH;

/// The beginning of the text, cut after a sentence, or between two graphemes (UAX #29) with an ellipsis.
///
/// Only the characters around the cut are segmented into graphemes. Segmenting all 200 took 46 % of the time of writing
/// RSS.
pub(super) fn beginning(body: &[Block]) -> Option<String> {
    // Tables and lists hold few sentences. They are used only if there is no other text.
    let mut text = first_text(body.iter().filter_map(paragraph));
    if text.trim().is_empty() {
        text = first_text(Walk::new(body).filter_map(|node| match node {
            Node::Block(block) => paragraph(block),
            _ => None,
        }));
    }
    // `ENOUGH` bytes hold at least 250 characters of any script. Folding white space may leave fewer.
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
        // A sentence that ends in the first half would make a summary that is too short.
        .take_while(|&(at, _)| at > cut / 2)
        .find(|&(at, c)| {
            matches!(c, '。' | '！' | '？' | '!' | '?' | '…') || c == '.' && is_full_stop(text, at)
        })
        .map(|(at, c)| at + c.len_utf8());
    Some(match sentence {
        Some(end) => text[..end].to_string(),
        None => format!("{}…", text[..cut].trim_end()),
    })
}

/// Whether the period at an offset ends a word of two letters or more and is before white space: not `J. Rain`, `3.5` or
/// `a.example`.
fn is_full_stop(text: &str, at: usize) -> bool {
    let letters = text[..at].chars().rev().take(2).filter(|c| c.is_alphabetic()).count();
    letters == 2 && text[at + 1..].starts_with(char::is_whitespace)
}

/// A text with its white space folded, or the part of it that a summary needs.
fn fold_beginning(text: &str) -> Cow<'_, str> {
    // One character more than a summary shows whether there is anything to cut.
    let beginning = &text[..offset(text, LENGTH + 1).unwrap_or(text.len())];
    // Almost all beginnings are already folded. Folding the whole text took 8 % of the time of writing RSS.
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

/// The byte offset after this number of characters, at least one; `None` unless more follow.
fn offset(text: &str, number: usize) -> Option<usize> {
    let mut rest = text.chars();
    // `Chars` advances many characters at once. `CharIndices` advances one by one, which took 3 % of the time of writing
    // RSS.
    rest.nth(number.checked_sub(1)?)?;
    Some(text.len() - rest.as_str().len()).filter(|&at| at < text.len())
}

/// The last boundary between graphemes at or before `at`.
fn grapheme_boundary(text: &str, at: usize) -> usize {
    // UAX #29: a cut inside an emoji, or between a letter and its accent, would change the character.
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().filter(|&boundary| boundary > 0).unwrap_or(at)
}

/// The content of a paragraph, unless it is only a link. The writers of feeds turn frames into such paragraphs, so a feed
/// keeps its summary when it is read and written again.
fn paragraph(block: &Block) -> Option<&[Inline]> {
    let Block::Paragraph { content } = block else { return None };
    // Normal form moves spaces out of a link, so there may be spaces beside it.
    let mut shown =
        content.iter().filter(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
    // A paragraph of one link is usually "Read more", "Share" or a tag, not a sentence.
    let is_link = matches!((shown.next(), shown.next()), (Some(Inline::Link(_)), None));
    (!is_link).then_some(content.as_slice())
}

/// The text of paragraphs: all of it, or at least [`ENOUGH`] bytes.
fn first_text<'a>(paragraphs: impl Iterator<Item = &'a [Inline]>) -> String {
    // Room for the whole text: growing it took 3 % of the time of writing RSS.
    let mut beginning = String::with_capacity(ENOUGH + LENGTH + 1);
    for content in paragraphs {
        match content {
            // 200 characters of a long text do not need a copy of all of it.
            [Inline::Text(only)] => beginning.push_str(&only[..only.floor_char_boundary(ENOUGH + LENGTH)]),
            _ => beginning.push_str(&text(content)),
        }
        beginning.push(' ');
        if beginning.len() > ENOUGH {
            // Long enough: the rest of a long paragraph need not be folded.
            beginning.truncate(beginning.floor_char_boundary(ENOUGH + LENGTH));
            break;
        }
    }
    beginning
}

/// The text of blocks as one line, for fields of plain text.
pub(super) fn one_line(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::text).collect();
    fold(&texts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(texts: &[&str]) -> Option<String> {
        let paragraphs: Vec<_> = texts.iter().map(|&text| Block::paragraph(vec![text.into()])).collect();
        beginning(&paragraphs)
    }

    #[test]
    fn a_long_text_is_cut() {
        let [rain, wind] = ["雨", "风"].map(|c| move |count| c.repeat(count));
        for (text, expected) in [
            (rain(200), rain(200)),
            (rain(201), rain(200) + "…"),
            // After the last sentence, unless too little is left.
            (rain(150) + "。" + &wind(150), rain(150) + "。"),
            (rain(90) + "。" + &wind(150), rain(90) + "。" + &wind(109) + "…"),
            (rain(150) + ". " + &wind(150), rain(150) + "."),
            // Not after an abbreviation, or within a number or a name.
            (
                rain(150) + " J. 3.5 a.example " + &wind(150),
                rain(150) + " J. 3.5 a.example " + &wind(32) + "…",
            ),
        ] {
            assert_eq!(summary(&[&text]), Some(expected));
        }
    }

    #[test]
    fn a_grapheme_that_is_too_long_is_cut() {
        let accents = |count| "e".to_string() + &"\u{301}".repeat(count);
        assert_eq!(summary(&[&accents(250)]), Some(accents(199) + "…"));
        assert_eq!(summary(&[&("雨".repeat(150) + &accents(100))]), Some("雨".repeat(150) + "…"));
    }

    #[test]
    fn text_after_many_spaces_is_kept_or_replaced_by_an_ellipsis() {
        // With the space after it, the first paragraph has exactly `ENOUGH` bytes, or one more.
        for (count, expected) in [(ENOUGH - 4, "雨 停了。"), (ENOUGH - 3, "雨…")] {
            let spaces = " ".repeat(count);
            assert_eq!(summary(&[&format!("雨{spaces}"), "停了。"]).as_deref(), Some(expected));
        }
    }
}
