//! `newsclip feed` and `newsclip merge`.

use std::fs;

use newsclip::Feed;

use crate::support::{Place, clip, rss};

fn titles(feed: &str) -> Vec<String> {
    Feed::parse(feed).unwrap().items.into_iter().map(|item| item.title).collect()
}

#[test]
fn the_newest_come_first() {
    let place = Place::with_clips(7);
    place.write("in/undated.md", "[Some day](https://news.example/some)\n------\n");
    for format in ["rss", "atom", "jsonfeed"] {
        let out =
            place.run(&format!("feed in --to {format} --title Weather --url https://news.example/")).right();
        let feed = Feed::parse(&out).unwrap();
        assert_eq!((feed.title.as_str(), feed.items.len()), ("Weather", 8), "{format}");
        assert_eq!(feed.items[0].title, "雨がやんだ 6");
        assert_eq!(feed.items[7].title, "Some day");
        assert_eq!(
            place
                .run(&format!("feed in --to {format} --title Weather --url https://news.example/ -j 7"))
                .right(),
            out
        );
    }
    let limited = place.run("feed in --limit 2").right();
    assert_eq!(titles(&limited), ["雨がやんだ 6", "The rain stopped 5"]);
}

#[test]
fn duplicates_are_left_out_and_counted() {
    let place = Place::with_clips(3);
    place.write("in/copy.md", &clip(1));
    let ran = place.run("feed in -o feed.rss");
    assert!(ran.err.contains("4 files read, 1 written, 1 duplicate left out"), "{ran:?}");
    assert_eq!(titles(&place.read("feed.rss")).len(), 3);
    assert!(place.run("feed in -o feed.rss").err.contains("1 up to date"));
    place.write("in/3.md", &clip(3));
    assert!(
        place
            .run("feed in -o feed.rss")
            .wrong()
            .contains("feed.rss: the file exists with different content; use --force")
    );
    place.run("feed in -o feed.rss --force").right();
    assert_eq!(titles(&place.read("feed.rss")).len(), 4);
}

#[test]
fn the_extension_of_the_file_is_the_default_format() {
    let place = Place::with_clips(1);
    for (command, file, start) in [
        ("feed in", "f.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss "),
        ("feed in", "f.rss", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss "),
        ("feed in", "f.atom", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "),
        ("merge f.rss", "m.json", "{\n  \"version\": \"https://jsonfeed.org/"),
        ("merge f.rss --to rss", "m.atom", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss "),
    ] {
        place.run(&format!("{command} -o {file}")).right();
        assert!(place.read(file).starts_with(start), "{command} -o {file}");
    }
}

#[test]
fn an_archive_is_a_chain_of_pages() {
    let place = Place::with_clips(5);
    let command =
        "feed in --to atom --title W --feed-url https://a.example/f/feed.atom --archive out --page-size 2";
    place.run(command).right();
    assert_eq!(place.files("out"), ["archive-1.atom", "archive-2.atom", "feed.atom"]);
    assert_eq!(titles(&place.read("out/archive-1.atom")), ["台风过境 上海雨停 0", "The rain stopped 1"]);
    assert_eq!(titles(&place.read("out/feed.atom")), ["台风过境 上海雨停 4", "Der Regen hörte auf 3"]);
    // The pages of earlier runs stay as they are when articles are added, except the first page that readers load.
    let page = place.read("out/archive-2.atom");
    place.write("in/new.md", &clip(5));
    let message = place.run(command).wrong();
    assert!(message.contains("newsclip: out/feed.atom: the file exists"), "{message}");
    let ran = place.run(&format!("{command} --force"));
    assert_eq!(place.read("out/archive-2.atom"), page);
    assert_eq!(
        titles(&place.read("out/feed.atom")),
        ["The rain stopped 5", "台风过境 上海雨停 4"],
        "{ran:?}"
    );
    fs::remove_file(place.path("in/new.md")).unwrap();
    fs::remove_file(place.path("out/archive-3.atom")).unwrap();
    place.run(&format!("{command} --force")).right();
    let page = place.read("out/archive-2.atom");
    assert!(
        page.contains("rel=\"prev-archive\"") && page.contains("href=\"https://a.example/f/archive-1.atom\""),
        "{page}"
    );
    assert!(place.run(command).err.contains("3 up to date"));

    // Published pages do not change when articles are added.
    place.write("in/5.md", &clip(5));
    place.run(&format!("{command} --force")).right();
    assert_eq!(place.read("out/archive-2.atom"), page);
    assert_eq!(place.files("out").len(), 4);
    assert!(place.run("feed in --archive out").misused().contains("--feed-url"));
}

#[test]
fn feeds_are_merged_without_duplicates() {
    let place = Place::new();
    place.write("a.rss", &rss([1, 2, 3]));
    place.write("b.rss", &rss([3, 4]).replace("<title>Weather<", "<title>News<"));
    let out = place.run("merge a.rss b.rss --to atom").right();
    let feed = Feed::parse(&out).unwrap();
    assert_eq!(feed.title, "Weather · News");
    assert_eq!(titles(&out), ["Rain 4", "Rain 3", "Rain 2", "Rain 1"]);
    let sources: Vec<_> = feed.items.iter().map(|item| item.source.as_ref().unwrap().title.clone()).collect();
    assert_eq!(sources, ["News", "Weather", "Weather", "Weather"]);
    assert_eq!(feed.items[0].id.as_deref(), Some("rain-4"));
    assert_eq!(titles(&place.run("merge a.rss b.rss --limit 1 --title T").right()), ["Rain 4"]);
}

#[test]
fn a_feed_has_a_title_and_a_link() {
    let place = Place::with_clips(2);
    let feed = |arguments: &str| Feed::parse(&place.run(arguments).right()).unwrap();
    let url = |feed: &Feed| feed.url.as_ref().map(ToString::to_string);
    let rss = feed("feed in");
    assert_eq!((rss.title.as_str(), url(&rss).as_deref()), ("in", Some("https://news.example/")));
    let rss = feed("feed in --feed-url https://b.example/f/feed.rss");
    assert_eq!(
        (rss.title.as_str(), url(&rss).as_deref()),
        ("b.example", Some("https://b.example/f/feed.rss"))
    );
    assert_eq!(feed("merge in").title, "in");
    // Atom needs no site, and the id of the feed does not change with its newest article.
    let atom = feed("feed in --to atom");
    assert_eq!(
        (atom.title.as_str(), url(&atom), atom.id.as_deref()),
        ("in", None, Some("urn:newsclip:feed:in"))
    );
    let input = crate::support::Ran::of(place.newsclip("feed").write_stdin(clip(1))).right();
    assert_eq!(Feed::parse(&input).unwrap().title, "Articles");
}
