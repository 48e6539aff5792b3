//! The parts of elements that items and heads share: texts, addresses, tags, files.

use std::borrow::Cow;

use url::Url;

use super::base64;
use super::parser::{Element, Event, Parser, trimmed};
use super::scan::split_name;
use super::space::Space;
use super::text::Form;
use crate::feed::media::essence;
use crate::feed::model::Tag;
use crate::feed::read::convert::{Converter, name_line};
use crate::feed::read::draft::{Best, Link, Text, TextKind};
use crate::feed::read::step::Result;
use crate::url::Purpose;

impl<'a> Parser<'a, '_> {
    /// Reads a text whose attributes may state its type (RFC 4287 §3.1, §4.1.3; Atom 0.3; Media RSS).
    pub(super) fn construct(&mut self, field: &Element<'a>, default: TextKind) -> Result<Text<'a>> {
        let base = self.base();
        let mode = self.attribute(field, "mode");
        let media_type = self.attribute(field, "type").map(|found| found.to_ascii_lowercase());
        // Atom 0.3 has `mode` and `type`. Atom 1.0 merged both into `type`.
        let is_escaped = mode.as_deref() == Some("escaped");
        let (form, kind) = match media_type.as_deref().map(|found| essence(found.trim_start())) {
            // Atom 0.3: unescaped markup.
            Some("text/html") if mode.as_deref() == Some("xml") => (Form::Markup, TextKind::Html),
            Some("html" | "text/html") => (Form::Escaped, TextKind::Html),
            Some("xhtml" | "application/xhtml+xml") if is_escaped => (Form::Escaped, TextKind::Html),
            Some("xhtml" | "application/xhtml+xml") => (Form::Markup, TextKind::Html),
            // RSS has no types, but Media RSS and many RSS feeds use these.
            Some("text" | "text/plain" | "plain") => (Form::Text, TextKind::Plain),
            _ if is_escaped => (Form::Escaped, TextKind::Html),
            _ if mode.as_deref() == Some("xml") => (Form::Markup, TextKind::Html),
            _ if default == TextKind::Plain => (Form::Text, TextKind::Plain),
            _ => (Form::Escaped, default),
        };
        // RFC 4287 §4.1.3.3: content of any type that is not text and not XML is in base64.
        if mode.as_deref() == Some("base64") || mode.is_none() && media_type.as_deref().is_some_and(is_binary)
        {
            return self.base64(field, media_type.as_deref());
        }
        let (value, form) = self.text(field, form)?;
        Ok(Text { value, kind: if form == Form::Markup { TextKind::Html } else { kind }, base })
    }

    /// Reads a text; `None` if it is blank, so that it does not hide the text of another element.
    pub(super) fn shown_text(&mut self, field: &Element<'a>, default: TextKind) -> Result<Option<Text<'a>>> {
        let text = self.construct(field, default)?;
        Ok(Some(text).filter(|text| !text.value.trim().is_empty()))
    }

    /// Reads text in base64. The model has no field for other data in base64.
    fn base64(&mut self, field: &Element<'a>, media_type: Option<&str>) -> Result<Text<'a>> {
        let base = self.base();
        let text = self.plain(field)?;
        // Some feeds do not encode text of a type such as `application/json`.
        let Some(bytes) = base64::decode(&text) else {
            return Ok(Text { value: text, kind: TextKind::Plain, base });
        };
        // Bytes that are not UTF-8 are an image or another file, not a text.
        let Ok(decoded) = String::from_utf8(bytes) else {
            self.session.notes.unused(field.tag.name, self.window, field.at);
            return Ok(Text::plain(Cow::Borrowed("")));
        };
        let is_html = media_type.is_some_and(|found| found.contains("html"));
        let kind = if is_html { TextKind::Html } else { TextKind::Plain };
        Ok(Text { value: Cow::Owned(decoded), kind, base })
    }

    /// The value of an attribute of a vocabulary, with any prefix.
    pub(super) fn attribute_in(
        &mut self,
        element: &Element<'a>,
        space: Space,
        wanted: &str,
    ) -> Option<Cow<'a, str>> {
        let is_wanted = |name: &str| {
            let (prefix, local) = split_name(name);
            local.eq_ignore_ascii_case(wanted) && self.state.namespaces.resolve(prefix) == space
        };
        let (name, _) = element.tag.attributes().find(|(name, _)| is_wanted(name))?;
        self.attribute(element, name)
    }

    /// The address in an attribute; `None` if it is blank.
    pub(super) fn link_in(&mut self, field: &Element<'a>, attribute: &str) -> Option<Link<'a>> {
        Some(Link { url: self.attribute(field, attribute)?, base: self.base() })
    }

    /// Resolves an address, and notes an unusable one.
    pub(super) fn address(&mut self, written: &str, at: usize) -> Option<Url> {
        let link = Link { url: Cow::Borrowed(written), base: self.base() };
        self.converter().url(&link, Purpose::Link, at)
    }

    /// Converts texts to values.
    pub(super) fn converter(&mut self) -> Converter<'_, '_> {
        Converter { window: self.window, session: self.session }
    }

    /// Reads an element whose text is an address.
    pub(super) fn page(&mut self, field: &Element<'a>) -> Result<Option<Url>> {
        // The scope of the element's own `xml:base` ends with its text.
        let base = self.base();
        let link = Link { base, url: self.plain(field)? };
        Ok(self.converter().url(&link, Purpose::Link, field.at))
    }

    /// Reads a tag. Its term is an attribute in Atom and the text in RSS.
    pub(super) fn tag(&mut self, field: &Element<'a>) -> Result<Option<Tag>> {
        let owned = |text: Cow<'_, str>| text.into_owned();
        // `domain` in RSS 2.0 corresponds to `scheme` in Atom.
        let scheme = self.attribute(field, "scheme").or_else(|| self.attribute(field, "domain")).map(owned);
        let label = self.attribute(field, "label").map(owned);
        let term = self.attribute(field, "term").map(owned);
        let text = self.plain(field)?;
        // RFC 4287 §4.2.2.1: the term is an attribute. In RSS, it is the text.
        let mut tag = Tag::new(term.unwrap_or_else(|| name_line(text)));
        tag.scheme = scheme;
        tag.label = label;
        Ok(Some(tag).filter(|tag| !tag.text().is_empty()))
    }

    /// Reads the address of a picture or another file: the text, an attribute, or a `url` element.
    pub(super) fn file_link(&mut self, field: &Element<'a>) -> Result<Option<Link<'a>>> {
        // Apple and CDF have `href`, and Feedly has `image`. Some podcasts have `url`.
        let written = ["href", "url", "image"].iter().find_map(|name| self.link_in(field, name));
        let mut link = written.unwrap_or_else(|| Link { base: self.base(), ..Link::default() });
        while let Some(event) = self.next(field)? {
            match event {
                Event::Start(child) => {
                    // In RSS 2.0, `image` holds `url`, `title` and `link`. In Atom, the text of `logo` is the address.
                    if child.name.as_str() == "url" {
                        link.url = self.plain(&child)?;
                    }
                    self.skip(&child)?;
                }
                Event::Text(text) if link.url.is_empty() => link.url = trimmed(self.decode(text)),
                Event::Cdata(text) if link.url.is_empty() => link.url = Cow::Borrowed(text.trim()),
                Event::Text(_) | Event::Cdata(_) | Event::End => {}
            }
        }
        Ok(Some(link).filter(|link| !link.url.is_empty()))
    }
}

/// Offers `media:title` as the title of an item or a feed. If it repeats the title, it marks the title as plain text, which RSS
/// itself cannot do.
pub(super) fn offer_media_title<'a>(title: Text<'a>, best: &mut Best<Text<'a>>) {
    // The RSS writer of this crate adds this copy to mark `<b>` in a title as text (docs/feeds.md, "Writing").
    let repeats = best.get().is_some_and(|found| is_repeated(&found.value, &title.value));
    if repeats && title.kind == TextKind::Plain {
        *best = Best::default();
        best.offer(0, title);
    } else if !title.value.trim().is_empty() {
        best.offer(2, title);
    }
}

/// Whether `media:title` repeats the title.
fn is_repeated(title: &str, media_title: &str) -> bool {
    /// The maximum length of white space around a title, more than any feed has.
    const LAYOUT: usize = 256;
    // Without a limit, megabytes of spaces around a title would be trimmed again for each of many `media:title`.
    title.len() <= media_title.len() + LAYOUT && title.trim() == media_title.trim()
}

/// Whether a media type, in lower case, is neither text nor XML (RFC 4287 §4.1.3.3).
fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type.trim_start());
    let is_xml = essence.ends_with("/xml") || essence.ends_with("+xml");
    essence.contains('/') && !is_xml && !essence.starts_with("text/") && !essence.starts_with("multipart/")
}
