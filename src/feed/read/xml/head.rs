//! The elements of the head of a feed, one line each.

use std::borrow::Cow;

use super::parser::{Element, Event, Parser};
use super::parts::offer_media_title;
use super::space::Space;
use crate::feed::conventions::NO_TIME;
use crate::feed::model::Tag;
use crate::feed::read::convert::name_line;
use crate::feed::read::draft::{Best, Text, TextKind};
use crate::feed::read::head::Head;
use crate::feed::read::step::Result;
use crate::scan::fold_to_option;
use crate::url::Purpose;

impl<'a> Parser<'a, '_> {
    /// Reads a field of the feed: a title, an address, a person or a topic. `picture_field` reads the others.
    pub(super) fn head_field(&mut self, field: &Element<'a>, is_atom: bool, head: &mut Head) -> Result {
        use Space::{Core, Dublin, Itunes, Media, Podcast};
        let text = TextKind::unstated(is_atom);
        let name = field.name;
        match (field.space, name.as_str()) {
            // An unreadable second element never replaces the first.
            (Core, "id") => head.id = fold_to_option(&self.plain(field)?).or(head.id.take()),
            // The element of the format itself takes precedence over those of modules.
            (Core, "title") => self.head_text(field, text, 0, &mut head.title)?,
            (Dublin, "title") => self.head_text(field, text, 1, &mut head.title)?,
            (Media, "title") => {
                let title = self.construct(field, TextKind::Plain)?;
                offer_media_title(title.into_owned(), &mut head.title);
            }
            (Core, "link" | "a") => self.head_link(field, head)?,
            // In Apple's vocabulary, the new address of a feed that moved. `atom:link rel="self"` is more reliable.
            (Itunes, "new-feed-url") => self.new_feed_url(field, head)?,
            (Core, "description" | "subtitle" | "tagline" | "abstract") => {
                self.head_text(field, text, 0, &mut head.description)?;
            }
            (Dublin, "description") => self.head_text(field, text, 1, &mut head.description)?,
            (Itunes, "summary") => self.head_text(field, text, 2, &mut head.description)?,
            (Itunes, "subtitle") => self.head_text(field, text, 3, &mut head.description)?,
            (Core | Dublin, "language") => head.language.offer(0, fold_to_option(&self.plain(field)?)),
            // The editor of RSS 2.0 and `dc:creator` both name authors, so they have the same rank.
            (Core, "author" | "managingeditor") | (Dublin, "creator" | "author") => {
                let people = self.people(field)?;
                head.authors.add(0, people);
            }
            (Itunes, "author") => {
                let people = self.people(field)?;
                head.authors.add(1, people);
            }
            (Core, "contributor" | "webmaster") | (Dublin, "contributor") => {
                head.contributors.extend(self.people(field)?);
            }
            (Podcast, "person") => head.contributors.push(self.podcast_person(field)?),
            (Core | Media, "category") => head.tags.extend(self.tag(field)?),
            (Media | Itunes | Core, "keywords") => self.keywords(field, &mut head.tags)?,
            (Itunes, "category") => self.itunes_category(field, &mut head.tags)?,
            (Dublin, "subject") => head.tags.extend(self.tag(field)?),
            _ => self.picture_field(field, text, head)?,
        }
        self.skip(field)
    }

    fn picture_field(&mut self, field: &Element<'a>, text: TextKind, head: &mut Head) -> Result {
        use Space::{Core, Itunes, Webfeeds};
        let name = field.name;
        match (field.space, name.as_str()) {
            (Core | Webfeeds, "icon") => self.picture(field, Picture::Icon(0), head)?,
            (Core, "logo" | "image") => self.picture(field, Picture::Logo(0), head)?,
            (Itunes, "image") => self.picture(field, Picture::Logo(1), head)?,
            // Feedly's vocabulary ranks last, because it serves the layout of Feedly.
            (Webfeeds, "logo" | "cover") => self.picture(field, Picture::Logo(2), head)?,
            _ => self.publication_field(field, text, head)?,
        }
        Ok(())
    }

    /// Reads the times, the schedule, the rights and the program of the feed.
    fn publication_field(&mut self, field: &Element<'a>, text: TextKind, head: &mut Head) -> Result {
        use Space::{Core, Dublin, Syndication};
        let name = field.name;
        match (field.space, name.as_str()) {
            (Core, "rights" | "copyright") | (Dublin, "rights") => {
                head.rights = self.shown_text(field, text)?.map(Text::into_owned).or(head.rights.take());
            }
            (Core, "ttl") => head.ttl = self.count(field)?.or(head.ttl),
            (Syndication, "updateperiod") => {
                head.period = period(&self.plain(field)?).or(head.period.take());
            }
            (Syndication, "updatefrequency") => {
                head.frequency = self.count(field)?.or(head.frequency);
            }
            // The time of the last change. `pubDate` of a channel is only the publication time of its content.
            (Core, "lastbuilddate" | "updated" | "modified") => self.head_time(field, 0, head)?,
            (Dublin, "modified") => self.head_time(field, 1, head)?,
            // Not `published`, which YouTube puts in Atom: the time at which the channel was created.
            (Core, "pubdate") | (Dublin, "date") => self.head_time(field, 2, head)?,
            (Core, "generator") => {
                head.generator = fold_to_option(&self.plain(field)?).or(head.generator.take());
            }
            // Not needed: the address of the RSS specification, the list of item addresses in RDF, the archive mark of RFC
            // 5005.
            (Core, "docs") | (Space::Rdf | Space::History, _) => {}
            _ => self.session.notes.unused(field.tag.name, self.window, field.at),
        }
        Ok(())
    }

    /// Reads a text. An empty one does not hide the text of another element.
    fn head_text(
        &mut self,
        field: &Element<'a>,
        kind: TextKind,
        rank: u8,
        best: &mut Best<Text<'static>>,
    ) -> Result {
        best.offer(rank, self.shown_text(field, kind)?.map(Text::into_owned));
        Ok(())
    }

    /// Reads the categories of Apple's vocabulary, which are nested and have their names in an attribute. Some feeds have
    /// the name as text, as in RSS.
    pub(super) fn itunes_category(&mut self, field: &Element<'a>, tags: &mut Vec<Tag>) -> Result {
        let mut names = vec![self.attribute(field, "text").unwrap_or_default()];
        while let Some(event) = self.next_in_field(field)? {
            names.push(match event {
                Event::Start(child) => self.attribute(&child, "text").unwrap_or_default(),
                Event::Text(text) => self.decode(text),
                Event::Cdata(text) => Cow::Borrowed(text),
                Event::End => continue,
            });
        }
        let names = names.into_iter().map(name_line).filter(|name| !name.is_empty());
        tags.extend(names.map(Tag::from));
        Ok(())
    }

    fn picture(&mut self, field: &Element<'a>, picture: Picture, head: &mut Head) -> Result {
        let Some(link) = self.file_link(field)? else { return Ok(()) };
        // No note: an icon is decoration, so a broken one loses no content.
        let found = self.session.urls.resolve(&link.url, link.base.as_deref(), Purpose::Media);
        let Some(url) = found else { return Ok(()) };
        match picture {
            Picture::Icon(rank) => head.icon.offer(rank, url),
            Picture::Logo(rank) => head.logo.offer(rank, url),
        }
        Ok(())
    }

    fn head_time(&mut self, field: &Element<'a>, rank: u8, head: &mut Head) -> Result {
        let text = self.plain(field)?;
        // The Atom writer of this crate writes this time if none is known.
        if text == NO_TIME {
            return Ok(());
        }
        head.updated.offer(rank, self.converter().time(&text, field.at));
        Ok(())
    }
}

/// The field for an image of the feed, with the rank of the element.
#[derive(Clone, Copy)]
enum Picture {
    Icon(u8),
    Logo(u8),
}

/// The minutes of a `sy:updatePeriod`.
fn period(text: &str) -> Option<u32> {
    Some(match text.to_ascii_lowercase().as_str() {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => return None,
    })
}
