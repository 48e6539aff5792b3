//! RSS, Atom and CDF. `scan` finds tokens, `parser` finds elements, and `item` and `head` interpret them.

mod base64;
mod cdata;
mod head;
mod item;
mod link;
mod missing_end;
mod name;
mod parser;
mod parts;
mod person;
mod prolog;
mod references;
mod scan;
mod source;
mod space;
mod text;

use self::missing_end::is_line;
use self::parser::{Element, Event, Parser, State};
use super::convert::Converter;
use super::draft::{Draft, address_rank};
use super::head::Head;
use super::note::NoteKind;
use super::session::Session;
use super::step::{Result, Step, View, WindowEnd};

/// Reads a feed in XML unit by unit. A unit is an item, an element of the head, or a tag of an element around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Xml {
    state: State,
    about: About,
    /// The search for the end of the unit, if it is longer than the window was.
    search: Option<Search>,
}

/// A search for the end of a unit, which goes on where the window ended. Starting again with each longer window would take up to
/// three times as long.
#[derive(Clone, Debug)]
struct Search {
    /// The state after the part that was searched.
    state: State,
    /// The length of that part.
    searched: usize,
    /// The number of open elements after the start tag of the unit.
    depth: usize,
}

impl Search {
    /// Goes on to the end of the unit, or of the window.
    fn unit_end(&mut self, view: View<'_>) -> Result<usize> {
        let rest = View { from: view.from + self.searched, ..view };
        let mut session = Session::without_notes();
        let mut parser = Parser::new(rest, &mut self.state, &mut session);
        let found = parser.pass_over(&Element::opened_before(self.depth));
        let at = parser.scanner.at;
        self.searched = at - view.from;
        found.map(|()| at)
    }
}

/// The part of the feed that was read so far.
#[derive(Clone, Debug, Default)]
struct About {
    head: Head,
    /// Whether the root element of a feed was read.
    is_feed: bool,
    /// Whether texts are interpreted by the rules of Atom, not RSS.
    is_atom: bool,
    /// Whether the rest of an item that is over the length limit is being skipped.
    is_skipping: bool,
}

/// A unit that was read.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum Unit<'a> {
    Item(Draft<'a>),
    Other,
    /// The end of the window, maybe after an end tag or a part of the prolog.
    End,
    /// The element at this offset is not the root of a feed.
    NotAFeed(usize),
}

impl Xml {
    /// Reads one unit.
    pub(super) fn step(&mut self, view: View<'_>, session: &mut Session) -> Result<Step> {
        // The unit was found.
        self.search = None;
        let mut parser = Parser::new(view, &mut self.state, session);
        let event = parser.next_outside()?;
        let unit = match &event {
            None => Unit::End,
            Some(Event::Start(element)) => self.about.unit(&mut parser, element)?,
            Some(Event::Text(text) | Event::Cdata(text)) => {
                self.about.note_leading_text(&mut parser, text);
                Unit::Other
            }
            Some(Event::End) => Unit::Other,
        };
        let (at, is_cut) = (parser.scanner.at, parser.scanner.is_cut);
        let is_truncated = parser.is_truncated && view.end == WindowEnd::Source;
        self.state.absent = parser.scanner.absent();
        let step = match unit {
            Unit::NotAFeed(at) => Step::NotAFeed(at),
            Unit::End => return Ok(self.end(view, session)),
            Unit::Other => Step::Read(at),
            Unit::Item(draft) => {
                if is_truncated {
                    session.notes.add(NoteKind::TruncatedItem, "", view.window, draft.at);
                }
                Step::Item(at, Box::new(Converter { window: view.window, session }.item(draft)))
            }
        };
        if is_cut && view.end == WindowEnd::Source {
            session.notes.add(NoteKind::Truncated, "", view.window, view.window.len());
        }
        Ok(step)
    }

    /// Ends at the end of the window.
    fn end(&mut self, view: View<'_>, session: &mut Session) -> Step {
        // The unit was an end tag or a part of the prolog. More units follow.
        if view.end != WindowEnd::Source {
            return Step::Read(view.window.len());
        }
        if !self.about.is_feed {
            return Step::NotAFeed(view.window.len());
        }
        let is_noted = session.notes.has(NoteKind::Truncated);
        if self.state.is_open() && !is_noted {
            session.notes.add(NoteKind::Truncated, "", view.window, view.window.len());
        }
        Step::End
    }

    /// Finds the end of the next unit without reading it. If the window is too short, the next call goes on from there.
    pub(super) fn unit_end(&mut self, view: View<'_>) -> Result<usize> {
        if self.search.is_none() {
            // Only an element with content needs a copy of the state to find its end.
            if let Some(end) = scan::simple_token_end(view, self.state.absent, is_container)? {
                return Ok(end);
            }
            if let Some(end) = self.begin_search(view)? {
                return Ok(end);
            }
        }
        self.search.as_mut().expect("`begin_search` makes it").unit_end(view)
    }

    /// Begins the search for the end of the unit after its start tag. Returns the end of a short unit.
    fn begin_search(&mut self, view: View<'_>) -> Result<Option<usize>> {
        let mut state = self.state.clone();
        let mut session = Session::without_notes();
        let mut parser = Parser::new(view, &mut state, &mut session);
        let event = parser.next_outside()?;
        // Before the feed, each tag is a unit.
        let is_unit = |element: &Element<'_>| {
            kind(element) != Kind::Container && (self.about.is_feed || is_root(element.name.as_str()))
        };
        match event {
            Some(Event::Start(element)) if is_unit(&element) => {
                // The name of a field with one line decides where it ends.
                if is_line(&element) {
                    parser.pass_over(&element)?;
                    return Ok(Some(parser.scanner.at));
                }
                let searched = parser.scanner.at - view.from;
                self.search = Some(Search { state, searched, depth: element.depth });
                Ok(None)
            }
            _ => Ok(Some(parser.scanner.at)),
        }
    }

    /// More of the source was read, and may hold what the window did not.
    pub(super) fn extended(&mut self) {
        self.state.absent = scan::Absent::default();
        self.search.iter_mut().for_each(|search| search.state.absent = scan::Absent::default());
    }

    /// Skips the rest of the last item, which was truncated.
    pub(super) fn skip_rest(&mut self) {
        self.about.is_skipping = true;
    }

    /// The head, with the style sheets from the prolog.
    pub(super) fn into_head(mut self) -> Head {
        self.about.head.stylesheets = std::sync::Arc::unwrap_or_clone(self.state.stylesheets);
        self.about.head
    }

    pub(super) fn head(&self) -> Head {
        self.clone().into_head()
    }
}

/// The kind of an element outside of items.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It holds items and elements of the head.
    Container,
    Item,
    Head,
}

/// Whether a feed may begin with this element: the root of a format, or a part of a feed that was cut out of it.
fn is_root(name: &str) -> bool {
    matches!(name, "rss" | "rdf" | "feed" | "channel" | "item" | "entry")
}

fn is_container(name: &str) -> bool {
    matches!(name, "rss" | "rdf" | "feed" | "channel" | "items")
}

fn kind(element: &Element<'_>) -> Kind {
    match element.name.as_str() {
        name if is_container(name) => Kind::Container,
        "item" | "entry" if element.space == space::Space::Core => Kind::Item,
        _ => Kind::Head,
    }
}

impl About {
    fn unit<'a>(&mut self, parser: &mut Parser<'a, '_>, element: &Element<'a>) -> Result<Unit<'a>> {
        let mut element = *element;
        if !self.is_feed {
            let name = element.name;
            match name.as_str() {
                name if is_root(name) => {}
                // Markup of a warning from the program that made the feed, such as PHP.
                "br" | "b" | "p" | "hr" | "font" | "i" | "u" | "div" | "span" | "pre" | "table" | "tr"
                | "th" | "td" => {
                    // The feed is not in this element, which may have no end tag.
                    parser.close_to(0);
                    return Ok(Unit::Other);
                }
                _ => return Ok(Unit::NotAFeed(element.at)),
            }
            self.is_feed = true;
            if !element.is_core() {
                parser.trust_root(&mut element);
            }
        }
        match kind(&element) {
            Kind::Container => self.container(parser, &element),
            Kind::Item => {
                self.is_skipping = false;
                let extent = parser.session.extent;
                return parser.draft(&element, extent).map(Unit::Item);
            }
            Kind::Head if self.is_skipping => parser.pass_over(&element)?,
            Kind::Head => {
                let (is_atom, head) = (self.is_atom, &mut self.head);
                parser.unit(&element, |parser| parser.head_field(&element, is_atom, head))?;
            }
        }
        Ok(Unit::Other)
    }

    /// Reads the attributes of an element around the items.
    fn container<'a>(&mut self, parser: &mut Parser<'a, '_>, element: &Element<'a>) {
        self.is_atom |= element.name.as_str() == "feed";
        if let Some(language) = parser.language(element) {
            self.head.language.offer(1, language.into_owned());
        }
        // CDF has the address of the site and the time of its last change in attributes.
        if let Some(time) = parser.attribute(element, "lastmod") {
            self.head.updated.offer(2, parser.converter().time(&time, element.at));
        }
        let href = parser.attribute(element, "href").map(std::borrow::Cow::into_owned);
        if let Some(url) = href.and_then(|href| parser.address(&href, element.at)) {
            parser.set_site(address_rank::LINK, url, &mut self.head);
        }
    }

    /// Makes a note on text before the feed, such as a warning from the program that made it.
    fn note_leading_text<'a>(&self, parser: &mut Parser<'a, '_>, text: &'a str) {
        let text = text.trim();
        if !self.is_feed && !text.is_empty() {
            parser.note(NoteKind::LeadingText, text, parser.offset(text));
        }
    }
}
