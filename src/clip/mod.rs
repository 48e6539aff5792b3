//! The file format: one article a file, header and HTML.
//!
//! ```text
//! clip         = [BOM] *blank [front-matter *blank] [stamp *blank] title rule [dated] [blank] body
//! stamp        = "<!--" ("NaN" / ["-"] 1*DIGIT) "-->" EOL        ; Unix time in milliseconds
//! title        = "[" text "](" url ")" EOL                      ; cut at the last "](" and the last ")"
//! rule         = "------" EOL
//! dated        = "日期：" RFC-822-date EOL                       ; only without a stamp
//! body         = *OCTET                                         ; HTML
//! ```
//!
//! `docs/format.md` has the whole grammar, with the variants that archives hold.

mod front_matter;
mod header;

pub use front_matter::FrontMatter;

use std::fmt;

use url::Url;

use crate::{Document, Error, Note, Timestamp, html};

/// A clip's header, read, and its body, untouched: the envelope alone. No HTML is parsed and nothing
/// is copied; every part is a slice of the source.
///
/// ```
/// use newsclip::Clip;
///
/// let source = "<!--1668312901000-->\n[R&amp;D 报告](https://a.example/1)\n------\n\n<p>雨停了。</p>\n";
/// let clip = Clip::parse(source)?;
/// assert_eq!(clip.title(), "R&amp;D 报告");
/// assert_eq!(clip.url, "https://a.example/1");
/// assert_eq!(clip.html, "<p>雨停了。</p>\n");
/// assert_eq!(clip.to_string(), source);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clip<'a> {
    /// When the article was published: the stamp, or an older layout's `日期：` line, or the front
    /// matter's `date`. `None` for the stamp `NaN` and where there is none of these.
    pub published: Option<Timestamp>,
    /// The URL as it stands in the source.
    pub url: &'a str,
    /// The article's HTML as it stands in the source, to the end of the file.
    pub html: &'a str,
    /// The Jekyll front matter, if the clip begins with one.
    pub front_matter: Option<FrontMatter<'a>>,
    title: &'a str,
    source: &'a str,
    absolute_url: Url,
}

impl<'a> Clip<'a> {
    /// Reads the header of a clip.
    ///
    /// # Errors
    ///
    /// When the header is not of the form above; the error has the place and what was expected there.
    /// A body is never an error.
    ///
    /// ```
    /// let error = newsclip::Clip::parse("<!--soon-->\n[题](https://a.example/)\n------\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"line 1, column 1: expected "<!--milliseconds-->" or "<!--NaN-->", found "<!--soon-->""#
    /// );
    /// ```
    pub fn parse(source: &'a str) -> Result<Self, Error> {
        header::clip(source)
    }

    /// The title as it stands in the source: character references are not decoded, and a title that
    /// was broken over several lines still is.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[[快讯] 甲](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.title(), "[快讯] 甲");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// Parses the HTML into a [`Document`].
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("[R&amp;D](https://a.example/)\n------\n\n雨停了。")?;
    /// let doc = clip.document();
    /// assert_eq!(doc.title, "R&D");
    /// assert_eq!(doc.to_text(), "R&D\nhttps://a.example/\n\n雨停了。\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn document(&self) -> Document {
        self.document_with_notes().0
    }

    /// Parses the HTML into a [`Document`], with a note for each kind of thing that was left out by rule.
    ///
    /// ```
    /// use newsclip::{Clip, NoteKind};
    ///
    /// let clip = Clip::parse("[题](https://a.example/)\n------\n\n<script>x()</script><p>雨停了。")?;
    /// let (_, notes) = clip.document_with_notes();
    /// assert_eq!((notes[0].kind, notes[0].count), (NoteKind::Script, 1));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn document_with_notes(&self) -> (Document, Vec<Note>) {
        self.clone().into_document()
    }

    pub(crate) fn into_document(self) -> (Document, Vec<Note>) {
        let (body, notes) = html::blocks(self.html, &self.absolute_url);
        let front_matter = self.front_matter.as_ref();
        let document = Document {
            published: self.published,
            title: html::plain_text(self.title),
            url: self.absolute_url,
            author: front_matter.and_then(FrontMatter::author),
            tags: front_matter.map(FrontMatter::tags).unwrap_or_default(),
            body,
        };
        (document, notes)
    }
}

/// Gives back the source, byte for byte.
impl fmt::Display for Clip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source)
    }
}
