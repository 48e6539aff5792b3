//! Collects the heads of all input articles, sorted and without duplicates.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::Path;

use newsclip::feed::{Item, Person, Source};
use newsclip::{Feed, Url};

use super::entry::Entry;
use crate::args::InputArgs;
use crate::article::is_web;
use crate::input::{Addresses, Content, Copies, File, Head, ReadOptions, head};
use crate::pipeline::{Done, Pipeline, notes, truncated_item};
use crate::report::Counts;
use crate::session::Session;

/// What to collect.
pub(crate) struct Inputs<'a> {
    pub(crate) args: &'a InputArgs,
    pub(crate) limit: Option<NonZeroUsize>,
    /// Whether items name the feed that they come from.
    pub(crate) adds_source: bool,
}

/// The articles of the feed, newest first.
pub(crate) struct Collected {
    pub(super) entries: Vec<Entry>,
    pub(super) options: ReadOptions,
    /// The heads of the feeds that were read.
    pub(crate) feeds: Vec<Feed>,
}

impl Collected {
    /// The same articles in the order of a book.
    pub(crate) fn oldest_first(mut self) -> Self {
        self.entries.reverse();
        self
    }

    /// The newest time.
    pub(crate) fn newest(&self) -> Option<newsclip::Timestamp> {
        self.entries.iter().filter_map(|entry| entry.time).max()
    }
}

/// Reads all heads.
pub(crate) fn collect(
    inputs: &Inputs<'_>,
    except: Option<&Path>,
    session: &Session,
) -> anyhow::Result<Collected> {
    let options = inputs.args.read_options();
    let mut feeds = Vec::new();
    let mut list = List { limit: inputs.limit.map(NonZeroUsize::get), ..List::default() };
    let pipeline = Pipeline { session, roots: &inputs.args.roots, except };
    let work = |file: File| entries(file, &options, inputs.adds_source);
    pipeline.run(work, |(entries, feed)| {
        feeds.extend(feed);
        list.extend(entries);
        Ok(())
    })?;
    list.settle();
    session.reporter.add(Counts { duplicates: list.duplicates, ..Counts::default() });
    Ok(Collected { entries: list.entries, options, feeds })
}

/// The articles of a file, and its head if it is a feed.
fn entries(file: File, options: &ReadOptions, adds_source: bool) -> Done<(Vec<Entry>, Option<Feed>)> {
    let (head, bytes) = match head(&file, options) {
        Ok(read) => read,
        Err(diagnostic) => return Done::wrong(diagnostic),
    };
    let mut done = Done { counts: Counts { read: 1, bytes, ..Counts::default() }, ..Done::default() };
    match &head {
        // It is read again when it is written.
        Head::Clip(_) => {}
        Head::Whole(Content::Article(..)) if !file.is_stream() => {}
        Head::Whole(content) => done.notes = notes(&file, content),
    }
    done.value = Some(match head {
        Head::Whole(Content::Other) => return Done::other(&file),
        // It cannot be read a second time.
        Head::Whole(Content::Article(document, _)) if file.is_stream() => {
            (vec![Entry::of_item(Item::from(*document))], None)
        }
        Head::Clip(document) | Head::Whole(Content::Article(document, _)) => {
            (vec![Entry::of_document(&document, file)], None)
        }
        Head::Whole(Content::Feed(outcome)) => {
            done.wrong.extend(truncated_item(&file, &outcome));
            let mut feed = outcome.feed;
            let mut addresses = Addresses::of(&feed);
            let items = std::mem::take(&mut feed.items);
            let mut copies = Copies::of(&items);
            // Once for the feed: it may have as many authors as items.
            let authors = size_of_people(&feed.authors);
            let item = |mut item: Item| {
                let address = addresses.fallback(&item);
                // Other addresses, such as `magnet:`, are kept.
                if item.url.as_ref().is_none_or(is_web) {
                    item.url = address.or(item.url);
                }
                done.counts.no_address += usize::from(item.url.is_none());
                Entry::of_item(if adds_source {
                    with_source(item, &feed, authors, &mut copies)
                } else {
                    item
                })
            };
            (items.into_iter().map(item).collect(), Some(feed))
        }
    });
    done
}

/// The item with the feed that it comes from as its source, unless it has a source.
fn with_source(mut item: Item, feed: &Feed, authors: usize, copies: &mut Copies) -> Item {
    let source = feed.title.len() + feed.id.as_ref().map_or(0, String::len);
    if item.source.is_none()
        && copies.pay(source + length(feed.url.as_ref()) + length(feed.feed_url.as_ref()))
    {
        let mut source = Source::new(feed.title.clone());
        source.id.clone_from(&feed.id);
        source.url.clone_from(&feed.url);
        source.feed_url.clone_from(&feed.feed_url);
        item.source = Some(Box::new(source));
    }
    if item.authors.is_empty() && copies.pay(authors) {
        item.authors.clone_from(&feed.authors);
    }
    if item.language.is_none() && copies.pay(feed.language.as_ref().map_or(0, String::len)) {
        item.language.clone_from(&feed.language);
    }
    item
}

fn length(url: Option<&Url>) -> usize {
    url.map_or(0, |url| url.as_str().len())
}

/// The bytes that people take in memory.
fn size_of_people(people: &[Person]) -> usize {
    let of_person = |person: &Person| {
        let text = person.name.len() + person.email.as_ref().map_or(0, String::len);
        size_of::<Person>() + text + length(person.url.as_ref()) + length(person.avatar.as_ref())
    };
    people.iter().map(of_person).sum()
}

/// A list that is trimmed as it grows.
#[derive(Default)]
struct List {
    entries: Vec<Entry>,
    limit: Option<usize>,
    given: usize,
    duplicates: usize,
}

impl List {
    fn extend(&mut self, entries: Vec<Entry>) {
        for mut entry in entries {
            entry.place = self.given;
            self.given += 1;
            self.entries.push(entry);
        }
        // Articles older than the newest `limit` distinct ones cannot be in the result.
        if self.limit.is_some_and(|limit| self.entries.len() > 4 * limit + 1024) {
            self.settle();
        }
    }

    /// Sorts the list, and removes all but the newest of articles with the same id or address.
    fn settle(&mut self) {
        self.entries.sort_by_key(Entry::order);
        let mut seen = HashSet::with_capacity(self.entries.len());
        let before = self.entries.len();
        self.entries.retain(|entry| {
            let keys: Vec<u64> = entry.keys.iter().flatten().copied().collect();
            let is_new = keys.iter().all(|key| !seen.contains(key));
            seen.extend(keys);
            is_new
        });
        self.duplicates += before - self.entries.len();
        self.entries.truncate(self.limit.unwrap_or(usize::MAX));
    }
}
