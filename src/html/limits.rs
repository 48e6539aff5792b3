//! Limits on the cost of reading HTML.

use super::arena::Arena;
use super::texts::MAX_INPUT;
use crate::normal::Budget;

/// Limits on the bytes of input and of copies. Content beyond a limit is left out and [noted](super::NoteKind).
/// [`_documentation::security`](crate::_documentation::security) lists the fixed limits, and the needs of real articles.
///
/// ```
/// use newsclip::html::{Limits, NoteKind, Reader};
///
/// let page = Reader::new().limits(Limits::new().bytes(10)).read("<p>Rain and snow");
/// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain an\n");
/// assert_eq!(page.notes[0].kind, NoteKind::Truncated);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Limits {
    bytes: usize,
    copies: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: MAX_INPUT, copies: 4 }
    }
}

impl Limits {
    /// Creates the default limits.
    ///
    /// ```
    /// use newsclip::html::Limits;
    ///
    /// assert_eq!(Limits::new(), Limits::default());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of bytes to read. The default, 512 MiB, is also the upper limit.
    ///
    /// ```
    /// use newsclip::html::{Limits, Reader};
    /// let page = Reader::new().limits(Limits::new().bytes(4)).read("Rain and snow");
    /// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain\n");
    /// ```
    #[must_use]
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets the maximum number of copied bytes for each byte of HTML; 4 by default. The HTML counts as 16 KiB longer than it is.
    /// A mark or link around several blocks is copied into each of them (64 bytes, plus the URL and title of a link), and
    /// the base is copied into each relative URL.
    ///
    /// ```
    /// use newsclip::html::{Limits, Reader};
    ///
    /// let html = "<a href=/1><p>Rain</p><p>Snow</p>";
    /// assert_eq!(Reader::new().read(html).links().count(), 2);
    /// assert_eq!(Reader::new().limits(Limits::new().copies(0)).read(html).links().count(), 1);
    /// ```
    #[must_use]
    pub fn copies(mut self, copies: usize) -> Self {
        self.copies = copies;
        self
    }

    /// The part of the HTML that is read.
    pub(super) fn cut<'a>(&self, html: &'a str) -> &'a str {
        &html[..html.floor_char_boundary(self.bytes.min(MAX_INPUT))]
    }

    /// The budget for copies of a page.
    pub(super) fn copies_of(&self, page: &Arena<'_>) -> Budget {
        // 16 KiB to spare, so that a short page with a link around its blocks loses nothing.
        Budget::of(self.copies.saturating_mul(page.input_len() + (16 << 10)))
    }
}
