//! Broken feeds from practice: repaired, or rejected with an error. `fixtures/feed/cases` has the results for each shape.

use std::io::Read as _;

use newsclip::Feed;
use newsclip::feed::{Item, NoteKind, Reader};
use newsclip::tree::Block;

fn notes(text: &str) -> (Vec<String>, Vec<String>) {
    let outcome = Reader::new().read(text).unwrap();
    let titles = outcome.feed.items.iter().map(|item| item.title.clone()).collect();
    (titles, outcome.notes.iter().map(ToString::to_string).collect())
}

fn rss(items: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>t</title><link>https://a.example/</link>{items}</channel></rss>"
    )
}

#[test]
fn broken_feeds_are_salvaged() {
    let item = |title: &str| {
        format!("<item><title>{title}</title><link>https://a.example/{}</link></item>", title.len())
    };
    let (titles, found) = notes(&rss(&item("A & B")));
    assert_eq!((titles, found.len()), (vec!["A & B".to_string()], 1));
    let (titles, found) = notes(&rss(&item("a&nbsp;b &copy; &bogus;")));
    assert_eq!(titles, ["a\u{a0}b © &bogus;"]);
    assert_eq!(found.len(), 3);
    let (titles, found) = notes(&rss(&item("a\u{b}b")));
    assert_eq!((titles, found.len()), (vec!["ab".to_string()], 1));
    let whole = rss(&(item("一") + &item("二二") + &item("三三三")));
    for end in (0..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
        let Ok(outcome) = Reader::new().read(&whole[..end]) else { continue };
        assert!(outcome.feed.items.len() <= 3 && !outcome.notes.is_empty(), "{end}");
    }
    let cut = &whole[..whole.find("三三三").unwrap()];
    let (titles, found) = notes(cut);
    assert_eq!(titles, ["一", "二二", ""]);
    assert!(found.iter().any(|note| note.ends_with("truncated feed")), "{found:?}");
    // Tags that do not match.
    let (titles, _) = notes(&rss(
        "<item><title>甲</b></title><link>/1</item><item><title>乙</title><link>/2</link></item>",
    ));
    assert_eq!(titles, ["甲", "乙"]);
}

#[test]
fn input_that_is_not_a_feed_is_rejected() {
    for text in ["<html><p>雨", "", "{\"version\": 1}", "[]", "雨", "{}", "<!-- <rss> -->", "<opml/>"] {
        let error = Feed::parse(text).unwrap_err();
        assert!(
            error.to_string().contains("expected RSS, Atom, CDF or JSON Feed, found "),
            "{text}: {error}"
        );
    }
    assert_eq!(
        Feed::parse("").unwrap_err().to_string(),
        "line 1, column 1: expected RSS, Atom, CDF or JSON Feed, found the end of the feed"
    );
    let failing = std::io::Read::take(Failing, 10);
    let error = Reader::new().read_from(failing).unwrap_err();
    assert_eq!(error.to_string(), "cannot read the input: the disk is gone");
    assert!(Reader::new().items(Failing).next().unwrap().is_err());
}

struct Failing;

impl std::io::Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is gone"))
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
    let outcome = Reader::new().read(bomb).unwrap();
    assert_eq!(outcome.feed.title, "&b;");
    assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::EntityDeclaration));
    assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::Entity));
}

#[test]
fn encodings_are_read() {
    let text = rss("<item><title>雨停了</title><link>/1</link></item>");
    for (label, encoding) in
        [("GBK", encoding_rs::GBK), ("Big5", encoding_rs::BIG5), ("utf-8", encoding_rs::UTF_8)]
    {
        let text = text.replace("雨停了", "雨天");
        let declared = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>{text}");
        let (bytes, _, _) = encoding.encode(&declared);
        let outcome = Reader::new().read_bytes(&bytes).unwrap();
        assert_eq!((outcome.feed.items[0].title.as_str(), outcome.notes.len()), ("雨天", 0), "{label}");
        // The charset of the transport takes precedence.
        let (bytes, _, _) = encoding.encode(&text);
        let outcome = Reader::new().charset(label).read_bytes(&bytes).unwrap();
        assert_eq!((outcome.feed.items[0].title.as_str(), outcome.notes.len()), ("雨天", 0), "{label}");
        let items = Reader::new().charset(label).items(&*bytes);
        assert_eq!(items.map(|item| item.unwrap().title).collect::<Vec<_>>(), ["雨天"]);
    }
    // UTF-8 with a wrong label: the transport is believed, the declaration is not.
    let latin = text.replacen("<rss", "<?xml version=\"1.0\" encoding=\"us-ascii\"?><rss", 1);
    let feed = Reader::new().read_bytes(latin.as_bytes()).unwrap().feed;
    assert_eq!(feed.items[0].title, "雨停了");
    let feed = Reader::new().charset("us-ascii").read_bytes(latin.as_bytes()).unwrap().feed;
    assert_eq!(feed.items[0].title, "é›¨å\u{81}œäº†");
    let wide = |mark: &[u8], to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(to_bytes)).collect()
    };
    // With a byte order mark, and without.
    for bytes in [
        wide(&[0xFF, 0xFE], u16::to_le_bytes),
        wide(&[], u16::to_le_bytes),
        wide(&[0xFE, 0xFF], u16::to_be_bytes),
        wide(&[], u16::to_be_bytes),
    ] {
        assert_eq!(Feed::from_bytes(&bytes).unwrap().items[0].title, "雨停了");
    }
    // Declared as UTF-16, but in another encoding.
    let declared = format!("<?xml version=\"1.0\" encoding=\"utf-16\"?>{text}");
    assert_eq!(Feed::from_bytes(declared.as_bytes()).unwrap().items[0].title, "雨停了");
    let outcome = Reader::new().read_bytes(&[text.as_bytes(), &[0xFF]].concat()).unwrap();
    assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::Encoding && note.example == "UTF-8"));
}

#[test]
fn a_file_is_read_up_to_the_limit() {
    let limits = newsclip::feed::Limits::new().bytes(100);
    let text = rss("<item><title>雨停了</title></item>");
    let outcome = Reader::new().limits(limits).read_from(text.as_bytes()).unwrap();
    assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::ByteLimit));
    let whole = Reader::new().read_from(text.as_bytes()).unwrap();
    assert_eq!(whole, Reader::new().read(&text).unwrap());
    let limits = newsclip::feed::Limits::new().bytes(text.len());
    assert_eq!(whole, Reader::new().limits(limits).read_from(text.as_bytes()).unwrap());
}

#[test]
fn addresses_are_relative_to_the_base_of_the_reader() {
    let base = newsclip::Url::parse("https://b.example/feed/").unwrap();
    let text = "<rss><channel><title>t</title><item><title>u</title><link>1</link></item></channel></rss>";
    let url = |reader: Reader| reader.read(text).unwrap().feed.items[0].url.as_ref().map(ToString::to_string);
    assert_eq!(url(Reader::new()), None);
    assert_eq!(url(Reader::new().base(&base)).as_deref(), Some("https://b.example/feed/1"));
}

/// The error says enough.
#[test]
fn json_that_is_not_a_feed_is_not_noted_as_truncated() {
    let mut items = Reader::new().items(&b"{\"a\": [1, 2"[..]);
    assert!(items.next().unwrap().is_err());
    assert!(items.notes().iter().all(|note| note.kind != NoteKind::Truncated));
}

/// The feed of a channel with these elements, and the namespaces of the modules of RSS.
fn channel(elements: &str) -> Feed {
    let spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' \
        xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'";
    Feed::parse(&format!("<rss {spaces}><channel>{elements}</channel></rss>")).unwrap()
}

#[test]
fn the_subject_of_a_channel_is_a_tag() {
    assert_eq!(channel("<dc:subject> Wet  weather </dc:subject>").tags, ["Wet weather".into()]);
}

#[test]
fn the_update_period_of_a_channel_is_its_time_to_live() {
    for (period, minutes) in [
        ("hourly", Some(60)),
        ("daily", Some(24 * 60)),
        ("weekly", Some(7 * 24 * 60)),
        ("monthly", Some(30 * 24 * 60)),
        ("yearly", Some(365 * 24 * 60)),
        ("often", None),
    ] {
        let feed = channel(&format!("<sy:updatePeriod>{period}</sy:updatePeriod>"));
        assert_eq!(feed.ttl, minutes, "{period}");
    }
}

#[test]
fn content_meant_for_the_full_text_takes_precedence_over_older_conventions() {
    let (body, full) = ("<body>short</body>", "<content:encoded>long</content:encoded>");
    for elements in [[body, full], [full, body]] {
        let feed = channel(&format!("<item><title>t</title>{}</item>", elements.concat()));
        assert_eq!(feed.items[0].content, [Block::paragraph(vec!["long".into()])], "{elements:?}");
    }
}

#[test]
fn a_different_media_title_does_not_replace_the_title() {
    let titles = "<title>Rain &lt;b&gt;</title><media:title>A photo of rain</media:title>";
    let feed = channel(&format!("{titles}<item>{titles}</item>"));
    let without = channel("<title>Rain &lt;b&gt;</title><item><title>Rain &lt;b&gt;</title></item>");
    assert_eq!((&feed.title, &feed.items[0].title), (&without.title, &without.items[0].title));
}

#[test]
fn an_incomplete_mail_address_is_a_name() {
    for (text, name, email) in [
        ("@ann", "@ann", None),
        ("ann@", "ann@", None),
        ("ann@a.example (@ann)", "@ann", Some("ann@a.example")),
        ("ann@a.example", "", Some("ann@a.example")),
    ] {
        let feed = channel(&format!("<item><title>t</title><author>{text}</author></item>"));
        let author = &feed.items[0].authors[0];
        assert_eq!((author.name.as_str(), author.email.as_deref()), (name, email), "{text}");
    }
}

/// Neither a colon nor a value is expected after the end of the source.
#[test]
fn a_json_feed_cut_after_a_name_ends_there() {
    for end in ["", " ", ":", ": "] {
        let text = format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Rain\", \"items\"{end}"
        );
        let mut items = Reader::new().items(text.as_bytes());
        assert!(items.next().is_none(), "{text}");
        assert_eq!(items.feed().title, "Rain");
        assert_eq!(items.notes(), Reader::new().read(&text).unwrap().notes, "{text}");
    }
}

/// A source longer than one chunk of the reader has the same notes, at the same places, as when it is read whole.
#[test]
fn a_long_feed_is_the_same_item_by_item() {
    let item = |number: usize| {
        let (title, date) = (["Rain", "Rain & snow"][usize::from(number % 500 == 7)], "2022-11-13 12:15:01");
        // Chunks end in this value.
        let quoted = "rain > snow, ".repeat(20);
        format!(
            "<item>\n<title>{title}</title><link>https://a.example/{number}</link><pubDate>{date}</pubDate></item>\
             <category title=\"{quoted}\">Weather</category>"
        )
    };
    let feed = rss(&(0..3000).map(item).collect::<String>());
    assert!(feed.len() > 256 << 10);
    let reader = Reader::new().zone(480);
    let whole = reader.read(&feed).unwrap();
    let mut items = reader.items(feed.as_bytes());
    let found: Vec<Item> = items.by_ref().map(Result::unwrap).collect();
    assert_eq!(found, whole.feed.items);
    assert_eq!(items.notes(), whole.notes);
    assert_eq!(items.feed().tags, whole.feed.tags);
    assert_eq!(found[0].published.unwrap().to_string(), "2022-11-13T04:15:01Z");
    assert_eq!(whole.notes.iter().filter(|note| note.kind == NoteKind::StrayAmpersand).count(), 6);
}

#[test]
fn a_control_character_has_the_same_place_item_by_item() {
    let item = |number: usize| {
        format!("<item><title>{}</title></item>\n", if number == 2500 { "R\u{b}ain" } else { "Rain" })
    };
    let feed = rss(&(0..3000).map(item).collect::<String>());
    let mut items = Reader::new().items(feed.as_bytes());
    assert_eq!(items.by_ref().count(), 3000);
    // A whole feed may have fewer such short items.
    assert_eq!(items.notes(), &Reader::new().read(&feed).unwrap().notes[..1]);
    assert_eq!(items.notes()[0].position.map(|position| position.line), Some(2501));
}

/// The reader takes 64 KiB at first, and does not know the rest.
#[test]
fn a_comment_or_an_instruction_may_be_longer_than_a_chunk() {
    let item = |title: &str| format!("<item><title>{title}</title></item>");
    for (start, end) in [("<!-- ", " -->"), ("<?draft ", " ?>")] {
        let padding = "x".repeat(64 << 10);
        let feed = rss(&format!("{start}{}{padding}{}{end}{}", item("Rain"), item("Hail"), item("Snow")));
        let titles: Vec<String> =
            Reader::new().items(feed.as_bytes()).map(|item| item.unwrap().title).collect();
        assert_eq!(titles, ["Snow"], "{start}");
    }
}

#[test]
fn a_chunk_of_a_json_feed_may_end_before_a_colon() {
    let start = r#"{"version":"https://jsonfeed.org/version/1.1","x":""#;
    for (before, after) in
        [(r#"","items""#, ""), (r#"","items"/"#, "* notes */"), (r#"","items"/* no"#, "tes */")]
    {
        let padding = "x".repeat((64 << 10) - start.len() - before.len());
        let feed = format!(r#"{start}{padding}{before}{after}:[{{"id":"1","title":"Rain"}}]}}"#);
        let titles: Vec<String> =
            Reader::new().items(feed.as_bytes()).map(|item| item.unwrap().title).collect();
        assert_eq!(titles, ["Rain"], "{before}");
    }
}

#[test]
fn a_feed_may_begin_after_a_chunk() {
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Rain"}]}"#;
    let xml = rss("<item><title>Rain</title></item>");
    let spaces = " ".repeat(64 << 10);
    for start in [spaces.clone(), format!("/*{spaces}*/"), format!("{}/* notes */", &spaces[1..])] {
        for feed in [json, &xml] {
            let feed = format!("{start}{feed}");
            let titles: Vec<String> =
                Reader::new().items(feed.as_bytes()).map(|item| item.unwrap().title).collect();
            assert_eq!(titles, ["Rain"], "{}", &feed[..3]);
        }
    }
    let mut items = Reader::new().items(spaces.as_bytes());
    assert!(items.next().unwrap().is_err() && items.next().is_none());
}

/// A feed may be too large for memory, or arrive slowly.
#[test]
fn items_are_read_before_the_end_of_the_source() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the connection is lost"))
        }
    }
    // More than the reader takes at once.
    let title = "Rain ".repeat(20_000);
    let version = "https://jsonfeed.org/version/1.1";
    for feed in [
        format!("<rss><channel><item><title>Rain</title></item><item><title>{title}"),
        format!("<rss><channel><!-- 1 --><item><title><![CDATA[Rain]]></title></item><item><title>{title}"),
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Rain</title></entry><entry><title>{title}"
        ),
        format!(
            r#"{{"version":"{version}","items":[{{"id":"1","title":"Rain"}},{{"id":"2","title":"{title}"#
        ),
    ] {
        let mut items = Reader::new().items(feed.as_bytes().chain(Broken));
        assert_eq!(items.next().unwrap().unwrap().title, "Rain");
        assert!(items.next().unwrap().unwrap_err().to_string().contains("the connection is lost"));
    }
}
