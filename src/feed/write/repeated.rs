//! The metadata that each archive page repeats.
//!
//! Without a limit, a feed of `n` bytes, half of them in its description, would take `n²` bytes as an archive: 1.5 GB for 4 MiB in
//! pages of 100 items.

use url::Url;

use crate::feed::model::{Feed, Person, Tag};
use crate::normal::written_len;

/// The maximum number of bytes of metadata, after escaping, that each archive page repeats. Most feeds have some hundred bytes, and
/// descriptions of podcasts have at most 4,000 characters in the directory of Apple.
const MAX_REPEATED: usize = 32 << 10;

/// The maximum length of a field that identifies the feed, if the metadata is longer.
const MAX_FIELD: usize = 2 << 10;

/// The part of the metadata that each archive page repeats, if that is not all of it: what identifies the feed.
pub(super) fn identity(feed: &Feed) -> Option<Feed> {
    if is_short(feed) {
        return None;
    }
    let text = |text: &Option<String>| text.clone().filter(|text| text.len() <= MAX_FIELD);
    let url = |url: &Option<Url>| url.clone().filter(|url| url.as_str().len() <= MAX_FIELD);
    Some(Feed {
        id: text(&feed.id),
        title: if feed.title.len() <= MAX_FIELD { feed.title.clone() } else { String::new() },
        url: url(&feed.url),
        feed_url: url(&feed.feed_url),
        rss_url: url(&feed.rss_url),
        atom_url: url(&feed.atom_url),
        json_url: url(&feed.json_url),
        language: text(&feed.language),
        ..Feed::default()
    })
}

fn is_short(feed: &Feed) -> bool {
    let texts = [&feed.id, &feed.description, &feed.language, &feed.rights, &feed.generator];
    let urls =
        [&feed.url, &feed.feed_url, &feed.rss_url, &feed.atom_url, &feed.json_url, &feed.icon, &feed.logo];
    let people = feed.authors.iter().chain(&feed.contributors).flat_map(person);
    let mut all = std::iter::once(feed.title.as_str())
        .chain(texts.into_iter().flatten().map(String::as_str))
        .chain(urls.into_iter().flatten().chain(&feed.hubs).map(Url::as_str))
        .chain(people)
        .chain(feed.tags.iter().flat_map(tag))
        .chain(feed.stylesheets.iter().map(String::as_str));
    let pay = |left: usize, text: &str| {
        // Before it is searched for characters to escape: each page would search a long text again.
        left.checked_sub(text.len())?;
        // 16 bytes for the markup, such as `<category></category>`.
        left.checked_sub(16 + written_len(text))
    };
    all.try_fold(MAX_REPEATED, pay).is_some()
}

fn person(person: &Person) -> impl Iterator<Item = &str> {
    let urls = [&person.url, &person.avatar].into_iter().flatten().map(Url::as_str);
    [Some(&*person.name), person.email.as_deref()].into_iter().flatten().chain(urls)
}

fn tag(tag: &Tag) -> impl Iterator<Item = &str> {
    [Some(&*tag.term), tag.scheme.as_deref(), tag.label.as_deref()].into_iter().flatten()
}
