//! Text that can be taken as it is, found at the speed of memory: most of an article.

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// How many bytes at the start of `text` can be appended as they are: no white space but single spaces
/// between other characters, nothing that XML cannot hold.
pub(super) fn plain_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b' ') {
        return 0;
    }
    if bytes.len() < CHUNK + 2 && has_no_lead_of_special(bytes) {
        return bytes.len();
    }
    let mut at = 0;
    while at < bytes.len() {
        at += plain_chunks(&bytes[at..]);
        if at == bytes.len() {
            break;
        }
        // A chunk may end within a character.
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match first_special(bytes, at, (at + CHUNK).min(bytes.len())) {
            Ok(special) => return special,
            Err(next) => at = next,
        }
    }
    bytes.len()
}

/// Whether there is no byte that characters begin with that are not plain: many a name or heading.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn has_no_lead_of_special(bytes: &[u8]) -> bool {
    let is_lead =
        |byte: u8| (byte <= b' ') | (byte == 0xC2) | (byte.wrapping_sub(0xE1) <= 2) | (byte == 0xEF);
    bytes.iter().fold(0, |found, &byte| found | u8::from(is_lead(byte))) == 0
}

/// How many bytes at the start are in chunks where no character begins that is not plain; all, if there is none.
fn plain_chunks(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at + CHUNK + 2 <= bytes.len() {
        if !is_plain_chunk(&bytes[at..]) {
            return at;
        }
        at += CHUNK;
    }
    // The last chunk of the text, which overlaps what was looked at. A character that is not plain can begin in the two
    // bytes that it only looks ahead to: white space, or U+0080 to U+00BF.
    let is_plain_end = |&byte: &u8| byte > b' ' && byte != 0xC2;
    match bytes.len().checked_sub(CHUNK + 2) {
        Some(last) if is_plain_chunk(&bytes[last..]) && bytes[last + CHUNK..].iter().all(is_plain_end) => {
            bytes.len()
        }
        _ => at,
    }
}

/// Whether no character that is not plain begins in the first [`CHUNK`] bytes, after which there are two more. Without
/// branches, so that the compiler looks at many bytes in one instruction; coarser than `first_special`, which looks again.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn is_plain_chunk(bytes: &[u8]) -> bool {
    let (firsts, seconds, thirds) = (&bytes[..CHUNK], &bytes[1..=CHUNK], &bytes[2..CHUNK + 2]);
    let mut special = false;
    for ((&first, &second), &third) in firsts.iter().zip(seconds).zip(thirds) {
        let is_lone_space = (first == b' ') & (second > b' ') & (second < 0x80);
        special |= (first <= b' ') & !is_lone_space;
        // All of U+0080 to U+00BF.
        special |= first == 0xC2;
        // U+1680, and U+2000 to U+206F but for dashes and quotation marks.
        special |= (first.wrapping_sub(0xE1) <= 1) & (third.wrapping_sub(0x8B) > 0x9E - 0x8B);
        // U+3000.
        special |= (second == 0x80) & (third == 0x80);
        // U+FFFE and U+FFFF.
        special |= (first == 0xEF) & (second == 0xBF);
    }
    !special
}

/// The first character that is not plain, from a character's start at `at`, or where the search ended at or after `end`.
fn first_special(bytes: &[u8], mut at: usize, end: usize) -> Result<usize, usize> {
    while at < end {
        // Only a few lead bytes begin characters that are not plain.
        at += match bytes[at] {
            // A space that something else follows.
            b' ' if bytes.get(at + 1).is_some_and(|&next| is_lone_follower(next)) => 1,
            0..=b' ' => return Ok(at),
            0x21..=0x7F => 1,
            0xC2 if matches!(bytes[at + 1], 0x85 | 0xA0) => return Ok(at),
            0xC2..=0xDF => 2,
            0xE1 if bytes[at + 1..].starts_with(&[0x9A, 0x80]) => return Ok(at),
            0xE2 if is_space_after_e2(bytes[at + 1], bytes[at + 2]) => return Ok(at),
            0xE3 if bytes[at + 1..].starts_with(&[0x80, 0x80]) => return Ok(at),
            0xEF if bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE => return Ok(at),
            0x80..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
    }
    Err(at)
}

/// Whether a byte begins a character that is no white space, as far as one byte can tell.
fn is_lone_follower(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7F | 0xE4..=0xEE | 0xF0..=0xF4)
}

/// U+2000 to U+200A, U+2028, U+2029, U+202F and U+205F.
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
    use crate::normal::is_xml_char;

    /// What `plain_prefix` says, character by character.
    fn slowly(text: &str) -> usize {
        let is_special = |c: char| c.is_whitespace() || !is_xml_char(c);
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        for (index, &(at, c)) in characters.iter().enumerate() {
            let next = characters.get(index + 1).map(|&(_, next)| next);
            let is_lone = c == ' ' && at > 0 && next.is_some_and(|next| !is_special(next));
            if is_special(c) && !is_lone {
                return at;
            }
        }
        text.len()
    }

    /// Long stretches of plain text, and now and then something else.
    fn text() -> impl Strategy<Value = String> {
        let plain = [
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
        let special = [
            " ", "  ", "\u{3000}", "\u{a0}", "\u{85}", "\u{1680}", "\u{2003}", "\u{2028}", "\u{202f}",
            "\u{205f}", "\u{fffe}", "\u{1}", "\u{0}", "\n",
        ];
        let piece = prop_oneof![12 => sample::select(plain.to_vec()), 1 => sample::select(special.to_vec())];
        collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn nothing_special_is_passed_over(text in text()) {
            let found = plain_prefix(&text);
            // It may stop at a space before a character that it does not look at closely.
            prop_assert!(found <= slowly(&text), "{:?}", text);
            prop_assert!(found == slowly(&text) || text[found..].starts_with(' '), "{:?}", text);
        }
    }
}
