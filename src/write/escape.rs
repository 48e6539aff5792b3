//! Escaping for HTML and XML, in one pass.

use std::fmt::{self, Write};

use crate::normal::is_xml_char;

/// Writes text with `special` characters replaced, everything between them in one piece.
fn write_replaced(
    out: &mut impl Write,
    text: &str,
    replacement: impl Fn(char) -> Option<&'static str>,
) -> fmt::Result {
    let mut written = 0;
    for (at, c) in text.char_indices() {
        if let Some(replacement) = replacement(c) {
            out.write_str(&text[written..at])?;
            out.write_str(replacement)?;
            written = at + c.len_utf8();
        }
    }
    out.write_str(&text[written..])
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
