//! The site's feeds: its newest articles, in all three formats.

use std::collections::BTreeMap;

use anyhow::Context as _;
use newsclip::feed::{Format, Item, STYLE_CSS, Writer};
use newsclip::{Feed, Url};

use super::Site;
use super::articles::documents;
use super::plan::FEEDS;
use crate::input::Holds;
use crate::report::shown;

/// The style sheet with which browsers display the feeds.
const STYLE: &str = "feed.css";

/// The number of articles in the feeds.
const NEWEST: usize = 50;

/// The format of each of the [`FEEDS`].
const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

/// Writes all feeds.
pub(super) fn write(site: &Site<'_>) -> anyhow::Result<()> {
    let items = newest(site);
    for ((name, ..), format) in FEEDS.into_iter().zip(FORMATS) {
        let mut feed = Feed::new(site.title());
        feed.url.clone_from(&site.args.url);
        feed.feed_url = site.args.url.as_ref().and_then(|url| below(url, name));
        feed.description.clone_from(&site.args.description);
        feed.language.clone_from(&site.args.language);
        feed.updated = site.plan.newest();
        // Only CSS, because browsers do not load XSLT from a disk.
        feed.stylesheets = vec![STYLE.into()];
        let path = site.path(name);
        let write = |out: &mut dyn std::io::Write| Writer::new(format).write_io(&feed, &items, out).map(drop);
        let counts = site
            .replace_with(&path, |kind| Holds::NewFeed(&feed).is_in(&path, kind), write)
            .with_context(|| shown(&path))?;
        site.session.reporter.add(counts);
    }
    site.write(STYLE, STYLE_CSS)
}

/// The address of a file of the site.
fn below(site: &Url, name: &str) -> Option<Url> {
    let mut url = site.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.path_segments_mut().ok()?.pop_if_empty().push(name);
    Some(url)
}

/// The newest articles. Unreadable ones have been reported when their pages were written.
fn newest(site: &Site<'_>) -> Vec<Item> {
    let newest = &site.plan.articles[..site.plan.articles.len().min(NEWEST)];
    let mut of_file: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, article) in newest.iter().enumerate() {
        of_file.entry(article.file).or_default().push(place);
    }
    let mut items = vec![None; newest.len()];
    // Each file once: a feed may hold all of them.
    for (file, places) in of_file {
        let Ok((mut all, _)) = documents(&site.plan.files[file], &site.plan.options) else { continue };
        for place in places {
            items[place] = all.get_mut(newest[place].item).and_then(Option::take).map(Item::from);
        }
    }
    items.into_iter().flatten().collect()
}
