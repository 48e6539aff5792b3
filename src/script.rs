//! Scripts of letters.

/// Whether a character is a letter of Chinese, Japanese or Korean: kana, Bopomofo, Hangul, and all ideographs.
///
/// Two other places have tables of their own, because they ask something else: `markdown::flanking` follows an amendment to
/// CommonMark, which includes punctuation; the search of the command's site includes other scripts without spaces, such as
/// Thai.
pub(crate) fn is_east_asian_letter(c: char) -> bool {
    // Halfwidth forms are included; fullwidth Latin letters are not, because they form words with spaces between them.
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}
