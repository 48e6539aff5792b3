//! Writes YAML front matter. Every string is in double quotes, so that it is not parsed as a number, a date or a mapping
//! (YAML 1.2 §7.3.1).

use std::fmt::{self, Write};

use crate::document::Document;
use crate::scan;
use crate::url::is_blank;

/// Whether there is anything to write. A fragment of HTML has neither a title nor an address.
pub(super) fn has_metadata(document: &Document) -> bool {
    let Document { title, url, published, updated, authors, tags, language, summary, body: _ } = document;
    let has_time = published.or(*updated).is_some();
    let has_text = !title.is_empty() || language.is_some() || summary.is_some();
    !is_blank(url) || has_time || has_text || !authors.is_empty() || !tags.is_empty()
}

pub(super) fn write(document: &Document, out: &mut impl Write) -> fmt::Result {
    out.write_str("---\ntitle: ")?;
    quoted(&document.title, out)?;
    if let Some(published) = document.published {
        write!(out, "\ndate: {published}")?;
    }
    if !is_blank(&document.url) {
        pair("url", document.url.as_str(), out)?;
    }
    match &document.authors[..] {
        [] => {}
        [author] => pair("author", author, out)?,
        authors => list("authors", authors, out)?,
    }
    if !document.tags.is_empty() {
        list("tags", &document.tags, out)?;
    }
    if let Some(updated) = document.updated {
        write!(out, "\nupdated: {updated}")?;
    }
    for (key, value) in [("lang", &document.language), ("summary", &document.summary)] {
        if let Some(value) = value {
            pair(key, value, out)?;
        }
    }
    out.write_str("\n---\n")
}

fn pair(key: &str, value: &str, out: &mut impl Write) -> fmt::Result {
    write!(out, "\n{key}: ")?;
    quoted(value, out)
}

fn list(key: &str, values: &[String], out: &mut impl Write) -> fmt::Result {
    write!(out, "\n{key}:")?;
    values.iter().try_for_each(|value| {
        out.write_str("\n  - ")?;
        quoted(value, out)
    })
}

/// Writes a string in double quotes. Line breaks and characters that are not printable are escaped (YAML 1.2 §5.7). So is
/// text that a renderer without support for front matter would take for HTML or a link.
fn quoted(value: &str, out: &mut impl Write) -> fmt::Result {
    if is_plain(value) {
        out.write_char('"')?;
        out.write_str(value)?;
        return out.write_char('"');
    }
    out.write_char('"')?;
    for (at, c) in value.char_indices() {
        match c {
            '<' | ']' if is_markup(&value[at..]) => write!(out, "\\x{:02X}", u32::from(c))?,
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\t' => out.write_str("\\t")?,
            // YAML 1.2 §5.4 and §5.1: line breaks of YAML 1.1, the byte order mark, and characters that are not printable
            // or not visible.
            '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(out, "\\u{:04X}", u32::from(c))?;
            }
            // YAML 1.2 §5.1: control characters are not printable.
            c if c.is_control() => write!(out, "\\x{:02X}", u32::from(c))?,
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}

/// Whether a text begins with `](`, which ends link text, or with `<` that opens a tag, a comment or an autolink
/// (CommonMark 0.31 §6.3, §6.5, §6.6).
fn is_markup(text: &str) -> bool {
    let opens = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    text.starts_with("](") || text.strip_prefix('<').is_some_and(|rest| rest.starts_with(opens))
}

/// Whether a value needs no escapes. It is scanned by bytes, because scanning by characters took 6 % of the time of writing
/// Markdown.
fn is_plain(value: &str) -> bool {
    let is_special = |c: char| {
        c.is_control()
            || matches!(
                c,
                '"' | '\\'
                    | '<'
                    | ']'
                    | '\u{a0}'
                    | '\u{2028}'
                    | '\u{2029}'
                    | '\u{feff}'
                    | '\u{fffe}'
                    | '\u{ffff}'
            )
    };
    // `E2 80 A8` and `E2 80 A9` are line and paragraph separators; `E2 80` also begins quotation marks. `EF BB` and `EF BF`
    // begin the byte order mark and U+FFFE, but no common letter.
    let may_begin_special = |first: u8, second: u8, third: u8| {
        let is_ascii = (first < b' ') | (first == b'"') | (first == b'\\') | (first == 0x7F);
        let is_markup = (first == b'<') | (first == b']');
        let is_separator = (first == 0xE2) & (second == 0x80) & ((third == 0xA8) | (third == 0xA9));
        let is_noncharacter = (first == 0xEF) & ((second == 0xBB) | (second == 0xBF));
        is_ascii | is_markup | (first == 0xC2) | is_separator | is_noncharacter
    };
    let at = scan::skip_chunks(value.as_bytes(), may_begin_special);
    !value[value.floor_char_boundary(at)..].contains(is_special)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_found_at_any_place() {
        assert!(is_plain("The rain stopped, ‘at last’. 雨停了，风也停了。"));
        for special in [
            "\"", "\\", "<", "]", "\0", "\n", "\u{7f}", "\u{85}", "\u{a0}", "\u{2028}", "\u{2029}",
            "\u{feff}", "\u{fffe}", "\u{ffff}",
        ] {
            // The first characters of a long text are tested in chunks.
            let texts = [
                special.repeat(16) + "ab",
                format!("雨停了，{special}风也停了。"),
                "The rain stopped. ".to_string() + special,
            ];
            for text in texts {
                assert!(!is_plain(&text), "{text:?}");
            }
        }
    }
}
