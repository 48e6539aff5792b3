//! Characters that XML 1.0 cannot hold.

/// Whether XML 1.0 §2.2 allows a character.
pub(crate) fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The byte offset of the first character that XML cannot hold.
///
/// Feeds are searched before they are read. Looking at single characters only in chunks that may hold one takes 4 % off
/// reading RSS.
#[cfg(feature = "feed")]
pub(crate) fn first_illegal_xml_char(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        at = text.floor_char_boundary(at + super::skip_chunks(&bytes[at..], may_begin_illegal));
        let end = text.ceil_char_boundary(at + super::CHUNK);
        if let Some(found) = text[at..end].find(|c| !is_xml_char(c)) {
            return Some(at + found);
        }
        at = end;
    }
    None
}

/// Also true for DEL's neighbours in other scripts: all characters whose UTF-8 form holds `BF BE` or `BF BF`.
#[cfg(feature = "feed")]
fn may_begin_illegal(first: u8, second: u8, _: u8) -> bool {
    let is_control = (first < b' ') & (first != b'\t') & (first != b'\n') & (first != b'\r');
    is_control | ((first == 0xBF) & (second >= 0xBE))
}

#[cfg(all(test, feature = "feed"))]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};

    use super::*;

    proptest! {
        #[test]
        fn no_illegal_character_is_missed(before in 0..100_usize, pieces in collection::vec(
            sample::select(&["雨", "俾", "a", "\n", "\t", "😿", "\u{1}", "\u{b}", "\u{fffd}", "\u{fffe}", "\u{ffff}"][..]), 0..6,
        )) {
            let text = "x".repeat(before) + &pieces.concat();
            prop_assert_eq!(first_illegal_xml_char(&text), text.find(|c| !is_xml_char(c)));
        }
    }
}
