//! Characters that XML 1.0 does not allow.

/// Whether XML 1.0 §2.2 allows a character.
pub(crate) fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The byte offset of the first control character that XML does not allow.
///
/// It is called for a note before a feed is read, so it must run at the speed of memory. It does not look for U+FFFE and
/// U+FFFF, which XML does not allow either: common Chinese characters share their bytes, and testing those took 9 % of the
/// time of reading RSS.
#[cfg(feature = "feed")]
pub(crate) fn first_control_character(text: &str) -> Option<usize> {
    let is_illegal = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    super::find(text.as_bytes(), is_illegal, is_illegal)
}

#[cfg(all(test, feature = "feed"))]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};

    use super::*;

    proptest! {
        #[test]
        fn no_control_character_is_missed(before in 0..100_usize, pieces in collection::vec(
            sample::select(&["雨", "俾", "a", "\n", "\t", "😿", "\u{1}", "\u{b}", "\u{fffd}", "\u{fffe}"][..]), 0..6,
        )) {
            let text = "x".repeat(before) + &pieces.concat();
            let is_illegal = |c: char| !is_xml_char(c) && c < ' ';
            prop_assert_eq!(first_control_character(&text), text.find(is_illegal));
        }
    }
}
