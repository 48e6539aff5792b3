//! The text of an element. Markup inside it becomes HTML.

use std::borrow::Cow;
use std::sync::Arc;

use url::Url;

use super::parser::{Element, Event, Parser, trimmed};
use super::space::Space;
use crate::feed::read::step::Result;
use crate::html::is_void_element;
use crate::scan::{write_named_attribute, write_text};
use crate::url::Purpose;
use crate::writer::TO_STRING;

/// The interpretation of the text of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A plain value, such as an address. Tags in it are ignored.
    Plain,
    /// Plain text by its type. A tag in it shows that it is markup.
    Text,
    /// Escaped HTML. Unescaped tags are also part of it.
    Escaped,
    /// XML markup. Decoded text is not HTML, so it is escaped again.
    Markup,
}

/// Collects text, which is borrowed while it is one piece.
struct Collected<'a> {
    text: Cow<'a, str>,
    /// White space after the text so far, which is kept only if more text follows.
    space: &'a str,
}

impl<'a> Collected<'a> {
    fn push(&mut self, piece: Cow<'a, str>) {
        // Almost every text is one piece, which is borrowed from the feed.
        if self.text.is_empty() {
            self.text = piece;
        } else if !piece.is_empty() {
            let text = self.text.to_mut();
            text.push_str(self.space);
            text.push_str(&piece);
        }
        self.space = "";
    }

    /// The buffer for markup.
    fn out(&mut self) -> &mut String {
        let space = std::mem::take(&mut self.space);
        let text = self.text.to_mut();
        text.push_str(space);
        text
    }
}

impl<'a> Parser<'a, '_> {
    /// The text of an element without white space at its ends.
    pub(super) fn plain(&mut self, element: &Element<'a>) -> Result<Cow<'a, str>> {
        Ok(trimmed(self.text(element, Form::Plain)?.0))
    }

    /// The text of an element, and its form, which tags may show.
    pub(super) fn text(&mut self, element: &Element<'a>, mut form: Form) -> Result<(Cow<'a, str>, Form)> {
        let mut collected = Collected { text: Cow::Borrowed(""), space: "" };
        let outer = self.base();
        // The names of the open HTML elements, with their depths in the XML.
        let mut open: Vec<(&'a str, usize)> = Vec::new();
        while let Some(event) = self.next_in_field(element)? {
            // Each element gets its end tag, because HTML may not close it where XML does.
            close(&mut open, self.depth(), &mut collected);
            match event {
                // White space around CDATA is layout, but between two pieces of text it separates words.
                Event::Text(text) if text.trim_ascii().is_empty() && collected.space.is_empty() => {
                    collected.space = text;
                }
                Event::Text(text) => {
                    let text = self.decode(text);
                    // In XHTML, `&lt;` is text. Without escaping, it would become a tag in the HTML.
                    collected.push(if form == Form::Markup { escaped(text) } else { text });
                }
                Event::Cdata(text) => {
                    let text = Cow::Borrowed(text);
                    collected.push(if form == Form::Markup { escaped(text) } else { text });
                }
                // Unescaped markup in RSS is wrong, but its meaning is clear.
                Event::Start(child) if form != Form::Plain => {
                    if form == Form::Text {
                        collected.text = escaped(collected.text);
                        form = Form::Markup;
                    }
                    let base = self.base_inside(outer.as_ref());
                    self.start_tag(&child, base.as_deref(), &mut open, &mut collected);
                }
                Event::Start(_) | Event::End => {}
            }
        }
        close(&mut open, 0, &mut collected);
        Ok((collected.text, form))
    }

    /// The `xml:base` in scope, unless it is that of the whole text.
    fn base_inside(&self, outer: Option<&Arc<Url>>) -> Option<Arc<Url>> {
        // Compared by pointer, because an address may be long.
        self.base().filter(|base| outer.is_none_or(|outer| !Arc::ptr_eq(outer, base)))
    }

    /// Writes a start tag in the syntax of HTML. Its addresses are relative to `base`, if the text has a base inside.
    fn start_tag(
        &mut self,
        child: &Element<'a>,
        base: Option<&Url>,
        open: &mut Vec<(&'a str, usize)>,
        collected: &mut Collected<'a>,
    ) {
        let (prefix, local) = child.tag.split_name();
        // `media:title` is not the `title` of HTML. Only its text is kept.
        if !prefix.is_empty() && child.space != Space::Xhtml {
            return;
        }
        let name = html_name(local);
        let out = collected.out();
        out.push('<');
        out.push_str(name);
        self.attributes(child, base, out);
        out.push('>');
        if is_void_element(name) {
            return;
        }
        // HTML ignores the `/` of an empty-element tag, so the element is closed here. So is one that is nested too deeply: a million
        // of them would stay open until the end of the text.
        if child.depth > 0 {
            open.push((name, child.depth));
        } else {
            close_tag(out, name);
        }
    }

    /// Writes the attributes of a tag. Those with an address are relative to `base`, because HTML has no `xml:base`.
    fn attributes(&mut self, child: &Element<'a>, base: Option<&Url>, out: &mut String) {
        for (name, value) in child.tag.attributes() {
            // HTML has no `xml:lang` and no namespace declarations.
            if name.contains(':') || name == "xmlns" {
                continue;
            }
            let value = self.decode(value);
            let url = if base.is_some() && is_address(name) {
                self.session.urls.resolve(&value, base, Purpose::Link)
            } else {
                None
            };
            write_named_attribute(out, name, url.as_ref().map_or(&*value, Url::as_str)).expect(TO_STRING);
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
    write_text(&mut escaped, &text).expect(TO_STRING);
    Cow::Owned(escaped)
}

/// The name of an element in HTML. Obsolete elements that HTML would not close where XML does become `pre`, which has the same
/// meaning.
fn html_name(name: &str) -> &str {
    match name {
        // HTML §13.2.5.5: no tag ends `plaintext`. `xmp` is raw text, so tags in it would become text.
        "plaintext" | "xmp" | "listing" => "pre",
        name => name,
    }
}

/// Whether an attribute of HTML holds an address.
fn is_address(name: &str) -> bool {
    matches!(name, "href" | "src" | "cite" | "poster" | "data")
}
