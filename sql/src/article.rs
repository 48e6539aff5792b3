//! The fields of an article as columns, for functions that return a struct and for the table.

use datafusion::arrow::datatypes::DataType;
use newsclip::html::Page;
use newsclip::tree::{Block, Image, LinkTarget, Walk};
use newsclip::{Document, Html, Markdown, Text, Timestamp, Url};

use crate::value::{TEXT, Value, list, record, time};

/// The metadata of an article, and its body.
pub(crate) struct Article {
    title: Option<String>,
    url: Option<Url>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    authors: Vec<String>,
    tags: Vec<String>,
    language: Option<String>,
    summary: Option<String>,
    site_name: Option<String>,
    image: Option<String>,
    body: Vec<Block>,
}

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Url,
    Published,
    Updated,
    Authors,
    Tags,
    Language,
    Summary,
    SiteName,
    Image,
    Text,
    Markdown,
    Html,
    Links,
    Images,
}

impl Field {
    /// The metadata in a clip's header.
    pub(crate) const HEADER: &'static [Self] = &[
        Self::Title,
        Self::Url,
        Self::Published,
        Self::Updated,
        Self::Authors,
        Self::Tags,
        Self::Language,
        Self::Summary,
    ];

    /// The metadata in the HTML.
    pub(crate) const BODY: &'static [Self] =
        &[Self::Text, Self::Markdown, Self::Html, Self::Links, Self::Images];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Url => "url",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Authors => "authors",
            Self::Tags => "tags",
            Self::Language => "language",
            Self::Summary => "summary",
            Self::SiteName => "site_name",
            Self::Image => "image",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Links => "links",
            Self::Images => "images",
        }
    }

    pub(crate) fn data_type(self) -> DataType {
        match self {
            Self::Published | Self::Updated => time(),
            Self::Authors | Self::Tags => list(TEXT),
            // Structs instead of URLs, because data sets of images also need the descriptions.
            Self::Links => list(record([("url", TEXT), ("title", TEXT)])),
            Self::Images => list(record([("url", TEXT), ("alt", TEXT), ("title", TEXT)])),
            _ => TEXT,
        }
    }

    pub(crate) fn value(self, article: &Article) -> Value {
        match self {
            Self::Title => article.title.as_deref().into(),
            Self::Url => article.url.as_ref().map(Url::as_str).into(),
            Self::Published => article.published.into(),
            Self::Updated => article.updated.into(),
            Self::Authors => Value::texts(article.authors.iter().map(String::as_str)),
            Self::Tags => Value::texts(article.tags.iter().map(String::as_str)),
            Self::Language => article.language.as_deref().into(),
            Self::Summary => article.summary.as_deref().into(),
            Self::SiteName => article.site_name.as_deref().into(),
            Self::Image => article.image.as_deref().into(),
            // Only the body, because the fields of the header are separate columns.
            Self::Text => Text::new().render_blocks(&article.body).into(),
            Self::Markdown => Markdown::new().render_blocks(&article.body).into(),
            Self::Html => Html::new().render_blocks(&article.body).into(),
            Self::Links => Value::List(Walk::new(&article.body).links().map(link).collect()),
            Self::Images => Value::List(Walk::new(&article.body).images().map(image).collect()),
        }
    }

    /// The type of a struct of some fields.
    pub(crate) fn record(fields: &[&[Self]]) -> DataType {
        record(fields.concat().into_iter().map(|field| (field.name(), field.data_type())))
    }

    /// A struct of some fields.
    pub(crate) fn record_of(fields: &[&[Self]], article: &Article) -> Value {
        Value::Struct(fields.concat().into_iter().map(|field| field.value(article)).collect())
    }
}

fn link(target: &LinkTarget) -> Value {
    Value::Struct(vec![target.url.as_str().into(), target.title.as_deref().into()])
}

fn image(image: &Image) -> Value {
    Value::Struct(vec![image.url.as_str().into(), image.alt.as_str().into(), image.title.as_deref().into()])
}

impl From<Document> for Article {
    fn from(document: Document) -> Self {
        Self {
            title: Some(document.title),
            url: Some(document.url),
            published: document.published,
            updated: document.updated,
            authors: document.authors,
            tags: document.tags,
            language: document.language,
            summary: document.summary,
            // A clip has no field for the site.
            site_name: None,
            image: None,
            body: document.body,
        }
    }
}

impl From<Page> for Article {
    fn from(page: Page) -> Self {
        let head = page.head;
        Self {
            // A clip may have an empty title; a page without one has no title.
            title: Some(head.title).filter(|title| !title.is_empty()),
            url: head.url,
            published: head.published,
            updated: head.updated,
            authors: head.authors,
            tags: head.tags,
            language: head.language,
            summary: head.description,
            site_name: head.site_name,
            image: head.image,
            body: page.body,
        }
    }
}
