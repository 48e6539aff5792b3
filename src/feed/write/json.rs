//! JSON Feed 1.1.

use std::fmt::{self, Write};

use serde::Serialize;
use url::Url;

use super::Format;
use super::entry::{Enclosure, Entry};
use super::head::{Head, web};
use crate::time::Timestamp;

pub(in crate::feed) struct JsonFeed;

#[derive(Serialize)]
struct Top<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    tags: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

impl Format for JsonFeed {
    /// The feed's own properties, up to the list of items.
    fn open(&self, head: &Head<'_>, out: &mut String) -> fmt::Result {
        let feed = head.feed;
        let top = Top {
            version: "https://jsonfeed.org/version/1.1",
            title: head.title(),
            home_page_url: head.site().map(Url::as_str),
            feed_url: web(head.self_url.as_ref()).map(Url::as_str),
            next_url: web(head.previous.as_ref()).map(Url::as_str),
            description: feed.description.as_deref(),
            icon: head.icon().map(Url::as_str),
            authors: head.authors().into_iter().map(|name| Author { name }).collect(),
            language: feed.language.as_deref(),
            hubs: head.hub().map(|hub| Hub { r#type: "WebSub", url: hub.as_str() }).into_iter().collect(),
        };
        let json = serde_json::to_string_pretty(&top).expect("the shape has only string keys");
        let json = json.strip_suffix("\n}").expect("an object ends with a brace on a line of its own");
        write!(out, "{json},\n  \"items\": [")
    }

    /// One item, after a comma if it is not the first.
    fn entry(&self, _: &Head<'_>, entry: &Entry<'_>, index: usize, out: &mut String) -> fmt::Result {
        let json = serde_json::to_string_pretty(&item(entry)).expect("the shape has only string keys");
        out.write_str(if index == 0 { "\n    " } else { ",\n    " })?;
        // A string in JSON holds no line feed, so each one ends a line.
        out.write_str(&json.replace('\n', "\n    "))
    }

    fn close(&self, out: &mut String) -> fmt::Result {
        out.write_str("\n  ]\n}\n")
    }
}

fn item<'a>(entry: &'a Entry<'_>) -> Item<'a> {
    let attachment = |enclosure: &'a Enclosure| Attachment {
        url: &enclosure.url,
        mime_type: &enclosure.media_type,
        title: enclosure.title.as_deref(),
    };
    Item {
        id: &entry.id,
        url: entry.url(),
        title: &entry.title,
        content_html: &entry.html,
        summary: entry.summary.as_deref(),
        image: entry.image.as_deref(),
        date_published: entry.document.published,
        date_modified: entry.document.updated,
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: &entry.tags,
        language: entry.document.language.as_deref(),
        attachments: entry.enclosures.iter().map(attachment).collect(),
    }
}
