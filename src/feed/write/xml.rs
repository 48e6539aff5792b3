//! What RSS and Atom share: elements with text, and CDATA.

use std::fmt::{self, Write};

use crate::scan::{write_named_attribute, write_text};

/// `<name>text</name>` and a line feed.
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

/// `<name a="b"/>` and a line feed.
pub(super) fn empty(out: &mut impl Write, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(name, value)| write_named_attribute(out, name, value))?;
    out.write_str("/>\n")
}

/// `<name a="b">`.
pub(super) fn open(out: &mut impl Write, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(name, value)| write_named_attribute(out, name, value))?;
    out.write_char('>')
}

/// `<name><![CDATA[…]]></name>` and a line feed, for HTML that this crate generated, which holds no character that XML cannot
/// hold. `]]>` is split (XML 1.0 §2.7).
pub(super) fn cdata(out: &mut impl Write, name: &str, html: &str) -> fmt::Result {
    write!(out, "<{name}><![CDATA[")?;
    let mut written = 0;
    for at in memchr::memmem::find_iter(html.as_bytes(), "]]>") {
        write!(out, "{}]]]]><![CDATA[", &html[written..at])?;
        // The `>` comes with the next piece.
        written = at + 2;
    }
    writeln!(out, "{}]]></{name}>", &html[written..])
}
