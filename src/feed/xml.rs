//! What RSS and Atom share: elements with text, and CDATA.

use std::fmt::{self, Write};

use crate::normal::is_xml_char;
use crate::write::escape::{write_named, write_text};

/// `<name>text</name>` and a line's end.
pub(super) fn element(out: &mut impl Write, name: &str, text: &str) -> fmt::Result {
    element_with(out, name, &[], text)
}

/// The same, with attributes.
pub(super) fn element_with(
    out: &mut impl Write,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> fmt::Result {
    open(out, name, attributes)?;
    write_text(out, text)?;
    writeln!(out, "</{name}>")
}

/// `<name a="b"/>` and a line's end.
pub(super) fn empty(out: &mut impl Write, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(name, value)| write_named(out, name, value))?;
    out.write_str("/>\n")
}

/// `<name a="b">`.
pub(super) fn open(out: &mut impl Write, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(name, value)| write_named(out, name, value))?;
    out.write_char('>')
}

/// `<name a="b"><![CDATA[…]]></name>` and a line's end; `]]>` is split (XML 1.0 §2.7).
pub(super) fn cdata(
    out: &mut impl Write,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> fmt::Result {
    open(out, name, attributes)?;
    out.write_str("<![CDATA[")?;
    for (index, piece) in text.split("]]>").enumerate() {
        if index > 0 {
            out.write_str("]]]]><![CDATA[>")?;
        }
        let mut legal = piece.split(|c| !is_xml_char(c));
        legal.try_for_each(|piece| out.write_str(piece))?;
    }
    writeln!(out, "]]></{name}>")
}
