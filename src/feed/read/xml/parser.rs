//! Elements: the open ones, their ends and their vocabularies.

use std::borrow::Cow;
use std::sync::Arc;

use url::Url;

use super::missing_end::is_line;
use super::name::LowerName;
use super::references::decode;
use super::scan::{Absent, Place, Scanner, Tag, Token};
use super::space::{Namespaces, Space};
use crate::feed::conventions::fnv1a;
use crate::feed::read::note::NoteKind;
use crate::feed::read::session::Session;
use crate::feed::read::step::{Result, View};

/// The maximum depth of nested elements. Deeper tags are ignored, so that the search for the element that an end tag closes
/// takes bounded time.
const MAX_DEPTH: usize = 128;

/// The open elements and their declarations, which outlive the window that they were read from.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    stack: Vec<Open>,
    pub(super) namespaces: Namespaces,
    bases: Vec<Arc<Url>>,
    /// The number of open elements whose start tags were ignored because of their depth.
    dropped: usize,
    /// After an empty-element tag: the numbers of namespaces and bases in scope before it.
    before_empty: Option<(usize, usize)>,
    pub(super) absent: Absent,
    /// Addresses of style sheets, shared because the state is cloned to find the end of an item.
    pub(super) stylesheets: Arc<Vec<String>>,
}

impl State {
    /// Whether an element is open.
    pub(super) fn is_open(&self) -> bool {
        !self.stack.is_empty()
    }

    /// Ends the scope of the declarations of an empty element.
    fn leave_empty(&mut self) {
        if let Some((namespaces, bases)) = self.before_empty.take() {
            self.namespaces.truncate(namespaces);
            self.bases.truncate(bases);
        }
    }
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// A hash of the name with its prefix. Names cannot be borrowed from a window that moves on, and copying them takes
    /// time in proportion to their lengths.
    name: u64,
    /// The numbers of namespaces and bases in scope outside of it.
    namespaces: usize,
    bases: usize,
}

/// An element whose start tag was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub(super) space: Space,
    pub(super) name: LowerName<'a>,
    pub(super) tag: Tag<'a>,
    /// The number of open elements after its start tag, itself included; 0 if it is empty.
    pub(super) depth: usize,
    /// The offset of its start tag in the window.
    pub(super) at: usize,
}

impl Element<'_> {
    /// An open element whose start tag was in an earlier window.
    pub(super) fn opened_before(depth: usize) -> Self {
        Self { space: Space::Other, name: LowerName::of(""), tag: Tag::default(), depth, at: 0 }
    }

    /// Whether the element belongs to the vocabularies of feeds or to RDF, the root of RSS 1.0.
    pub(super) fn is_core(&self) -> bool {
        matches!(self.space, Space::Core | Space::Rdf)
    }
}

/// The next part of the content of an element.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Start(Element<'a>),
    /// A child element ended.
    End,
    /// Text, with its references not decoded.
    Text(&'a str),
    Cdata(&'a str),
}

/// Reads elements from a window of the source.
pub(super) struct Parser<'a, 's> {
    pub(super) scanner: Scanner<'a>,
    pub(super) window: &'a str,
    pub(super) state: &'s mut State,
    pub(super) session: &'s mut Session,
    /// The depth outside of the current unit. An end tag of an element further out also ends the unit.
    unit_depth: Option<usize>,
    /// Whether the source ended within an element of the unit.
    pub(super) is_truncated: bool,
    /// Whether elements are being skipped. Then their vocabulary matters only if they may be an item.
    is_skipping: bool,
}

impl<'a, 's> Parser<'a, 's> {
    pub(super) fn new(view: View<'a>, state: &'s mut State, session: &'s mut Session) -> Self {
        let scanner = Scanner::new(view, state.absent);
        let window = view.window;
        Self { scanner, window, state, session, unit_depth: None, is_truncated: false, is_skipping: false }
    }

    /// The next event outside of any item.
    pub(super) fn next_outside(&mut self) -> Result<Option<Event<'a>>> {
        loop {
            self.state.leave_empty();
            let at = self.scanner.at;
            return Ok(Some(match self.scanner.next()? {
                None => return Ok(None),
                Some(Token::Start(tag)) => Event::Start(self.open(tag, at)),
                Some(Token::End(name)) => {
                    // An end tag without a start tag is ignored: rejecting the feed would lose all of its items.
                    if let Some(depth) = self.take_end_tag(name, at) {
                        self.close_to(depth);
                    }
                    continue;
                }
                Some(Token::Text(text)) => Event::Text(text),
                Some(Token::Cdata(text)) => self.cdata(text),
                Some(token) => {
                    self.prolog(token);
                    continue;
                }
            }));
        }
    }

    /// Reads a unit, an item or an element of the head, with `read`. It ends at the end of its element, at the start of
    /// another item, or at the end of an element around it, so that missing end tags do not affect other units.
    pub(super) fn unit<T>(
        &mut self,
        unit: &Element<'a>,
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        // While an item is read, no tag in it may close an element around it.
        self.unit_depth = Some(unit.depth.saturating_sub(1));
        let found = read(self);
        self.unit_depth = None;
        found
    }

    /// The next event within an element; `None` at its end.
    pub(super) fn next(&mut self, element: &Element<'a>) -> Result<Option<Event<'a>>> {
        loop {
            // Depth 0 marks an empty element.
            if element.depth == 0 || self.state.stack.len() < element.depth {
                return Ok(None);
            }
            self.state.leave_empty();
            let place = self.scanner.place();
            match self.scanner.next()? {
                // An item within an item means that an end tag is missing. The new item must not be lost.
                Some(Token::Start(tag)) if self.begins_item(&tag) => self.leave_unit(element, place),
                Some(Token::Start(tag)) => return Ok(Some(Event::Start(self.open(tag, place.at)))),
                Some(Token::End(name)) => {
                    if self.close(name, element, place) && self.state.stack.len() >= element.depth {
                        return Ok(Some(Event::End));
                    }
                }
                Some(Token::Text(text)) => return Ok(Some(Event::Text(text))),
                Some(Token::Cdata(text)) => return Ok(Some(self.cdata(text))),
                Some(Token::Instruction(_) | Token::Doctype(_) | Token::Comment) => {}
                // The window holds the unit, and nothing in it closes the element.
                None if self.scanner.is_unit => self.close_unit(element),
                // The source ends inside the element. The content so far is kept.
                None => {
                    self.is_truncated = true;
                    self.close_to(element.depth - 1);
                }
            }
        }
    }

    /// Closes the element of an end tag at `place`. Returns false if the unit has no such element.
    fn close(&mut self, name: &str, element: &Element<'_>, place: Place) -> bool {
        match self.take_end_tag(name, place.at) {
            Some(depth) if self.unit_depth.is_some_and(|unit| depth < unit) => {
                self.leave_unit(element, place);
            }
            Some(depth) => {
                self.close_to(depth);
                return true;
            }
            None => {}
        }
        false
    }

    /// The next child of an element, without the text before it.
    pub(super) fn child(&mut self, parent: &Element<'a>) -> Result<Option<Element<'a>>> {
        while let Some(event) = self.next(parent)? {
            if let Event::Start(child) = event {
                return Ok(Some(child));
            }
        }
        Ok(None)
    }

    /// Skips the rest of an element. A field without an end tag ends where it would end if it were read: otherwise, a search for the
    /// end of each of many such fields would take quadratic time.
    pub(super) fn skip(&mut self, element: &Element<'a>) -> Result {
        if is_line(element) {
            while self.next_in_field(element)?.is_some() {}
            return Ok(());
        }
        // Skipped elements need no namespaces and bases, so their attributes are not parsed.
        self.is_skipping = true;
        let result = self.exhaust(element);
        self.is_skipping = false;
        result
    }

    fn exhaust(&mut self, element: &Element<'a>) -> Result {
        while self.next(element)?.is_some() {}
        Ok(())
    }

    /// Skips a unit: an item, or an element of the head.
    pub(super) fn pass_over(&mut self, unit: &Element<'a>) -> Result {
        self.unit(unit, |parser| parser.skip(unit))
    }

    /// Accepts a root element with an unknown namespace, because its name is that of a feed.
    pub(super) fn trust_root(&mut self, root: &mut Element<'_>) {
        self.state.namespaces.trust_root(root.tag.split_name().0);
        root.space = Space::Core;
    }

    /// The number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.state.stack.len()
    }

    /// Whether a tag starts another item within a unit that was not closed.
    fn begins_item(&self, tag: &Tag<'_>) -> bool {
        let (prefix, name) = tag.split_name();
        let is_named = name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry");
        // `media:item` is not an item: only the vocabularies of feeds have items.
        is_named && self.unit_depth.is_some() && self.state.namespaces.resolve(prefix) == Space::Core
    }

    /// Closes the unit before the token at `place`.
    fn leave_unit(&mut self, unclosed: &Element<'_>, place: Place) {
        // The token is read again outside of the unit.
        self.scanner.return_to(place);
        self.close_unit(unclosed);
    }

    /// Closes the unit, because an element in it has no end tag.
    fn close_unit(&mut self, unclosed: &Element<'_>) {
        self.note_mismatch(unclosed.tag.name, unclosed.at);
        self.close_to(self.unit_depth.unwrap_or(0));
    }

    fn open(&mut self, tag: Tag<'a>, at: usize) -> Element<'a> {
        let outside = (self.state.namespaces.len(), self.state.bases.len());
        let mut space = Space::Other;
        let (prefix, local) = tag.split_name();
        // Skipped elements may also declare namespaces: an `item` in another namespace is not an item of the feed.
        if !self.is_skipping || tag.declares_namespace() {
            self.declarations(&tag);
            space = self.state.namespaces.resolve(prefix);
        }
        // Beyond this depth, tags are ignored, and text belongs to the element around them.
        let is_too_deep = !tag.is_empty && self.state.stack.len() == MAX_DEPTH;
        if is_too_deep {
            self.state.dropped += 1;
            self.session.notes.add(NoteKind::TooDeep, tag.name, self.window, at);
        }
        let depth = if tag.is_empty || is_too_deep {
            self.state.before_empty = Some(outside);
            0
        } else {
            let (namespaces, bases) = outside;
            // A hash saves a copy of the name. At worst, a collision would close an element too early.
            self.state.stack.push(Open { name: hash(tag.name), namespaces, bases });
            self.state.stack.len()
        };
        Element { space, name: LowerName::of(local), tag, depth, at }
    }

    /// Reads `xmlns`, `xml:base`, and the `BASE` of CDF.
    fn declarations(&mut self, tag: &Tag<'a>) {
        let mut has_base = false;
        for (name, value) in tag.attributes() {
            if name == "xmlns" || name.starts_with("xmlns:") {
                let prefix = name.strip_prefix("xmlns:").unwrap_or_default();
                if !self.state.namespaces.declare(prefix, &decode(value, |_, _, _| {})) {
                    self.session.notes.add(NoteKind::Namespace, prefix, self.window, self.scanner.at);
                }
            } else if is_base(name, tag.name) && !std::mem::replace(&mut has_base, true) {
                // Only the first (XML 1.0 §3.1), because the bases in scope are copied to find the end of each item.
                let value = decode(value, |_, _, _| {});
                // XML Base §4: an inner base is relative to the outer one.
                let base = self.session.urls.base(&value, self.state.bases.last().map(|base| &**base));
                self.state.bases.extend(base.map(Arc::new));
            }
        }
    }

    /// Takes an end tag: the depth outside of the innermost open element with its name. Notes a mismatch.
    fn take_end_tag(&mut self, name: &str, at: usize) -> Option<usize> {
        // The end tag of an element that was too deep closes nothing.
        if self.state.dropped > 0 {
            self.state.dropped -= 1;
            return None;
        }
        let hash = hash(name);
        let depth = self.state.stack.iter().rposition(|open| open.name == hash);
        let innermost = self.state.stack.len().checked_sub(1);
        // The end of an element around the unit is read again, outside of the unit.
        let is_outside = depth.zip(self.unit_depth).is_some_and(|(depth, unit)| depth < unit);
        if depth != innermost && !is_outside {
            self.note_mismatch(name, at);
        }
        depth
    }

    /// Notes a tag that does not match the open elements.
    pub(super) fn note_mismatch(&mut self, name: &str, at: usize) {
        // The rest of a truncated item has end tags without start tags.
        if !self.session.notes.has(NoteKind::ItemLength) {
            self.note(NoteKind::MismatchedTag, name, at);
        }
    }

    pub(super) fn close_to(&mut self, depth: usize) {
        if let Some(outermost) = self.state.stack.get(depth).copied() {
            self.state.namespaces.truncate(outermost.namespaces);
            self.state.bases.truncate(outermost.bases);
            self.state.stack.truncate(depth);
            self.state.dropped = 0;
        }
    }

    /// The `xml:base` in scope.
    pub(super) fn base(&self) -> Option<Arc<Url>> {
        self.state.bases.last().cloned()
    }

    /// Makes a note on the byte at `at` in the window.
    pub(super) fn note(&mut self, kind: NoteKind, example: &str, at: usize) {
        self.session.notes.add(kind, example, self.window, at);
    }

    /// The offset of a slice of the window.
    pub(super) fn offset(&self, piece: &'a str) -> usize {
        // An empty slice may point outside of the window.
        (piece.as_ptr() as usize).saturating_sub(self.window.as_ptr() as usize).min(self.window.len())
    }

    /// Takes a CDATA section as text, and notes a misspelled one.
    fn cdata(&mut self, text: &'a str) -> Event<'a> {
        let start = self.offset(text);
        let is_unclosed = self.window[start + text.len()..].starts_with("</");
        if is_unclosed || !self.window[..start].ends_with("<![CDATA[") {
            self.note(NoteKind::Cdata, "", start);
        }
        // A part of the end may be left.
        let text = if is_unclosed { text.strip_suffix("]>").unwrap_or(text) } else { text };
        Event::Cdata(text)
    }

    /// Decodes the references of a text.
    pub(super) fn decode(&mut self, text: &'a str) -> Cow<'a, str> {
        let start = self.offset(text);
        decode(text, |kind, example, at| self.session.notes.add(kind, example, self.window, start + at))
    }

    /// The value of an attribute, decoded and trimmed; `None` if it is blank.
    pub(super) fn attribute(&mut self, element: &Element<'a>, wanted: &str) -> Option<Cow<'a, str>> {
        // XML names are case-sensitive, but feeds also use `isPermalink` and `HREF` with the same meaning.
        let found = element.tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let (_, value) = found?;
        Some(trimmed(self.decode(value))).filter(|value| !value.is_empty())
    }

    /// The `xml:lang` attribute.
    pub(super) fn language(&mut self, element: &Element<'a>) -> Option<Cow<'a, str>> {
        self.attribute(element, "xml:lang")
    }
}

/// Trims white space, without a copy of most texts.
pub(super) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_string()),
    }
}

/// A hash of a name in lower case. Names with equal hashes would only close each other's elements.
fn hash(name: &str) -> u64 {
    fnv1a(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// Whether an attribute of a tag is the base of the addresses in the element: `xml:base`, or the `BASE` of a channel of CDF.
fn is_base(attribute: &str, tag: &str) -> bool {
    attribute == "xml:base" || attribute.eq_ignore_ascii_case("base") && tag.eq_ignore_ascii_case("channel")
}
