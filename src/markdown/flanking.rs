//! The classes of characters that decide whether a run of delimiters can open or close emphasis (CommonMark §6.2).

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The class of a character in the rules for emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Punctuation,
    CjkPunctuation,
    Cjk,
    Other,
}

/// Whether a run is left-flanking (§6.2). With the arguments swapped, whether it is right-flanking.
pub(super) fn flanks(before: Class, after: Class) -> bool {
    match after {
        Class::Space => false,
        // §6.2: before punctuation, a run opens only after white space or punctuation.
        Class::Punctuation | Class::CjkPunctuation => !matches!(before, Class::Cjk | Class::Other),
        Class::Cjk | Class::Other => true,
    }
}

/// Like `flanks`, by the CJK-friendly amendment: only punctuation that is not CJK prevents flanking, unless CJK precedes
/// it.
pub(super) fn flanks_cjk_friendly(before: Class, after: Class) -> bool {
    match after {
        Class::Space => false,
        // The amendment accepts a CJK character where CommonMark requires white space or punctuation.
        Class::Punctuation => before != Class::Other,
        Class::CjkPunctuation | Class::Cjk | Class::Other => true,
    }
}

/// Whether a character is a "Unicode whitespace character" (§2.1).
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
        || !c.is_ascii()
            && c.is_whitespace()
            && c.general_category_group() == GeneralCategoryGroup::Separator
            && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character is a "Unicode punctuation character" (§2.1).
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    // Ideographs are most of the non-ASCII characters here, and need no lookup.
    if matches!(c, '\u{3400}'..='\u{9fff}') {
        return false;
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// Whether readers may parse the ends of a text differently, because of tildes, or of punctuation that only newer tables
/// have.
pub(super) fn is_contested(text: &str) -> bool {
    // The ranges are faster than the lookup of the category.
    let is_contested = |c: char| !is_settled(c) && is_punctuation(c);
    let has_tilde = || memchr::memchr(b'~', text.as_bytes()).is_some();
    text.starts_with(is_contested) || text.ends_with(is_contested) || has_tilde()
}

/// Whether a character is in a range of Unicode to which no punctuation or symbol was added since 2019.
pub(super) fn is_settled(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1aff}' | '\u{2000}'..='\u{209f}' | '\u{2100}'..='\u{23ff}' | '\u{2500}'..='\u{2b73}'
        | '\u{2e00}'..='\u{2e4f}' | '\u{3000}'..='\u{312f}' | '\u{3200}'..='\u{faff}' | '\u{fe10}'..='\u{ffff}'
        | '\u{1f300}'..='\u{1f64f}' | '\u{1f900}'..='\u{1f9ff}')
}

/// Whether the amendment counts a character as CJK, which includes punctuation and full-width Latin letters. Ambiguous characters
/// are left out, because the tables of readers differ.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffee}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_that_of_commonmark() {
        for c in "\t\n\u{c}\r \u{a0}\u{1680}\u{2003}\u{202f}\u{3000}".chars() {
            assert!(is_space(c), "{c:?}");
        }
        for c in "a雨\u{b}\u{85}\u{200b}\u{2028}\u{2029}\u{feff}".chars() {
            assert!(!is_space(c), "{c:?}");
        }
    }
}
