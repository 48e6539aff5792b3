//! JSON Feed 1.1.

use std::fmt::{self, Write};

use serde::Serialize;
use url::Url;

use super::entry::Entry;
use super::stream::Head;
use crate::Timestamp;
use crate::url::web_page;

#[derive(Serialize)]
struct JsonFeed<'a> {
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
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

/// The feed's own properties, up to the list of items.
pub(super) fn open(head: &Head<'_>, out: &mut impl Write) -> fmt::Result {
    let feed = head.feed;
    let shape = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title(),
        home_page_url: web_page(&feed.url),
        feed_url: head.self_url.as_ref().map(Url::as_str),
        next_url: head.previous.as_ref().map(Url::as_str),
        description: feed.description.as_deref(),
        icon: feed.icon.as_ref().map(Url::as_str),
        authors: feed.authors.iter().map(|name| Author { name }).collect(),
        language: feed.language.as_deref(),
        hubs: feed.hub.iter().map(|hub| Hub { r#type: "WebSub", url: hub.as_str() }).collect(),
    };
    let json = serde_json::to_string_pretty(&shape).expect("the shape has string keys only");
    let json = json.strip_suffix("\n}").expect("an object ends with a brace on a line of its own");
    write!(out, "{json},\n  \"items\": [")
}

/// One item, after a comma if it is not the first.
pub(super) fn item(entry: &Entry<'_>, is_first: bool, out: &mut impl Write) -> fmt::Result {
    let json = serde_json::to_string_pretty(&shape(entry)).expect("the shape has string keys only");
    out.write_str(if is_first { "\n    " } else { ",\n    " })?;
    // No string of JSON has a line break in it, so each is a break between lines.
    out.write_str(&json.replace('\n', "\n    "))
}

pub(super) fn close(out: &mut impl Write) -> fmt::Result {
    out.write_str("\n  ]\n}\n")
}

fn shape<'a>(entry: &'a Entry<'_>) -> Item<'a> {
    let attachment = |enclosure: &'a super::entry::Enclosure| Attachment {
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
        authors: entry.document.author.iter().map(|name| Author { name }).collect(),
        tags: &entry.document.tags,
        attachments: entry.enclosures.iter().map(attachment).collect(),
    }
}
