//! The cost of a feed is bounded: items, notes, depth, namespaces, addresses, bytes of one item. No test depends on a clock, so
//! `bench/src/bin/hostile_feeds.rs` measures time and memory for 156 hostile shapes.

use newsclip::feed::{Limits, NoteKind, Reader};

fn rss(items: &str) -> String {
    format!("<rss><channel><title>t</title><link>https://a.example/</link>{items}</channel></rss>")
}

/// The total count of a kind of note, and the number of its notes.
fn counted(reader: &Reader, text: &str, kind: NoteKind) -> (usize, usize) {
    let outcome = reader.read(text).unwrap();
    let notes = outcome.notes.iter().filter(|note| note.kind == kind);
    (notes.clone().map(|note| note.count).sum(), notes.count())
}

#[test]
fn notes_are_bounded_and_complete() {
    let text = rss(&format!("<item><title>{}</title></item>", "a & b ".repeat(10_000)));
    assert_eq!(counted(&Reader::new(), &text, NoteKind::StrayAmpersand), (10_000, 33));
    let text = rss(&"<item><title>t</title><pubDate>no time</pubDate></item>".repeat(500));
    assert_eq!(counted(&Reader::new(), &text, NoteKind::Time), (500, 33));
    let text = rss(&"<item><title>t</title><mood>x</mood></item>".repeat(500));
    assert_eq!(counted(&Reader::new(), &text, NoteKind::Unused), (500, 1));
    let names: Vec<String> = (0..500).map(|number| format!("<mood{number}/>")).collect();
    let text = rss(&format!("<item><title>t</title>{}</item>", names.concat()));
    assert_eq!(counted(&Reader::new(), &text, NoteKind::Unused), (500, 233));
}

#[test]
fn items_beyond_the_limit_are_counted() {
    let text = rss(&"<item><title>t</title></item>".repeat(20));
    let reader = Reader::new().limits(Limits::new().items(7));
    assert_eq!(reader.read(&text).unwrap().feed.items.len(), 7);
    assert_eq!(counted(&reader, &text, NoteKind::ItemLimit).0, 13);
    // There is no such limit when reading item by item.
    assert_eq!(reader.items(text.as_bytes()).count(), 20);
    // Items shorter than any real one.
    let text = rss(&"<item><a>".repeat(100_000));
    assert!(Reader::new().read(&text).unwrap().feed.items.len() <= text.len() / 40 + 256);
}

#[test]
fn a_long_item_is_truncated_and_the_next_one_is_read() {
    let long = format!("<item><title>long</title><description>{}</description></item>", "x".repeat(300_000));
    let text = rss(&format!("{long}<item><title>next</title></item>"));
    let mut items = Reader::new().limits(Limits::new().item_bytes(100_000)).items(text.as_bytes());
    let titles: Vec<String> = items.by_ref().map(|item| item.unwrap().title).collect();
    assert_eq!(titles, ["long", "next"]);
    assert!(items.notes().iter().any(|note| note.kind == NoteKind::ItemLength));
}

/// The quote that ends the value is beyond the limit, so later quotes are still paired.
#[test]
fn an_item_may_be_truncated_in_a_quoted_value() {
    let long = format!("<item><title>long</title><b x=\"{}\"></b></item>", "x".repeat(300_000));
    let text = rss(&format!("{long}<item><title a=\"1 > 2\">next</title></item>"));
    let items = Reader::new().limits(Limits::new().item_bytes(100_000)).items(text.as_bytes());
    let titles: Vec<String> = items.map(|item| item.unwrap().title).collect();
    assert_eq!(titles, ["long", "next"]);
}

/// What follows the limit belongs to the item, not to the feed.
#[test]
fn the_rest_of_a_long_item_is_skipped() {
    let long =
        format!("<item><description>{}</description><copyright>A</copyright></item>", "x".repeat(300_000));
    let text = rss(&format!("{long}<item><title>next</title></item><docs/><language>fr</language>"));
    let mut items = Reader::new().limits(Limits::new().item_bytes(100_000)).items(text.as_bytes());
    assert_eq!(items.by_ref().count(), 2);
    let feed = items.feed();
    assert_eq!((feed.rights.as_deref(), feed.language.as_deref()), (None, Some("fr")));
}

/// Neither an element around the items nor markup before the feed is one unit with all that precedes the first item.
#[test]
fn a_head_may_be_longer_than_an_item() {
    let head = "<CATEGORY>c</CATEGORY>".repeat(10_000);
    for start in ["", "<br>Warning", "<b>Warning</b>"] {
        let text = format!(
            "{start}<RSS><CHANNEL>{head}<TITLE>t</TITLE><ITEM><TITLE>t</TITLE></ITEM></CHANNEL></RSS>"
        );
        let mut items = Reader::new().limits(Limits::new().item_bytes(100_000)).items(text.as_bytes());
        assert_eq!(items.by_ref().count(), 1);
        assert_eq!(items.feed().title, "t");
        assert!(items.notes().iter().all(|note| note.kind != NoteKind::ItemLength), "{start}");
    }
}

/// The end of a JSON item can only be found by reading all of it.
#[test]
fn a_json_feed_ends_at_a_long_item() {
    let item = |title: &str, content: &str| {
        format!("{{\"id\": \"{title}\", \"title\": \"{title}\", \"content_text\": \"{content}\"}}")
    };
    let items = [item("first", "x"), item("long", &"x".repeat(300_000)), item("next", "x")].join(", ");
    let text = format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{items}]}}");
    let mut items = Reader::new().limits(Limits::new().item_bytes(100_000)).items(text.as_bytes());
    let titles: Vec<String> = items.by_ref().map(|item| item.unwrap().title).collect();
    assert_eq!(titles, ["first", "long"]);
    let notes: Vec<_> = items.notes().iter().map(|note| note.kind).collect();
    assert_eq!(notes, [NoteKind::ItemLength, NoteKind::TruncatedItem, NoteKind::Truncated]);
}

#[test]
fn depth_and_namespaces_are_bounded() {
    let text =
        rss(&format!("<item><title>t</title>{}deep{}</item>", "<x>".repeat(1000), "</x>".repeat(1000)));
    let outcome = Reader::new().read(&text).unwrap();
    assert_eq!(outcome.feed.items[0].title, "t");
    assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::TooDeep));
    let many: Vec<String> = (0..1000).map(|number| format!(" xmlns:a{number}='b'")).collect();
    let many = many.concat();
    let text = format!("<rss{many}><channel><title>t</title></channel></rss>");
    assert!(counted(&Reader::new(), &text, NoteKind::Namespace).0 >= 900);
}

#[test]
fn resolved_addresses_are_in_proportion_to_the_feed() {
    let base = format!("https://a.example/{}/", "x".repeat(100_000));
    let items = "<item><link>1</link><description>&lt;a href=b>c&lt;/a></description></item>".repeat(1000);
    let text = format!("<rss><channel><link>{base}</link>{items}</channel></rss>");
    let whole = Reader::new().read(&text).unwrap().feed.items;
    let one_by_one: Vec<_> = Reader::new().items(text.as_bytes()).map(Result::unwrap).collect();
    for items in [whole, one_by_one] {
        assert_eq!(items.len(), 1000);
        let bytes: usize =
            items.iter().filter_map(|item| item.url.as_ref()).map(|url| url.as_str().len()).sum();
        assert!((text.len()..=4 * text.len() + (64 << 10)).contains(&bytes), "{bytes}");
    }
}

/// An address costs the length of its base and its own.
#[test]
fn all_relative_addresses_of_a_large_feed_are_resolved() {
    let items: Vec<String> =
        (0..2000).map(|number| format!("<item><link>rain/in-the-harbour/{number}</link></item>")).collect();
    let items = items.concat();
    let text = format!(
        "<rss><channel><link>https://harbour.example/notes/about/the/harbour/</link>{items}</channel></rss>"
    );
    let items = Reader::new().read(&text).unwrap().feed.items;
    assert_eq!(items.iter().filter(|item| item.url.is_some()).count(), 2000);
}

#[test]
fn a_feed_can_be_read_without_a_limit_of_bytes() {
    let reader = Reader::new().limits(Limits::new().bytes(usize::MAX));
    assert_eq!(reader.read_from(rss("").as_bytes()).unwrap().feed.title, "t");
}
