//! Law: archive pages never change; each item is on one archive page or on the subscription page; the subscription page always
//! contains the newest items, at least one full page; the chain is unbroken.

use std::num::NonZeroUsize;

use newsclip::feed::{Archive, Item, Page, Person, Tag};
use newsclip::{Document, Feed, Url, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::feed;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// The archive pages as Atom, and the subscription page after them.
fn pages(feed: &Feed, size: usize, page_url: impl Fn(usize) -> Url) -> Vec<String> {
    let archive = Archive::new(feed, NonZeroUsize::new(size).unwrap(), page_url);
    archive.pages().chain([archive.subscription()]).map(|page| page.to_atom()).collect()
}

fn tags(page: &str) -> Vec<String> {
    Feed::parse(page).unwrap().items.iter().map(|item| item.tags[0].term.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn archives_are_stable(count in 0..23_usize, more in 0..12_usize, size in 1..6_usize, urls in 1..30_usize) {
        let mut feed = feed("全部");
        feed.feed_url = Some(url("https://a.example/feed"));
        let items = (0..count + more).map(|n| {
            let mut item = Item::from(parse(&format!("<!--{}-->\n[雨 {n}](https://a.example/{})\n------\n\n雨", n * 1000, n % urls)).unwrap());
            item.tags = vec![Tag::new(n.to_string())];
            item
        });
        let items: Vec<Item> = items.collect();
        let page_url = |page: usize| url(&format!("https://a.example/archive/{page}"));
        feed.items = items[..count].to_vec();
        let before = pages(&feed, size, page_url);
        feed.items.clone_from(&items);
        let after = pages(&feed, size, page_url);
        prop_assert_eq!(&after[..before.len() - 1], &before[..before.len() - 1]);

        for (index, page) in after.iter().enumerate() {
            let is_subscription = index + 1 == after.len();
            let numbers: Vec<String> = if is_subscription {
                ((count + more).saturating_sub(size)..count + more).rev().map(|n| n.to_string()).collect()
            } else {
                (index * size..(index + 1) * size).map(|n| n.to_string()).collect()
            };
            prop_assert_eq!(tags(page), numbers);
            let previous = format!("rel=\"prev-archive\" type=\"application/atom+xml\" href=\"https://a.example/archive/{index}\"");
            prop_assert_eq!(page.contains(&previous), index > 0);
            prop_assert_eq!(page.contains("<fh:archive/>"), !is_subscription);
            prop_assert_eq!(page.contains("rel=\"current\""), !is_subscription);
        }
        // No item is missing: there is no gap between the archive and the subscription page.
        prop_assert!((count + more) % size <= size);
    }
}

#[test]
fn documents_are_archived_without_a_copy() {
    let documents: Vec<Document> =
        (0..5).map(|n| parse(&format!("[雨 {n}](https://a.example/{n})\n------\n\n雨")).unwrap()).collect();
    let feed = feed("全部");
    let size = NonZeroUsize::new(2).unwrap();
    let archive = Archive::of(&feed, &documents, size, |page| url(&format!("https://a.example/p{page}")));
    let titles: Vec<_> =
        archive.pages().map(|page| Feed::parse(&page.to_rss()).unwrap().items.len()).collect();
    assert_eq!(titles, [2, 2]);
    let subscription = Feed::parse(&archive.subscription().to_json_feed()).unwrap();
    assert_eq!(
        subscription.items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(),
        ["雨 4", "雨 3"]
    );
}

/// For entries with different ids, pages written one by one equal those written all at once.
#[test]
fn a_single_page_is_the_same() {
    let mut feed = feed("全部");
    feed.feed_url = Some(url("https://a.example/feed"));
    let page_url = |page: usize| url(&format!("https://a.example/archive/{page}"));
    let items: Vec<Item> = (0..5)
        .map(|n| {
            Item::from(parse(&format!("<!--{n}000-->\n[雨](https://a.example/{n})\n------\n\n雨")).unwrap())
        })
        .collect();
    let archive = Archive::of(&feed, &items, NonZeroUsize::new(2).unwrap(), page_url);
    let pages: Vec<String> = archive.pages().map(|page| page.to_atom()).collect();
    let first = Page::archived(&feed, &items[..2], page_url(1), None);
    let second = Page::archived(&feed, &items[2..4], page_url(2), Some(page_url(1)));
    assert_eq!([first.to_atom(), second.to_atom()], pages[..]);
    let newest: Vec<&Item> = items.iter().rev().take(2).collect();
    let subscription = Page::newest(&feed, &newest, Some(page_url(2)));
    assert_eq!(subscription.to_atom(), archive.subscription().to_atom());
}

/// Otherwise, an archive page would change when the feed does.
#[test]
fn an_archive_page_has_the_time_of_its_newest_entry() {
    let mut feed = feed("全部");
    feed.updated = Some("2022-11-13T04:15:01Z".parse().unwrap());
    let times = ["2022-05-01T00:00:00Z", "2022-05-03T00:00:00Z", "2022-05-02T00:00:00Z"];
    feed.items = times.map(|_| Item::new("雨")).into();
    let published = feed.items.iter_mut().map(|item| &mut item.published);
    published.zip(times).for_each(|(published, time)| *published = Some(time.parse().unwrap()));
    let changed = |page: &Page<'_, Item>| {
        let rss = page.to_rss();
        let (_, after) = rss.split_once("<lastBuildDate>").unwrap();
        after.split_once(' ').unwrap().1[..11].to_string()
    };
    let size = NonZeroUsize::new(3).unwrap();
    let archive = Archive::new(&feed, size, |_| url("https://a.example/archive/1"));
    assert_eq!(archive.pages().map(|page| changed(&page)).collect::<Vec<_>>(), ["03 May 2022"]);
    assert_eq!(changed(&archive.subscription()), "13 Nov 2022");
    feed.updated = None;
    let archive = Archive::new(&feed, size, |_| url("https://a.example/archive/1"));
    assert_eq!(changed(&archive.subscription()), "03 May 2022");
}

/// The addresses identify the feed, so pages without the other metadata keep them.
#[test]
fn archive_pages_keep_addresses() {
    let mut feed = feed("全部");
    feed.url = Some(url("https://a.example/"));
    feed.rss_url = Some(url("https://a.example/rss"));
    feed.atom_url = Some(url("https://a.example/atom"));
    feed.id = Some("tag:a.example,2022:rain".into());
    feed.description = Some("雨".repeat(100_000));
    feed.items = (0..3).map(|n| Item::new(format!("雨 {n}"))).collect();
    let page_url = |page: usize| url(&format!("https://a.example/archive/{page}"));
    let archive = Archive::new(&feed, NonZeroUsize::MIN, page_url);
    for page in archive.pages() {
        assert!(page.omits_metadata());
        assert_eq!(Feed::parse(&page.to_json_feed()).unwrap().url, feed.url);
        // RFC 5005 §4: a page links to the subscription document of its format.
        assert!(page.to_rss().contains("https://a.example/rss"));
        assert!(page.to_atom().contains("https://a.example/atom"));
        assert!(page.to_atom().contains("<id>tag:a.example,2022:rain</id>"));
    }
    // A page that is not on the web has the address of the feed in its format, or any.
    feed.feed_url = Some(url("https://a.example/feed"));
    for (json_url, expected) in
        [(None, "https://a.example/feed"), (Some("https://a.example/json"), "https://a.example/json")]
    {
        feed.json_url = json_url.map(url);
        let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| url("file:///archive.json"));
        assert!(archive.pages().all(|page| page.omits_metadata() && page.to_json_feed().contains(expected)));
    }
}

/// Otherwise, a feed that is half description would take quadratic space.
#[test]
fn archive_pages_repeat_no_long_metadata() {
    let mut feed = feed("全部");
    feed.feed_url = Some(url("https://a.example/feed"));
    feed.language = Some("zh".into());
    feed.items = (0..5).map(|n| Item::new(format!("雨 {n}"))).collect();
    let page_url = |page: usize| url(&format!("https://a.example/archive/{page}"));
    let written = |feed: &Feed| {
        let archive = Archive::new(feed, NonZeroUsize::new(2).unwrap(), page_url);
        let pages = archive.pages().chain([archive.subscription()]);
        let written = pages.map(|page| {
            let texts = [page.to_rss(), page.to_atom(), page.to_json_feed()];
            (page.omits_metadata(), texts.map(|text| Feed::parse(&text).unwrap()))
        });
        written.collect::<Vec<_>>()
    };
    feed.description = Some("雨".repeat(10_000));
    for (omits, feeds) in written(&feed) {
        assert!(!omits && feeds.iter().all(|read| read.description == feed.description));
    }
    let long = "雨".repeat(100_000);
    let with = |change: &dyn Fn(&mut Feed)| {
        let mut feed = feed.clone();
        change(&mut feed);
        feed
    };
    let longer = [
        with(&|feed| feed.description = Some(long.clone())),
        with(&|feed| feed.description = Some("&".repeat(10_000))),
        with(&|feed| feed.authors = vec![Person::new(&*long)]),
        with(&|feed| feed.tags = (0..2000).map(|n| Tag::new(format!("雨水{n}"))).collect()),
        with(&|feed| feed.hubs = vec![url("https://a.example/hub"); 2000]),
    ];
    for feed in longer {
        let mut pages = written(&feed);
        let (omits, subscription) = pages.pop().unwrap();
        assert!(!omits && subscription[1].description == feed.description);
        assert_eq!(pages.len(), 2);
        for (omits, feeds) in pages {
            assert!(omits);
            for read in feeds {
                assert_eq!(
                    (&*read.title, read.language.as_deref(), read.items.len()),
                    ("全部", Some("zh"), 2)
                );
                // RSS requires a description, and Atom an author.
                let names = read.authors.iter().map(|author| &author.name);
                assert!(names.chain(&read.description).all(|text| text.len() < 100));
                assert!(read.tags.is_empty() && read.hubs.is_empty());
            }
        }
    }
    // A title that is too long is replaced like one that is missing.
    let (_, [rss, ..]) = written(&with(&|feed| feed.title.clone_from(&long))).swap_remove(0);
    assert_eq!(rss.title, "a.example");
}
