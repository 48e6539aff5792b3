//! The elements of an item, one line each.

use std::borrow::Cow;
use std::collections::HashSet;

use super::parser::{Element, Parser};
use super::parts::offer_media_title;
use super::space::Space;
use super::text::Form;
use crate::feed::conventions::NO_TIME;
use crate::feed::model::Tag;
use crate::feed::read::convert::name_line;
use crate::feed::read::draft::{Best, Draft, File, Link, Text, TextKind, address_rank};
use crate::feed::read::session::Extent;
use crate::feed::read::step::Result;
use crate::time::Timestamp;
use crate::url::is_web_url;

impl<'a> Parser<'a, '_> {
    /// Reads the texts of an item.
    pub(super) fn draft(&mut self, item: &Element<'a>, extent: Extent) -> Result<Draft<'a>> {
        let mut draft = Draft { at: item.at, ..Draft::default() };
        let is_atom = item.name.as_str() == "entry";
        if let Some(about) = self.attribute_in(item, Space::Rdf, "about") {
            // RSS 1.0 §5.5: `rdf:about` identifies the item. A `guid` or `id` is more specific.
            draft.id.offer(2, about);
        }
        // CDF has the address and time of an item in attributes.
        if let Some(url) = self.attribute(item, "href") {
            self.offer_url(address_rank::LINK, &url, &mut draft);
        }
        if let Some(time) = self.attribute(item, "lastmod") {
            self.offer_time(1, &time, draft.at, &mut draft.published);
        }
        if let Some(language) = self.language(item) {
            draft.language.offer(0, language);
        }
        let settings = Settings { is_atom, extent };
        self.unit(item, |parser| {
            while let Some(child) = parser.child(item)? {
                parser.item_field(&child, settings, &mut draft)?;
                parser.skip(&child)?;
            }
            Ok(())
        })?;
        Ok(draft)
    }

    /// Reads a field of an item: a title, an address, a time, a person or a topic. `content_field` reads the others.
    fn item_field(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        use Space::{Core, Dublin, Feedburner, Itunes, Media, Podcast};
        let name = field.name;
        match (field.space, name.as_str()) {
            (Core, "title") => self.title(field, 0, settings, &mut draft.title)?,
            (Dublin | Itunes, "title") => self.title(field, 1, settings, &mut draft.title)?,
            (Media, "title") => {
                offer_media_title(self.construct(field, TextKind::Plain)?, &mut draft.title);
            }
            (Core, "link" | "a") => self.link(field, draft)?,
            (Feedburner, "origlink") => {
                draft.url.offer(address_rank::ORIGINAL, self.page(field)?);
            }
            (Core, "guid") => self.guid(field, draft)?,
            // RFC 4287 §4.2.6: an id is only compared, never resolved or opened. In RSS, `guid` takes precedence over it.
            (Core, "id") => self.best(field, 1, &mut draft.id)?,
            (Dublin, "identifier") => self.best(field, 3, &mut draft.id)?,
            // Atom 0.3 uses the names `issued` and `modified` for `published` and `updated`.
            (Core, "pubdate" | "published" | "issued") => {
                self.time(field, 0, draft.at, &mut draft.published)?;
            }
            (Dublin, "date" | "issued") | (Core, "date") => {
                self.time(field, 1, draft.at, &mut draft.published)?;
            }
            // The time of writing, which may be long before publication.
            (Core | Dublin, "created") => self.time(field, 2, draft.at, &mut draft.published)?,
            (Core, "updated" | "modified") => self.updated(field, draft)?,
            (Dublin, "modified") => self.time(field, 1, draft.at, &mut draft.updated)?,
            (Core, "author") | (Dublin, "creator" | "author") => {
                let people = self.people(field)?;
                draft.authors.add(0, people);
            }
            (Itunes, "author") => {
                let people = self.people(field)?;
                draft.authors.add(1, people);
            }
            // RFC 4287 §4.2.3: contributors, such as translators and editors, are not authors.
            (Core | Dublin, "contributor") => draft.contributors.extend(self.people(field)?),
            (Podcast, "person") => draft.contributors.push(self.podcast_person(field)?),
            (Core | Media, "category") => draft.tags.extend(self.tag(field)?),
            (Dublin, "subject") => draft.tags.extend(self.tag(field)?),
            (Media | Itunes | Core, "keywords") | (Core, "tags") => self.keywords(field, &mut draft.tags)?,
            (Itunes, "category") => self.itunes_category(field, &mut draft.tags)?,
            _ => self.content_field(field, settings, draft)?,
        }
        Ok(())
    }

    /// Reads texts, and the files that belong to the item.
    fn content_field(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        use Space::{Content, Core, Dublin, Itunes, Media, Webfeeds, Xhtml, Yandex};
        let name = field.name;
        match (field.space, name.as_str()) {
            (Content, "encoded")
            | (Core, "content" | "body" | "fullitem" | "fulltext")
            | (Yandex, "content" | "full-text")
            | (Xhtml, "body" | "div") => {
                self.content(field, settings, draft)?;
            }
            (Content, "items") => self.content_items(field, settings, draft)?,
            (Core, "description" | "summary" | "abstract")
            | (Dublin | Media, "description")
            | (Itunes, "summary" | "subtitle") => self.summary(field, settings, draft)?,
            (Core, "enclosure") => self.enclosure(field, draft)?,
            (Media, "content") => self.media_content(field, settings, draft)?,
            (Media, "group") => self.media_group(field, settings, draft)?,
            (Media | Core, "thumbnail") => draft.thumbnail.offer(0, self.file_link(field)?),
            // A square cover image for podcasts, often the same for all items.
            (Itunes, "image") => draft.image.offer(1, self.file_link(field)?),
            (Core, "image") | (Webfeeds, "featuredimage") => draft.image.offer(2, self.file_link(field)?),
            (Itunes, "duration") => {
                let duration = Some(self.plain(field)?).filter(|duration| !duration.is_empty());
                draft.duration = duration.or(draft.duration.take());
            }
            _ => self.context_field(field, settings, draft)?,
        }
        Ok(())
    }

    /// Reads the source, rights, language and comments of an item.
    fn context_field(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        use Space::{Core, Dublin, Media, Slash, Thread, Wfw};
        let name = field.name;
        match (field.space, name.as_str()) {
            (Core, "source") => self.source(field, draft)?,
            (Dublin, "source") => self.dublin_source(field, draft)?,
            (Core | Dublin, "rights") | (Core | Media, "copyright") => {
                let kind = TextKind::unstated(settings.is_atom);
                draft.rights = self.shown_text(field, kind)?.or(draft.rights.take());
            }
            (Core | Dublin, "language") => self.best(field, 1, &mut draft.language)?,
            (Core, "comments") => {
                draft.comments.url = self.page(field)?.or(draft.comments.url.take());
            }
            (Wfw, "commentrss") => {
                draft.comments.feed_url = self.page(field)?.or(draft.comments.feed_url.take());
            }
            (Slash, "comments") | (Thread, "total") => {
                draft.comments.count = self.count(field)?.or(draft.comments.count);
            }
            _ => self.session.notes.unused(field.tag.name, self.window, field.at),
        }
        Ok(())
    }

    fn best(&mut self, field: &Element<'a>, rank: u8, best: &mut Best<Cow<'a, str>>) -> Result {
        let text = self.plain(field)?;
        if !text.is_empty() {
            best.offer(rank, text);
        }
        Ok(())
    }

    /// Reads a time of the item at this offset. An unreadable one does not hide the time of another element.
    fn time(&mut self, field: &Element<'a>, rank: u8, at: usize, best: &mut Best<Timestamp>) -> Result {
        let text = self.plain(field)?;
        self.offer_time(rank, &text, at, best);
        Ok(())
    }

    fn offer_time(&mut self, rank: u8, text: &str, at: usize, best: &mut Best<Timestamp>) {
        if best.wants(rank) {
            best.offer(rank, self.converter().time(text, at));
        }
    }

    /// Offers an address. An unusable one does not hide the address in another element.
    pub(super) fn offer_url(&mut self, rank: u8, written: &str, draft: &mut Draft<'a>) {
        if draft.url.wants(rank) {
            draft.url.offer(rank, self.address(written, draft.at));
        }
    }

    fn title(
        &mut self,
        field: &Element<'a>,
        rank: u8,
        settings: Settings,
        best: &mut Best<Text<'a>>,
    ) -> Result {
        best.offer(rank, self.shown_text(field, TextKind::unstated(settings.is_atom))?);
        Ok(())
    }

    /// Reads `guid`, which may also be the address of the item.
    fn guid(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
        let id = self.plain(field)?;
        // RSS 2.0, "guid": `isPermaLink` is true by default. Many feeds omit it although the id is a number or a `tag:` URI.
        let stated = self.attribute(field, "isPermaLink").map(|value| value.eq_ignore_ascii_case("true"));
        let is_path = id.contains('/') && !id.contains(':');
        if stated != Some(false) && is_web_url(&id) || stated == Some(true) && is_path {
            self.offer_url(address_rank::PERMALINK, &id, draft);
        }
        if !id.is_empty() {
            draft.id.offer(0, id);
        }
        Ok(())
    }

    /// Reads `updated`, which Atom requires, unless it is the placeholder for an unknown time.
    fn updated(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
        let text = self.plain(field)?;
        if text != NO_TIME {
            self.offer_time(0, &text, draft.at, &mut draft.updated);
        }
        Ok(())
    }

    pub(super) fn keywords(&mut self, field: &Element<'a>, tags: &mut Vec<Tag>) -> Result {
        let text = self.plain(field)?;
        let line = name_line(text);
        // A tag takes 72 bytes, and a list may repeat `a` a million times.
        let mut seen = HashSet::new();
        // In the vocabularies of Apple and Media RSS, the keywords are separated by commas.
        let names = line.split(',').map(str::trim).filter(|name| !name.is_empty() && seen.insert(*name));
        tags.extend(names.map(Tag::from));
        Ok(())
    }

    fn enclosure(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
        // RSS has `url`. Some feeds use `href`, as in Atom, or a text.
        let Some(link) = self.file_link(field)? else { return Ok(()) };
        let file = File {
            link,
            media_type: self.attribute(field, "type"),
            length: self.attribute(field, "length"),
            ..File::default()
        };
        draft.files.push(file);
        Ok(())
    }

    fn content(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        // `content:encoded` and Atom's `content` are meant for the full text. The others are older conventions.
        let rank = match (field.space, field.name.as_str()) {
            (Space::Content, _) | (Space::Core, "content") => 0,
            (Space::Core, "fullitem" | "fulltext") | (Space::Yandex, _) => 4,
            _ => 2,
        };
        let is_multipart = |media_type: Cow<'_, str>| media_type.starts_with("multipart/");
        if settings.is_atom && self.attribute(field, "type").is_some_and(is_multipart) {
            return self.alternatives(field, settings, draft);
        }
        // RFC 4287 §4.1.3.2: with `src`, the content is at that address and the element is empty.
        if let Some(src) = self.attribute(field, "src") {
            self.content_elsewhere(field, src, draft);
        }
        // Unneeded texts are skipped without decoding.
        if settings.extent == Extent::Heads || !draft.content.wants(rank) {
            return Ok(());
        }
        // RDF 1.0 §7.2.17: a literal is markup, whose text is not HTML.
        let is_markup = field.space == Space::Xhtml
            || field.space == Space::Rdf
                && self.attribute_in(field, Space::Rdf, "parseType").is_some_and(|kind| kind == "Literal");
        let text = if is_markup {
            Text { value: self.text(field, Form::Markup)?.0, kind: TextKind::Html, base: self.base() }
        } else {
            let default = match field.space {
                // Yandex defines plain text, but many feeds write HTML.
                Space::Yandex => TextKind::Either,
                _ if settings.is_atom => TextKind::Plain,
                _ => TextKind::Html,
            };
            self.construct(field, default)?
        };
        if !text.value.trim().is_empty() {
            // Atom 0.3 allows several types of content. HTML holds more information than text.
            draft.content.offer(rank + u8::from(text.kind == TextKind::Plain), text);
        }
        Ok(())
    }

    /// Reads the older form of the content module of RSS 1.0: a bag of items, each with its content in `rdf:value`. The depth of the
    /// parser bounds the recursion.
    fn content_items(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        while let Some(child) = self.child(field)? {
            match (child.space, child.name.as_str()) {
                (Space::Rdf, "value") => self.content(&child, settings, draft)?,
                (Space::Rdf, _) | (Space::Content, "item") => self.content_items(&child, settings, draft)?,
                _ => {}
            }
            self.skip(&child)?;
        }
        Ok(())
    }

    /// Reads the types of content in `multipart/alternative` (Atom 0.3). The depth of the parser bounds the recursion.
    fn alternatives(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        while let Some(child) = self.child(field)? {
            self.content(&child, settings, draft)?;
            self.skip(&child)?;
        }
        Ok(())
    }

    /// Reads content at another address: a page or a file (RFC 4287 §4.1.3.2).
    fn content_elsewhere(&mut self, field: &Element<'a>, src: Cow<'a, str>, draft: &mut Draft<'a>) {
        let media_type = self.attribute(field, "type");
        if media_type.as_deref().is_none_or(|found| found.contains("html")) {
            // If there is no link, a page with the content can serve as the address of the item.
            self.offer_url(address_rank::CONTENT, &src, draft);
        } else {
            let link = Link { url: src, base: self.base() };
            draft.files.push(File { link, media_type, ..File::default() });
        }
    }

    fn summary(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        let (rank, default) = match (field.space, field.name.as_str()) {
            // RFC 4287 §4.2.13: a text construct, plain by default. RSS has no such element, and its description is HTML.
            (Space::Core, "summary") => (0, TextKind::unstated(settings.is_atom)),
            (Space::Core, _) => (0, TextKind::Html),
            (Space::Dublin, _) => (1, TextKind::Html),
            (Space::Itunes, "summary") => (2, TextKind::Either),
            (Space::Media, _) => (3, TextKind::Either),
            _ => (4, TextKind::Either),
        };
        if settings.extent == Extent::Heads || !draft.summary.wants(rank) {
            return Ok(());
        }
        draft.summary.offer(rank, self.shown_text(field, default)?);
        Ok(())
    }

    fn media_content(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        let link = self.link_in(field, "url");
        let media_type = self.attribute(field, "type");
        let medium = self.attribute(field, "medium");
        // Media RSS: `medium` states the kind of the file. The type decides only without it.
        let is_image = medium.as_deref() == Some("image")
            || medium.is_none() && media_type.as_deref().is_some_and(|found| found.starts_with("image/"));
        let is_lead = is_image && self.attribute(field, "isDefault").as_deref() != Some("false");
        let (length, duration) = (self.attribute(field, "fileSize"), self.attribute(field, "duration"));
        let mut title = None;
        // The title belongs to the file. Other elements, such as a thumbnail or a description, belong to the item.
        while let Some(child) = self.child(field)? {
            match (child.space, child.name.as_str()) {
                (Space::Media, "title") => title = Some(self.plain(&child)?),
                _ => self.item_field(&child, settings, draft)?,
            }
            self.skip(&child)?;
        }
        let Some(link) = link else { return Ok(()) };
        // Galleries have many images. The first is the lead image, the others become files.
        if is_lead && draft.image.wants(0) {
            if title.is_some_and(|title| !title.is_empty()) {
                self.session.notes.unused("media:title", self.window, field.at);
            }
            draft.image.offer(0, link);
        } else {
            draft.files.push(File { link, media_type, length, duration, title });
        }
        Ok(())
    }

    /// Reads `media:group`, which holds versions of one file and metadata of the item. Each child is read as a child of the
    /// item.
    ///
    /// Groups may nest, but recursion is bounded: the parser opens no elements beyond its maximum depth.
    fn media_group(&mut self, field: &Element<'a>, settings: Settings, draft: &mut Draft<'a>) -> Result {
        while let Some(child) = self.child(field)? {
            self.item_field(&child, settings, draft)?;
            self.skip(&child)?;
        }
        Ok(())
    }

    /// Reads a number that is not negative.
    pub(super) fn count(&mut self, field: &Element<'a>) -> Result<Option<u32>> {
        let text = self.plain(field)?;
        Ok(self.parse_count(&text, field.at))
    }

    /// Parses a number that is not negative, and notes one that is unreadable.
    pub(super) fn parse_count(&mut self, text: &str, at: usize) -> Option<u32> {
        self.converter().number(text.trim().parse().ok(), text, at)
    }
}

/// How an item is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Whether texts are plain by default, as in Atom. RSS does not define their type.
    pub(super) is_atom: bool,
    pub(super) extent: Extent,
}
