//! The fields of JSON Feed, one line each. A value of the wrong type costs only its field.

use std::borrow::Cow;
use std::collections::HashSet;

use url::Url;

use super::scan::Value;
use crate::feed::model::{Person, Tag};
use crate::feed::read::convert::Converter;
use crate::feed::read::draft::{Best, Draft, File, Link, Text, TextKind, address_rank};
use crate::feed::read::head::Head;
use crate::feed::read::note::NoteKind;
use crate::feed::read::session::{Extent, Session};
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::url::Purpose;

/// Reads the values of fields, and makes notes on values of the wrong type.
struct Fields<'a, 's> {
    window: &'a str,
    session: &'s mut Session,
}

impl<'a> Fields<'a, '_> {
    fn wrong_type(&mut self, name: &str, value: Value<'a>) {
        // Many generators write `null` for a missing field, so it is not a fault.
        if !value.is_null() {
            self.session.notes.add(NoteKind::FieldType, name, self.window, value.at);
        }
    }

    fn unused(&mut self, name: &str, value: Value<'a>) {
        self.session.notes.unused(name, self.window, value.at);
    }

    fn string(&mut self, name: &str, value: Value<'a>) -> Option<Cow<'a, str>> {
        let found = value.string();
        if found.is_none() {
            self.wrong_type(name, value);
        }
        // An empty string means the same as a missing field.
        found.filter(|text| !text.trim().is_empty())
    }

    /// A string, or the digits of a number.
    fn scalar(&mut self, name: &str, value: Value<'a>) -> Option<Cow<'a, str>> {
        let found = value.scalar();
        if found.is_none() {
            self.wrong_type(name, value);
        }
        found.filter(|text| !text.trim().is_empty())
    }

    /// The elements of an array. A single value counts as an array of one element.
    fn list(&mut self, name: &str, value: Value<'a>) -> Vec<Value<'a>> {
        match value.elements() {
            Some(elements) => elements.collect(),
            None if value.is_null() => Vec::new(),
            None => {
                self.wrong_type(name, value);
                // `"tags": "rain"` is wrong, but its meaning is clear.
                vec![value]
            }
        }
    }

    fn url(&mut self, name: &str, value: Value<'a>, purpose: Purpose) -> Option<Url> {
        self.url_at(name, value, purpose, value.at)
    }

    /// Reads an address. A note on it points to `at`.
    fn url_at(&mut self, name: &str, value: Value<'a>, purpose: Purpose, at: usize) -> Option<Url> {
        let link = self.link(name, value)?;
        Converter { window: self.window, session: self.session }.url(&link, purpose, at)
    }

    fn person(&mut self, name: &str, value: Value<'a>) -> Option<Person> {
        let Some(members) = value.members() else {
            // `"author": "Ann"` is wrong, but its meaning is clear.
            self.wrong_type(name, value);
            return value.string().map(|name| Person::new(fold(&name)));
        };
        let mut person = Person::default();
        for (name, value) in members {
            match &*name {
                "name" => person.name = self.string(&name, value).map(|name| fold(&name)).unwrap_or_default(),
                "url" => person.url = self.url(&name, value, Purpose::Link),
                "avatar" => person.avatar = self.url(&name, value, Purpose::Media),
                _ => self.unused(&format!("authors/{name}"), value),
            }
        }
        // JSON Feed has no field for email addresses, but "url" may be a `mailto:` URL (version 1.1, "authors").
        if let Some(mail) = person.url.take_if(|url| url.scheme() == "mailto") {
            person.email = fold_to_option(mail.path());
        }
        Some(person)
    }

    fn people(&mut self, name: &str, value: Value<'a>, rank: u8, best: &mut Best<Vec<Person>>) {
        // `author` of version 1.0 is one object.
        let is_list = value.elements().is_some() || value.is_null();
        let mut values = if is_list { self.list(name, value) } else { vec![value] };
        let is_string = |found: &Value<'a>| found.text.starts_with('"');
        // A person takes 224 bytes, and a list may repeat `"a"` a million times.
        let mut seen = HashSet::new();
        values.retain(|found| {
            let is_repeated = is_string(found) && !seen.insert(found.text);
            if is_repeated {
                self.wrong_type(name, *found);
            }
            !is_repeated
        });
        drop(seen);
        // Room for as many as have names, because a vector that grows takes three times the memory. `{"name":"a"},` has 13 bytes.
        let strings = values.iter().filter(|found| is_string(found)).count();
        let objects = (values.len() - strings).min(1 + value.text.len() / 13);
        let mut people = Vec::with_capacity(strings + objects);
        let found = values.into_iter().filter_map(|value| self.person(name, value));
        people.extend(found.filter(|person| !person.label().is_empty()));
        best.add(rank, people);
    }

    fn tags(&mut self, name: &str, value: Value<'a>, tags: &mut Vec<Tag>) {
        // A tag takes 72 bytes, and a list may repeat `1` a million times.
        let mut seen = HashSet::new();
        for tag in self.list(name, value) {
            let is_new = seen.insert(tag.text);
            tags.extend(self.scalar(name, tag).filter(|_| is_new).map(Tag::new));
        }
    }

    fn file(&mut self, value: Value<'a>) -> Option<File<'a>> {
        let Some(members) = value.members() else {
            self.wrong_type("attachments", value);
            return None;
        };
        let mut file = File::default();
        for (name, value) in members {
            match &*name {
                "url" => file.link = Link::from(self.string(&name, value)?),
                "mime_type" => file.media_type = self.string(&name, value),
                "title" => file.title = self.string(&name, value),
                "size_in_bytes" => file.length = self.scalar(&name, value),
                "duration_in_seconds" => file.duration = self.scalar(&name, value),
                _ => self.unused(&format!("attachments/{name}"), value),
            }
        }
        // JSON Feed requires "url". An attachment without it cannot be downloaded.
        Some(file).filter(|file| !file.link.url.is_empty())
    }

    fn item_field(&mut self, name: &str, value: Value<'a>, draft: &mut Draft<'a>) {
        use TextKind::{Html, Plain};
        match name {
            // Heads are for lists of titles. These texts are almost all of the bytes of a feed.
            "content_html" | "content_text" | "summary" if self.session.extent == Extent::Heads => {}
            // JSON Feed 1.1, "id": a string, but readers must convert other types to strings.
            "id" => draft.id.offer(0, self.scalar(name, value)),
            "url" => draft.url.offer(address_rank::LINK, self.url_at(name, value, Purpose::Link, draft.at)),
            "external_url" => draft.external_url = self.link(name, value),
            // A title such as 2026 may be a number.
            "title" => {
                let text = self.scalar(name, value);
                draft.title.offer(0, text.map(Text::plain));
            }
            "content_html" => draft.content.offer(0, self.text(name, value, Html)),
            // An item may have both. HTML holds more information.
            "content_text" => draft.content.offer(1, self.text(name, value, Plain)),
            "summary" => draft.summary.offer(0, self.text(name, value, Plain)),
            "image" => draft.image.offer(0, self.link(name, value)),
            // The model has no banner image. Its only other image field is the thumbnail.
            "banner_image" => draft.thumbnail.offer(0, self.link(name, value)),
            "date_published" => draft.published.offer(0, self.time(name, value, draft.at)),
            "date_modified" => draft.updated.offer(0, self.time(name, value, draft.at)),
            "language" => draft.language.offer(0, self.string(name, value)),
            // Version 1.1 replaced `author` by `authors`. Many feeds have both.
            "authors" => self.people(name, value, 0, &mut draft.authors),
            "author" => self.people(name, value, 1, &mut draft.authors),
            "tags" => self.tags(name, value, &mut draft.tags),
            "attachments" => {
                for file in self.list(name, value) {
                    draft.files.extend(self.file(file));
                }
            }
            _ => self.unused(name, value),
        }
    }

    /// A time of the item at this offset.
    fn time(&mut self, name: &str, value: Value<'a>, at: usize) -> Option<Timestamp> {
        let text = self.scalar(name, value)?;
        Converter { window: self.window, session: self.session }.time(&text, at)
    }

    fn link(&mut self, name: &str, value: Value<'a>) -> Option<Link<'a>> {
        self.string(name, value).map(Link::from)
    }

    fn text(&mut self, name: &str, value: Value<'a>, kind: TextKind) -> Option<Text<'a>> {
        self.string(name, value).map(|value| Text { value, kind, base: None })
    }
}

/// Reads the texts of an item; `None` if it is not an object.
pub(super) fn item<'a>(value: Value<'a>, window: &'a str, session: &mut Session) -> Option<Draft<'a>> {
    let mut fields = Fields { window, session };
    let Some(members) = value.members() else {
        fields.wrong_type("items", value);
        return None;
    };
    let mut draft = Draft { at: value.at, ..Draft::default() };
    for (name, value) in members {
        fields.item_field(&name, value, &mut draft);
    }
    Some(draft)
}

/// Reads a member of the feed object.
pub(super) fn head_field(name: &str, value: Value<'_>, head: &mut Head, converter: &mut Converter<'_, '_>) {
    let mut fields = Fields { window: converter.window, session: converter.session };
    // The value is a slice of the window; borrowing it from there gives it the lifetime that `Fields` needs.
    let value = Value { text: &converter.window[value.at..value.at + value.text.len()], at: value.at };
    let owned = |text: Cow<'_, str>| Text::owned(text.into_owned(), TextKind::Plain);
    match name {
        // The versions differ only in `author`, and both forms are read.
        "version" => {}
        // Items are read elsewhere.
        "items" => fields.wrong_type(name, value),
        "title" => head.title.offer(0, fields.string(name, value).map(owned)),
        "description" => head.description.offer(0, fields.string(name, value).map(owned)),
        "home_page_url" => {
            if let Some(url) = fields.url(name, value, Purpose::Link) {
                head.url.offer(address_rank::LINK, url);
                fields.session.urls.site = head.url.get().cloned();
            }
        }
        "feed_url" => {
            if let Some(url) = fields.url(name, value, Purpose::Link) {
                // RFC 3986 §5.1.3: like the `self` link in XML, it replaces an unknown retrieval address as the base.
                fields.session.urls.own = Some(url.clone());
                head.feed_url.offer(0, url);
            }
        }
        // The large `icon` of JSON Feed corresponds to the `logo` of Atom, and `favicon` to `icon`.
        "icon" => head.logo.offer(0, fields.url(name, value, Purpose::Media)),
        "favicon" => head.icon.offer(0, fields.url(name, value, Purpose::Media)),
        "language" => head.language.offer(0, fields.string(name, value).map(Cow::into_owned)),
        "authors" => fields.people(name, value, 0, &mut head.authors),
        "author" => fields.people(name, value, 1, &mut head.authors),
        "hubs" => {
            for hub in fields.list(name, value) {
                let members = hub.members().into_iter().flatten();
                let url = members.filter(|(name, _)| name == "url").map(|(_, url)| url).next();
                match url {
                    Some(url) => head.hubs.extend(fields.url("hubs", url, Purpose::Link)),
                    None => fields.wrong_type("hubs", hub),
                }
            }
        }
        _ => fields.unused(name, value),
    }
}
