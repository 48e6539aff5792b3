//! XML syntax for RSS and Atom: elements with text, CDATA, style sheets.

use super::head::Head;
use crate::scan::{write_named_attribute, write_text};
use crate::writer::TO_STRING;

/// Writes the XML declaration and the style sheets (<https://www.w3.org/TR/xml-stylesheet/>).
pub(super) fn prolog(head: &Head<'_>, out: &mut String) {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (media_type, url) in head.stylesheets() {
        out.push_str("<?xml-stylesheet");
        // `?>` would end the instruction, but `>` is escaped in attributes.
        attributes(out, &[("type", media_type), ("href", url)]);
        out.push_str("?>\n");
    }
}

/// Writes `<name>text</name>` and a line feed.
pub(super) fn element(out: &mut String, name: &str, text: &str) {
    element_with(out, name, &[], text);
}

/// Writes `<name a="b">text</name>` and a line feed.
pub(super) fn element_with(out: &mut String, name: &str, attributes: &[(&str, &str)], text: &str) {
    open(out, name, attributes);
    self::text(out, text);
    close(out, name);
}

/// Writes `<name>text</name>` and a line feed if there is a text.
pub(super) fn optional(out: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        element(out, name, text);
    }
}

/// Writes `<name a="b"/>` and a line feed.
pub(super) fn empty(out: &mut String, name: &str, values: &[(&str, &str)]) {
    out.push('<');
    out.push_str(name);
    attributes(out, values);
    out.push_str("/>\n");
}

/// Writes `<name a="b">`.
pub(super) fn open(out: &mut String, name: &str, values: &[(&str, &str)]) {
    out.push('<');
    out.push_str(name);
    attributes(out, values);
    out.push('>');
}

/// Writes `</name>` and a line feed.
pub(super) fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// Writes attributes. An attribute with an empty value is left out.
pub(super) fn attributes(out: &mut String, attributes: &[(&str, &str)]) {
    for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        write_named_attribute(out, name, value).expect(TO_STRING);
    }
}

pub(super) fn text(out: &mut String, text: &str) {
    write_text(out, text).expect(TO_STRING);
}

/// Writes `<name a="b"><![CDATA[…]]></name>` and a line feed. `write` appends the HTML of this crate, which holds only
/// characters that XML allows.
///
/// The HTML needs no second escaping and no intermediate buffer.
pub(super) fn cdata(out: &mut String, name: &str, values: &[(&str, &str)], write: impl FnOnce(&mut String)) {
    open(out, name, values);
    out.push_str("<![CDATA[");
    let start = out.len();
    write(out);
    split_ends(out, start);
    out.push_str("]]>");
    close(out, name);
}

/// Splits each `]]>` from `start` on (XML 1.0 §2.7).
fn split_ends(out: &mut String, start: usize) {
    // The HTML of this crate escapes `>` in text, so `]]>` does not occur, and this is only a safeguard. Few articles have
    // a bracket, and one byte is found faster than three.
    let Some(bracket) = memchr::memchr(b']', &out.as_bytes()[start..]) else { return };
    if memchr::memmem::find(&out.as_bytes()[start + bracket..], b"]]>").is_some() {
        let split = out[start..].replace("]]>", "]]]]><![CDATA[>");
        out.truncate(start);
        out.push_str(&split);
    }
}

/// Writes HTML as the text of an element: directly if it needs no escaping, else as CDATA.
pub(super) fn html(out: &mut String, name: &str, values: &[(&str, &str)], write: impl FnOnce(&mut String)) {
    let start = out.len();
    open(out, name, values);
    let inside = out.len();
    write(out);
    if memchr::memchr3(b'<', b'>', b'&', &out.as_bytes()[inside..]).is_none() {
        return close(out, name);
    }
    // CDATA is shorter than escaped tags, and readable in the source.
    let html = out.split_off(inside);
    out.truncate(start);
    cdata(out, name, values, |out| out.push_str(&html));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cdata_may_hold_its_own_end() {
        let late = "rain ".repeat(20) + "]]>";
        for text in ["]]>", "<p>x[y[0]]</p>", "a]]>b]]>]]>", "]]]>", &late] {
            let mut written = String::new();
            cdata(&mut written, "a", &[], |out| out.push_str(text));
            let document = roxmltree::Document::parse(&written).expect("well-formed XML");
            assert_eq!(
                document.root_element().children().filter_map(|node| node.text()).collect::<String>(),
                text
            );
        }
    }
}
