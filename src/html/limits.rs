//! Limits on what HTML can cost.

/// How much of HTML is read, and how much may be repeated. Whatever is left out because of a limit is
/// [noted](super::NoteKind). [`_documentation::security`](crate::_documentation::security) lists the limits that cannot be
/// changed, and what real articles need.
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
        Self { bytes: crate::html::texts::MAX_INPUT, copies: 4 }
    }
}

impl Limits {
    /// The default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// The maximum number of bytes that are read; 512 MiB by default, which is also the most.
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

    /// How many bytes of copies each byte of the HTML allows, beyond 16 KiB of it: of a mark or link in each block that it
    /// stands around (64 bytes, and a link's URL and title), and of the base in front of each relative URL. 4 by default.
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

    /// What of some HTML is read.
    pub(super) fn cut<'a>(&self, html: &'a str) -> &'a str {
        &html[..html.floor_char_boundary(self.bytes.min(crate::html::texts::MAX_INPUT))]
    }

    /// The bytes of copies that HTML of so many bytes may have.
    pub(super) fn copies_of(&self, bytes: usize) -> usize {
        // 16 KiB to spare, so that a short page with a link around its blocks loses nothing.
        self.copies.saturating_mul(bytes + (16 << 10))
    }
}
