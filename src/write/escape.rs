//! Escaping for HTML and XML, in one pass.

use std::fmt::{self, Write};

use crate::normal::is_xml_char;

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// Writes text with some characters replaced, everything between them in one piece.
fn write_replaced(
    out: &mut impl Write,
    text: &str,
    replacement: impl Fn(char) -> Option<&'static str>,
) -> fmt::Result {
    let (mut written, mut at) = (0, 0);
    while at < text.len() {
        at = text.floor_char_boundary(at + usual_chunks(&text.as_bytes()[at..]));
        let end = text.ceil_char_boundary(at + CHUNK);
        for (offset, c) in text[at..end].char_indices() {
            if let Some(replacement) = replacement(c) {
                out.write_str(&text[written..at + offset])?;
                out.write_str(replacement)?;
                written = at + offset + c.len_utf8();
            }
        }
        at = end;
    }
    out.write_str(&text[written..])
}

/// How many bytes at the start are in chunks of nothing that is ever replaced. Without branches within a chunk, so that
/// the compiler looks at many bytes in one instruction.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn usual_chunks(bytes: &[u8]) -> usize {
    let is_special = |first: u8, second: u8| {
        (first < b' ')
            | (first == b'&')
            | (first == b'<')
            | (first == b'>')
            | (first == b'"')
            // U+FFFE and U+FFFF, among others.
            | ((first == 0xBF) & (second | 1 == 0xBF))
    };
    let mut at = 0;
    while at + CHUNK < bytes.len() {
        let pairs = bytes[at..at + CHUNK].iter().zip(&bytes[at + 1..=at + CHUNK]);
        if pairs.fold(false, |special, (&first, &second)| special | is_special(first, second)) {
            return at;
        }
        at += CHUNK;
    }
    at
}

/// Text between HTML or XML tags. Characters that XML 1.0 cannot hold are left out; CR, which parsers
/// would turn into LF, is written as a reference.
pub(crate) fn write_text(out: &mut impl Write, text: &str) -> fmt::Result {
    write_replaced(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        c => unprintable(c),
    })
}

/// The same, all on one line.
pub(crate) fn write_text_on_one_line(out: &mut impl Write, text: &str) -> fmt::Result {
    write_replaced(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\n' => Some("&#10;"),
        c => unprintable(c),
    })
}

/// An attribute's value between double quotes, in HTML or XML.
pub(crate) fn write_attribute(out: &mut impl Write, value: &str) -> fmt::Result {
    write_replaced(out, value, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\n' => Some("&#10;"),
        '\t' => Some("&#9;"),
        c => unprintable(c),
    })
}

fn unprintable(c: char) -> Option<&'static str> {
    match c {
        '\r' => Some("&#13;"),
        c if is_xml_char(c) => None,
        _ => Some(""),
    }
}

/// ` name="value"`.
pub(crate) fn write_named(out: &mut impl Write, name: &str, value: &str) -> fmt::Result {
    write!(out, " {name}=\"")?;
    write_attribute(out, value)?;
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_passed_over(pieces in collection::vec(sample::select(
            &["今天下午雨停了", "。", "，", "a long word ", "é", "😀", "俾", "\u{fffe}", "\u{ffff}", "\u{fffd}", "\u{1}", "&", "<", ">", "\"", "\r", "\n", "\t"][..],
        ), 0..40)) {
            let text = pieces.concat();
            let mut written = String::new();
            write_attribute(&mut written, &text).expect("writing to a string does not fail");
            let each = |c: char| match c {
                '&' => "&amp;".to_string(),
                '<' => "&lt;".to_string(),
                '>' => "&gt;".to_string(),
                '"' => "&quot;".to_string(),
                '\n' => "&#10;".to_string(),
                '\t' => "&#9;".to_string(),
                '\r' => "&#13;".to_string(),
                c if is_xml_char(c) => c.to_string(),
                _ => String::new(),
            };
            prop_assert_eq!(written, text.chars().map(each).collect::<String>());
        }
    }
}
