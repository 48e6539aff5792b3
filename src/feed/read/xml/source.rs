//! The source of an item: the feed that it was copied from.

use std::borrow::Cow;

use super::link::relation;
use super::parser::{Element, Event, Parser};
use crate::feed::model::Source;
use crate::feed::read::convert::{line, name_line, read_id};
use crate::feed::read::draft::{Draft, TextKind};
use crate::feed::read::step::Result;
use crate::url::is_web_url;

impl<'a> Parser<'a, '_> {
    /// Reads the source. Its title is the text in RSS. In Atom, it holds the head of a feed.
    pub(super) fn source(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
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

    fn source_field(&mut self, child: &Element<'a>, source: &mut Source, draft: &mut Draft<'a>) -> Result {
        let name = child.name;
        match name.as_str() {
            "id" => source.id = read_id(&self.plain(child)?).or(source.id.take()),
            "title" => {
                let title = line(&self.construct(child, TextKind::Plain)?);
                if !title.is_empty() {
                    source.title = title;
                }
            }
            // RFC 4287 §4.2.1: an entry without authors has those of its source.
            "author" => {
                let people = self.people(child)?;
                draft.authors.add(2, people);
            }
            "link" => self.source_link(child, source)?,
            _ => self.session.notes.unused(&format!("source/{}", child.tag.name), self.window, child.at),
        }
        self.skip(child)
    }

    fn source_link(&mut self, field: &Element<'a>, source: &mut Source) -> Result {
        let Some(href) = self.attribute(field, "href") else {
            source.url = self.page(field)?.or(source.url.take());
            return Ok(());
        };
        let written = self.attribute(field, "rel");
        match relation(written.as_deref()) {
            "alternate" => source.url = self.address(&href, field.at).or(source.url.take()),
            "self" => source.feed_url = self.address(&href, field.at).or(source.feed_url.take()),
            relation => {
                let name = format!("source/link rel=\"{relation}\"");
                self.session.notes.unused(&name, self.window, field.at);
            }
        }
        Ok(())
    }

    /// Reads the source of Dublin Core: a title, or an address.
    pub(super) fn dublin_source(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
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
}
