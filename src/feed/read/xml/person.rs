//! The people of items and heads.

use std::borrow::Cow;

use super::parser::{Element, Event, Parser};
use crate::feed::model::Person;
use crate::feed::read::convert::name_line;
use crate::feed::read::draft::Link;
use crate::feed::read::step::Result;
use crate::scan::{fold, fold_to_option};
use crate::url::Purpose;

impl<'a> Parser<'a, '_> {
    /// Reads the people of an element. Atom has one, with child elements; RSS has `mail (name)`, `name (mail)`, a name or an email
    /// address, and sometimes several of them.
    pub(super) fn people(&mut self, field: &Element<'a>) -> Result<Vec<Person>> {
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
        let in_text = || people_of(&name_line(Cow::Owned(text)));
        if person == Person::default() {
            return Ok(in_text());
        }
        if person.name.is_empty() {
            person.name = in_text().into_iter().next().map(|named| named.name).unwrap_or_default();
        }
        Ok(vec![person])
    }

    /// Reads a person of Podcasting 2.0, whose page and picture are attributes.
    pub(super) fn podcast_person(&mut self, field: &Element<'a>) -> Result<Person> {
        let url = self.attribute(field, "href").and_then(|href| self.address(&href, field.at));
        let (base, picture) = (self.base(), self.attribute(field, "img"));
        let avatar =
            picture.and_then(|url| self.converter().url(&Link { url, base }, Purpose::Media, field.at));
        let named = self.people(field)?.into_iter().next();
        Ok(Person { url, avatar, ..named.unwrap_or_default() })
    }

    fn person_field(&mut self, child: &Element<'a>, person: &mut Person) -> Result {
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
}

/// Parses the text of people in RSS. RSS 2.0 has one person, but some feeds list several with their email addresses.
fn people_of(text: &str) -> Vec<Person> {
    /// The least length of a person in a list, in bytes. A person takes 224 bytes in memory, and a list may have a million.
    const SHORTEST: usize = 16;
    let is_separator = |c: char| matches!(c, ',' | ';');
    // Commas also occur in names, as in `Lee, Ann`.
    let is_list = || text.contains(is_separator) && text.split(is_separator).all(|piece| piece.contains('@'));
    if is_list() && text.len() / text.split(is_separator).count() >= SHORTEST {
        let people: Vec<Person> = text.split(is_separator).map(person_of).collect();
        if people.iter().all(|person| person.email.is_some()) {
            return people;
        }
    }
    vec![person_of(text)]
}

/// Parses the text of a person in RSS.
fn person_of(text: &str) -> Person {
    let text = fold(text);
    let text = text.trim();
    let is_mail = |text: &str| {
        // `@name` is an account name, not an email address.
        let has_both = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        has_both && !text.contains(' ')
    };
    let mail = |text: &str| Some(text.strip_prefix("mailto:").unwrap_or(text).to_string());
    let mut person = Person::default();
    // RSS 2.0 defines `mail (name)`. Some feeds use `name <mail>`, as in mail headers.
    let parts = text
        .strip_suffix(')')
        .and_then(|text| text.split_once('('))
        .or_else(|| text.strip_suffix('>').and_then(|text| text.split_once('<')))
        .or_else(|| text.strip_prefix('<').and_then(|text| text.split_once('>')));
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
        _ if is_mail(text) => person.email = mail(text),
        _ => person.name = text.to_string(),
    }
    person
}
