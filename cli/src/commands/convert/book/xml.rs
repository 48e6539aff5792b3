//! Text and attributes of XML.

use quick_xml::escape::escape;

/// Appends formatted text to a string without a temporary string.
macro_rules! push {
    ($out:expr, $($arguments:tt)*) => {{
        use std::fmt::Write as _;
        $out.write_fmt(format_args!($($arguments)*)).expect("writing to a string does not fail")
    }};
}
pub(super) use push;

/// A text as XML content or an attribute value. Characters that XML does not allow, not even as references, are left out:
/// XML 1.0 §2.2.
pub(super) fn escaped(text: &str) -> String {
    let is_char = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}');
    let text: String =
        text.chars().filter(is_char).filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    escape(&text).into_owned()
}

/// ` name="value"`.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    push!(out, " {name}=\"{}\"", escaped(value));
}

/// The tag if it is valid by BCP 47: XML allows no others, and epubcheck rejects them.
pub(super) fn language(tag: &str) -> Option<&str> {
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    (is_first && tag.split('-').all(is_subtag)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_xml() {
        assert_eq!(
            escaped("a<b & \"c\"\u{0}\u{b}\u{ffff}雨\u{1f327}"),
            "a&lt;b &amp; &quot;c&quot;雨\u{1f327}"
        );
    }

    #[test]
    fn a_language_is_a_tag() {
        let tags = ["zh", "zh-Hans", "en-US", "chinese", "", "zh_CN", "x", "zh-", "z\u{e9}"];
        let kept: Vec<_> = tags.into_iter().filter_map(language).collect();
        assert_eq!(kept, ["zh", "zh-Hans", "en-US"]);
    }
}
