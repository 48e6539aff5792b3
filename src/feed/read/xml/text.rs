//! The text of an element, with markup inside it as HTML.

use std::borrow::Cow;

use super::parser::{Element, Event, Parser, trimmed};
use super::space::Space;
use crate::feed::read::step::Incomplete;
use crate::scan::{write_attribute, write_text};

/// How the text of an element is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Plain text; tags in it mean nothing.
    Plain,
    /// HTML that is escaped. Tags that are not escaped are part of it all the same.
    Escaped,
    /// Markup: tags are tags by XML's rules, and text is text.
    Markup,
}

/// Text being collected: borrowed for as long as it is one piece.
struct Collected<'a> {
    text: Cow<'a, str>,
    /// White space after the text so far, which counts only if something follows.
    space: &'a str,
}

impl<'a> Collected<'a> {
    fn push(&mut self, piece: Cow<'a, str>) {
        // One piece, which is nearly every text, is borrowed from the feed.
        if self.text.is_empty() {
            self.text = piece;
        } else if !piece.is_empty() {
            let text = self.text.to_mut();
            text.push_str(self.space);
            text.push_str(&piece);
        }
        self.space = "";
    }

    /// The text to write markup to.
    fn out(&mut self) -> &mut String {
        let space = std::mem::take(&mut self.space);
        let text = self.text.to_mut();
        text.push_str(space);
        text
    }
}

impl<'a> Parser<'a, '_> {
    /// The text of an element without white space at its ends.
    pub(super) fn plain(&mut self, element: &Element<'a>) -> Result<Cow<'a, str>, Incomplete> {
        Ok(trimmed(self.text(element, Form::Plain)?))
    }

    /// The text of an element.
    pub(super) fn text(&mut self, element: &Element<'a>, form: Form) -> Result<Cow<'a, str>, Incomplete> {
        let mut collected = Collected { text: Cow::Borrowed(""), space: "" };
        // Names of the elements that are open in the HTML, each with the depth it has in the XML.
        let mut open: Vec<(&'a str, usize)> = Vec::new();
        while let Some(event) = self.next(element)? {
            // XML closes elements that HTML lets stay open, so each gets its end tag.
            close(&mut open, self.depth(), &mut collected);
            match event {
                // White space around CDATA is layout; between two pieces it separates words.
                Event::Text(text) if text.trim_ascii().is_empty() && collected.space.is_empty() => {
                    collected.space = text;
                }
                Event::Text(text) => {
                    let text = self.decode(text);
                    // In XHTML, `&lt;` is text: decoded only, it would become a tag of the HTML.
                    collected.push(if form == Form::Markup { escaped(text) } else { text });
                }
                Event::Cdata(text) => {
                    let text = Cow::Borrowed(text);
                    collected.push(if form == Form::Markup { escaped(text) } else { text });
                }
                // Naked markup in RSS is wrong, but its meaning is clear.
                Event::Start(child) if form != Form::Plain => {
                    self.start_tag(&child, &mut open, &mut collected);
                }
                Event::Start(_) | Event::End => {}
            }
        }
        close(&mut open, 0, &mut collected);
        Ok(collected.text)
    }

    /// Writes a start tag as HTML has it.
    fn start_tag(
        &mut self,
        child: &Element<'a>,
        open: &mut Vec<(&'a str, usize)>,
        collected: &mut Collected<'a>,
    ) {
        let (prefix, local) = child.tag.split_name();
        // `media:title` is not HTML's `title`; its text stays.
        if !prefix.is_empty() && child.space != Space::Xhtml {
            return;
        }
        let name = html_name(local);
        let attributes: Vec<_> =
            child.tag.attributes().map(|(name, value)| (name, self.decode(value))).collect();
        let out = collected.out();
        out.push('<');
        out.push_str(name);
        for (name, value) in &attributes {
            // `xml:lang` and namespaces mean nothing to an HTML reader.
            if !name.contains(':') && *name != "xmlns" {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                write_attribute(out, value).expect("writing to a string does not fail");
                out.push('"');
            }
        }
        out.push('>');
        if is_void(name) {
            return;
        }
        // An element that XML closes in its start tag would stay open in HTML.
        let is_open = !child.tag.is_empty && self.depth() > 0;
        if is_open {
            open.push((name, self.depth()));
        } else {
            close_tag(out, name);
        }
    }
}

/// Closes the elements that are no longer open in the XML.
fn close(open: &mut Vec<(&str, usize)>, depth: usize, collected: &mut Collected<'_>) {
    while let Some((name, _)) = open.pop_if(|(_, at)| *at > depth) {
        close_tag(collected.out(), name);
    }
}

fn close_tag(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'&', b'>', text.as_bytes()).is_none() {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    write_text(&mut escaped, &text).expect("writing to a string does not fail");
    Cow::Owned(escaped)
}

/// Names whose content HTML reads as raw text, and would not close, mean what `pre` means.
fn html_name(name: &str) -> &str {
    match name {
        // HTML §13.2.5.5: nothing ends `plaintext`, and no tag is read in `xmp`; XML closes both.
        "plaintext" | "xmp" | "listing" => "pre",
        name => name,
    }
}

/// HTML §13.1.2.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
