//! RSS 2.0, by the RSS Advisory Board's Best Practices Profile.

use std::borrow::Cow;

use url::Url;

use super::entry::{Entry, File, Summary};
use super::head::{HISTORY, Head};
use super::options::Format;
use super::syntax::Syntax;
use super::views::{PersonView, TagView};
use super::xml::{
    attributes, cdata, close, element, element_with, empty, html, open, optional, prolog, text,
};
use crate::feed::conventions::looks_like_html;
use crate::time::Timestamp;

pub(super) struct Rss {
    /// The authors of the feed, as elements of an item.
    authors: String,
}

impl Rss {
    pub(super) fn new(head: &Head<'_>) -> Self {
        let mut authors = String::new();
        item_authors(&head.authors(), &mut authors);
        Self { authors }
    }
}

/// The start tag of the root. It is the same in every feed, and needs no escaping, which took 6 % of the time of writing a
/// feed of one document.
const ROOT: &str = concat!(
    "<rss version=\"2.0\"",
    " xmlns:atom=\"http://www.w3.org/2005/Atom\"",
    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"",
    " xmlns:media=\"http://search.yahoo.com/mrss/\"",
    " xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"",
    " xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\"",
);

impl Syntax for Rss {
    fn open(&self, head: &Head<'_>, out: &mut String) {
        prolog(head, out);
        out.push_str(ROOT);
        // Rarely used namespaces are declared only if needed, to keep feeds short.
        let history = if head.is_archive() { HISTORY } else { "" };
        let webfeeds = if head.icon().is_some() { "http://webfeeds.org/rss/1.0" } else { "" };
        attributes(out, &[("xmlns:fh", history), ("xmlns:webfeeds", webfeeds)]);
        out.push_str(">\n<channel>\n");
        channel(head, out);
    }

    fn entry(&self, entry: &Entry<'_>, _: usize, out: &mut String) {
        out.push_str("<item>\n");
        about(entry, &self.authors, out);
        comments_and_source(entry, out);
        content(entry, out);
        files(entry, out);
        out.push_str("</item>\n");
    }

    fn close(&self, out: &mut String) {
        out.push_str("</channel>\n</rss>\n");
    }
}

fn channel(head: &Head<'_>, out: &mut String) {
    let title_text = head.title(Format::Rss);
    title(title_text, out);
    // RSS 2.0 requires a link. Without a site, it is the address of the feed.
    let site = head.site().or_else(|| head.self_url(Format::Rss)).map(Url::as_str);
    optional(out, "link", site);
    element(out, "description", &as_html(head.description().unwrap_or(title_text)));
    optional(out, "language", head.language());
    optional(out, "copyright", head.rights().map(as_html).as_deref());
    people(head, out);
    // RFC 822 with a four-digit year, which RSS 2.0 prefers.
    optional(out, "lastBuildDate", head.updated.map(Timestamp::to_rfc2822).as_deref());
    for tag in head.tags() {
        category(&tag, out);
    }
    element(out, "generator", head.generator());
    element(out, "docs", "https://www.rssboard.org/rss-specification");
    optional(out, "ttl", head.feed.ttl.map(|ttl| ttl.to_string()).as_deref());
    // RSS 2.0, "image": url, title and link are required. Title and link should be those of the channel.
    if let Some(logo) = head.logo() {
        out.push_str("<image>\n");
        element(out, "url", logo.as_str());
        element(out, "title", title_text);
        optional(out, "link", site);
        close(out, "image");
    }
    optional(out, "webfeeds:icon", head.icon().map(Url::as_str));
    for (relation, url) in head.links(Format::Rss) {
        let attributes = [("href", url.as_str()), ("rel", relation), ("type", "application/rss+xml")];
        empty(out, "atom:link", &attributes);
    }
    if head.is_archive() {
        out.push_str("<fh:archive/>\n");
    }
    for hub in head.hubs() {
        empty(out, "atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
}

/// Writes the people of the feed. RSS 2.0 has elements for one editor and one webmaster with email addresses; others need Dublin
/// Core.
fn people(head: &Head<'_>, out: &mut String) {
    let groups = [
        ("managingEditor", "dc:creator", head.authors()),
        ("webMaster", "dc:contributor", head.contributors()),
    ];
    for (first, other, people) in groups {
        credits(&people, first, other, out);
    }
}

/// Writes people: the first one with an email address as the element `first`, all others as `other`.
fn credits(people: &[PersonView<'_>], first: &str, other: &str, out: &mut String) {
    let mut has_first = false;
    for person in people {
        match person.email {
            // RSS 2.0 requires an email address and allows the element only once.
            Some(email) if !has_first => {
                has_first = true;
                mail(first, email, person, out);
            }
            _ => element(out, other, &as_html(person.label())),
        }
    }
}

/// Writes an element with `mail (name)`.
fn mail(element: &str, email: &str, person: &PersonView<'_>, out: &mut String) {
    open(out, element, &[]);
    if person.name.is_empty() {
        text(out, &as_html(email));
    } else {
        text(out, &as_html(&format!("{email} ({})", person.name)));
    }
    close(out, element);
}

fn category(tag: &TagView<'_>, out: &mut String) {
    element_with(out, "category", &[("domain", tag.scheme.unwrap_or_default())], &as_html(tag.term));
}

/// Writes a title.
fn title(title: &str, out: &mut String) {
    element(out, "title", title);
    // RSS does not define whether a title is text or HTML. If it looks like HTML, `media:title` marks it as text, and the
    // reader of this crate uses this.
    if looks_like_html(title) {
        element_with(out, "media:title", &[("type", "plain")], title);
    }
}

/// Escapes a text for elements in which readers accept HTML, if it looks like HTML.
fn as_html(plain: &str) -> Cow<'_, str> {
    // If readers take it for text, they would show an escaped `&` as `&amp;`.
    if !looks_like_html(plain) {
        return Cow::Borrowed(plain);
    }
    let mut html = String::new();
    text(&mut html, plain);
    Cow::Owned(html)
}

fn item_authors(authors: &[PersonView<'_>], out: &mut String) {
    credits(authors, "author", "dc:creator", out);
}

/// Writes the metadata of an item. `of_feed` is the authors of the feed, as they are written in an item.
fn about(entry: &Entry<'_>, of_feed: &str, out: &mut String) {
    let start = out.len();
    if !entry.title.is_empty() {
        title(&entry.title, out);
    }
    optional(out, "link", entry.url.map(Url::as_str));
    // RSS 2.0, "guid": without the attribute, readers take any guid for an address.
    let is_permalink = if entry.is_permalink() { "true" } else { "false" };
    element_with(out, "guid", &[("isPermaLink", is_permalink)], &entry.id);
    optional(out, "pubDate", entry.published.map(Timestamp::to_rfc2822).as_deref());
    // RSS has no element for this time. Of the others, readers know that of Atom.
    optional(out, "atom:updated", entry.updated.map(|time| time.to_string()).as_deref());
    // Entries without authors inherit those of the feed (RFC 4287 §4.2.1). RSS readers do not know this rule, so the
    // authors are repeated in the item, unless they take more than twice the space of the item so far: thousands of authors
    // in thousands of items would make the output far longer than the input.
    if !entry.authors.is_empty() {
        item_authors(&entry.authors, out);
    } else if of_feed.len() <= 2 * (out.len() - start) {
        out.push_str(of_feed);
    }
    for person in &entry.contributors {
        element(out, "dc:contributor", &as_html(person.label()));
    }
    for tag in &entry.tags {
        category(tag, out);
    }
    optional(out, "dc:language", entry.language);
    optional(out, "dc:rights", entry.rights.map(as_html).as_deref());
}

fn comments_and_source(entry: &Entry<'_>, out: &mut String) {
    let comments = entry.comments;
    optional(out, "comments", comments.url.map(Url::as_str));
    optional(out, "wfw:commentRss", comments.feed_url.map(Url::as_str));
    optional(out, "slash:comments", comments.count.map(|count| count.to_string()).as_deref());
    let Some(source) = entry.source else { return };
    let title = as_html(source.title);
    match source.feed_url.or(source.url) {
        Some(url) => element_with(out, "source", &[("url", url.as_str())], &title),
        // RSS 2.0, "source": the address is required.
        None if !title.is_empty() => element(out, "dc:source", &title),
        None => {}
    }
}

/// Writes the summary and the content. The profile requires `description` before `content:encoded`.
fn content(entry: &Entry<'_>, out: &mut String) {
    match entry.summary {
        // RSS 2.0: an item needs a title or a description.
        Summary::None if entry.title.is_empty() => element(out, "description", ""),
        Summary::None => {}
        _ => html(out, "description", &[], |out| entry.write_summary(out)),
    }
    if !entry.content.is_empty() {
        cdata(out, "content:encoded", &[], |out| entry.write_content(out));
    }
}

/// Writes the files and images. Many readers support only one enclosure, so Media RSS holds the others.
fn files(entry: &Entry<'_>, out: &mut String) {
    if let Some(file) = entry.files.first() {
        // RSS Best Practices Profile, "enclosure": an unknown length is 0.
        let length = file.length.unwrap_or(0).to_string();
        let attributes = [("url", &*file.url), ("length", &*length), ("type", &*file.media_type)];
        empty(out, "enclosure", &attributes);
        optional(out, "itunes:duration", file.duration.map(|time| time.as_secs().to_string()).as_deref());
    }
    if let Some(image) = &entry.image {
        empty(out, "media:content", &[("url", image), ("medium", "image")]);
    }
    if let Some(thumbnail) = entry.thumbnail {
        empty(out, "media:thumbnail", &[("url", thumbnail.as_str())]);
    }
    entry.files.iter().skip(1).for_each(|file| media(file, out));
}

fn media(file: &File<'_>, out: &mut String) {
    let length = file.length.map(|length| length.to_string()).unwrap_or_default();
    let duration = file.duration.map(|time| time.as_secs().to_string()).unwrap_or_default();
    // Readers take an image for the lead image.
    let is_default = if file.media_type.starts_with("image/") { "false" } else { "" };
    let attributes = [
        ("url", &*file.url),
        ("fileSize", &*length),
        ("type", &*file.media_type),
        ("isDefault", is_default),
        ("duration", &*duration),
    ];
    match file.title {
        None => empty(out, "media:content", &attributes),
        Some(title) => {
            open(out, "media:content", &attributes);
            out.push('\n');
            element_with(out, "media:title", &[("type", "plain")], title);
            close(out, "media:content");
        }
    }
}
