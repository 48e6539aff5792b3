//! The fields of JSON Feed, one line each. A value of another type than the format says costs that field.

use std::borrow::Cow;

use url::Url;

use super::scan::Value;
use crate::feed::model::{Person, Tag};
use crate::feed::read::draft::{Draft, File, Link, Text, TextKind};
use crate::feed::read::finish::Finish;
use crate::feed::read::head::Head;
use crate::feed::read::note::NoteKind;
use crate::feed::read::session::{Extent, Session};
use crate::scan::{fold, fold_to_option};
use crate::url::Purpose;

/// Reads values of the type that a field should have, and notes others.
struct Fields<'a, 's> {
    window: &'a str,
    session: &'s mut Session,
}

impl<'a> Fields<'a, '_> {
    fn wrong_type(&mut self, name: &str, value: Value<'a>) {
        // `null` is how many generators write "not there", so it is no fault.
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
        // An empty string says no more than a missing field.
        found.filter(|text| !text.trim().is_empty())
    }

    /// A string, or a number as it is written.
    fn scalar(&mut self, name: &str, value: Value<'a>) -> Option<Cow<'a, str>> {
        let found = value.scalar();
        if found.is_none() {
            self.wrong_type(name, value);
        }
        found.filter(|text| !text.trim().is_empty())
    }

    /// The elements of an array; a value alone counts as an array of one.
    fn list(&mut self, name: &str, value: Value<'a>) -> Vec<Value<'a>> {
        match value.elements() {
            Some(elements) => elements.collect(),
            None if value.is_null() => Vec::new(),
            None => {
                self.wrong_type(name, value);
                // `"tags": "rain"` is wrong, and clear: one value is a list of one.
                vec![value]
            }
        }
    }

    fn url(&mut self, name: &str, value: Value<'a>, purpose: Purpose) -> Option<Url> {
        let written = self.string(name, value)?;
        let url = self.session.urls.resolve(&written, None, purpose);
        if url.is_none() {
            self.session.notes.add(NoteKind::Url, &written, self.window, value.at);
        }
        url
    }

    fn person(&mut self, name: &str, value: Value<'a>) -> Option<Person> {
        let Some(members) = value.members() else {
            // `"author": "Ann"` is wrong, and clear.
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
        // JSON Feed has no field for mail: "url" may be a `mailto:` address (version 1.1, "authors").
        if let Some(mail) = person.url.take_if(|url| url.scheme() == "mailto") {
            person.email = fold_to_option(mail.path());
        }
        Some(person)
    }

    fn people(&mut self, name: &str, value: Value<'a>) -> Vec<Person> {
        // `author` of version 1.0 is one object.
        let is_list = value.elements().is_some() || value.is_null();
        let values = if is_list { self.list(name, value) } else { vec![value] };
        values.into_iter().filter_map(|value| self.person(name, value)).collect()
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
        // JSON Feed requires "url"; an attachment without it offers nothing.
        Some(file).filter(|file| !file.link.url.is_empty())
    }

    fn item_field(&mut self, name: &str, value: Value<'a>, draft: &mut Draft<'a>) {
        use TextKind::{Html, Plain};
        match name {
            // Heads are for lists of titles; the texts are nearly all of a feed's bytes.
            "content_html" | "content_text" | "summary" if self.session.extent == Extent::Heads => {}
            // The specification wants a string, but tells readers to take numbers as well.
            "id" => draft.id.offer(0, self.scalar(name, value)),
            "url" => draft.url.offer(0, self.link(name, value)),
            "external_url" => draft.external_url = self.link(name, value),
            "title" => draft.title.offer(0, self.text(name, value, Plain)),
            "content_html" => draft.content.offer(0, self.text(name, value, Html)),
            // Both may be there: HTML says more.
            "content_text" => draft.content.offer(1, self.text(name, value, Plain)),
            "summary" => draft.summary.offer(0, self.text(name, value, Plain)),
            "image" => draft.image.offer(0, self.link(name, value)),
            // The model has one more place for a picture beside the lead image.
            "banner_image" => draft.thumbnail.offer(0, self.link(name, value)),
            "date_published" => draft.published.offer(0, self.scalar(name, value)),
            "date_modified" => draft.updated.offer(0, self.scalar(name, value)),
            "language" => draft.language.offer(0, self.string(name, value)),
            // Version 1.1 replaces `author` by `authors`; many feeds have both.
            "authors" => self.people(name, value).into_iter().for_each(|person| draft.authors.add(0, person)),
            "author" => self.people(name, value).into_iter().for_each(|person| draft.authors.add(1, person)),
            "tags" => {
                for tag in self.list(name, value) {
                    draft.tags.extend(self.scalar(name, tag).map(Tag::new));
                }
            }
            "attachments" => {
                for file in self.list(name, value) {
                    draft.files.extend(self.file(file));
                }
            }
            _ => self.unused(name, value),
        }
    }

    fn link(&mut self, name: &str, value: Value<'a>) -> Option<Link<'a>> {
        self.string(name, value).map(Link::from)
    }

    fn text(&mut self, name: &str, value: Value<'a>, kind: TextKind) -> Option<Text<'a>> {
        self.string(name, value).map(|value| Text { value, kind, base: None })
    }
}

/// An item's texts; `None` if it is not an object.
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

/// A member of the feed itself.
pub(super) fn head_field(name: &str, value: Value<'_>, head: &mut Head, finish: &mut Finish<'_, '_>) {
    let mut fields = Fields { window: finish.window, session: finish.session };
    // The value is a piece of the window.
    let value = Value { text: &finish.window[value.at..value.at + value.text.len()], at: value.at };
    let owned = |text: Cow<'_, str>| Text::owned(text.into_owned(), TextKind::Plain);
    match name {
        // Versions differ in `author` alone, and both forms are read.
        "version" => {}
        "title" => head.title.offer(0, fields.string(name, value).map(owned)),
        "description" => head.description.offer(0, fields.string(name, value).map(owned)),
        "home_page_url" => {
            if let Some(url) = fields.url(name, value, Purpose::Link) {
                head.url.offer(0, url);
                fields.session.urls.site = head.url.get().cloned();
            }
        }
        "feed_url" => {
            if let Some(url) = fields.url(name, value, Purpose::Link) {
                // RFC 3986 §5.1.3: as the `self` link of XML, it stands in for the address that the feed was fetched from.
                fields.session.urls.own = Some(url.clone());
                head.feed_url.offer(0, url);
            }
        }
        // JSON Feed's `icon` is the large square, its `favicon` the small one: Atom's `logo` and `icon`.
        "icon" => head.logo.offer(0, fields.url(name, value, Purpose::Media)),
        "favicon" => head.icon.offer(0, fields.url(name, value, Purpose::Media)),
        "language" => head.language.offer(0, fields.string(name, value).map(Cow::into_owned)),
        "authors" => fields.people(name, value).into_iter().for_each(|person| head.authors.add(0, person)),
        "author" => fields.people(name, value).into_iter().for_each(|person| head.authors.add(1, person)),
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
