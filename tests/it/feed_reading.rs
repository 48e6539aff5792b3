//! Law: what a feed says is read back by our own reader: the same feed, frames being links. And feeds as they are
//! out there: salvaged, or refused with an error.

use std::num::NonZeroUsize;

use newsclip::feed::{Archive, Limits, NoteKind, Time};
use newsclip::{Document, Feed, Timestamp, Url, parse};
use proptest::prelude::*;

use crate::feeds::{body_in_feed, well_formed};
use crate::generate;
use crate::support::{articles, difference, document, feed, report};

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A document as a feed can say it.
fn projected(mut document: Document, format: &str, newest: Option<Timestamp>) -> Document {
    if format == "atom" {
        // It demands a time; a document without one is as new as its feed.
        document.published = document.published.or(newest);
    }
    document.body = body_in_feed(&document);
    if format == "rss" {
        // RFC 822 has no parts of seconds.
        let seconds = |time: Timestamp| time.as_milliseconds().div_euclid(1000) * 1000;
        document.published = document.published.and_then(|time| Timestamp::from_milliseconds(seconds(time)));
    }
    document
}

fn wrong(feed: &str, format: &str, documents: &[Document]) -> Option<String> {
    let (read, notes) = match Feed::parse_with_notes(feed) {
        Ok(read) => read,
        Err(error) => return Some(error.to_string()),
    };
    if !notes.is_empty() {
        return Some(format!("{notes:?}"));
    }
    let newest = documents.iter().filter_map(|document| document.published).max();
    let projected = |document: &Document| projected(document.clone(), format, newest);
    let expected: Vec<Document> = documents.iter().map(projected).collect();
    for (found, expected) in read.documents.iter().zip(&expected) {
        let title_matters = !expected.title.is_empty();
        if found.body != expected.body {
            return Some(difference(&expected.body, &found.body));
        }
        let header = |document: &Document| {
            (document.published, document.url.clone(), document.authors.clone(), document.tags.clone())
        };
        if header(found) != header(expected) || (title_matters && found.title != expected.title) {
            return Some(format!(
                "{:?} {:?}\n{:?} {:?}",
                header(expected),
                expected.title,
                header(found),
                found.title
            ));
        }
        // The archiver's own job: feed in, clips out.
        if parse(&found.to_clip()).unwrap() != *found {
            return Some("its clip reads back to another document".to_string());
        }
    }
    (read.documents.len() != expected.len())
        .then(|| format!("{} of {}", read.documents.len(), expected.len()))
}

#[test]
fn feeds_of_one_fifty_and_all_read_back() {
    let documents: Vec<_> = articles().iter().map(|article| parse(&article.source).unwrap()).collect();
    let mut failures = Vec::new();
    let mut tried = 0;
    for size in [1, 50, documents.len()] {
        for chunk in documents.chunks(size) {
            let mut feed = feed("天气 & <雨>");
            feed.documents = chunk.to_vec();
            for (format, text) in
                [("rss", feed.to_rss()), ("atom", feed.to_atom()), ("json", feed.to_json_feed())]
            {
                tried += 1;
                if format != "json" {
                    well_formed(&text).unwrap();
                }
                failures
                    .extend(wrong(&text, format, chunk).map(|wrong| format!("{format} of {size}: {wrong}")));
            }
        }
    }
    report("feed reading", tried, &failures);
}

#[test]
fn the_feed_itself_reads_back() {
    let mut feed = feed("天气 & <雨>");
    feed.feed_url = Some(url("https://a.example/feed"));
    feed.description = Some("每日 \"天气\"".to_string());
    feed.language = Some("zh-Hans".to_string());
    feed.authors = vec!["甲".to_string()];
    feed.icon = Some(url("https://a.example/i.png"));
    feed.hub = Some(url("https://hub.example/"));
    feed.updated = Timestamp::from_milliseconds(1_668_312_901_000);
    let mut json = Feed::parse(&feed.to_json_feed()).unwrap();
    // JSON Feed has no place for it.
    json.updated = feed.updated;
    assert_eq!(json, feed);
    feed.rights = Some("© 甲".to_string());
    assert_eq!(Feed::parse(&feed.to_atom()).unwrap(), feed);
    feed.ttl = Some(60);
    // RSS has no place for a feed's author that is not an address of mail.
    feed.authors.clear();
    assert_eq!(Feed::parse(&feed.to_rss()).unwrap(), feed);
}

fn notes(text: &str) -> (Vec<String>, Vec<String>) {
    let (feed, notes) = Feed::parse_with_notes(text).unwrap();
    let titles = feed.documents.iter().map(|document| document.title.clone()).collect();
    (titles, notes.iter().map(ToString::to_string).collect())
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
        let Ok((feed, notes)) = Feed::parse_with_notes(&whole[..end]) else { continue };
        assert!(feed.documents.len() <= 3 && (feed.documents.len() == 3 || !notes.is_empty()), "{end}");
    }
    let cut = &whole[..whole.find("三三三").unwrap()];
    let (titles, found) = notes(cut);
    assert_eq!(titles, ["一", "二二"]);
    assert!(found.iter().any(|note| note.ends_with("the file ends too early")));
    // Tags that do not match.
    let (titles, _) = notes(&rss(
        "<item><title>甲</b></title><link>/1</item><item><title>乙</title><link>/2</link></item>",
    ));
    assert_eq!(titles, ["甲", "乙"]);
}

#[test]
fn what_is_no_feed_is_refused() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
    assert!(Feed::parse(bomb).unwrap_err().to_string().contains("without entity declarations"));
    let deep = format!("<rss><channel>{}", "<a>".repeat(100_000));
    assert!(Feed::parse(&deep).unwrap_err().to_string().contains("256 levels"));
    assert!(Feed::parse("<html><p>雨").is_err());
    assert!(Feed::parse("").is_err());
    assert!(Feed::parse("{\"version\": 1}").is_err());
}

#[test]
fn all_versions_are_read() {
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>雨</title><link>https://a.example/</link></channel>\
        <item rdf:about='https://a.example/1'><title>雨停了</title><link>https://a.example/1</link><dc:date>2022-11-13T04:15:01Z</dc:date>\
        <dc:creator>甲</dc:creator><dc:subject>天气</dc:subject><description>雨停了。</description></item></rdf:RDF>";
    let feed = Feed::parse(rdf).unwrap();
    let doc = &feed.documents[0];
    assert_eq!(
        (doc.title.as_str(), doc.authors.first().map(String::as_str), doc.tags.as_slice()),
        ("雨停了", Some("甲"), &["天气".to_string()][..])
    );
    assert_eq!(doc.published.unwrap().as_milliseconds(), 1_668_312_901_000);

    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/b/'><title type='html'>雨 &amp;amp; 雪</title>\
        <link href='/'/><entry><id>x</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>雨<b>停</b>了</div></title>\
        <link rel='alternate' href='1'/><updated>2022-11-13T12:15:01+08:00</updated><author><name>甲</name></author>\
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>见<a href='2'>乙</a></p></div></content></entry></feed>";
    let feed = Feed::parse(atom).unwrap();
    let doc = &feed.documents[0];
    assert_eq!((feed.title.as_str(), doc.title.as_str()), ("雨 & 雪", "雨停了"));
    assert_eq!(doc.url.as_str(), "https://a.example/b/1");
    assert_eq!(doc.links().next().unwrap().url, "https://a.example/b/2");

    let old = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>雨</title><entry><title>停</title>\
        <link rel='alternate' href='https://a.example/1'/><issued>2003-12-13T18:30:02Z</issued>\
        <content type='text/html' mode='escaped'>&lt;p&gt;雨&lt;/p&gt;</content></entry></feed>";
    let doc = &Feed::parse(old).unwrap().documents[0];
    assert_eq!(
        (doc.to_html().as_str(), doc.published.unwrap().as_milliseconds()),
        ("<p>雨</p>\n", 1_071_340_202_000)
    );

    let podcast = "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:media='http://search.yahoo.com/mrss/'>\
        <channel><item><title>节目</title><guid>https://a.example/1</guid><itunes:author>甲</itunes:author>\
        <enclosure url='https://a.example/1.mp3' length='1' type='audio/mpeg'/><media:content url='https://a.example/1.jpg' medium='image'/>\
        <content:encoded><![CDATA[<p>请听。</p>]]></content:encoded></item></channel></rss>";
    let doc = &Feed::parse(podcast).unwrap().documents[0];
    assert_eq!(doc.authors.first().map(String::as_str), Some("甲"));
    assert!(doc.to_html().starts_with("<figure><img src=\"https://a.example/1.jpg\""));
    assert!(doc.to_html().contains("<source src=\"https://a.example/1.mp3\" type=\"audio/mpeg\">"));
}

#[test]
fn encodings_are_read() {
    let text = rss("<item><title>雨停了</title><link>/1</link></item>");
    for (label, encoding) in
        [("GBK", encoding_rs::GBK), ("Big5", encoding_rs::BIG5), ("utf-8", encoding_rs::UTF_8)]
    {
        let declared =
            format!("<?xml version=\"1.0\" encoding=\"{label}\"?>{}", text.replace("雨停了", "雨天"));
        let (bytes, _, _) = encoding.encode(&declared);
        let (feed, notes) = Feed::from_bytes(&bytes).unwrap();
        assert_eq!((feed.documents[0].title.as_str(), notes.len()), ("雨天", 0), "{label}");
    }
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(Feed::from_bytes(&utf16).unwrap().0.documents[0].title, "雨停了");
    let (_, notes) = Feed::from_bytes(&[text.as_bytes(), &[0xFF]].concat()).unwrap();
    assert!(notes.iter().any(|note| note.kind == NoteKind::Encoding { encoding: "UTF-8" }));
}

#[test]
fn times_are_read() {
    let ms = 1_668_312_901_000;
    let exact = |text: &str| {
        assert_eq!(Time::read(text, 480), Time::Exact(Timestamp::try_from(ms).unwrap()), "{text}");
    };
    let assumed = |text: &str, ms: i64| {
        assert_eq!(Time::read(text, 480), Time::AssumedZone(Timestamp::try_from(ms).unwrap()), "{text}");
    };
    for text in [
        "Sun, 13 Nov 2022 04:15:01 +0000",
        "Mon, 13 Nov 2022 04:15:01 GMT",
        "13 Nov 2022 04:15:01 UT",
        "13 Nov 22 12:15:01 +0800",
        "2022-11-13T04:15:01Z",
        "2022-11-13T12:15:01+08:00",
        "2022-11-13 12:15:01 +0800",
        "2022-11-13 04:15:01 UTC",
        "1668312901",
        "1668312901000",
        "Nov 13, 2022 04:15:01 AM GMT",
        "2022/11/13 12:15:01 GMT+8",
        "Sunday, 13 November 2022 12:15:01 +08:00",
        "Sat, 12 Nov 2022 23:15:01 EST",
        "2022-11-13T12:15:01+0800",
        "Sun, 13 Nov 2022 12:15:01 +0800 (CST)",
    ] {
        exact(text);
    }
    for text in [
        "2022-11-13 12:15:01",
        "2022年11月13日 12:15:01",
        "2022/11/13 12:15:01",
        "2022年11月13日 下午0:15:01",
        "13 Nov 2022 12:15:01 CST",
        "2022-11-13T12:15:01",
    ] {
        assumed(text, ms);
    }
    assumed("2022年11月13日", ms - 44_101_000);
    assert_eq!(
        Time::read("13 Nov 2022 12:15:01 CST", 0).time().unwrap().as_milliseconds(),
        ms + 14 * 3_600_000
    );
    for text in [
        "",
        "昨天",
        "2022-13-40",
        "2022-02-30 00:00",
        "13 Foo 2022",
        "2022-11-13 25:00",
        "2022-11-13 12:00 XYZ",
        "99",
        "2022",
    ] {
        assert!(matches!(Time::read(text, 0), Time::Unparsed(_)), "{text}: {:?}", Time::read(text, 0));
    }
}

#[test]
fn limits_hold() {
    let mut feed = feed("t");
    feed.documents = (0..10)
        .map(|n| parse(&format!("[x](https://a.example/{n})\n------\n\n{}", "雨".repeat(100))).unwrap())
        .collect();
    feed.limits = Limits { items: Some(3), bytes: None };
    assert_eq!(Feed::parse(&feed.to_rss()).unwrap().documents.len(), 3);
    feed.limits = Limits { items: None, bytes: Some(2000) };
    let count = Feed::parse(&feed.to_atom()).unwrap().documents.len();
    assert!((1..10).contains(&count));
    let mut out = String::new();
    assert_eq!(feed.write_atom(&feed.documents, &mut out), Ok(count));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn a_feed_of_any_normal_tree_is_read_back(body in generate::normal_blocks(), title in any::<String>(), ms in -60_000_000_000_000_i64..250_000_000_000_000) {
        let mut document = document(body);
        document.title = title;
        document.published = Timestamp::try_from(ms).ok();
        document.tags = vec!["天气".to_string()];
        let document = document.normalized();
        for (format, feed) in [("rss", document.to_rss()), ("atom", document.to_atom()), ("json", document.to_json_feed())] {
            let wrong = wrong(&feed, format, std::slice::from_ref(&document));
            prop_assert!(wrong.is_none(), "{}: {}\n{}", format, wrong.unwrap(), feed);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(pieces in proptest::collection::vec(prop_oneof![
        proptest::sample::select(&["<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
            "<content type='xhtml'>", "</content>", "<![CDATA[", "]]>", "&", "&amp;", "&#x0;", "<!DOCTYPE", "<?xml", "?>", "<!--", "-->", "https://a.example/",
            "<pubDate>", "2022-11-13", "</x>", "<a b='", "中", "\0", "<title>", "</title>", "<content:encoded>", "</rss>"][..]).prop_map(str::to_string),
        any::<String>(),
    ], 0..20)) {
        let text = pieces.concat();
        let _ = Feed::parse(&text);
        let _ = Feed::from_bytes(text.as_bytes());
        let _ = Time::read(&text, 480);
    }

    /// Law: archive pages that are full do not change; each document is on one page; the chain is unbroken.
    #[test]
    fn archives_are_stable(count in 0..23_usize, more in 0..12_usize, size in 1..6_usize, urls in 1..30_usize) {
        let mut feed = feed("t");
        feed.feed_url = Some(url("https://a.example/feed"));
        let documents = (0..count + more).map(|n| {
            let mut document = parse(&format!("<!--{}-->\n[雨 {n}](https://a.example/{})\n------\n\n雨", n * 1000, n % urls)).unwrap();
            document.tags = vec![n.to_string()];
            document
        });
        let documents: Vec<Document> = documents.collect();
        let page_url = |page: usize| url(&format!("https://a.example/archive/{page}"));
        feed.documents = documents[..count].to_vec();
        let before = pages(&feed, size, page_url);
        feed.documents.clone_from(&documents);
        let after = pages(&feed, size, page_url);
        prop_assert_eq!(&after[..before.len() - 1], &before[..before.len() - 1]);

        let mut on_pages = Vec::new();
        for (index, page) in after.iter().enumerate() {
            let is_subscription = index + 1 == after.len();
            let mut tags: Vec<String> = Feed::parse(page).unwrap().documents.iter().map(|document| document.tags[0].clone()).collect();
            if is_subscription {
                tags.reverse();
            }
            on_pages.extend(tags);
            let previous = format!("rel=\"prev-archive\" type=\"application/atom+xml\" href=\"https://a.example/archive/{index}\"");
            prop_assert_eq!(page.contains(&previous), index > 0);
            prop_assert_eq!(page.contains("<fh:archive/>"), !is_subscription);
        }
        let expected: Vec<String> = (0..count + more).map(|n| n.to_string()).collect();
        prop_assert_eq!(on_pages, expected);
    }
}

/// The archive pages as Atom, and the subscription page after them.
fn pages(feed: &Feed, size: usize, page_url: impl Fn(usize) -> Url) -> Vec<String> {
    let archive = Archive::new(feed, NonZeroUsize::new(size).unwrap(), page_url);
    archive.pages().chain([archive.subscription()]).map(|page| page.to_atom()).collect()
}
