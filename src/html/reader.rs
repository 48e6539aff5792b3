//! Reads any HTML: pages, fragments, the content of feeds.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use url::Url;

use super::arena::Arena;
use super::element::Element;
#[cfg(feature = "feed")]
use super::elements::Name;
use super::head::{Head, base_href, head, resolve_base};
use super::limits::Limits;
use super::note::{Note, NoteKind, Notes};
use super::tokenizer::{Keep, normalize_newlines};
use super::{build, read};
use crate::document::Document;
#[cfg(feature = "feed")]
use crate::normal::Budget;
use crate::tree::{Block, Images, ImagesMut, Links, LinksMut, Texts, Walk, images_mut, links_mut};
use crate::url::normal_address;

/// Decides which elements to leave out.
type Skip<'a> = Arc<dyn Fn(&Element<'_>) -> bool + Send + Sync + 'a>;

/// Reads HTML: whole pages or fragments.
///
/// It parses HTML as browsers do (HTML §13.2), with limits on the cost of hostile markup. Reading never fails.
///
/// ```
/// use newsclip::{Url, html::Reader};
///
/// let base = Url::parse("https://a.example/1").unwrap();
/// let page = Reader::new().base(&base).read("<title>A</title><p>See <a href=/2>the next</a>.<script>x()</script>");
/// assert_eq!(page.head.title, "A");
/// assert_eq!(page.links().next().unwrap().url, "https://a.example/2");
/// assert_eq!(page.notes[0].to_string(), "script: 1 (script)");
/// ```
#[derive(Clone, Default)]
pub struct Reader<'a> {
    base: Option<&'a Url>,
    uses_own_address: bool,
    is_body_only: bool,
    skip: Option<Skip<'a>>,
    limits: Limits,
    zone: i32,
}

/// The result of reading HTML.
///
/// ```
/// let page = newsclip::html::Reader::new().read("<title>Rain</title><p>It <b>stopped</b>.");
/// assert_eq!(page.head.title, "Rain");
/// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "It **stopped**.\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct Page {
    /// The metadata of the page.
    pub head: Head,
    /// The content, in [normal form](crate::normal).
    pub body: Vec<Block>,
    /// What was left out.
    pub notes: Vec<Note>,
}

impl<'a> Reader<'a> {
    /// Creates a reader without a base: relative URLs are kept as written.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p><a href=1>Rain</a>");
    /// assert_eq!(page.links().next().unwrap().url, "1");
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Resolves relative URLs against `base`, which must be an `http` or `https` URL; any other is ignored. If the page has a
    /// `<base href>`, that is first resolved against `base`.
    ///
    /// ```
    /// use newsclip::{Url, html::Reader};
    ///
    /// let base = Url::parse("https://a.example/b/").unwrap();
    /// let page = Reader::new().base(&base).read("<img src=i.png>");
    /// assert_eq!(page.images().next().unwrap().url, "https://a.example/b/i.png");
    /// ```
    #[must_use]
    pub fn base(mut self, base: &'a Url) -> Self {
        self.base = Some(base);
        self
    }

    /// If there is neither a base nor a `<base href>`, resolves relative URLs against the address that the page declares
    /// ([`Head::url`]). This is for saved pages whose address is not known otherwise.
    ///
    /// ```
    /// let html = "<link rel=canonical href=https://a.example/b/1><img src=i.png>";
    /// let page = newsclip::html::Reader::new().own_address().read(html);
    /// assert_eq!(page.images().next().unwrap().url, "https://a.example/b/i.png");
    /// ```
    #[must_use]
    pub fn own_address(mut self) -> Self {
        self.uses_own_address = true;
        self
    }

    /// Leaves out the metadata: the head has only the base, and the address if [`own_address`](Self::own_address) needs it. This
    /// takes a quarter less time for articles, for whoever needs only the content.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().body_only().read("<title>Rain</title><p>It stopped.");
    /// assert_eq!(page.head.title, "");
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "It stopped.\n");
    /// ```
    #[must_use]
    pub fn body_only(mut self) -> Self {
        self.is_body_only = true;
        self
    }

    /// Skips elements with their content, such as navigation and advertisements. By default, nothing is skipped. The metadata
    /// is always read from the whole page.
    ///
    /// ```
    /// use newsclip::html::Reader;
    ///
    /// let reader = Reader::new().skip(|element| matches!(element.name(), "nav" | "footer"));
    /// let page = reader.read("<nav><a href=/>Home</a></nav><p>Rain.</p><footer>©</footer>");
    /// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain.\n");
    /// ```
    #[must_use]
    pub fn skip(mut self, skip: impl Fn(&Element<'_>) -> bool + Send + Sync + 'a) -> Self {
        self.skip = Some(Arc::new(skip));
        self
    }

    /// Sets the zone of times that name no zone, in minutes east of UTC: 480 for China. The default is UTC. Zones are at most a day
    /// from UTC; a greater distance counts as a day.
    ///
    /// ```
    /// let html = "<meta property=article:published_time content='2022-11-13 08:00'>";
    /// let head = newsclip::html::Reader::new().zone(480).read(html).head;
    /// assert_eq!(head.published.unwrap().to_string(), "2022-11-13T00:00:00Z");
    /// ```
    #[must_use]
    pub fn zone(mut self, minutes: i32) -> Self {
        self.zone = minutes;
        self
    }

    /// Limits the cost of reading.
    ///
    /// ```
    /// use newsclip::html::{Limits, Reader};
    /// let page = Reader::new().limits(Limits::new().bytes(7)).read("<p>Rain and snow");
    /// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain\n");
    /// ```
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads HTML.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<h1>Rain</h1><p>It stopped.");
    /// assert_eq!(page.body.len(), 2);
    /// ```
    pub fn read(&self, html: &str) -> Page {
        let mut notes = Notes::default();
        let html = input(html, &self.limits, &mut notes);
        // The closure may read any attribute of an element.
        let keep = match self.skip {
            Some(_) => Keep::All,
            None if self.is_body_only && !self.uses_own_address => Keep::Content,
            None => Keep::Page,
        };
        let mut arena = build::arena(&html, keep, &mut notes);
        let href = base_href(&arena);
        let head = self.head(&arena, resolve_base(href, self.base), &mut notes);
        // The `href` may be relative to the address of the page (HTML §4.2.3).
        let own = head.url.as_ref().filter(|_| self.uses_own_address && head.base.is_none());
        let own = own.and_then(|own| resolve_base(href, Some(own)));
        if let Some(skip) = &self.skip {
            let skipped =
                arena.remove(|arena, id, element, depth| skip(&Element::new(arena, id, element, depth)));
            notes.add_many(NoteKind::Skipped, skipped, "");
        }
        let copies = self.limits.copies_of(&arena);
        let (body, notes) = read::blocks(&arena, head.base.as_ref().or(own.as_ref()), &copies, notes);
        Page { head, body, notes: notes.into_vec() }
    }

    fn head(&self, arena: &Arena<'_>, base: Option<Url>, notes: &mut Notes) -> Head {
        if !self.is_body_only {
            return head(arena, base, self.zone, notes);
        }
        let url = if self.uses_own_address { head(arena, base.clone(), self.zone, notes).url } else { None };
        Head { url, base, ..Head::default() }
    }
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let skip = self.skip.as_ref().map(|_| "…");
        f.debug_struct("Reader")
            .field("base", &self.base)
            .field("uses_own_address", &self.uses_own_address)
            .field("is_body_only", &self.is_body_only)
            .field("skip", &skip)
            .field("limits", &self.limits)
            .field("zone", &self.zone)
            .finish()
    }
}

/// The input of the tokenizer: HTML within the limit, without a byte order mark, and with normalized newlines.
fn input<'h>(html: &'h str, limits: &Limits, notes: &mut Notes) -> Cow<'h, str> {
    // A byte order mark is not text; if kept, it would begin the first paragraph.
    let whole = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    let html = limits.cut(whole);
    notes.add_many(NoteKind::Truncated, usize::from(html.len() < whole.len()), "");
    normalize_newlines(html)
}

/// Reads HTML without a head: the body of a clip.
pub(crate) fn fragment(html: &str, base: Option<&Url>) -> (Vec<Block>, Vec<Note>) {
    let (limits, mut notes) = (Limits::default(), Notes::default());
    let html = input(html, &limits, &mut notes);
    let arena = build::arena(&html, Keep::Content, &mut notes);
    let (body, notes) = read::blocks(&arena, base, &limits.copies_of(&arena), notes);
    (body, notes.into_vec())
}

/// Reads a fragment or a page: the content of a feed. `copies` is a new budget.
#[cfg(feature = "feed")]
pub(crate) fn content(html: &str, base: Option<&Url>, copies: &Budget) -> (Vec<Block>, Vec<Note>) {
    let (limits, mut notes) = (Limits::default(), Notes::default());
    let html = input(html, &limits, &mut notes);
    // Most summaries are plain text. Not building an arena for them saves 1.5 % of the instructions of reading RSS.
    if memchr::memchr3(b'<', b'&', 0, html.as_bytes()).is_none() {
        return (read::plain_text(&html), notes.into_vec());
    }
    let arena = build::arena(&html, Keep::Content, &mut notes);
    // Of the metadata of a page, only the base and notes on faults matter here. Few texts have them, and looking for
    // metadata takes 7 % of the time of reading RSS.
    let has_metadata = arena.ids().any(|id| matches!(arena.name(id), Name::Base | Name::Script));
    let own = || resolve_base(base_href(&arena), base);
    let head = has_metadata.then(|| head(&arena, own(), 0, &mut notes));
    let base = head.as_ref().map_or(base, |head| head.base.as_ref());
    let (body, notes) = read::blocks(&arena, base, copies, notes);
    (body, notes.into_vec())
}

impl Page {
    /// All blocks, inlines and images of figures of the body in reading order, parents before children. List items, rows and cells
    /// are entered, but not visited themselves.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>Rain</p>");
    /// assert_eq!(page.walk().count(), 2); // paragraph, text
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.body)
    }

    /// The images in reading order, including those of figures.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>See <img src=i.png></p>");
    /// assert_eq!(page.images().next().unwrap().url, "i.png");
    /// ```
    pub fn images(&self) -> Images<'_> {
        self.walk().images()
    }

    /// The images, as mutable references.
    ///
    /// ```
    /// let mut page = newsclip::html::Reader::new().read("<img src=i.png>");
    /// page.images_mut().for_each(|image| image.url.insert_str(0, "img/"));
    /// assert_eq!(page.images().next().unwrap().url, "img/i.png");
    /// ```
    pub fn images_mut(&mut self) -> ImagesMut<'_> {
        images_mut(&mut self.body)
    }

    /// The link targets in reading order, including links around images of figures.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<a href=/b>next</a>");
    /// assert_eq!(page.links().next().unwrap().url, "/b");
    /// ```
    pub fn links(&self) -> Links<'_> {
        self.walk().links()
    }

    /// The link targets, as mutable references.
    ///
    /// ```
    /// let mut page = newsclip::html::Reader::new().read("<a href=/b>next</a>");
    /// page.links_mut().for_each(|link| link.url = "/c".into());
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "[next](/c)\n");
    /// ```
    pub fn links_mut(&mut self) -> LinksMut<'_> {
        links_mut(&mut self.body)
    }

    /// The texts in reading order, including code and the TeX of formulas.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>Heavy <b>rain</b></p>");
    /// assert_eq!(page.texts().collect::<Vec<_>>(), ["Heavy ", "rain"]);
    /// ```
    pub fn texts(&self) -> Texts<'_> {
        self.walk().texts()
    }

    /// The page as a document with this address. Its title, authors and so on come from [`Head`].
    ///
    /// ```
    /// use newsclip::{Url, html::Reader};
    ///
    /// let page = Reader::new().read("<title>Rain</title><meta name=author content='A. Smith'><p>It stopped.");
    /// let doc = page.into_document(Url::parse("https://a.example/1").unwrap());
    /// assert_eq!((doc.title.as_str(), doc.authors[0].as_str()), ("Rain", "A. Smith"));
    /// ```
    pub fn into_document(self, url: Url) -> Document {
        let mut document = Document::new(normal_address(url), self.head.title);
        document.published = self.head.published;
        document.updated = self.head.updated;
        document.authors = self.head.authors;
        document.tags = self.head.tags;
        document.language = self.head.language;
        document.summary = self.head.description;
        document.body = self.body;
        document
    }
}

impl Document {
    /// Reads a page or a fragment with the address `url`, and resolves relative URLs against it. [`Reader`] has options and
    /// reports what was left out.
    ///
    /// ```
    /// use newsclip::{Document, Url};
    ///
    /// let url = Url::parse("https://a.example/1").unwrap();
    /// let doc = Document::from_html("<title>Rain</title><p>See <a href=/2>the next</a>.", url);
    /// assert_eq!(doc.title, "Rain");
    /// assert_eq!(doc.to_html(), "<p>See <a href=\"https://a.example/2\">the next</a>.</p>\n");
    /// ```
    pub fn from_html(html: &str, url: Url) -> Self {
        let page = Reader::new().base(&url).read(html);
        page.into_document(url)
    }
}

#[cfg(all(test, feature = "feed"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_text_is_read_like_html(text in "[a-c.>\n\r\t \u{b}\u{1}\u{85}\u{a0}\u{3000}\u{feff}\u{fffe}雨。]{0,12}") {
            let copies = Budget::for_tree(text.len());
            prop_assert_eq!(content(&text, None, &copies), fragment(&text, None));
        }
    }
}
