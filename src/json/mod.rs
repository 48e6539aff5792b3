//! JSON, both ways: the tree as people would write it by hand.
//!
//! Text is a bare string; anything else is an object with a `type`. `docs/document.schema.json` describes the shape.
//!
//! ```
//! let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt <b>stopped</b>.")?;
//! let json: serde_json::Value = serde_json::from_str(&doc.to_json()).unwrap();
//! assert_eq!(json["title"], "Rain");
//! assert_eq!(
//!     json["body"],
//!     serde_json::json!([{"type": "paragraph", "content": ["It ", {"type": "strong", "content": ["stopped"]}, "."]}])
//! );
//! # Ok::<(), newsclip::Error>(())
//! ```

mod indent;
mod output;
mod serializer;
mod write;

use std::borrow::Cow;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};
use url::Url;

use self::indent::Indent;
use self::output::Output;
use self::write::Writer;
use crate::document::Document;
use crate::error::Error;
use crate::normal::{MAX_DEPTH, normalized};
use crate::time::Timestamp;
use crate::tree::{Block, is_deeper_than};
use crate::writer::capacity;

/// The version of the shape that this crate writes, and the latest that it reads.
const VERSION: u32 = 1;

/// A document as JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Document")]
struct Shape<'a> {
    version: u32,
    title: Cow<'a, str>,
    url: Cow<'a, Url>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    authors: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    tags: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    summary: Option<Cow<'a, str>>,
    body: Cow<'a, [Block]>,
}

impl<'a> Shape<'a> {
    /// A body that is nested too deeply for JSON readers is put in normal form.
    fn of(document: &'a Document) -> Self {
        // serde_json refuses to read more than 128 levels, and each block takes several levels of JSON.
        let body = if is_deeper_than(&document.body, MAX_DEPTH) {
            Cow::Owned(normalized(&document.body))
        } else {
            Cow::Borrowed(&*document.body)
        };
        Self {
            version: VERSION,
            title: Cow::Borrowed(&document.title),
            url: Cow::Borrowed(&document.url),
            published: document.published,
            updated: document.updated,
            authors: Cow::Borrowed(&document.authors),
            tags: Cow::Borrowed(&document.tags),
            language: document.language.as_deref().map(Cow::Borrowed),
            summary: document.summary.as_deref().map(Cow::Borrowed),
            body,
        }
    }

    fn into_document(self) -> Result<Document, String> {
        // A later shape may mean something else by the same names; guessing would lose content without a word.
        if self.version == 0 || self.version > VERSION {
            return Err(format!("version {} of the shape, but only {VERSION} is known", self.version));
        }
        let mut document = Document::new(self.url.into_owned(), self.title);
        document.published = self.published;
        document.updated = self.updated;
        document.authors = self.authors.into_owned();
        document.tags = self.tags.into_owned();
        document.language = self.language.map(Cow::into_owned);
        document.summary = self.summary.map(Cow::into_owned);
        document.body = self.body.into_owned();
        Ok(document)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shape::of(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Shape::deserialize(deserializer)?.into_document().map_err(D::Error::custom)
    }
}

impl Document {
    /// JSON, indented by two spaces as long as that takes no more bytes than everything else and 64 KiB. `</script>` is not
    /// escaped: take care if the result goes into an HTML page.
    ///
    /// A tree that is nested more than [`MAX_DEPTH`] levels deep is put in normal form first, because JSON readers commonly
    /// accept no more than 128 levels.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_json().starts_with("{\n  \"version\": 1,\n  \"title\": \"Rain\","));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        self.json(|| Some(Indent::new()))
    }

    /// The same JSON on one line, with a line end after it: a line of [JSON Lines](https://jsonlines.org).
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(
    ///     doc.to_json_line(),
    ///     r#"{"version":1,"title":"Rain","url":"https://a.example/1","body":[{"type":"paragraph","content":["It stopped."]}]}"#
    ///         .to_string() + "\n"
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json_line(&self) -> String {
        self.json(|| None)
    }

    fn json(&self, indent: impl Fn() -> Option<Indent>) -> String {
        let shape = Shape::of(self);
        Output::text(capacity(&self.body), |out| {
            shape
                .serialize(&mut Writer::new(out, indent()))
                .expect("a shape has only what the writer supports");
            // A text file ends with a line end (POSIX), and `diff` complains otherwise.
            out.push("\n");
        })
    }

    /// Reads what [`to_json`](Self::to_json) wrote, or a person by hand. Nothing is normalized.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or not that of a document, or of a later version of the shape.
    ///
    /// ```
    /// use newsclip::Document;
    ///
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(Document::from_json(&doc.to_json())?, doc);
    ///
    /// let error = Document::from_json(r#"{"version": 1, "title": "Rain"}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "line 1, column 31: expected JSON of a document: missing field `url`");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|error| Error::json(error, json))
    }
}
