//! Reads and writes documents as JSON, in a form that is also easy to write by hand.
//!
//! Text is a string. Any other inline, and every block, is an object with a `type`. `docs/document.schema.json` is the schema.
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
use self::write::JsonWriter;
use crate::document::Document;
use crate::error::Error;
use crate::normal::{MAX_DEPTH, normalized};
use crate::time::Timestamp;
use crate::tree::{Block, is_deeper_than};
use crate::writer::capacity;

/// The version of the format that this crate writes, and the latest that it reads.
const VERSION: u32 = 1;

/// The JSON form of a document.
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
    /// Converts a document. A body that is nested too deeply for JSON parsers is put in normal form.
    fn of(document: &'a Document) -> Self {
        // serde_json reads at most 128 levels, and each block takes several levels of JSON.
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
        // A later version may give the same names another meaning. Guessing could lose content without an error.
        if self.version == 0 || self.version > VERSION {
            return Err(format!("unsupported version {}, expected {VERSION}", self.version));
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
    /// Writes JSON, indented by two spaces. Lines are not indented once the indentation would be longer than the other text
    /// plus 64 KiB. `</script>` is not escaped: take care if the result goes into an HTML page.
    ///
    /// A tree that is nested more than [`MAX_DEPTH`] levels deep is put in normal form first, because many JSON parsers
    /// accept at most 128 levels.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_json().starts_with("{\n  \"version\": 1,\n  \"title\": \"Rain\","));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        self.json(|| Some(Indent::new()))
    }

    /// Writes JSON on one line with a line end: a line of [JSON Lines](https://jsonlines.org).
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
                .serialize(&mut JsonWriter::new(out, indent()))
                .expect("`Shape` uses only types that the writer supports");
            // In POSIX, a text file ends with a line end. `diff` warns otherwise.
            out.push("\n");
        })
    }

    /// Reads JSON in the form of [`to_json`](Self::to_json). The tree is not normalized.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not valid JSON, does not match the schema, or has a later version.
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
