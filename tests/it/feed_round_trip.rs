//! Law: a written feed reads back with our reader as the same feed, as far as the format can express it.

use std::time::Duration;

use newsclip::feed::{Comments, Enclosure, Item, Person, Reader, Source, Tag, Time};
use newsclip::normal::normalize;
use newsclip::tree::{Block, Inline};
use newsclip::{Document, Feed, Timestamp, Url, parse};
use proptest::prelude::*;

use crate::feeds::{body_in_feed, well_formed};
use crate::generate;
use crate::support::{articles, difference, document, feed, report};

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A document as far as a feed can express it.
fn projected(mut document: Document, format: &str) -> Document {
    document.body = body_in_feed(&document);
    // A title that consists only of white space counts as absent.
    if document.title.trim().is_empty() {
        document.title.clear();
    }
    if format == "rss" {
        // RFC 822 has no fractions of seconds.
        let seconds = |time: Timestamp| time.as_milliseconds().div_euclid(1000) * 1000;
        document.published = document.published.and_then(|time| Timestamp::from_milliseconds(seconds(time)));
    }
    document
}

/// The first difference after writing and reading a feed.
fn wrong(feed: &str, format: &str, documents: &[Document]) -> Option<String> {
    let outcome = match Reader::new().read(feed) {
        Ok(outcome) => outcome,
        Err(error) => return Some(error.to_string()),
    };
    if let Some(note) = outcome.notes.first() {
        return Some(note.to_string());
    }
    let count = outcome.feed.items.len();
    if count != documents.len() {
        return Some(format!("{count} of {}", documents.len()));
    }
    let expected = documents.iter().map(|document| projected(document.clone(), format));
    let found = outcome.feed.into_documents().map(Result::unwrap);
    for (found, expected) in found.zip(expected) {
        if found.body != expected.body {
            return Some(difference(&expected.body, &found.body));
        }
        if found != expected {
            let bodies = format!("{:?}", expected.body);
            let without_body = |mut document: Document| {
                document.body.clear();
                document
            };
            let (found, expected) = (without_body(found), without_body(expected));
            return Some(format!("expected {expected:?}\nfound    {found:?}\n{bodies}"));
        }
        // The task of an archiver: read feeds, write clips.
        let again = parse(&found.to_clip()).unwrap();
        if (again.title, again.url, again.published, again.body)
            != (found.title, found.url, found.published, found.body)
        {
            return Some("its clip reads back to another document".to_string());
        }
    }
    None
}

fn formats(feed: &Feed) -> [(&'static str, String); 3] {
    [("rss", feed.to_rss()), ("atom", feed.to_atom()), ("json", feed.to_json_feed())]
}

#[test]
fn feeds_of_one_fifty_and_all_read_back() {
    let documents: Vec<_> = articles().iter().map(|article| parse(&article.source).unwrap()).collect();
    let mut failures = Vec::new();
    let mut tried = 0;
    for size in [1, 50, documents.len()] {
        for chunk in documents.chunks(size) {
            let mut feed = feed("天气 & <雨>");
            feed.items = chunk.iter().cloned().map(Item::from).collect();
            for (format, text) in formats(&feed) {
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

/// A person with all fields.
fn person(name: &str) -> Person {
    let mut person = Person::new(name);
    person.email = Some("jia@a.example".to_string());
    person.url = Some(url("https://a.example/jia"));
    person.avatar = Some(url("https://a.example/jia.png"));
    person
}

fn tag(term: &str) -> Tag {
    let mut tag = Tag::new(term);
    tag.scheme = Some("https://a.example/tags".to_string());
    tag.label = Some("The rain".to_string());
    tag
}

/// A feed with all fields in its head.
fn full_feed() -> Feed {
    let mut feed = Feed::new("AT&T <b>weather</b> &amp; more");
    feed.id = Some("tag:a.example,2022:weather".to_string());
    feed.url = Some(url("https://a.example/"));
    feed.feed_url = Some(url("https://a.example/feed"));
    feed.description = Some("每日 \"天气\" <i>now</i> &lt;".to_string());
    feed.language = Some("zh-Hans".to_string());
    feed.authors = vec![person("甲")];
    feed.contributors = vec![person("乙")];
    feed.tags = vec![tag("rain")];
    feed.icon = Some(url("https://a.example/icon.png"));
    feed.logo = Some(url("https://a.example/logo.png"));
    feed.rights = Some("© 甲 &copy; <b>2022</b>".to_string());
    feed.hubs = vec![url("https://hub.example/"), url("https://hub.example/2")];
    feed.ttl = Some(60);
    feed.updated = Timestamp::from_milliseconds(1_668_312_901_000);
    feed.generator = Some("A & B".to_string());
    feed.stylesheets = vec!["a.xsl".to_string(), "/b.css?c&d".to_string()];
    feed
}

/// An item with all fields.
fn full_item() -> Item {
    let mut item = Item::new("Rain <i>stopped</i> & &lt;");
    item.id = Some("no address: 1".to_string());
    item.url = Some(url("https://a.example/1"));
    item.external_url = Some(url("https://b.example/"));
    item.published = Timestamp::from_milliseconds(1_668_312_901_000);
    item.updated = Timestamp::from_milliseconds(1_668_312_902_000);
    item.authors = vec![person("甲"), Person::new("乙")];
    item.contributors = vec![person("丙")];
    item.tags = vec![tag("rain"), Tag::new("snow & ice")];
    item.summary =
        vec![Block::paragraph(vec!["It ".into(), Inline::strong(vec!["stopped".into()]), ".".into()])];
    item.content = vec![Block::paragraph(vec!["It stopped at ]]> last.".into()])];
    item.image = Some(url("https://a.example/lead.jpg"));
    item.thumbnail = Some(url("https://a.example/small.jpg"));
    let mut sound = Enclosure::new(url("https://a.example/1.mp3"));
    sound.media_type = Some("audio/mpeg".to_string());
    sound.length = Some(12_345);
    sound.duration = Some(Duration::from_secs(3723));
    let mut film = Enclosure::new(url("https://a.example/1.mp4"));
    film.media_type = Some("video/mp4".to_string());
    film.length = Some(1);
    film.duration = Some(Duration::from_secs(5));
    film.title = Some("The film".to_string());
    item.enclosures = vec![sound, film];
    let mut source = Source::new("Another feed");
    source.id = Some("urn:x:y".to_string());
    source.url = Some(url("https://c.example/"));
    source.feed_url = Some(url("https://c.example/feed"));
    item.source = Some(Box::new(source));
    let mut comments = Comments::default();
    comments.url = Some(url("https://a.example/1#talk"));
    comments.feed_url = Some(url("https://a.example/1/talk.xml"));
    comments.count = Some(3);
    item.comments = Some(Box::new(comments));
    item.rights = Some("CC & <b>".to_string());
    item.language = Some("en".to_string());
    item
}

/// Removes the fields of a person that RSS cannot express.
fn in_rss(person: &mut Person) {
    person.url = None;
    person.avatar = None;
}

#[test]
fn the_feed_itself_reads_back() {
    let feed = full_feed();
    let mut atom = feed.clone();
    atom.ttl = None;
    atom.authors.iter_mut().chain(&mut atom.contributors).for_each(|person| person.avatar = None);
    assert_eq!(Reader::new().read(&feed.to_atom()).unwrap().feed, atom);

    let mut rss = feed.clone();
    rss.id = None;
    rss.authors.iter_mut().chain(&mut rss.contributors).for_each(in_rss);
    rss.tags[0].label = None;
    assert_eq!(Reader::new().read(&feed.to_rss()).unwrap().feed, rss);

    let mut json = feed.clone();
    json.id = None;
    json.contributors.clear();
    json.tags.clear();
    json.rights = None;
    json.ttl = None;
    json.updated = None;
    json.generator = None;
    json.stylesheets.clear();
    json.authors[0].email = None;
    assert_eq!(Reader::new().read(&feed.to_json_feed()).unwrap().feed, json);
}

#[test]
fn an_item_reads_back() {
    let mut feed = full_feed();
    feed.items = vec![full_item()];
    let item = |text: &str| {
        let outcome = Reader::new().read(text).unwrap();
        assert_eq!(outcome.notes, [], "{text}");
        outcome.feed.items.into_iter().next().unwrap()
    };
    let mut atom = full_item();
    atom.authors.iter_mut().chain(&mut atom.contributors).for_each(|person| person.avatar = None);
    // Atom has only the duration of the first file.
    atom.enclosures[1].duration = None;
    assert_eq!(item(&feed.to_atom()), atom);

    let mut rss = full_item();
    rss.external_url = None;
    rss.authors.iter_mut().for_each(in_rss);
    rss.contributors = vec![Person::new("丙")];
    rss.tags[0].label = None;
    let source = rss.source.as_mut().unwrap();
    (source.id, source.url) = (None, None);
    assert_eq!(item(&feed.to_rss()), rss);

    let mut json = full_item();
    json.authors[0].email = None;
    json.contributors.clear();
    json.tags[0] = Tag::new("The rain");
    json.summary = vec![Block::paragraph(vec!["It stopped.".into()])];
    json.thumbnail = None;
    json.source = None;
    json.comments = None;
    json.rights = None;
    assert_eq!(item(&feed.to_json_feed()), json);
}

/// RSS names that look like HTML are escaped once more, because the reader takes them for HTML, as it does with titles.
#[test]
fn names_that_look_like_html_read_back() {
    for name in ["Q&amp;A", "<b>Boats</b>", "line<br>break", "AT&T; &lt;", "<b> & AT&T", "<![CDATA[Rain]]>"] {
        let mut feed = full_feed();
        feed.title = name.to_string();
        feed.description = Some(format!("About {name}"));
        let mut item = Item::new(name);
        item.authors = vec![Person::new(name)];
        item.authors[0].email = Some("a@a.example".to_string());
        item.contributors = vec![Person::new(name)];
        item.tags = vec![Tag::new(name)];
        item.source = Some(Box::new(Source::new(name)));
        feed.tags = vec![Tag::new(name)];
        feed.contributors = vec![Person::new(name)];
        feed.items = vec![item];
        let found = Reader::new().read(&feed.to_rss()).unwrap().feed;
        assert_eq!((&found.title, &found.description), (&feed.title, &feed.description));
        assert_eq!((&found.tags, &found.contributors), (&feed.tags, &feed.contributors));
        assert_eq!(found.items[0].title, name);
        let (found, item) = (&found.items[0], &feed.items[0]);
        assert_eq!(
            (&found.authors, &found.contributors, &found.tags, &found.source),
            (&item.authors, &item.contributors, &item.tags, &item.source)
        );
    }
}

/// A picture that is not the lead image stays an enclosure.
#[test]
fn enclosed_pictures_read_back() {
    let mut feed = feed("雨");
    let mut item = Item::new("雨");
    item.id = Some("1".to_string());
    item.enclosures = ["1", "2"]
        .map(|name| {
            let mut picture = Enclosure::new(url(&format!("https://a.example/{name}.jpg")));
            picture.media_type = Some("image/jpeg".to_string());
            picture
        })
        .to_vec();
    feed.items = vec![item];
    for (_, text) in formats(&feed) {
        assert_eq!(Reader::new().read(&text).unwrap().feed.items, feed.items, "{text}");
    }
}

/// People without a name do not get their address as one.
#[test]
fn people_without_a_name_read_back() {
    let mut feed = feed("雨");
    let mut item = Item::new("雨");
    item.id = Some("1".to_string());
    let (mut mail, mut page) = (Person::default(), Person::default());
    mail.email = Some("jia@a.example".to_string());
    page.url = Some(url("https://a.example/yi"));
    item.authors = vec![mail, page];
    feed.items = vec![item];
    for text in [feed.to_atom(), feed.to_json_feed()] {
        assert_eq!(Reader::new().read(&text).unwrap().feed.items, feed.items, "{text}");
    }
}

/// Content and times that an item does not have are not invented.
#[test]
fn missing_fields_stay_missing() {
    let mut feed = feed("雨");
    let mut item = Item::new("雨");
    item.summary = vec![Block::paragraph(vec!["雨停了。".into()])];
    feed.items = vec![item];
    for (format, text) in formats(&feed) {
        assert!(!text.contains("<content") && !text.contains("content_html"), "{text}");
        let outcome = Reader::new().read(&text).unwrap();
        let found = &outcome.feed.items[0];
        assert_eq!((found.published, found.updated, &found.url), (None, None, &None), "{text}");
        assert_eq!(found.summary, feed.items[0].summary);
        // JSON Feed requires content.
        assert_eq!(found.content.is_empty(), format != "json");
        assert_eq!(outcome.feed.updated, None);
    }
}

#[test]
fn given_ids_are_kept() {
    let mut feed = feed("雨");
    let ids = ["x", "雨 1", "a b?c=d&e=%e5+f", "https://a.example/%e5%a4%a9", "urn:uuid:1", "<&>\"'"];
    feed.items = ids
        .iter()
        .map(|id| {
            let mut item = Item::new("雨");
            item.id = Some((*id).to_string());
            item
        })
        .collect();
    for (_, text) in formats(&feed) {
        let found = Feed::parse(&text).unwrap();
        let found: Vec<_> = found.items.iter().map(|item| item.id.as_deref().unwrap()).collect();
        assert_eq!(found, ids);
    }
    // An id derived from an address is normalized.
    feed.items = vec![parse("[雨](https://a.example/%e5%a4%a9)\n------\n").unwrap().into()];
    assert!(feed.to_rss().contains("<guid isPermaLink=\"true\">https://a.example/%E5%A4%A9</guid>"));
    assert!(feed.to_atom().contains("<id>https://a.example/%E5%A4%A9</id>"));
}

#[test]
fn every_format_drops_blank_and_repeated_values() {
    let mut feed = feed("雨");
    let mut item = Item::new("雨");
    item.authors = vec![" ".into(), "甲".into(), "甲".into(), "".into()];
    item.tags = vec!["".into(), "天气".into(), "\u{1}".into(), "天气".into()];
    item.contributors = vec!["\n".into()];
    item.rights = Some(" ".to_string());
    item.language = Some(String::new());
    feed.items = vec![item];
    for (format, text) in formats(&feed) {
        let item = &Reader::new().read(&text).unwrap().feed.items[0];
        assert_eq!(item.authors, [Person::new("甲")], "{format}");
        assert_eq!(item.tags, [Tag::new("天气")], "{format}");
        assert_eq!(text.matches("甲").count(), 1, "{format}");
    }
}

#[test]
fn addresses_that_could_execute_are_not_written() {
    let bad = || Some(Url::parse("javascript:alert(1)").unwrap());
    let mut feed = feed("雨");
    (feed.url, feed.feed_url, feed.icon, feed.logo) = (bad(), bad(), bad(), bad());
    (feed.rss_url, feed.atom_url, feed.json_url) = (bad(), bad(), bad());
    feed.hubs = bad().into_iter().collect();
    feed.stylesheets = vec!["javascript:alert(1)".to_string()];
    feed.authors = vec![Person::new("甲")];
    (feed.authors[0].url, feed.authors[0].avatar) = (bad(), bad());
    let mut item = Item::new("雨");
    (item.url, item.external_url, item.image, item.thumbnail) = (bad(), bad(), bad(), bad());
    item.enclosures = vec![Enclosure::new(bad().unwrap())];
    let mut comments = Comments::default();
    (comments.url, comments.feed_url) = (bad(), bad());
    item.comments = Some(Box::new(comments));
    let mut source = Source::new("雪");
    (source.url, source.feed_url) = (bad(), bad());
    item.source = Some(Box::new(source));
    feed.items = vec![item];
    for (format, text) in formats(&feed) {
        // An id is only a name: readers do not follow it.
        let text =
            text.replace("<id>javascript:alert(1)</id>", "").replace("\"id\": \"javascript:alert(1)\"", "");
        let text = text.replace("<guid isPermaLink=\"false\">javascript:alert(1)</guid>", "");
        assert!(!text.contains("javascript:"), "{format}: {text}");
    }
}

#[test]
fn a_document_converts_to_an_item_and_back() {
    for article in articles() {
        let document = parse(&article.source).unwrap();
        let item = Item::from(document.clone());
        assert_eq!(item.into_document(None), Ok(document), "{}", article.path.display());
    }
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

    /// Any text in any field reads back as the same text, except for white space.
    #[test]
    fn any_text_is_read_back(text in any::<String>(), title in "[a-z<>&;/ ]{0,12}") {
        let mut feed = feed(&title);
        let mut item = Item::new(title.clone());
        item.id = Some(text.clone());
        item.authors = vec![Person::new(text.clone())];
        item.tags = vec![Tag::new(text.clone())];
        item.rights = Some(title.clone());
        item.content = normalize(vec![Block::paragraph(vec![Inline::Text(text)])]);
        item.summary = normalize(vec![Block::paragraph(vec![Inline::Text(title)])]);
        feed.items = vec![item];
        let once = Feed::parse(&feed.to_atom()).unwrap();
        for (format, written) in formats(&once) {
            let mut again = Feed::parse(&written).unwrap();
            let mut expected = once.clone();
            (again.id, again.generator, again.authors, again.feed_url) = (None, None, vec![], None);
            (expected.id, expected.generator, expected.authors, expected.feed_url) = (None, None, vec![], None);
            if format == "json" {
                again.items[0].rights.clone_from(&expected.items[0].rights);
                // Without content, the summary is the content; without a summary, one is generated.
                again.items[0].content.clone_from(&expected.items[0].content);
            }
            again.items[0].summary.clone_from(&expected.items[0].summary);
            // In RSS, the text of a person may be a name, an email address, or both, as in `a@b ()`.
            let is_ambiguous = format == "rss" && written.contains('@');
            let labels = |item: &Item| item.authors.iter().map(ToString::to_string).collect::<Vec<_>>();
            if !expected.items[0].authors.is_empty() && !is_ambiguous {
                prop_assert_eq!(labels(&again.items[0]), labels(&expected.items[0]));
            }
            again.items[0].authors.clone_from(&expected.items[0].authors);
            prop_assert_eq!(again, expected, "{}\n{}", format, written);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(pieces in proptest::collection::vec(prop_oneof![
        proptest::sample::select(&["<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
            "<content type='xhtml'>", "</content>", "<![CDATA[", "]]>", "&", "&amp;", "&#x0;", "<!DOCTYPE", "<?xml", "?>", "<!--", "-->", "https://a.example/",
            "<pubDate>", "2022-11-13", "</x>", "<a b='", "中", "\0", "<title>", "</title>", "<content:encoded>", "</rss>", "<media:group>", "<media:content url='a'>",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",", "\"items\":[", "{\"id\":", "\"x\"", ",", "}", "]", "\\u12", "\"tags\":null", "null", "1e5"][..]).prop_map(str::to_string),
        any::<String>(),
    ], 0..20)) {
        let text = pieces.concat();
        let whole = Reader::new().read(&text);
        let _ = Feed::from_bytes(text.as_bytes());
        let _ = Time::read(&text, 480);
        let items: Vec<_> = Reader::new().items(text.as_bytes()).filter_map(Result::ok).collect();
        if let Ok(outcome) = whole {
            prop_assert_eq!(items, outcome.feed.items);
        }
    }
}
