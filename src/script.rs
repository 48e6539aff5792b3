//! Scripts of letters and languages.

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

/// Whether a language (a tag of BCP 47) is written from right to left: by its script, if the tag has one, or else by its usual
/// script. For the attribute `dir` of pages.
///
/// ```
/// use newsclip::html::is_right_to_left;
/// assert!(is_right_to_left("ar-EG"));
/// assert!(is_right_to_left("ku-Arab"));
/// assert!(!is_right_to_left("zh-Hans"));
/// ```
pub fn is_right_to_left(language: &str) -> bool {
    const SCRIPTS: [&str; 9] = ["adlm", "arab", "aran", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa"];
    const LANGUAGES: [&str; 21] = [
        "ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "lrc", "mzn", "nqo", "pnb", "prs",
        "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    let language = language.to_ascii_lowercase();
    let mut parts = language.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    // RFC 5646 §2.2.3: a script has four letters. An extension such as `-u-` may have any values.
    let script = parts
        .take_while(|part| part.len() > 1)
        .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    match script {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&first),
    }
}
