//! The pages and feeds of the site, and their names.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;

use newsclip::Timestamp;

use super::collect::{Archive, Article};
use crate::article::day;
use crate::input::{File, ReadOptions};
use crate::output::safe_name;

/// The name, media type and label of each feed.
pub(super) const FEEDS: [(&str, &str, &str); 3] = [
    ("feed.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
];

/// The year of articles without a date.
const UNDATED: &str = "undated";

/// All articles and their lists.
pub(super) struct Plan {
    /// Newest first. The index of an article is also its number in the search.
    pub(super) articles: Vec<Article>,
    pub(super) files: Vec<File>,
    pub(super) options: ReadOptions,
    /// Newest first.
    pub(super) years: Vec<List>,
    /// Sorted by name.
    pub(super) tags: Vec<List>,
}

/// A list of articles.
pub(super) struct List {
    /// A year or a tag.
    pub(super) name: String,
    /// Its folder below the root of the site.
    pub(super) folder: String,
    /// The numbers of its articles, newest first.
    pub(super) articles: Vec<usize>,
}

impl Plan {
    /// `undated` is the name of the list of articles without a time.
    pub(super) fn new(archive: Archive, undated: &str) -> Self {
        let Archive { mut articles, files, options } = archive;
        name_pages(&mut articles);
        let (years, tags) = (years(&articles, undated), tags(&articles));
        Self { articles, files, options, years, tags }
    }

    /// The newest time.
    pub(super) fn newest(&self) -> Option<Timestamp> {
        self.articles.first().and_then(|article| article.time)
    }

    /// The list of a tag.
    pub(super) fn tag(&self, name: &str) -> Option<&List> {
        let at = self.tags.binary_search_by(|list| list.name.as_str().cmp(name)).ok()?;
        Some(&self.tags[at])
    }

    /// The folders with files of the site, relative to its root.
    pub(super) fn folders(&self) -> impl Iterator<Item = String> {
        let own = ["", "search", "tags"].map(String::from);
        let lists = self.years.iter().chain(&self.tags).map(|list| list.folder.clone());
        let articles: BTreeSet<String> = self.articles.iter().map(folder).collect();
        own.into_iter().chain(lists).chain(articles)
    }
}

/// Assigns a path to the page of each article. If several have the same name, the oldest keeps it, so that names do not change
/// when articles are added; the others get a hash of their address.
fn name_pages(articles: &mut [Article]) {
    let mut taken = HashSet::with_capacity(articles.len());
    for article in articles.iter_mut().rev() {
        let folder = folder(article);
        let path = format!("{folder}/{}", article.page);
        // Some file systems ignore case.
        let is_free = taken.insert(path.to_lowercase());
        article.page =
            if is_free { format!("{path}.html") } else { format!("{path}-{:016x}.html", article.key) };
    }
}

/// The folder of the page of an article.
fn folder(article: &Article) -> String {
    format!("articles/{}", year(article))
}

fn year(article: &Article) -> String {
    let Some(time) = article.time else { return UNDATED.to_string() };
    let day = day(time);
    // Cuts off `-11-13`.
    day[..day.len().saturating_sub(6)].to_string()
}

fn years(articles: &[Article], undated: &str) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let year = year(article);
        let folder = format!("years/{year}");
        if let Some(list) = lists.last_mut().filter(|list| list.folder == folder) {
            list.articles.push(number);
        } else {
            let name = if article.time.is_some() { year } else { undated.to_string() };
            lists.push(List { folder, name, articles: vec![number] });
        }
    }
    lists
}

fn tags(articles: &[Article]) -> Vec<List> {
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        for tag in article.tags.iter().collect::<BTreeSet<_>>() {
            numbers.entry(tag).or_default().push(number);
        }
    }
    let mut taken = HashSet::with_capacity(numbers.len());
    let list = |(name, articles): (&str, Vec<usize>)| {
        let mut folder = safe_name(OsStr::new(name));
        if !taken.insert(folder.to_lowercase()) {
            folder = format!("{folder}-{:016x}", xxhash_rust::xxh3::xxh3_64(name.as_bytes()));
        }
        List { name: name.to_string(), folder: format!("tags/{folder}"), articles }
    };
    numbers.into_iter().map(list).collect()
}
