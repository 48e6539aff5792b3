//! The metadata of an article.

use newsclip::feed::Item;
use newsclip::{Document, Timestamp};
use serde::Serialize;

/// The metadata of an article.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    /// The file that contains the article.
    pub(super) path: String,
    /// Whether nothing can link to the file, because it is standard input or a pipe.
    #[serde(skip)]
    pub(super) is_stream: bool,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
}

impl Record {
    pub(super) fn of_document(document: Document, path: String, is_stream: bool) -> Self {
        Self {
            path,
            is_stream,
            title: document.title,
            url: Some(document.url.into()),
            published: document.published,
            updated: document.updated,
            authors: document.authors,
            tags: document.tags,
            language: document.language,
            summary: document.summary,
        }
    }

    pub(super) fn of_item(item: Item, path: String, is_stream: bool) -> Self {
        Self {
            path,
            is_stream,
            title: item.title,
            url: item.url.map(String::from),
            published: item.published,
            updated: item.updated,
            authors: item.authors.iter().map(|author| author.label().to_string()).collect(),
            tags: item.tags.iter().map(|tag| tag.text().to_string()).collect(),
            language: item.language,
            summary: None,
        }
    }

    /// A line of JSON Lines.
    pub(super) fn line(&self) -> String {
        let mut line = serde_json::to_string(self).expect("a record has only string keys");
        line.push('\n');
        line
    }
}
