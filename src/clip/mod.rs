//! Clips: files that hold one article, with a header of a few lines and the article's HTML.
//!
//! ```text
//! clip         = [BOM] *blank [front-matter *blank] [stamp *blank] title rule [dated] [empty] body
//! stamp        = "<!--" ("NaN" / ["-"] 1*DIGIT) "-->" EOL        ; Unix time in milliseconds
//! title        = "[" text "](" url ")" rest EOL                 ; cut at the last "](" and the last ")"
//! rule         = "------" EOL
//! dated        = "日期：" RFC-822-date EOL                       ; only without a stamp
//! empty        = EOL
//! body         = *OCTET                                         ; HTML
//! ```
//!
//! [`_documentation::format`](crate::_documentation::format) has the full grammar, with the variants found in archives.

mod front_matter;
mod header;
mod write;

use std::fmt;
use std::str::FromStr;

pub use self::front_matter::FrontMatter;
use crate::document::Document;
use crate::error::Error;
use crate::html::{Note, fragment, plain_text};
use crate::time::Timestamp;
use crate::url::parse_url;

/// A clip with a parsed header and an unparsed body. Every part is a slice of the source.
///
/// ```
/// use newsclip::Clip;
///
/// let source = "<!--1668312901000-->\n[R&amp;D report](https://a.example/1)\n------\n\n<p>It stopped.</p>\n";
/// let clip = Clip::parse(source)?;
/// assert_eq!(clip.title(), "R&amp;D report");
/// assert_eq!(clip.url(), "https://a.example/1");
/// assert_eq!(clip.html(), "<p>It stopped.</p>\n");
/// assert_eq!(clip.to_string(), source);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clip<'a> {
    source: &'a str,
    published: Option<Timestamp>,
    title: &'a str,
    url: &'a str,
    html: &'a str,
    front_matter: Option<FrontMatter<'a>>,
}

impl<'a> Clip<'a> {
    /// Parses the header of a clip.
    ///
    /// # Errors
    ///
    /// Returns an error if the header does not match the [grammar](self). A body is never an error.
    ///
    /// ```
    /// let error = newsclip::Clip::parse("<!--soon-->\n[Rain](https://a.example/)\n------\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"line 1, column 1: expected "<!--milliseconds-->" or "<!--NaN-->", found "<!--soon-->""#
    /// );
    /// ```
    pub fn parse(source: &'a str) -> Result<Self, Error> {
        header::clip(source)
    }

    /// The source of the clip.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.source(), "[Rain](https://a.example/)\n------\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The publication time: the stamp, the `日期：` line of the older layout, or `date` in the front matter. `None` for the
    /// stamp `NaN`, or if the clip has none of these.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("<!--0-->\n[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.published().unwrap().as_milliseconds(), 0);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn published(&self) -> Option<Timestamp> {
        self.published
    }

    /// The title as in the source: character references are not decoded, and line breaks are kept.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[[News] Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.title(), "[News] Rain");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// The URL as in the source.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[Rain](https://a.example/b(c))\n------\n")?;
    /// assert_eq!(clip.url(), "https://a.example/b(c)");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn url(&self) -> &'a str {
        self.url
    }

    /// The HTML of the article as in the source, to the end of the file.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[Rain](https://a.example/)\n------\n\n<p>It stopped.")?;
    /// assert_eq!(clip.html(), "<p>It stopped.");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn html(&self) -> &'a str {
        self.html
    }

    /// The Jekyll front matter, if the clip begins with one.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nlayout: post\n---\n[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter().unwrap().get("layout"), Some("post"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn front_matter(&self) -> Option<FrontMatter<'a>> {
        self.front_matter
    }

    /// The metadata in the header and the front matter, as a document without a body. Use it to list articles quickly: the HTML
    /// is not parsed.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[R&amp;D](https://a.example/)\n------\n\nIt stopped.")?;
    /// let head = clip.head();
    /// assert_eq!((head.title.as_str(), head.body.len()), ("R&D", 0));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn head(&self) -> Document {
        // Parsed again, because `Clip` holds only slices of its source, so that parsing a header does not allocate.
        let url = parse_url(self.url).expect("`header::title` has checked it");
        let mut document = Document::new(url, plain_text(self.title));
        document.published = self.published;
        if let Some(front_matter) = self.front_matter {
            front_matter.fill(&mut document);
        }
        document
    }

    /// Parses the HTML.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[R&amp;D](https://a.example/)\n------\n\nIt stopped.")?;
    /// assert_eq!(clip.document().title, "R&D");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn document(&self) -> Document {
        self.document_with_notes().0
    }

    /// Parses the HTML. Also returns a note for each kind of content that was left out.
    ///
    /// ```
    /// use newsclip::{Clip, html::NoteKind};
    ///
    /// let clip = Clip::parse("[Rain](https://a.example/)\n------\n\n<script>x()</script><p>It stopped.")?;
    /// let (_, notes) = clip.document_with_notes();
    /// assert_eq!((notes[0].kind, notes[0].count), (NoteKind::Script, 1));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn document_with_notes(&self) -> (Document, Vec<Note>) {
        let mut document = self.head();
        let (body, notes) = fragment(self.html, Some(&document.url));
        document.body = body;
        (document, notes)
    }
}

impl FrontMatter<'_> {
    /// Adds the metadata that only the front matter holds.
    fn fill(&self, document: &mut Document) {
        // `excerpt` is Jekyll's own key; its plug-ins read `description` and `last_modified_at`.
        let first_of = |keys: &[&str]| keys.iter().find_map(|key| self.value(key));
        let texts = |key: &str| self.values(key).iter().filter_map(|text| shown(text)).collect::<Vec<_>>();
        let authors = texts("authors");
        document.authors = if authors.is_empty() { texts("author") } else { authors };
        document.tags = texts("tags");
        document.updated = first_of(&["updated", "last_modified_at"]).and_then(|time| time.parse().ok());
        document.language = first_of(&["lang", "language"]).as_deref().and_then(shown);
        document.summary = first_of(&["summary", "description", "excerpt"]).as_deref().and_then(shown);
    }
}

/// A text of the front matter as a page shows it: Jekyll writes it into HTML as it is.
fn shown(text: &str) -> Option<String> {
    Some(plain_text(text)).filter(|text| !text.is_empty())
}

/// Parses the header of a clip, like [`Clip::parse`].
///
/// ```
/// use newsclip::Clip;
///
/// let clip = Clip::try_from("[Rain](https://a.example/)\n------\n")?;
/// assert_eq!(clip.title(), "Rain");
/// # Ok::<(), newsclip::Error>(())
/// ```
// Not `FromStr`, which cannot borrow from its input.
impl<'a> TryFrom<&'a str> for Clip<'a> {
    type Error = Error;

    fn try_from(source: &'a str) -> Result<Self, Error> {
        Self::parse(source)
    }
}

/// Writes the source, byte for byte.
impl fmt::Display for Clip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source)
    }
}

/// Parses a whole clip.
///
/// # Errors
///
/// Returns an error if the header is malformed. A body is never an error.
///
/// ```
/// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It stopped.")?;
/// assert_eq!(doc.to_html(), "<p>It stopped.</p>\n");
///
/// let error = newsclip::parse("[Rain](relative)\n------\n").unwrap_err();
/// assert_eq!(error.to_string(), r#"line 1, column 8: expected an absolute http or https URL, found "relative)""#);
/// # Ok::<(), newsclip::Error>(())
/// ```
pub fn parse(clip: &str) -> Result<Document, Error> {
    Clip::parse(clip).map(|clip| clip.document())
}

/// Parses a clip, like [`parse`].
///
/// ```
/// let doc: newsclip::Document = "[Rain](https://a.example/1)\n------\n\nIt stopped.".parse()?;
/// assert_eq!(doc.title, "Rain");
/// # Ok::<(), newsclip::Error>(())
/// ```
impl FromStr for Document {
    type Err = Error;

    fn from_str(clip: &str) -> Result<Self, Error> {
        parse(clip)
    }
}

impl Document {
    /// Writes a clip in the archiver's form, with the HTML of the body on one line. Front matter holds the fields that the header
    /// cannot (authors, tags, `updated`, language, summary). Relative URLs are resolved against [`url`](Self::url).
    /// [`parse`](crate::parse) accepts only clips whose address is `http` or `https`.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt <b>stopped</b>.")?;
    /// let clip = doc.to_clip();
    /// assert_eq!(clip, "<!--NaN-->\n[Rain](https://a.example/1)\n------\n\n<p>It <strong>stopped</strong>.</p>\n");
    /// assert_eq!(newsclip::parse(&clip)?, doc);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_clip(&self) -> String {
        write::clip(self)
    }
}
