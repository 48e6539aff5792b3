//! Splits texts into terms: words in lower case; for scripts without spaces between words, all pairs of adjacent characters.
//!
//! `search.js` does the same with queries. The tables for both are defined here, and the index passes them to the script.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

/// Blocks of characters that are indexed in pairs: scripts without spaces between words, and Korean, whose words have endings.
/// A dictionary would miss words that it does not contain, such as names; pairs find all of them.
pub(super) const IDEOGRAPHIC: [(u32, u32); 11] = [
    (0x0E00, 0x0EFF),   // Thai, Lao
    (0x1000, 0x109F),   // Burmese
    (0x1100, 0x11FF),   // Hangul's letters
    (0x1780, 0x17FF),   // Khmer
    (0x2E80, 0x2FDF),   // radicals
    (0x3005, 0x3007),   // 々〆〇
    (0x3040, 0x4DBF),   // kana, Bopomofo, Han
    (0x4E00, 0x9FFF),   // Han
    (0xAC00, 0xD7FF),   // Hangul
    (0xF900, 0xFAFF),   // Han
    (0x20000, 0x3FFFF), // Han
];

/// Characters that only say where a line may break in a word: the soft hyphen, the zero width space, the word joiner and the zero
/// width no-break space. Nobody types them in a query.
pub(super) const INVISIBLE: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// The maximum length of a term in characters. Nobody types longer words.
pub(super) const LONGEST_WORD: usize = 32;

/// The distinct terms of an article, sorted, each with a flag that is set if the title contains it.
pub(super) fn of_article(title: &str, text: &str) -> Vec<(String, bool)> {
    let mut terms = HashMap::new();
    of_text(text, |term| {
        if !terms.contains_key(term) {
            terms.insert(term.to_string(), false);
        }
    });
    of_text(title, |term| {
        terms.insert(term.to_string(), true);
    });
    let mut terms: Vec<(String, bool)> = terms.into_iter().collect();
    terms.sort_unstable();
    terms
}

fn of_text(text: &str, mut term: impl FnMut(&str)) {
    // NFKC (UAX #15) maps full-width letters, ligatures and combining accents to their usual forms.
    let visible = text.chars().filter(|c| !INVISIBLE.contains(c));
    let text = visible.nfkc().collect::<String>().to_lowercase();
    for run in text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let kind = is_ideographic(first);
            let end = rest.find(|c| is_ideographic(c) != kind).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            if kind {
                pairs(part, &mut term);
            } else {
                term(cut(part));
            }
            rest = after;
        }
    }
}

/// All pairs, and the last character, so that each character begins a term and can be found by itself.
fn pairs(run: &str, mut term: impl FnMut(&str)) {
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends = ends.skip(1).chain([run.len()]);
    for ((start, _), end) in run.char_indices().zip(ends) {
        term(&run[start..end]);
    }
}

fn cut(word: &str) -> &str {
    word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| &word[..end])
}

fn is_ideographic(c: char) -> bool {
    let c = u32::from(c);
    c >= IDEOGRAPHIC[0].0 && IDEOGRAPHIC.iter().any(|&(first, last)| (first..=last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        of_text(text, |term| terms.push(term.to_string()));
        terms
    }

    #[test]
    fn words_in_lower_case_and_pairs() {
        assert_eq!(terms("The RAIN’s over, 2022."), ["the", "rain", "s", "over", "2022"]);
        assert_eq!(terms("台风过境，上海。雨"), ["台风", "风过", "过境", "境", "上海", "海", "雨"]);
        assert_eq!(terms("用Rust写"), ["用", "rust", "写"]);
        assert_eq!(terms("Ｒｕｓｔ cafe\u{301} 𠮷野"), ["rust", "café", "𠮷野", "野"]);
        assert_eq!(terms(&"a".repeat(99)), ["a".repeat(32)]);
        assert_eq!(terms("Re\u{ad}gen \u{feff}台\u{200b}风"), ["regen", "台风", "风"]);
    }

    #[test]
    fn the_title_counts_more() {
        let terms = of_article("Rain", "the rain");
        assert_eq!(terms, [("rain".to_string(), true), ("the".to_string(), false)]);
    }
}
