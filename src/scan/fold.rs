//! Folds white space as browsers do: a run of ASCII white space becomes one space.

use super::{CHUNK, is_xml_char, skip_chunks};

/// Folds and trims the white space of a line of plain text, such as a title or an attribute. Characters that XML does not
/// allow are left out. No-break and ideographic spaces are kept.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_space = false;
    while let Some(c) = rest.chars().next() {
        let prefix = folded_prefix(rest);
        let length = if prefix > 0 { prefix } else { c.len_utf8() };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if prefix == 0 && is_foldable(c) {
            after_space = true;
        } else if prefix > 0 || is_xml_char(c) {
            if after_space && !folded.is_empty() {
                folded.push(' ');
            }
            after_space = false;
            folded.push_str(piece);
        }
    }
    folded
}

/// Folds a text; `None` if the result is empty.
pub(crate) fn fold_to_option(text: &str) -> Option<String> {
    Some(fold(text)).filter(|text| !text.is_empty())
}

/// Whether a character is ASCII white space, or a line or paragraph separator of Unicode.
fn is_foldable(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The length of a prefix that folding does not change: it has no white space except single spaces between other
/// characters, and only characters that XML allows. It may end too early, at a space, but never too late.
///
/// For almost all texts, it is the whole text. Finding that by bytes instead of characters saves 16 % of the time of
/// `parse`, and skipping chunks another 15 %.
pub(crate) fn folded_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b' ') {
        return 0;
    }
    let mut at = 0;
    while at < bytes.len() {
        at += skip_chunks(&bytes[at..], may_begin_special);
        // Most Chinese texts end with a character of three bytes, which was tested at its first byte.
        if at + 2 == bytes.len() && bytes[at..].iter().all(|&byte| is_continuation(byte)) {
            return bytes.len();
        }
        at = text.floor_char_boundary(at);
        match first_special(bytes, at, (at + CHUNK).min(bytes.len())) {
            Ok(special) => return special,
            Err(next) => at = next,
        }
    }
    bytes.len()
}

/// Whether a byte continues a character.
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Reports every special character, and some others, which `first_special` tests again.
fn may_begin_special(first: u8, second: u8, third: u8) -> bool {
    let is_single_space = (first == b' ') & (second > b' ') & (second < 0x80);
    let is_control_or_space = (first <= b' ') & !is_single_space;
    // U+0080 to U+00BF, which include the white space U+0085 and U+00A0.
    let is_latin_1 = first == 0xC2;
    // U+1680, and U+2000 to U+206F except dashes and quotation marks.
    let is_general_punctuation = (first.wrapping_sub(0xE1) <= 1) & (third.wrapping_sub(0x8B) > 0x9E - 0x8B);
    let is_ideographic_space = (second == 0x80) & (third == 0x80);
    let may_be_noncharacter = (first == 0xEF) & (second == 0xBF);
    is_control_or_space | is_latin_1 | is_general_punctuation | is_ideographic_space | may_be_noncharacter
}

/// The offset of the first special character from `at` on, which must be the start of a character. If there is none, `Err`
/// holds the end of the search, at or after `end`.
fn first_special(bytes: &[u8], mut at: usize, end: usize) -> Result<usize, usize> {
    while at < end {
        // Few lead bytes begin special characters.
        at += match bytes[at] {
            b' ' if bytes.get(at + 1).is_some_and(|&next| begins_no_space(next)) => 1,
            0..=b' ' => return Ok(at),
            0x21..=0x7F => 1,
            0xC2 if matches!(bytes[at + 1], 0x85 | 0xA0) => return Ok(at),
            0xC2..=0xDF => 2,
            0xE1 if bytes[at + 1..].starts_with(&[0x9A, 0x80]) => return Ok(at),
            0xE2 if is_space_after_e2(bytes[at + 1], bytes[at + 2]) => return Ok(at),
            0xE3 if bytes[at + 1..].starts_with(&[0x80, 0x80]) => return Ok(at),
            // U+FFFE and U+FFFF, which XML 1.0 §2.2 does not allow.
            0xEF if bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE => return Ok(at),
            0x80..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
    }
    Err(at)
}

/// Whether no white space begins with this byte.
fn begins_no_space(byte: u8) -> bool {
    // Bytes that begin two-byte characters are left out, because the search may stop too early at a space.
    matches!(byte, 0x21..=0x7F | 0xE4..=0xEE | 0xF0..=0xF4)
}

/// Whether these bytes after `E2` are white space: U+2000 to U+200A, U+2028, U+2029, U+202F or U+205F.
fn is_space_after_e2(second: u8, third: u8) -> bool {
    match second {
        0x80 => matches!(third, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF),
        0x81 => third == 0x9F,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};

    use super::*;

    /// Does the same as `folded_prefix`, one character at a time.
    fn slowly(text: &str) -> usize {
        let is_special = |c: char| c.is_whitespace() || !is_xml_char(c);
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        for (index, &(at, c)) in characters.iter().enumerate() {
            let next = characters.get(index + 1).map(|&(_, next)| next);
            let is_single = c == ' ' && at > 0 && next.is_some_and(|next| !is_special(next));
            if is_special(c) && !is_single {
                return at;
            }
        }
        text.len()
    }

    const SPECIAL: &[&str] = &[
        " ", "  ", "\u{3000}", "\u{a0}", "\u{85}", "\u{1680}", "\u{2000}", "\u{2003}", "\u{2028}",
        "\u{202f}", "\u{205f}", "\u{fffe}", "\u{1}", "\u{0}", "\n",
    ];

    /// Long runs of text with occasional special characters.
    fn text() -> impl Strategy<Value = String> {
        const TEXT: &[&str] = &[
            "雨停了",
            "。",
            "，",
            "“",
            "…",
            "a",
            "word",
            "\u{2060}",
            "\u{fffd}",
            "😀",
            "é",
            "今天下午雨停了天晴了太阳出来了",
        ];
        let piece = prop_oneof![12 => sample::select(TEXT), 1 => sample::select(SPECIAL)];
        collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Also at the edges of chunks, which generated texts rarely have there.
    #[test]
    fn special_characters_are_found_at_any_offset() {
        for (offset, special) in (0..=2 * CHUNK).flat_map(|offset| SPECIAL.iter().map(move |c| (offset, c))) {
            for before in ["", " "] {
                let text = format!("{}{before}{special}{}", "a".repeat(offset), "a".repeat(2 * CHUNK));
                let found = folded_prefix(&text);
                assert!(found <= slowly(&text), "{text:?}");
                assert!(found == slowly(&text) || text[found..].starts_with(' '), "{text:?}");
            }
        }
    }

    /// Chunks that have only special characters.
    #[test]
    fn long_runs_of_special_characters_are_found() {
        for special in SPECIAL {
            let run = special.repeat(3 * CHUNK);
            for before in ["", "It rained in the harbour.", "雨停了，天晴了。"] {
                let text = format!("{before}{run}It snowed.");
                assert_eq!(folded_prefix(&text), before.len(), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn no_special_character_is_missed(text in text()) {
            let found = folded_prefix(&text);
            prop_assert!(found <= slowly(&text), "{:?}", text);
            // It may stop at a space before a character that it does not decode.
            prop_assert!(found == slowly(&text) || text[found..].starts_with(' '), "{:?}", text);
        }
    }
}
