//! Atom 1.0 (RFC 4287).

use url::Url;

use super::entry::{Entry, Summary};
use super::head::{HISTORY, Head};
use super::options::Format;
use super::syntax::Syntax;
use super::views::{CommentsView, PersonView, SourceView, TagView, visible};
use super::xml::{attributes, cdata, close, element, element_with, empty, open, optional, prolog, text};
use crate::feed::conventions::{NO_TIME, iri};
use crate::time::Timestamp;

pub(super) struct Atom;

/// The start tag of the root. It is the same in every feed, and needs no escaping.
const ROOT: &str = concat!(
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"",
    " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"",
    " xmlns:media=\"http://search.yahoo.com/mrss/\"",
    " xmlns:thr=\"http://purl.org/syndication/thread/1.0\"",
);

impl Syntax for Atom {
    fn open(&self, head: &Head<'_>, out: &mut String) {
        prolog(head, out);
        out.push_str(ROOT);
        // Rarely used namespaces are declared only if needed, to keep feeds short.
        let history = if head.is_archive() { HISTORY } else { "" };
        attributes(out, &[("xmlns:fh", history), ("xml:lang", head.language().unwrap_or_default())]);
        out.push_str(">\n");
        required(head, out);
        links(head, out);
        about(head, out);
    }

    fn entry(&self, entry: &Entry<'_>, _: usize, out: &mut String) {
        open(out, "entry", &[("xml:lang", entry.language.unwrap_or_default())]);
        out.push('\n');
        // RFC 4287 §4.2.6: an IRI that stays the same whenever the entry is written again.
        element(out, "id", &iri(&entry.id));
        // rss-parser takes an empty element with an attribute for an object instead of a string.
        let kind: &[_] = if entry.title.is_empty() { &[] } else { &[("type", "text")] };
        element_with(out, "title", kind, &entry.title);
        optional(out, "published", entry.published.map(|time| time.to_string()).as_deref());
        // RFC 4287 §4.1.2: required.
        element(out, "updated", &time(entry.updated.or(entry.published)));
        entry_links(entry, out);
        entry.authors.iter().for_each(|author| person("author", author, out));
        entry.contributors.iter().for_each(|contributor| person("contributor", contributor, out));
        entry.tags.iter().for_each(|tag| category(tag, out));
        if let Some(rights) = entry.rights {
            element_with(out, "rights", &[("type", "text")], rights);
        }
        // RFC 4287 §4.2.11: a copied entry keeps its source.
        if let Some(found) = entry.source {
            source(found, out);
        }
        content(entry, out);
        media(entry, out);
        out.push_str("</entry>\n");
    }

    fn close(&self, out: &mut String) {
        out.push_str("</feed>\n");
    }
}

/// Writes the required elements: id, title and updated (§4.1.1).
fn required(head: &Head<'_>, out: &mut String) {
    element(out, "id", &id(head));
    element_with(out, "title", &[("type", "text")], head.title(Format::Atom));
    // RFC 4287 §4.1.1: required.
    element(out, "updated", &time(head.updated));
}

fn links(head: &Head<'_>, out: &mut String) {
    // RFC 4287 §4.1.1: at most one alternate link for each type and language.
    if let Some(url) = head.site() {
        empty(out, "link", &[("rel", "alternate"), ("href", url.as_str())]);
    }
    for (relation, url) in head.links(Format::Atom) {
        let attributes = [("rel", relation), ("type", "application/atom+xml"), ("href", url.as_str())];
        empty(out, "link", &attributes);
    }
    if head.is_archive() {
        out.push_str("<fh:archive/>\n");
    }
    for hub in head.hubs() {
        empty(out, "link", &[("rel", "hub"), ("href", hub.as_str())]);
    }
}

fn about(head: &Head<'_>, out: &mut String) {
    if let Some(description) = head.description() {
        element_with(out, "subtitle", &[("type", "text")], description);
    }
    // §4.1.1: an author is required, unless every entry has one.
    let authors = head.authors();
    if authors.is_empty() {
        let title = head.title(Format::Atom);
        person("author", &PersonView { name: title, email: None, url: None, avatar: None }, out);
    }
    authors.iter().for_each(|author| person("author", author, out));
    head.contributors().iter().for_each(|contributor| person("contributor", contributor, out));
    head.tags().iter().for_each(|tag| category(tag, out));
    optional(out, "icon", head.icon().map(Url::as_str));
    optional(out, "logo", head.logo().map(Url::as_str));
    if let Some(rights) = head.rights() {
        element_with(out, "rights", &[("type", "text")], rights);
    }
    // RFC 4287 §4.2.4: identifies the program, for debugging.
    element(out, "generator", head.generator());
}

/// The id of the feed, else its address, else the address of its site, else a URN of its title.
fn id(head: &Head<'_>) -> String {
    // RFC 4287 §4.1.1: an id is required. All of these stay the same when the feed is written again.
    let own = visible(head.feed.id.as_deref());
    if let Some(id) = own {
        return iri(id).into_owned();
    }
    if let Some(url) = head.self_url(Format::Atom).or(head.site()) {
        return url.to_string();
    }
    let title = url::form_urlencoded::byte_serialize(head.title(Format::Atom).as_bytes());
    title.fold("urn:newsclip:feed:".to_string(), |urn, piece| urn + piece)
}

fn person(element: &str, person: &PersonView<'_>, out: &mut String) {
    open(out, element, &[]);
    out.push_str("<name>");
    // RFC 4287 §3.2.1: a name is required, so the email address replaces a missing one.
    text(out, person.label());
    out.push_str("</name>");
    for (name, value) in [("uri", person.url.map(Url::as_str)), ("email", person.email)] {
        if let Some(value) = value {
            open(out, name, &[]);
            text(out, value);
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
    close(out, element);
}

fn category(tag: &TagView<'_>, out: &mut String) {
    let attributes = [
        ("term", tag.term),
        ("scheme", tag.scheme.unwrap_or_default()),
        ("label", tag.label.unwrap_or_default()),
    ];
    empty(out, "category", &attributes);
}

fn entry_links(entry: &Entry<'_>, out: &mut String) {
    if let Some(url) = entry.url {
        empty(out, "link", &[("rel", "alternate"), ("href", url.as_str())]);
    }
    if let Some(url) = entry.external_url {
        empty(out, "link", &[("rel", "related"), ("href", url.as_str())]);
    }
    // RFC 4287 §4.2.7.2: any number of enclosures, unlike RSS.
    for file in &entry.files {
        let length = file.length.map(|length| length.to_string()).unwrap_or_default();
        let attributes = [
            ("rel", "enclosure"),
            ("type", &*file.media_type),
            ("length", &*length),
            ("title", file.title.unwrap_or_default()),
            ("href", &*file.url),
        ];
        empty(out, "link", &attributes);
    }
    comments(entry.comments, out);
}

/// Writes the links to comments and their number (RFC 4685 §4, §5).
fn comments(comments: CommentsView<'_>, out: &mut String) {
    let pages = [("text/html", comments.url), ("application/atom+xml", comments.feed_url)];
    for (media_type, url) in pages {
        if let Some(url) = url {
            empty(out, "link", &[("rel", "replies"), ("type", media_type), ("href", url.as_str())]);
        }
    }
    optional(out, "thr:total", comments.count.map(|count| count.to_string()).as_deref());
}

fn source(source: SourceView<'_>, out: &mut String) {
    out.push_str("<source>\n");
    optional(out, "id", source.id.map(iri).as_deref());
    // RFC 4287 §4.2.11: `source` should have the id, title and updated of its feed.
    element_with(out, "title", &[("type", "text")], source.title);
    for (relation, url) in [("alternate", source.url), ("self", source.feed_url)] {
        if let Some(url) = url {
            empty(out, "link", &[("rel", relation), ("href", url.as_str())]);
        }
    }
    close(out, "source");
}

fn content(entry: &Entry<'_>, out: &mut String) {
    match &entry.summary {
        Summary::None => {}
        Summary::Text(text) => element_with(out, "summary", &[("type", "text")], text),
        Summary::Blocks(_) => cdata(out, "summary", &[("type", "html")], |out| entry.write_summary(out)),
    }
    // An empty `content` would hide the summary in readers that prefer the content.
    if !entry.content.is_empty() {
        cdata(out, "content", &[("type", "html")], |out| entry.write_content(out));
    }
}

fn media(entry: &Entry<'_>, out: &mut String) {
    // Atom links have no duration. Apple's element holds that of the first file.
    let duration = entry.files.first().and_then(|file| file.duration);
    optional(out, "itunes:duration", duration.map(|time| time.as_secs().to_string()).as_deref());
    if let Some(image) = &entry.image {
        empty(out, "media:content", &[("url", image), ("medium", "image")]);
    }
    if let Some(thumbnail) = entry.thumbnail {
        empty(out, "media:thumbnail", &[("url", thumbnail.as_str())]);
    }
}

/// A time in RFC 3339, or the placeholder for an unknown one.
fn time(time: Option<Timestamp>) -> String {
    time.map_or_else(|| NO_TIME.to_string(), |time| time.to_string())
}
