//! JSON Feed 1.1.

use serde::Serialize;

use super::Feed;
use super::entry::{Entry, Ids};
use crate::Timestamp;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
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
    items: Vec<Item<'a>>,
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
    id: String,
    url: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment>,
}

#[derive(Serialize)]
struct Attachment {
    url: String,
    mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

pub(super) fn feed(feed: &Feed) -> String {
    let mut ids = Ids::default();
    let shape = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title(),
        home_page_url: feed.url.as_str(),
        feed_url: feed.feed_url.as_ref().map(url::Url::as_str),
        description: feed.description.as_deref(),
        icon: feed.icon.as_ref().map(url::Url::as_str),
        authors: feed.authors.iter().map(|name| Author { name }).collect(),
        language: feed.language.as_deref(),
        hubs: feed.hub.iter().map(|hub| Hub { r#type: "WebSub", url: hub.as_str() }).collect(),
        items: feed.documents.iter().map(|document| item(Entry::new(document, &mut ids))).collect(),
    };
    let mut json = serde_json::to_string_pretty(&shape).expect("the shape has string keys only");
    json.push('\n');
    json
}

fn item(entry: Entry<'_>) -> Item<'_> {
    let attachment = |enclosure: super::entry::Enclosure| Attachment {
        url: enclosure.url,
        mime_type: enclosure.media_type,
        title: enclosure.title,
    };
    Item {
        id: entry.id,
        url: entry.document.url.as_str(),
        title: entry.title,
        content_html: entry.html,
        summary: entry.summary,
        image: entry.image,
        date_published: entry.document.published,
        authors: entry.document.author.iter().map(|name| Author { name }).collect(),
        tags: &entry.document.tags,
        attachments: entry.enclosures.into_iter().map(attachment).collect(),
    }
}
