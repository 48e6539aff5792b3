//! JSON: the shape of a document, and inlines whose texts are bare strings.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use url::Url;

use crate::{Block, Document, Inline, Timestamp};

/// The version of the shape that this library writes, and the latest that it reads.
const VERSION: u32 = 1;

/// A document as JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Document")]
pub(crate) struct Shape<'a> {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Timestamp>,
    title: Cow<'a, str>,
    url: Cow<'a, Url>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    tags: Cow<'a, [String]>,
    body: Cow<'a, [Block]>,
}

impl<'a> From<&'a Document> for Shape<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            version: VERSION,
            published: document.published,
            title: Cow::Borrowed(&document.title),
            url: Cow::Borrowed(&document.url),
            author: document.author.as_deref().map(Cow::Borrowed),
            tags: Cow::Borrowed(&document.tags),
            body: Cow::Borrowed(&document.body),
        }
    }
}

impl From<Document> for Shape<'_> {
    fn from(document: Document) -> Self {
        Self {
            version: VERSION,
            published: document.published,
            title: Cow::Owned(document.title),
            url: Cow::Owned(document.url),
            author: document.author.map(Cow::Owned),
            tags: Cow::Owned(document.tags),
            body: Cow::Owned(document.body),
        }
    }
}

impl TryFrom<Shape<'_>> for Document {
    type Error = String;

    fn try_from(shape: Shape<'_>) -> Result<Self, String> {
        if shape.version == 0 || shape.version > VERSION {
            return Err(format!("version {} of the shape, but only {VERSION} is known", shape.version));
        }
        if !matches!(shape.url.scheme(), "http" | "https") {
            return Err(format!("the url must be an absolute http or https URL, not {}", shape.url));
        }
        Ok(Self {
            published: shape.published,
            title: shape.title.into_owned(),
            url: shape.url.into_owned(),
            author: shape.author.map(Cow::into_owned),
            tags: shape.tags.into_owned(),
            body: shape.body.into_owned(),
        })
    }
}

/// A document, indented, with a line's end after it.
pub(crate) fn document(document: &Document) -> String {
    let mut json = serde_json::to_string_pretty(&Shape::from(document))
        .expect("the shape has string keys only and its Serialize never fails");
    json.push('\n');
    json
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // The inherent function that `remote = "Self"` derives.
            other => Inline::serialize(other, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InlineVisitor)
    }
}

struct InlineVisitor;

impl<'de> Visitor<'de> for InlineVisitor {
    type Value = Inline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an object with a type")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Inline, E> {
        Ok(Inline::text(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Inline, E> {
        Ok(Inline::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Inline, A::Error> {
        Inline::deserialize(MapAccessDeserializer::new(map))
    }
}
