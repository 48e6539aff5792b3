//! RSS and Atom: one loop over XML events. [`fields`](super::fields) says what an element means.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::NsReader;
use url::Url;

use super::element::{Open, Space};
use super::fields::{entry_field, feed_field};
use super::json::as_html;
use super::locator::Locator;
use super::note::{Note, NoteKind};
use super::raw::{RawEntry, RawFeed};
use super::refused;
use crate::error::{Error, Position};
use crate::html::decode_references;
use crate::scan::{first_illegal_xml_char, is_xml_char};

/// Elements within elements beyond which a feed is refused.
const MAX_DEPTH: usize = 256;

struct Parser<'a, 'n> {
    source: &'a str,
    locator: Locator<'a>,
    notes: &'n mut Vec<Note>,
    stack: Vec<Open>,
    feed: RawFeed,
    entry: Option<RawEntry>,
    is_feed: bool,
}

pub(super) fn read(source: &str, notes: &mut Vec<Note>) -> Result<RawFeed, Error> {
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

/// XML cannot hold most control characters, but feeds contain them.
fn without_control_characters<'a>(source: &'a str, notes: &mut Vec<Note>) -> Cow<'a, str> {
    let Some(at) = first_illegal_xml_char(source) else { return Cow::Borrowed(source) };
    let position = Some(Position::of(source, at));
    notes.push(Note { kind: NoteKind::ControlCharacter, position });
    Cow::Owned(source.chars().filter(|&c| is_xml_char(c)).collect())
}

impl Parser<'_, '_> {
    fn run(&mut self, reader: &mut NsReader<&[u8]>) -> Result<(), Error> {
        loop {
            let before = position(reader);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.note_at(before, NoteKind::Malformed { message: error.to_string() });
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
                        self.note_at(before + at, NoteKind::StrayAmpersand);
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
            let kind = NoteKind::Truncated;
            if !self.notes.iter().any(|note| matches!(note.kind, NoteKind::Malformed { .. })) {
                self.note_at(self.source.len(), kind);
            }
            // An open element's text may be cut in the middle, but an item's own text is worth having.
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

    fn note_at(&mut self, offset: usize, kind: NoteKind) {
        let position = Some(self.locator.position(offset));
        self.notes.push(Note { kind, position });
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
            let value = decode_references(&attribute.value);
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
            _ => self.note_at(at, NoteKind::Entity { name: name.to_string() }),
        }
        let decoded = decode_references(&format!("&{name};"));
        let legal: String = decoded.chars().filter(|&c| is_xml_char(c)).collect();
        self.text(&legal);
    }

    /// Puts what an element says where it belongs.
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
