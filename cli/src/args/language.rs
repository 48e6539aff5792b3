//! Language tags.

/// A well-formed language tag: RFC 5646, section 2.1. Readers ignore any other, or take it for another language.
pub(crate) fn language(text: &str) -> Result<String, &'static str> {
    if is_well_formed(text) {
        Ok(text.to_string())
    } else {
        Err("expected a language tag, such as en, pt-BR or zh-Hans (BCP 47)")
    }
}

fn is_well_formed(text: &str) -> bool {
    let is_subtag = |part: &&str| (1..=8).contains(&part.len()) && is_all(part, u8::is_ascii_alphanumeric);
    let parts: Vec<&str> = text.split('-').collect();
    // Private tags, and old ones such as `i-klingon`.
    let is_special = matches!(parts[0], "x" | "X" | "i" | "I") && parts.len() > 1;
    let is_language = (2..=8).contains(&parts[0].len()) && is_all(parts[0], u8::is_ascii_alphabetic);
    parts.iter().all(is_subtag) && (is_special || (is_language && are_in_order(&parts)))
}

/// Whether the parts after the language are in order: extended languages, script, region, variants, extensions.
fn are_in_order(parts: &[&str]) -> bool {
    let mut last = 0;
    for part in parts.iter().skip(1) {
        let is_alphabetic = is_all(part, u8::is_ascii_alphabetic);
        let rank = match part.len() {
            // An extension holds at least one more part, of any form.
            1 => return parts.last().is_some_and(|last| last.len() > 1),
            3 if is_alphabetic => 0,
            4 if is_alphabetic => 1,
            2 if is_alphabetic => 2,
            3 if is_all(part, u8::is_ascii_digit) => 2,
            4 if part.as_bytes()[0].is_ascii_digit() => 3,
            5.. => 3,
            _ => return false,
        };
        let may_be_repeated = matches!(rank, 0 | 3);
        if rank < last || (rank == last && !may_be_repeated) {
            return false;
        }
        last = rank;
    }
    true
}

fn is_all(part: &str, is_right: impl Fn(&u8) -> bool) -> bool {
    part.as_bytes().iter().all(is_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_well_formed() {
        for tag in [
            "en",
            "pt-BR",
            "zh-Hans",
            "zh-cmn-Hans-CN",
            "es-419",
            "de-CH-1901",
            "sl-rozaj-biske",
            "en-US-u-hc-h12",
            "x-whatever",
            "i-klingon",
            "mi",
            "EN-us",
            "und",
        ] {
            assert!(language(tag).is_ok(), "{tag}");
        }
        for tag in [
            "",
            "e",
            "zh_CN",
            "en-",
            "-en",
            "en--US",
            "en-US-Latn",
            "en-u",
            "chinese (simplified)",
            "中文",
            "en-12",
            "x",
        ] {
            assert!(language(tag).is_err(), "{tag}");
        }
    }
}
