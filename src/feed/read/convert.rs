//! Converts texts to values: times, addresses, HTML. A text that cannot be read costs only its field, and a note reports it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use url::Url;

use super::draft::{Draft, File, Link, Text, TextKind};
use super::note::NoteKind;
use super::session::{Extent, Session};
use crate::feed::conventions::{
    cdata_start_at, has_reference, has_tags, inside_cdata, looks_like_html, read_urn,
};
use crate::feed::media::is_media_type;
use crate::feed::model::{Enclosure, Item, Person, Tag};
use crate::feed::summary::one_line;
use crate::html::{content, decode_references};
use crate::normal::Budget;
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::time::written::{Time, read_duration};
use crate::tree::{Block, Inline};
use crate::url::Purpose;

/// Converts the texts of a window.
pub(super) struct Converter<'a, 'n> {
    pub(super) window: &'a str,
    pub(super) session: &'n mut Session,
}

impl Converter<'_, '_> {
    fn note(&mut self, kind: NoteKind, example: &str, at: usize) {
        self.session.notes.add(kind, example, self.window, at);
    }

    /// Converts the texts of an item.
    pub(super) fn item(&mut self, draft: Draft<'_>) -> Item {
        // Notes on an item point to its start, because decoded texts have no offsets in the window.
        let at = draft.at;
        let url = draft.url.into_inner();
        let external_url = draft.external_url.and_then(|link| self.url(&link, Purpose::Link, at));
        let (published, updated) = (draft.published.into_inner(), draft.updated.into_inner());
        let base = url.as_ref();
        let title = draft.title.into_inner().map(|title| line(&title)).unwrap_or_default();
        let summary = draft.summary.into_inner().map(|text| self.blocks(&text, base, at)).unwrap_or_default();
        let content = draft.content.into_inner().map(|text| self.blocks(&text, base, at)).unwrap_or_default();
        let comments = draft.comments;
        let has_comments = comments.url.is_some() || comments.feed_url.is_some() || comments.count.is_some();
        let item = Item {
            id: draft.id.into_inner().and_then(|id| read_id(&id)),
            // Without an address of its own, the item takes the other page's address (`url` below).
            external_url: external_url.clone().filter(|_| url.is_some()),
            title,
            // Atom requires `updated` but not `published` (RFC 4287 §4.1.2), so `updated` replaces a missing `published`.
            published: published.or(updated),
            // Many Atom feeds repeat the same time in both, which does not mean a change.
            updated: updated.filter(|_| published.is_some() && updated != published),
            authors: people(draft.authors.into_inner().unwrap_or_default()),
            contributors: people(draft.contributors),
            tags: tags(draft.tags),
            summary,
            content,
            image: draft.image.into_inner().and_then(|link| self.url(&link, Purpose::Media, at)),
            thumbnail: draft.thumbnail.into_inner().and_then(|link| self.url(&link, Purpose::Media, at)),
            enclosures: self.enclosures(draft.files, draft.duration.as_deref(), at),
            source: draft.source.map(Box::new),
            comments: has_comments.then(|| Box::new(comments)),
            rights: draft.rights.map(|rights| line(&rights)).filter(|rights| !rights.is_empty()),
            language: draft.language.into_inner().and_then(|language| fold_to_option(&language)),
            url: url.or(external_url),
        };
        // Without its summary and content, an item may only seem empty.
        if item == Item::default() && self.session.extent == Extent::Whole {
            self.note(NoteKind::EmptyItem, "", at);
        }
        item
    }

    /// Resolves an address, and notes an unusable one.
    pub(super) fn url(&mut self, link: &Link<'_>, purpose: Purpose, at: usize) -> Option<Url> {
        let url = self.session.urls.resolve(&link.url, link.base.as_deref(), purpose);
        // An empty `<link/>` is common and loses no data.
        if url.is_none() && !link.url.trim().is_empty() {
            self.note(NoteKind::Url, &link.url, at);
        }
        url
    }

    /// Reads a time, and notes one that is uncertain or unreadable.
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

    /// Converts a text to blocks.
    fn blocks(&mut self, text: &Text<'_>, item: Option<&Url>, at: usize) -> Vec<Block> {
        let is_plain = match text.kind {
            TextKind::Plain => true,
            TextKind::Html => false,
            // RSS 2.0 does not define whether the text is HTML, so its content decides.
            TextKind::Either => !looks_like_html(&text.value),
        };
        if is_plain {
            return plain_blocks(&text.value);
        }
        let base = self.session.urls.content_base(text.base.as_deref(), item);
        let html = without_cdata(&text.value);
        // Notes on HTML point to the item: offsets in decoded text have no meaning in the feed.
        let (body, notes) = self.session.copies.read(&html, |html, copies| content(html, base, copies));
        if matches!(html, Cow::Owned(_)) {
            self.session.notes.add(NoteKind::Cdata, "", self.window, at);
        }
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
        let mut seen: HashMap<Url, usize> = HashMap::new();
        let mut enclosures: Vec<Enclosure> = Vec::new();
        for file in files {
            let Some(url) = self.url(&file.link, Purpose::Link, at) else { continue };
            // Media RSS often repeats the enclosure with more details.
            let index = *seen.entry(url.clone()).or_insert(enclosures.len());
            if index == enclosures.len() {
                enclosures.push(Enclosure::new(url));
            }
            self.add_facts(&mut enclosures[index], &file, at);
        }
        // `itunes:duration` is the duration of the episode, which is the first file.
        match (enclosures.first_mut(), duration.filter(|text| !text.trim().is_empty())) {
            (Some(first), Some(duration)) if first.duration.is_none() => {
                first.duration = self.number(read_duration(duration), duration, at);
            }
            (None, Some(_)) => self.session.notes.unused("itunes:duration", self.window, at),
            _ => {}
        }
        enclosures
    }

    /// Sets the fields of a file that are not set yet.
    fn add_facts(&mut self, enclosure: &mut Enclosure, file: &File<'_>, at: usize) {
        if enclosure.media_type.is_none() {
            let media_type = file.media_type.as_deref().map(str::trim);
            enclosure.media_type = media_type.filter(|text| is_media_type(text)).map(str::to_ascii_lowercase);
        }
        if let Some(length) = file.length.as_deref().filter(|_| enclosure.length.is_none()) {
            // Some feeds group the digits of a length, as in `1,234,567`.
            let digits: String = length.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
            let found = self.number(digits.parse().ok().or_else(|| whole_number(&digits)), length, at);
            // RSS Best Practices Profile, "enclosure": 0 means an unknown length.
            enclosure.length = found.filter(|&length| length > 0);
        }
        if let Some(duration) = file.duration.as_deref().filter(|_| enclosure.duration.is_none()) {
            enclosure.duration = self.number(read_duration(duration), duration, at);
        }
        if enclosure.title.is_none() {
            enclosure.title = file.title.as_deref().and_then(fold_to_option);
        }
    }

    /// Returns a number, and notes one that could not be read.
    pub(super) fn number<T>(&mut self, found: Option<T>, text: &str, at: usize) -> Option<T> {
        if found.is_none() && !text.trim().is_empty() {
            self.note(NoteKind::Number, text, at);
        }
        found
    }
}

/// The value of a number with a fraction or an exponent, which JSON does not distinguish from an integer.
fn whole_number(text: &str) -> Option<u64> {
    let number: f64 = text.parse().ok()?;
    // 2^53: from there on, not every integer has a floating-point number.
    let is_exact = (0.0..9_007_199_254_740_992.0).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "is_exact excludes both")]
    is_exact.then_some(number.round() as u64)
}

/// Converts a text to one line of plain text.
pub(super) fn line(text: &Text<'_>) -> String {
    if text.kind == TextKind::Plain {
        return fold(&text.value);
    }
    let source = inside_cdata(&text.value).unwrap_or(&text.value);
    if memchr::memchr2(b'<', b'&', source.as_bytes()).is_none() {
        return fold(source);
    }
    let is_html = text.kind == TextKind::Html;
    // Most titles hold no tags, so the HTML reader runs only if there may be one.
    let may_have_tags = if is_html { source.contains('<') } else { has_tags(source) };
    if may_have_tags {
        return one_line(&content(source, None, &Budget::for_tree(source.len())).0);
    }
    if is_html || has_reference(source) { fold(&decode_references(source)) } else { fold(source) }
}

/// Converts a name in RSS, which may be escaped twice as titles are, to one line of plain text.
pub(super) fn name_line(text: Cow<'_, str>) -> String {
    line(&Text { value: text, kind: TextKind::Either, base: None })
}

/// Reads an id. The Atom writer of this crate encodes some ids as URNs, which are decoded.
pub(super) fn read_id(written: &str) -> Option<String> {
    let id = fold_to_option(written)?;
    Some(read_urn(&id).unwrap_or(id))
}

/// Removes people without a name, email address and page, and merges duplicates: RSS has the email address of a person in one
/// element, and the name in another.
pub(super) fn people(mut people: Vec<Person>) -> Vec<Person> {
    // In place, because a person takes 224 bytes, and a feed may name a million.
    let mut kept = 0;
    // A map instead of a linear search.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for at in 0..people.len() {
        let person = &mut people[at];
        normalize_person(person);
        if person.label().is_empty() {
            continue;
        }
        if let Some(&first) = seen.get(person.label()) {
            let person = std::mem::take(person);
            add_details(&mut people[first], person);
        } else {
            seen.insert(person.label().to_string(), kept);
            people.swap(kept, at);
            kept += 1;
        }
    }
    people.truncate(kept);
    people
}

fn normalize_person(person: &mut Person) {
    person.name = fold(&person.name);
    person.email = person.email.as_deref().and_then(fold_to_option);
    // Formats that require a name have the email address or page in its place.
    let stand_ins = [person.email.as_deref(), person.url.as_ref().map(Url::as_str)];
    if stand_ins.contains(&Some(&person.name)) {
        person.name.clear();
    }
}

/// Takes the fields that the first mention of a person lacks: `author` and `dc:creator` often name the same person, each with
/// different fields.
fn add_details(first: &mut Person, person: Person) {
    first.email = first.email.take().or(person.email);
    first.url = first.url.take().or(person.url);
    first.avatar = first.avatar.take().or(person.avatar);
}

/// Removes blank and duplicate tags.
pub(super) fn tags(mut tags: Vec<Tag>) -> Vec<Tag> {
    for tag in &mut tags {
        tag.term = fold(&tag.term);
        tag.scheme = tag.scheme.as_deref().and_then(fold_to_option);
        // A label that repeats the term adds nothing.
        tag.label = tag.label.as_deref().and_then(fold_to_option).filter(|label| *label != tag.term);
    }
    // References instead of copies, because a feed may have many thousands of tags.
    let mut seen = HashSet::with_capacity(tags.len());
    let is_kept: Vec<bool> = tags.iter().map(|tag| !tag.text().is_empty() && seen.insert(tag)).collect();
    let mut is_kept = is_kept.into_iter();
    tags.retain(|_| is_kept.next().expect("one value for each tag"));
    tags
}

/// Removes the marks of CDATA sections from HTML, in which they would comment out the text in them.
fn without_cdata(html: &str) -> Cow<'_, str> {
    let mut found = String::new();
    let mut read = 0;
    // Generators escape a section once more, or put one in another.
    let mut open = 0_usize;
    for at in memchr::memchr2_iter(b'[', b']', html.as_bytes()) {
        let mark = if let Some(start) = cdata_start_at(html, at) {
            open += 1;
            start
        } else if open > 0 && at >= read && html[at..].starts_with("]]>") {
            open -= 1;
            at..at + "]]>".len()
        } else {
            continue;
        };
        found.push_str(&html[read..mark.start]);
        read = mark.end;
    }
    if read == 0 {
        return Cow::Borrowed(html);
    }
    found.push_str(&html[read..]);
    Cow::Owned(found)
}

/// Converts plain text to paragraphs, which empty lines separate.
fn plain_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<Inline> = Vec::new();
    let mut end = |lines: &mut Vec<Inline>| {
        if !lines.is_empty() {
            blocks.push(Block::paragraph(std::mem::take(lines)));
        }
    };
    // In plain text, an empty line is the only sign of a new paragraph.
    for line in text.lines() {
        // Normal form has no white space at the ends of a line, including the spaces of Unicode.
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
