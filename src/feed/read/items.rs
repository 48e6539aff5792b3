//! Reads a feed of any size item by item.

use std::io::{self, Read as _};
use std::iter::FusedIterator;

use super::decode::{FIRST_CHUNK, FeedDecoder, LOOKAHEAD};
use super::engine::{Engine, not_a_feed};
use super::note::{Note, NoteKind};
use super::session::Session;
use super::step::{Step, View, WindowEnd};
use crate::error::Error;
use crate::feed::model::{Feed, Item};
use crate::scan::first_control_character;

/// An iterator over the items of a feed, read one by one from a source of bytes. [`Reader::items`](super::Reader::items)
/// creates it.
///
/// It keeps the current item of the source in memory, at most about
/// [`Limits::item_bytes`](super::Limits::item_bytes).
///
/// If the source fails or is not a feed, `next` returns an error, and `None` from then on.
///
/// ```
/// use newsclip::feed::Reader;
///
/// let rss = "<rss><channel><title>Weather</title><item><title>Rain & snow</title></item></channel></rss>";
/// let mut items = Reader::new().items(rss.as_bytes());
/// assert_eq!(items.next().unwrap()?.title, "Rain & snow");
/// assert!(items.next().is_none());
/// assert_eq!(items.feed().title, "Weather");
/// assert_eq!(items.notes().len(), 1);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct Items<R> {
    source: R,
    charset: Option<String>,
    session: Session,
    /// The maximum length of an item in bytes.
    longest: usize,
    /// `None` until the first bytes of the source are read.
    decoder: Option<FeedDecoder>,
    engine: Option<Engine>,
    window: String,
    /// The offset of the next unit in the window.
    from: usize,
    /// Whether the window holds the end of the source.
    is_end: bool,
    is_finished: bool,
}

impl<R: io::Read> Items<R> {
    pub(super) fn new(source: R, session: Session, charset: Option<String>, longest: usize) -> Self {
        Self {
            source,
            charset,
            session,
            longest: longest.max(LOOKAHEAD),
            decoder: None,
            engine: None,
            window: String::new(),
            from: 0,
            is_end: false,
            is_finished: false,
        }
    }

    /// The feed without its items, as far as it was read. In some formats, part of the metadata follows the items.
    ///
    /// ```
    /// let rss = "<rss><channel><title>Weather</title><item><title>Rain</title></item></channel></rss>";
    /// let mut items = newsclip::feed::Reader::new().items(rss.as_bytes());
    /// assert_eq!(items.by_ref().count(), 1);
    /// assert_eq!(items.feed().title, "Weather");
    /// ```
    pub fn feed(&self) -> Feed {
        let Some(engine) = &self.engine else { return Feed::default() };
        engine.head().into_feed(Vec::new())
    }

    /// The notes on what was repaired, assumed or left out so far.
    ///
    /// ```
    /// let rss = "<rss><channel><item><title>A & B</title></item></channel></rss>";
    /// let mut items = newsclip::feed::Reader::new().items(rss.as_bytes());
    /// assert_eq!(items.next().unwrap()?.title, "A & B");
    /// assert_eq!(items.notes()[0].to_string(), "line 1, column 30: stray &, taken as text");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        self.session.notes.as_slice()
    }

    /// Reads more of the source. The window at least doubles each time, so that scanning a unit again from its start, as
    /// JSON and short fields need, takes linear time in all.
    fn fill(&mut self) -> Result<(), Error> {
        self.session.notes.locator.advance(&self.window, self.from);
        self.window.drain(..self.from);
        self.from = 0;
        let mut bytes = Vec::new();
        let wanted = self.window.len().max(FIRST_CHUNK);
        self.source.by_ref().take(wanted as u64).read_to_end(&mut bytes).map_err(Error::io)?;
        self.is_end = bytes.len() < wanted;
        let charset = self.charset.as_deref();
        let notes = &mut self.session.notes;
        let decoder = self.decoder.get_or_insert_with(|| FeedDecoder::new(&bytes, charset, notes));
        let start = self.window.len();
        let has_errors = decoder.decode(&bytes, &mut self.window, self.is_end);
        let encoding = decoder.name();
        if has_errors {
            self.session.notes.add(NoteKind::Encoding, encoding, &self.window, start);
        }
        // Only the first of the feed has a note, as in a feed that is read whole.
        if !self.session.notes.has(NoteKind::ControlCharacter)
            && let Some(at) = first_control_character(&self.window[start..])
        {
            self.session.notes.add(NoteKind::ControlCharacter, "", &self.window, start + at);
        }
        self.session.urls.earn(self.window.len() - start);
        self.engine.iter_mut().for_each(Engine::extended);
        Ok(())
    }

    /// Chooses the engine by the beginning of the source, which may be far from the first element.
    fn choose_engine(&mut self) -> Result<(), Error> {
        while self.engine.is_none() {
            let can_wait = !self.is_end && self.window.len() < self.longest;
            self.engine = Engine::for_text(&self.window).or_else(|| (!can_wait).then(Engine::xml));
            if self.engine.is_none() {
                self.fill()?;
            }
        }
        Ok(())
    }

    /// Finds the end of the current unit, and reads more of the source until the window holds all of it, or too much.
    fn unit_end(&mut self) -> Result<(usize, WindowEnd), Error> {
        self.choose_engine()?;
        loop {
            let window = &*self.window;
            let end = if self.is_end { WindowEnd::Source } else { WindowEnd::More };
            let engine = self.engine.as_mut().expect("`choose_engine` makes it");
            if let Ok(found) = engine.unit_end(View { window, from: self.from, end }) {
                let is_source = self.is_end && found == window.len();
                return Ok((found, if is_source { WindowEnd::Source } else { WindowEnd::Unit }));
            }
            if self.window.len() - self.from >= self.longest {
                self.session.notes.add(NoteKind::ItemLength, "", &self.window, self.from);
                let can_skip = engine.skip_rest();
                self.is_end |= !can_skip;
                return Ok((self.window.len(), if can_skip { WindowEnd::Cut } else { WindowEnd::Source }));
            }
            self.fill()?;
        }
    }

    fn next_item(&mut self) -> Result<Option<Item>, Error> {
        if self.decoder.is_none() {
            self.fill()?;
        }
        loop {
            let (until, end) = self.unit_end()?;
            let view = View { window: &self.window[..until], from: self.from, end };
            let engine = self.engine.as_mut().expect("`unit_end` makes it");
            match engine.step(view, &mut self.session).unwrap_or(Step::End) {
                Step::Read(at) => self.from = at,
                Step::Item(at, item) => {
                    self.from = at;
                    return Ok(Some(*item));
                }
                Step::End => return Ok(None),
                Step::NotAFeed(at) => return Err(not_a_feed(&self.window, at)),
            }
        }
    }
}

impl<R: io::Read> Iterator for Items<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_finished {
            return None;
        }
        let found = self.next_item().transpose();
        self.is_finished = !matches!(found, Some(Ok(_)));
        found
    }
}

impl<R: io::Read> FusedIterator for Items<R> {}
