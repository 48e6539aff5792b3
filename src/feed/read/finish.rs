//! Texts → values: times, addresses, HTML. What cannot be read costs the field, and makes a note.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use url::Url;

use super::draft::{Draft, File, Link, Text, TextKind};
use super::note::NoteKind;
use super::session::Session;
use crate::feed::conventions::{has_reference, has_tags, looks_like_html, read_urn};
use crate::feed::media::is_media_type;
use crate::feed::model::{Enclosure, Item, Person, Tag};
use crate::feed::summary::one_line;
use crate::feed::time::Time;
use crate::html::{content, decode_references};
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::tree::{Block, Inline};
use crate::url::Purpose;

/// What items' values depend on.
pub(super) struct Finish<'a, 'n> {
    pub(super) window: &'a str,
    pub(super) session: &'n mut Session,
}

impl Finish<'_, '_> {
    fn note(&mut self, kind: NoteKind, example: &str, at: usize) {
        self.session.notes.add(kind, example, self.window, at);
    }

    /// The item; `None` if it says nothing.
    pub(super) fn item(&mut self, draft: Draft<'_>) -> Option<Item> {
        // Notes of an item point to its start: its texts may have been moved and decoded.
        let at = draft.at;
        let url = draft.url.take().and_then(|link| self.url(&link, Purpose::Link, at));
        let external_url = draft.external_url.and_then(|link| self.url(&link, Purpose::Link, at));
        let published = draft.published.take().and_then(|text| self.time(&text, at));
        let updated = draft.updated.take().and_then(|text| self.time(&text, at));
        let base = url.as_ref();
        let title = draft.title.take().map(|title| line(&title)).unwrap_or_default();
        let summary = draft.summary.take().map(|text| self.blocks(&text, base, at)).unwrap_or_default();
        let content = draft.content.take().map(|text| self.blocks(&text, base, at)).unwrap_or_default();
        let comments = draft.comments;
        let has_comments = comments.url.is_some() || comments.feed_url.is_some() || comments.count.is_some();
        let item = Item {
            id: draft.id.take().and_then(|id| read_id(&id)),
            // A page about another page has no address of its own.
            external_url: external_url.clone().filter(|_| url.is_some()),
            title,
            // Atom requires `updated` alone (RFC 4287 §4.1.2), so it stands in for a missing `published`.
            published: published.or(updated),
            // Atom feeds repeat one time in both, which says nothing of a change.
            updated: updated.filter(|_| published.is_some() && updated != published),
            authors: people(draft.authors.take().unwrap_or_default()),
            contributors: people(draft.contributors),
            tags: tags(draft.tags),
            summary,
            content,
            image: draft.image.take().and_then(|link| self.url(&link, Purpose::Media, at)),
            thumbnail: draft.thumbnail.take().and_then(|link| self.url(&link, Purpose::Media, at)),
            enclosures: self.enclosures(draft.files, draft.duration.as_deref(), at),
            source: draft.source.map(Box::new),
            comments: has_comments.then(|| Box::new(comments)),
            rights: draft.rights.map(|rights| line(&rights)).filter(|rights| !rights.is_empty()),
            language: draft.language.take().and_then(|language| fold_to_option(&language)),
            url: url.or(external_url),
        };
        // An item without any field has nothing to show; the note tells that it was there.
        if item == Item::default() {
            self.note(NoteKind::EmptyItem, "", at);
            return None;
        }
        Some(item)
    }

    /// An address; one that cannot be used is noted.
    pub(super) fn url(&mut self, link: &Link<'_>, purpose: Purpose, at: usize) -> Option<Url> {
        let url = self.session.urls.resolve(&link.url, link.base.as_deref(), purpose);
        // An empty `<link/>` is common and says nothing that could be lost.
        if url.is_none() && !link.url.trim().is_empty() {
            self.note(NoteKind::Url, &link.url, at);
        }
        url
    }

    /// A time; one that is not certain is noted.
    pub(super) fn time(&mut self, text: &str, at: usize) -> Option<Timestamp> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let time = Time::read(text, self.session.zone);
        match &time {
            Time::Exact(_) => {}
            Time::AssumedZone(_) => self.note(NoteKind::AssumedZone, text, at),
            Time::Unparsed(_) => self.note(NoteKind::Time, text, at),
        }
        time.time()
    }

    /// A text as blocks.
    fn blocks(&mut self, text: &Text<'_>, item: Option<&Url>, at: usize) -> Vec<Block> {
        let is_plain = match text.kind {
            TextKind::Plain => true,
            TextKind::Html => false,
            // RSS 2.0 does not say whether text is HTML, so the text itself decides.
            TextKind::Either => !looks_like_html(&text.value),
        };
        if is_plain {
            return plain_blocks(&text.value);
        }
        let base = self.session.urls.content_base(text.base.as_deref(), item);
        // Notes of HTML go to the item's place: offsets in decoded text mean nothing in the feed.
        let (body, notes) = content(&text.value, base);
        for note in notes {
            self.session.notes.add_many(
                NoteKind::Html(note.kind),
                note.count,
                &note.example,
                Some((self.window, at)),
            );
        }
        body
    }

    fn enclosures(&mut self, files: Vec<File<'_>>, duration: Option<&str>, at: usize) -> Vec<Enclosure> {
        let mut seen: HashSet<Url> = HashSet::new();
        let mut enclosures: Vec<Enclosure> = Vec::new();
        for file in files {
            let Some(url) = self.url(&file.link, Purpose::Link, at) else { continue };
            // Media RSS often repeats the enclosure, with more about it.
            if !seen.insert(url.clone()) {
                // Only the first: a search for each repeated file would take quadratic time.
                if let Some(first) = enclosures.first_mut().filter(|first| first.url == url) {
                    self.add_facts(first, &file, at);
                }
                continue;
            }
            let mut enclosure = Enclosure::new(url);
            self.add_facts(&mut enclosure, &file, at);
            enclosures.push(enclosure);
        }
        if let Some((first, duration)) = enclosures.first_mut().zip(duration)
            // `itunes:duration` is the episode's, and the episode is the first file.
            && first.duration.is_none()
        {
            first.duration = self.number(read_duration(duration), duration, at);
        }
        enclosures
    }

    /// Fills what is not known about a file yet.
    fn add_facts(&mut self, enclosure: &mut Enclosure, file: &File<'_>, at: usize) {
        if enclosure.media_type.is_none() {
            let media_type = file.media_type.as_deref().map(str::trim);
            enclosure.media_type = media_type.filter(|text| is_media_type(text)).map(str::to_ascii_lowercase);
        }
        if let Some(length) = file.length.as_deref().filter(|_| enclosure.length.is_none()) {
            // By the profile of RSS, 0 stands for a length that is not known.
            // Some feeds group the digits of a length, as in `1,234,567`.
            let digits: String = length.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
            let found = self.number(digits.parse::<u64>().ok(), length, at);
            enclosure.length = found.filter(|&length| length > 0);
        }
        if let Some(duration) = file.duration.as_deref().filter(|_| enclosure.duration.is_none()) {
            enclosure.duration = self.number(read_duration(duration), duration, at);
        }
        if enclosure.title.is_none() {
            enclosure.title = file.title.as_deref().and_then(fold_to_option);
        }
    }

    /// A number that was read, or a note about one that was not.
    fn number<T>(&mut self, found: Option<T>, text: &str, at: usize) -> Option<T> {
        if found.is_none() && !text.trim().is_empty() {
            self.note(NoteKind::Number, text, at);
        }
        found
    }
}

/// A text on one line.
pub(super) fn line(text: &Text<'_>) -> String {
    let source = &*text.value;
    if text.kind == TextKind::Plain || memchr::memchr2(b'<', b'&', source.as_bytes()).is_none() {
        return fold(source);
    }
    // The HTML reader runs only if there may be a tag; most titles are plain.
    let has_tags = match text.kind {
        TextKind::Either => has_tags(source),
        _ => memchr::memchr(b'<', source.as_bytes()).is_some(),
    };
    match text.kind {
        _ if has_tags => one_line(&content(source, None).0),
        TextKind::Either if !has_reference(source) => fold(source),
        _ => fold(&decode_references(source)),
    }
}

/// An id as it was given: Atom's may be a URN that stands for it.
pub(super) fn read_id(written: &str) -> Option<String> {
    let id = fold_to_option(written)?;
    Some(read_urn(&id).unwrap_or(id))
}

/// `90`, `1:30`, `0:01:30`, `90.5`, in whole seconds.
fn read_duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    // Seconds may have a fraction, which no output format needs.
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut seconds: u64 = 0;
    for (index, part) in whole.split(':').enumerate() {
        // Apple has `HH:MM:SS`, `MM:SS` and seconds; four parts are something else.
        let part: u64 = part.trim().parse().ok().filter(|_| index < 3)?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    Some(Duration::from_secs(seconds))
}

/// People who have a name or a mail address, each of them once: RSS has a person's mail address in one element, and the
/// name alone in another.
pub(super) fn people(people: Vec<Person>) -> Vec<Person> {
    let mut kept: Vec<Person> = Vec::with_capacity(people.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for mut person in people {
        person.name = fold(&person.name);
        person.email = person.email.as_deref().and_then(fold_to_option);
        if person.label().is_empty() {
            continue;
        }
        // A map, not a search: a feed may name thousands of authors.
        let Some(&at) = seen.get(person.label()) else {
            seen.insert(person.label().to_string(), kept.len());
            kept.push(person);
            continue;
        };
        let first = &mut kept[at];
        // `author` and `dc:creator` often name one person, each with half of the facts.
        first.email = first.email.take().or(person.email);
        first.url = first.url.take().or(person.url);
        first.avatar = first.avatar.take().or(person.avatar);
    }
    kept
}

/// Tags that are not blank, each of them once.
pub(super) fn tags(tags: Vec<Tag>) -> Vec<Tag> {
    let mut seen = HashSet::new();
    let mut kept = tags;
    kept.retain_mut(|tag| {
        tag.term = fold(&tag.term);
        tag.scheme = tag.scheme.as_deref().and_then(fold_to_option);
        // A label that repeats the term would be shown twice.
        tag.label = tag.label.as_deref().and_then(fold_to_option).filter(|label| *label != tag.term);
        !tag.text().is_empty() && seen.insert(tag.clone())
    });
    kept
}

/// Plain text as paragraphs, which empty lines part.
fn plain_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<Inline> = Vec::new();
    let mut end = |lines: &mut Vec<Inline>| {
        if !lines.is_empty() {
            blocks.push(Block::paragraph(std::mem::take(lines)));
        }
    };
    // In plain text, an empty line is the only mark of a paragraph.
    for line in text.lines() {
        // Normal form has no white space at the ends of a line, of any script.
        let line = fold(line);
        let line = line.trim();
        if line.is_empty() {
            end(&mut lines);
            continue;
        }
        if !lines.is_empty() {
            lines.push(Inline::LineBreak);
        }
        lines.push(Inline::Text(line.to_string()));
    }
    end(&mut lines);
    blocks
}
