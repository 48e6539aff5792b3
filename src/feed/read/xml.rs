//! RSS and Atom: one loop over XML events. What an element means is said in `fields`.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use url::Url;

use super::entry::{RawEntry, RawFeed};
use super::fields::{entry_field, feed_field};
use super::json::as_html;
use super::{FeedNote, FeedNoteKind, refused};
use crate::error::Locator;
use crate::normal::is_xml_char;
use crate::{Error, Position, html};

/// Elements within elements beyond which a feed is refused.
const MAX_DEPTH: usize = 256;

/// The vocabularies that feeds use, whatever prefix or version they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS of all versions, and what has no namespace.
    Rss,
    Atom,
    Content,
    DublinCore,
    Media,
    Itunes,
    Xhtml,
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>, prefix: Option<&str>) -> Self {
        let uri = match resolved {
            ResolveResult::Bound(namespace) => namespace.0.to_ascii_lowercase(),
            ResolveResult::Unbound => return Self::Rss,
            // Feeds forget to declare prefixes.
            ResolveResult::Unknown(_) => return Self::of_prefix(prefix.unwrap_or_default()),
        };
        match uri.trim_end_matches('/') {
            "http://www.w3.org/2005/atom" | "http://purl.org/atom/ns#" | "http://www.w3.org/2005/atom#" => {
                Self::Atom
            }
            "http://purl.org/rss/1.0/modules/content" => Self::Content,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Self::DublinCore,
            "http://search.yahoo.com/mrss" => Self::Media,
            "http://www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            "http://purl.org/rss/1.0"
            | "http://my.netscape.com/rdf/simple/0.9"
            | "http://channel.netscape.com/rdf/simple/0.9"
            | "http://backend.userland.com/rss2"
            | "http://backend.userland.com/rss"
            | "http://blogs.law.harvard.edu/tech/rss" => Self::Rss,
            _ => Self::Other,
        }
    }

    fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "content" => Self::Content,
            "dc" | "dcterms" => Self::DublinCore,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "atom" => Self::Atom,
            _ => Self::Other,
        }
    }
}

/// An element that is open.
pub(super) struct Open {
    pub(super) space: Space,
    pub(super) name: String,
    /// Its text so far.
    text: String,
    /// Its attributes without a prefix.
    attributes: Vec<(String, String)>,
    /// `xml:base` in force within it.
    pub(super) base: Option<Url>,
    /// Where its content begins in the source.
    start: usize,
}

impl Open {
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }
}

struct Parser<'a, 'n> {
    source: &'a str,
    locator: Locator<'a>,
    notes: &'n mut Vec<FeedNote>,
    stack: Vec<Open>,
    feed: RawFeed,
    entry: Option<RawEntry>,
    is_feed: bool,
}

pub(super) fn read(source: &str, notes: &mut Vec<FeedNote>) -> Result<RawFeed, Error> {
    let legal = without_control_characters(source, notes);
    let mut reader = NsReader::from_str(&legal);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut parser = Parser {
        source: &legal,
        locator: Locator::new(&legal),
        notes,
        stack: Vec::new(),
        feed: RawFeed::default(),
        entry: None,
        is_feed: false,
    };
    parser.run(&mut reader)?;
    if parser.is_feed { Ok(parser.feed) } else { Err(refused("RSS, Atom or JSON Feed", source, 0)) }
}

/// XML has no place for most control characters; feeds have them all the same.
fn without_control_characters<'a>(source: &'a str, notes: &mut Vec<FeedNote>) -> Cow<'a, str> {
    let Some(at) = first_illegal(source) else { return Cow::Borrowed(source) };
    let position = Some(Position::of(source, at));
    notes.push(FeedNote { kind: FeedNoteKind::ControlCharacter, position });
    Cow::Owned(source.chars().filter(|&c| is_xml_char(c)).collect())
}

/// Where the first character is that XML cannot hold. Only pieces that may have one are looked at character by
/// character.
fn first_illegal(source: &str) -> Option<usize> {
    let mut rest = source;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(1024));
        if !has_usual_characters(piece)
            && let Some(at) = piece.find(|c| !is_xml_char(c))
        {
            return Some(source.len() - rest.len() + at);
        }
        rest = after;
    }
    None
}

/// Whether there surely is no character that XML cannot hold. Without branches, so that the compiler looks at many bytes
/// in one instruction.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn has_usual_characters(source: &str) -> bool {
    let bytes = source.as_bytes();
    let is_odd = |first: u8, second: u8| {
        let is_control = (first < b' ') & (first != b'\t') & (first != b'\n') & (first != b'\r');
        // U+FFFE and U+FFFF, among others.
        is_control | ((first == 0xBF) & (second | 1 == 0xBF))
    };
    let Some((&last, firsts)) = bytes.split_last() else { return true };
    let pairs = firsts.iter().zip(&bytes[1..]);
    pairs.fold(0, |odd, (&first, &second)| odd | u8::from(is_odd(first, second))) == 0 && !is_odd(last, 0)
}

impl Parser<'_, '_> {
    fn run(&mut self, reader: &mut NsReader<&[u8]>) -> Result<(), Error> {
        loop {
            let before = position(reader);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.note_at(before, FeedNoteKind::Malformed { message: error.to_string() });
                    break;
                }
            };
            let after = position(reader);
            match event {
                Event::Start(element) => self.open(reader, &element, after)?,
                Event::Empty(element) => {
                    self.open(reader, &element, after)?;
                    self.close(after);
                }
                Event::End(element) => self.end(element.local_name().as_ref(), before),
                Event::Text(text) => {
                    if let Some(at) = text.find('&') {
                        self.note_at(before + at, FeedNoteKind::StrayAmpersand);
                    }
                    self.text(&text);
                }
                Event::CData(text) => self.text(&text),
                Event::GeneralRef(reference) => self.reference(&reference, before),
                Event::DocType(declaration) if declaration.contains("<!ENTITY") => {
                    return Err(refused("a feed without entity declarations", self.source, before));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => break,
            }
        }
        self.finish();
        Ok(())
    }

    /// The end of the input: an item that was cut off is kept if it has an address.
    fn finish(&mut self) {
        if !self.stack.is_empty() {
            let kind = FeedNoteKind::Truncated;
            if !self.notes.iter().any(|note| matches!(note.kind, FeedNoteKind::Malformed { .. })) {
                self.note_at(self.source.len(), kind);
            }
            // What an open element holds may be cut in the middle, but an item's own text is worth having.
            while let Some(open) = self.stack.pop() {
                let is_text = matches!(
                    (open.space, open.name.as_str()),
                    (Space::Content, "encoded") | (_, "description" | "content")
                );
                if is_text {
                    let end = self.source.len();
                    self.finished(&open, end);
                }
            }
        }
        if let Some(entry) = self.entry.take()
            && (entry.url.is_some() || entry.id_is_url)
        {
            self.feed.entries.push(entry);
        }
    }

    fn note_at(&mut self, offset: usize, kind: FeedNoteKind) {
        let position = Some(self.locator.position(offset));
        self.notes.push(FeedNote { kind, position });
    }

    fn open(
        &mut self,
        reader: &NsReader<&[u8]>,
        element: &BytesStart<'_>,
        start: usize,
    ) -> Result<(), Error> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(refused(
                "a feed nested at most 256 levels deep",
                self.source,
                start.min(self.source.len()),
            ));
        }
        let (resolved, local) = reader.resolver().resolve_element(element.name());
        let prefix = element.name().prefix().map(|prefix| prefix.into_inner().to_string());
        let space = Space::of(&resolved, prefix.as_deref());
        let name = local.as_ref().to_string();
        let mut attributes = Vec::new();
        let mut base = self.stack.last().and_then(|open| open.base.clone());
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = html::decode(&attribute.value);
            match attribute.key.as_ref() {
                "xml:base" => {
                    base = match &base {
                        Some(outer) => outer.join(&value).ok().or(base),
                        None => Url::parse(&value).ok(),
                    };
                }
                "xml:lang" if self.stack.is_empty() => self.feed.language = Some(value),
                key => attributes.push((key.to_string(), value)),
            }
        }
        self.is_feed |= matches!(name.as_str(), "rss" | "RDF" | "feed" | "channel");
        let is_item = matches!((space, name.as_str()), (Space::Rss, "item") | (Space::Atom, "entry"));
        if is_item && self.entry.is_none() {
            let position = Some(self.locator.position(start));
            self.entry = Some(RawEntry { position, base: base.clone(), ..RawEntry::default() });
        }
        self.stack.push(Open { space, name, text: String::new(), attributes, base, start });
        Ok(())
    }

    /// An end tag closes the innermost element of its name; one that matches none is ignored.
    fn end(&mut self, name: &str, end: usize) {
        let Some(at) = self.stack.iter().rposition(|open| open.name == name) else { return };
        while self.stack.len() > at {
            self.close(end);
        }
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.stack.pop() else { return };
        self.finished(&open, end);
        let is_item =
            matches!((open.space, open.name.as_str()), (Space::Rss, "item") | (Space::Atom, "entry"));
        if is_item && !self.stack.iter().any(|outer| outer.name == open.name) {
            self.feed.entries.extend(self.entry.take());
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.stack.last_mut() {
            open.text.push_str(text);
        }
    }

    /// `&name;`, or a `&` that begins nothing.
    fn reference(&mut self, name: &str, at: usize) {
        match name {
            "amp" => return self.text("&"),
            "lt" => return self.text("<"),
            "gt" => return self.text(">"),
            "quot" => return self.text("\""),
            "apos" => return self.text("'"),
            _ if name.starts_with('#') => {}
            _ => self.note_at(at, FeedNoteKind::Entity { name: name.to_string() }),
        }
        let decoded = html::decode(&format!("&{name};"));
        let legal: String = decoded.chars().filter(|&c| is_xml_char(c)).collect();
        self.text(&legal);
    }

    /// An element has ended: what it says goes to its place.
    fn finished(&mut self, open: &Open, end: usize) {
        let parent = self.stack.last().map_or("", |parent| parent.name.as_str()).to_string();
        let trimmed = open.text.trim_matches(|c: char| c.is_ascii_whitespace());
        let plain = || Some(trimmed.to_string()).filter(|text| !text.is_empty());
        let html = atom_html(open, self.source, end);
        match &mut self.entry {
            Some(entry) => entry_field(entry, open, &parent, plain, html),
            None => feed_field(&mut self.feed, open, &parent, plain, html),
        }
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The HTML of an Atom text (RFC 4287 §3.1, §4.1.3): text is escaped, HTML is as it is, and XHTML is the source between
/// the tags.
fn atom_html<'a>(open: &'a Open, source: &'a str, end: usize) -> impl Fn() -> String + 'a {
    move || match open.attribute("type").unwrap_or("text") {
        "html" | "text/html" => open.text.clone(),
        "xhtml" | "application/xhtml+xml" => source.get(open.start..end).unwrap_or_default().to_string(),
        // Atom 0.3 escapes HTML where `mode` says so.
        _ if open.attribute("mode") == Some("escaped") => open.text.clone(),
        _ => as_html(open.text.trim_matches(|c: char| c.is_ascii_whitespace())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};

    use super::*;

    proptest! {
        #[test]
        fn no_illegal_character_is_passed_over(before in 0..2100_usize, pieces in collection::vec(
            sample::select(&["雨", "俾", "a", "\n", "\t", "😿", "\u{1}", "\u{b}", "\u{fffd}", "\u{fffe}", "\u{ffff}"][..]), 0..6,
        )) {
            let text = "x".repeat(before) + &pieces.concat();
            prop_assert_eq!(first_illegal(&text), text.find(|c| !is_xml_char(c)));
        }
    }
}
