//! Elements that items and heads share: text constructs, people, tags, links, sources, images.

use std::borrow::Cow;

use url::Url;

use super::base64;
use super::parser::{Element, Event, Parser};
use super::scan::split_name;
use super::space::Space;
use super::text::Form;
use crate::feed::media::essence;
use crate::feed::model::{Person, Source, Tag};
use crate::feed::read::draft::{Draft, File, Link, Text, TextKind};
use crate::feed::read::finish::{Finish, line, name_line};
use crate::feed::read::step::Incomplete;
use crate::scan::{fold, fold_to_option};
use crate::url::{Purpose, is_web_url};

type Read = Result<(), Incomplete>;

impl<'a> Parser<'a, '_> {
    /// Reads a text whose attributes may state its type (RFC 4287 §3.1, §4.1.3; Atom 0.3; Media RSS).
    pub(super) fn construct(
        &mut self,
        field: &Element<'a>,
        default: TextKind,
    ) -> Result<Text<'a>, Incomplete> {
        let base = self.base();
        let mode = self.attribute(field, "mode");
        let media_type = self.attribute(field, "type").map(|found| found.to_ascii_lowercase());
        // Atom 0.3 has `mode` and `type`. Atom 1.0 merged both into `type`.
        let is_escaped = mode.as_deref() == Some("escaped");
        let (form, kind) = match media_type.as_deref() {
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
    pub(super) fn shown_text(
        &mut self,
        field: &Element<'a>,
        default: TextKind,
    ) -> Result<Option<Text<'a>>, Incomplete> {
        let text = self.construct(field, default)?;
        Ok(Some(text).filter(|text| !text.value.trim().is_empty()))
    }

    /// Reads text in base64. The model has no field for other data in base64.
    fn base64(&mut self, field: &Element<'a>, media_type: Option<&str>) -> Result<Text<'a>, Incomplete> {
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
        self.finish().url(&link, Purpose::Link, at)
    }

    /// Converts texts to values.
    pub(super) fn finish(&mut self) -> Finish<'_, '_> {
        Finish { window: self.window, session: self.session }
    }

    /// Reads an element whose text is an address.
    pub(super) fn page(&mut self, field: &Element<'a>) -> Result<Option<Url>, Incomplete> {
        // The scope of the element's own `xml:base` ends with its text.
        let base = self.base();
        let link = Link { base, url: self.plain(field)? };
        Ok(self.finish().url(&link, Purpose::Link, field.at))
    }

    /// Reads a person. Atom has child elements; RSS has `mail (name)`, `name (mail)`, a name or a mail address.
    pub(super) fn person(&mut self, field: &Element<'a>) -> Result<Person, Incomplete> {
        let mut person = Person::default();
        let mut text = String::new();
        while let Some(event) = self.next_in_field(field)? {
            match event {
                Event::Text(piece) => text.push_str(&self.decode(piece)),
                Event::Cdata(piece) => text.push_str(piece),
                Event::Start(child) => self.person_field(&child, &mut person)?,
                Event::End => {}
            }
        }
        // RSS has a text and Atom has elements, but some RSS feeds use the elements of Atom.
        if person == Person::default() {
            person = person_of(&name_line(Cow::Owned(text)));
        }
        Ok(person)
    }

    /// Reads a person of Podcasting 2.0, whose page and picture are attributes.
    pub(super) fn podcast_person(&mut self, field: &Element<'a>) -> Result<Person, Incomplete> {
        let url = self.attribute(field, "href").and_then(|href| self.address(&href, field.at));
        let (base, picture) = (self.base(), self.attribute(field, "img"));
        let avatar = picture.and_then(|url| self.finish().url(&Link { url, base }, Purpose::Media, field.at));
        Ok(Person { url, avatar, ..self.person(field)? })
    }

    fn person_field(&mut self, child: &Element<'a>, person: &mut Person) -> Read {
        let name = child.name;
        match name.as_str() {
            "name" => person.name = fold(&self.plain(child)?),
            "email" => person.email = fold_to_option(&self.plain(child)?),
            "uri" | "url" | "homepage" => person.url = self.page(child)?,
            _ => {
                self.session.notes.unused(child.tag.name, self.window, child.at);
                // The text of markup, as in `<author><b>Ann</b></author>`, belongs to the text of the person.
                if child.tag.split_name().0.is_empty() {
                    return Ok(());
                }
            }
        }
        self.skip(child)
    }

    /// Reads a tag. Its term is an attribute in Atom and the text in RSS.
    pub(super) fn tag(&mut self, field: &Element<'a>) -> Result<Option<Tag>, Incomplete> {
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

    /// Reads a link. Its address is the text in RSS. Atom has attributes for the address and its purpose.
    pub(super) fn link(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Read {
        // Both forms occur in both formats.
        let written =
            self.attribute(field, "href").or_else(|| self.attribute_in(field, Space::Rdf, "resource"));
        let Some(url) = written else {
            let base = self.base();
            let link = Link { base, url: self.plain(field)? };
            if draft.url.wants(0) {
                draft.url.offer(0, self.finish().url(&link, Purpose::Link, draft.at));
            }
            return Ok(());
        };
        let media_type = self.attribute(field, "type");
        match relation(self.attribute(field, "rel").as_deref()) {
            "alternate" => self.offer_url(alternate_rank(media_type.as_deref()), &url, draft),
            "enclosure" => draft.files.push(File {
                link: Link { url, base: self.base() },
                media_type,
                length: self.attribute(field, "length"),
                title: self.attribute(field, "title"),
                duration: None,
            }),
            "related" if draft.external_url.is_none() => {
                draft.external_url = Some(Link { url, base: self.base() });
            }
            "replies" => {
                let url = self.address(&url, field.at);
                // RFC 4685 §4: `replies` may be a web page or a feed of comments.
                if media_type.is_some_and(|found| found.contains("xml")) {
                    draft.comments.feed_url = url;
                } else {
                    draft.comments.url = url;
                }
                let count = self.attribute_in(field, Space::Thread, "count");
                draft.comments.count = count.and_then(|count| count.parse().ok()).or(draft.comments.count);
            }
            // The entry as a separate document and the address to edit it (RFC 5023 §11), which only publishers need.
            "self" | "edit" | "edit-media" => {}
            relation => self.session.notes.unused(&format!("link rel=\"{relation}\""), self.window, field.at),
        }
        Ok(())
    }

    /// Reads the source. Its title is the text in RSS. In Atom, it holds the head of a feed.
    pub(super) fn source(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Read {
        let mut source = Source::default();
        if let Some(url) = self.attribute(field, "url") {
            source.feed_url = self.address(&url, field.at);
        }
        let mut text = String::new();
        while let Some(event) = self.next(field)? {
            match event {
                Event::Text(piece) => text.push_str(&self.decode(piece)),
                Event::Cdata(piece) => text.push_str(piece),
                Event::Start(child) => self.source_field(&child, &mut source, draft)?,
                Event::End => {}
            }
        }
        // The text of `source` is a title only in RSS 2.0. In Atom, it is white space between elements.
        if source.title.is_empty() {
            source.title = name_line(Cow::Owned(text));
        }
        // An empty one does not hide that of Dublin Core.
        draft.source = Some(source).filter(|source| *source != Source::default()).or(draft.source.take());
        Ok(())
    }

    /// Reads the source of Dublin Core: a title, or an address.
    pub(super) fn dublin_source(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Read {
        let text = self.plain(field)?;
        if draft.source.is_some() || text.is_empty() {
            return Ok(());
        }
        let mut source = Source::default();
        if is_web_url(&text) {
            source.url = self.address(&text, field.at);
        } else {
            source.title = name_line(text);
        }
        draft.source = Some(source).filter(|source| *source != Source::default());
        Ok(())
    }

    fn source_field(&mut self, child: &Element<'a>, source: &mut Source, draft: &mut Draft<'a>) -> Read {
        let name = child.name;
        match name.as_str() {
            "id" => source.id = fold_to_option(&self.plain(child)?),
            "title" => source.title = line(&self.construct(child, TextKind::Plain)?),
            // RFC 4287 §4.2.1: an entry without authors has those of its source.
            "author" => {
                let person = self.person(child)?;
                draft.authors.add(2, person);
            }
            "link" => {
                let href = self.attribute(child, "href").unwrap_or_default();
                let url = self.address(&href, child.at);
                match relation(self.attribute(child, "rel").as_deref()) {
                    "alternate" => source.url = url.or(source.url.take()),
                    "self" => source.feed_url = url.or(source.feed_url.take()),
                    _ => {}
                }
            }
            _ => self.session.notes.unused(&format!("source/{}", child.tag.name), self.window, child.at),
        }
        self.skip(child)
    }

    /// Reads the address of a picture or another file: the text, an attribute, or a `url` element.
    pub(super) fn file_link(&mut self, field: &Element<'a>) -> Result<Option<Link<'a>>, Incomplete> {
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
                Event::Text(text) if link.url.is_empty() => link.url = Cow::Borrowed(text.trim()),
                Event::Cdata(text) if link.url.is_empty() => link.url = Cow::Borrowed(text.trim()),
                Event::Text(_) | Event::Cdata(_) | Event::End => {}
            }
        }
        Ok(Some(link).filter(|link| !link.url.is_empty()))
    }

    /// Whether an element belongs to the vocabularies of feeds or to RDF, the root of RSS 1.0.
    pub(super) fn is_core(element: &Element<'_>) -> bool {
        matches!(element.space, Space::Core | Space::Rdf)
    }
}

/// Whether `media:title` repeats the title.
pub(super) fn is_repeated(title: &str, media_title: &str) -> bool {
    /// The maximum length of white space around a title, more than any feed has.
    const LAYOUT: usize = 256;
    // Without a limit, megabytes of spaces around a title would be trimmed again for each of many `media:title`.
    title.len() <= media_title.len() + LAYOUT && title.trim() == media_title.trim()
}

/// The relation of a link (RFC 4287 §4.2.7.2), which may be written as an IRI.
pub(super) fn relation(written: Option<&str>) -> &str {
    const KNOWN: [&str; 8] =
        ["alternate", "self", "enclosure", "related", "replies", "hub", "edit", "edit-media"];
    // RFC 4287 §4.2.7.2: a link without `rel` is an alternate.
    let relation = written.unwrap_or("alternate").trim();
    // §4.2.7.2: the name and the full IRI of a registered relation are equivalent.
    let relation = relation.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(relation);
    // RFC 8288 §2.1.1: their case does not matter.
    KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(relation)).unwrap_or(relation)
}

/// Whether a media type, in lower case, is neither text nor XML (RFC 4287 §4.1.3.3).
fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type.trim_start());
    let is_xml = essence.ends_with("/xml") || essence.ends_with("+xml");
    essence.contains('/') && !is_xml && !essence.starts_with("text/") && !essence.starts_with("multipart/")
}

/// The rank of an alternate by its media type.
pub(super) fn alternate_rank(media_type: Option<&str>) -> u8 {
    let is_page = |media_type: &str| {
        // RFC 2045 §5.1: parameters may follow, and the case does not matter.
        let essence = essence(media_type.trim_start());
        essence.eq_ignore_ascii_case("text/html") || essence.eq_ignore_ascii_case("application/xhtml+xml")
    };
    // A web page is best for people. Other alternates may be JSON, PDF, or the feed in another format. The `link` of RSS
    // has rank 0.
    if media_type.is_none_or(is_page) { 1 } else { 2 }
}

/// Parses the text of a person in RSS.
pub(super) fn person_of(text: &str) -> Person {
    let text = fold(text);
    let is_mail = |text: &str| {
        // `@name` is an account name, not a mail address.
        let has_both = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        has_both && !text.contains(' ')
    };
    let mail = |text: &str| Some(text.strip_prefix("mailto:").unwrap_or(text).to_string());
    let mut person = Person::default();
    // RSS 2.0 defines `mail (name)`. Some feeds use `name <mail>`, as in mail headers.
    let parts = text
        .strip_suffix(')')
        .and_then(|text| text.split_once('('))
        .or_else(|| text.strip_suffix('>').and_then(|text| text.split_once('<')));
    let parts = parts.map(|(before, inside)| (before.trim().trim_matches('"'), inside.trim()));
    match parts {
        Some((before, inside)) if is_mail(before) => {
            person.email = mail(before);
            person.name = inside.to_string();
        }
        Some((before, inside)) if is_mail(inside) => {
            person.email = mail(inside);
            person.name = before.to_string();
        }
        _ if is_mail(&text) => person.email = mail(&text),
        _ => person.name = text,
    }
    person
}
