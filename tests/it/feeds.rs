//! Law: feed-rs reads back the ids, links, titles and times of a feed, and content that parses to the body, with frames as
//! links. Law: every feed of every tree is well-formed XML 1.0, by two parsers.

use newsclip::feed::{Enclosure, Format, Item, Person, Writer};
use newsclip::normal::normalize;
use newsclip::tree::{Block, EmbedKind, Image, Inline, NodeMut, walk_mut};
use newsclip::{Document, Timestamp, Url, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{
    articles, difference, document, documents, feed, read, read_fragment, report, resolved,
};

/// The body as in a feed: with absolute URLs, and links in place of frames.
pub fn body_in_feed(document: &Document) -> Vec<Block> {
    let mut body = resolved(document).body;
    walk_mut(&mut body, |node| {
        if let NodeMut::Block(block) = node
            && let Block::Embed(embed) = block
            && embed.kind == EmbedKind::Frame
        {
            let title = embed.title.as_deref().filter(|title| !title.trim().is_empty());
            let text = title.unwrap_or(&embed.url);
            *block = Block::paragraph(vec![Inline::link(&embed.url, vec![text.into()])]);
        }
    });
    normalize(body)
}

/// The id of a document: its address with percent-encodings in upper case.
pub fn id(document: &Document) -> String {
    let mut id = String::new();
    for (index, piece) in document.url.as_str().split('%').enumerate() {
        let digits = if index == 0 { 0 } else { 2.min(piece.len()) };
        id.push_str(if index == 0 { "" } else { "%" });
        id.push_str(&piece[..digits].to_ascii_uppercase());
        id.push_str(&piece[digits..]);
    }
    id
}

/// The first difference in the result of feed-rs.
fn wrong(feed: &str, documents: &[Document]) -> Option<String> {
    let read_feed = match feed_rs::parser::parse(feed.as_bytes()) {
        Ok(feed) => feed,
        Err(error) => return Some(format!("feed-rs: {error}")),
    };
    if read_feed.entries.len() != documents.len() {
        return Some(format!("{} of {} entries", read_feed.entries.len(), documents.len()));
    }
    for document in documents {
        let id = &*id(document);
        let Some(entry) = read_feed.entries.iter().find(|entry| entry.id == id) else {
            return Some(format!("no entry with id {id}"));
        };
        let title = entry.title.as_ref().map_or("", |title| title.content.as_str());
        if !document.title.is_empty() && title != document.title.trim() {
            return Some(format!("title {title:?} for {:?}", document.title));
        }
        if entry.links.first().map(|link| link.href.as_str()) != Some(document.url.as_str()) {
            return Some(format!("links {:?} for {id}", entry.links));
        }
        let milliseconds = entry.published.map(|time| time.timestamp_millis());
        let expected = document.published.map(Timestamp::as_milliseconds);
        let is_same = match (milliseconds, expected) {
            (Some(found), Some(expected)) => found == expected || found == expected.div_euclid(1000) * 1000,
            (found, expected) => found == expected,
        };
        if !is_same {
            return Some(format!("time {milliseconds:?} for {expected:?}"));
        }
        let content = entry.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
        let found = Document::from_html(&content, document.url.clone()).body;
        let expected = body_in_feed(document);
        if found != expected {
            return Some(difference(&expected, &found));
        }
    }
    None
}

pub fn well_formed(xml: &str) -> Result<(), String> {
    roxmltree::Document::parse(xml).map_err(|error| format!("roxmltree: {error}"))?;
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("quick-xml: {error}")),
        }
    }
}

#[test]
fn feeds_of_one_read_back() {
    let mut failures = Vec::new();
    for (name, document) in documents() {
        let (rss, atom, json) = (document.to_rss(), document.to_atom(), document.to_json_feed());
        for xml in [&rss, &atom] {
            well_formed(xml).unwrap();
        }
        for (format, feed) in [("rss", rss), ("atom", atom), ("json", json)] {
            if let Some(wrong) = wrong(&feed, std::slice::from_ref(document)) {
                failures.push(format!("{name} as {format}: {wrong}"));
            }
        }
    }
    report("feed of one", documents().len() * 3, &failures);
}

#[test]
fn a_feed_of_all_reads_back() {
    let mut seen = std::collections::HashSet::new();
    let documents = articles().iter().map(|article| parse(&article.source).unwrap());
    let documents: Vec<_> = documents.filter(|document| seen.insert(document.url.clone())).collect();
    let mut feed = feed("全部");
    feed.items = documents.iter().cloned().map(Into::into).collect();
    for written in [feed.to_rss(), feed.to_atom(), feed.to_json_feed()] {
        assert_eq!(wrong(&written, &documents), None);
    }
}

#[test]
fn documents_with_one_url_have_different_ids() {
    let mut feed = feed("");
    let (mut document, mut documents) = (read("雨"), Vec::new());
    for milliseconds in [Some(5), Some(5), None, Some(6)] {
        document.published = milliseconds.map(|time: i64| Timestamp::try_from(time).unwrap());
        feed.items.push(document.clone().into());
        documents.push(document.clone());
    }
    let read_feed = feed_rs::parser::parse(feed.to_atom().as_bytes()).unwrap();
    let ids: Vec<_> = read_feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    let url = document.url.as_str();
    assert_eq!(ids, [url, &format!("{url}#5"), &format!("{url}#0"), &format!("{url}#6")]);
    // The same without items in between.
    let mut written = String::new();
    Writer::new(Format::Atom).write(&feed, documents, &mut written).unwrap();
    assert_eq!(written, feed.to_atom());
}

/// Readers show an item again if its id changes.
#[test]
fn ids_that_are_made_are_the_same_in_every_version() {
    let mut feed = feed("");
    feed.items = vec![Item::new("Rain"), Item::new("Snow")];
    let read_feed = feed_rs::parser::parse(feed.to_atom().as_bytes()).unwrap();
    let ids: Vec<_> = read_feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["urn:newsclip:b5e9728915ab6814", "urn:newsclip:e39506cecf0435a5"]);
}

/// RSS readers do not know that an item has the authors of its feed.
#[test]
fn an_item_of_rss_repeats_the_authors_of_the_feed_unless_they_are_many() {
    for (count, expected) in [(2, 2), (20, 0)] {
        let mut feed = feed("");
        feed.items = vec![Item::new("Rain")];
        for number in 0..count {
            let mut author = Person::new(format!("A. Smith {number}"));
            author.email = Some(format!("smith.{number}@the-northern-weekly-paper.example"));
            feed.authors.push(author);
        }
        let written = feed.to_rss();
        let (_, item) = written.split_once("<item>").unwrap();
        assert_eq!(item.matches("A. Smith").count(), expected, "{item}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]
    #[test]
    fn any_feed_is_well_formed(body in generate::blocks(), title in any::<String>(), tag in any::<String>()) {
        let mut feed = feed(&title);
        let mut document = document(body);
        document.title.clone_from(&title);
        document.authors = vec![tag.clone()];
        document.tags = vec![tag.clone()];
        feed.items.push(document.into());
        feed.description = Some(title);
        feed.rights = Some(tag.clone());
        feed.authors = vec![tag.into()];
        prop_assert_eq!(well_formed(&feed.to_rss()), Ok(()));
        prop_assert_eq!(well_formed(&feed.to_atom()), Ok(()));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&feed.to_json_feed()).is_ok());
    }

    #[test]
    fn a_feed_of_any_normal_tree_reads_back(body in generate::normal_blocks()) {
        let document = document(body);
        for feed in [document.to_rss(), document.to_atom(), document.to_json_feed()] {
            let wrong = wrong(&feed, std::slice::from_ref(&document));
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
        }
    }
}

/// A file that the content plays twice is downloaded once.
#[test]
fn a_repeated_player_is_one_enclosure() {
    let player = "<audio src=/rain.mp3></audio>";
    let document = read(&format!("{player}<p>Again:</p>{player}<audio src=/sun.mp3></audio>"));
    let written: serde_json::Value = serde_json::from_str(&document.to_json_feed()).unwrap();
    let urls: Vec<_> =
        written["items"][0]["attachments"].as_array().unwrap().iter().map(|file| &file["url"]).collect();
    assert_eq!(urls, ["https://news.example/rain.mp3", "https://news.example/sun.mp3"]);
}

/// The files of an item take precedence over the players in its content.
#[test]
fn an_item_with_a_file_has_no_other_files() {
    let mut feed = feed("Rain");
    let mut item = Item::new("Rain");
    item.enclosures = vec![enclosure("rain.mp3", Some("audio/mpeg"))];
    item.content = read_fragment("<audio src=https://a.example/sun.mp3></audio>");
    feed.items = vec![item];
    let written: serde_json::Value = serde_json::from_str(&feed.to_json_feed()).unwrap();
    let files = written["items"][0]["attachments"].as_array().unwrap();
    assert_eq!(files.iter().map(|file| &file["url"]).collect::<Vec<_>>(), ["https://a.example/rain.mp3"]);
}

/// RSS 2.0, "guid": a permalink opens the page of the item.
#[test]
fn only_the_address_of_an_item_is_a_permalink() {
    let url = "https://a.example/%e5%a4%a9";
    for (id, is_permalink) in
        [(url, true), ("https://a.example/%E5%A4%A9", true), ("https://a.example/?id=1", false), ("7", false)]
    {
        let mut feed = feed("Rain");
        let mut item = Item::new("Rain");
        item.url = Some(Url::parse(url).unwrap());
        item.id = Some(id.to_string());
        feed.items = vec![item];
        let rss = feed.to_rss();
        assert!(rss.contains(&format!("<guid isPermaLink=\"{is_permalink}\">{id}</guid>")), "{rss}");
    }
}

#[test]
fn control_characters_in_a_json_feed_are_escaped() {
    let mut feed = feed("Rain\tand \u{1b}snow");
    feed.description = Some("\u{1}".to_string());
    let written: serde_json::Value = serde_json::from_str(&feed.to_json_feed()).unwrap();
    assert!(written["title"].is_string());
}

/// Clips and feeds have no other base than the article's address. One of more than 8 KiB would be repeated too often.
#[test]
fn relative_urls_are_resolved_against_the_article() {
    let body =
        vec![Block::paragraph(vec![Image::new("img/1.png").into(), Inline::link("../b", vec!["b".into()])])];
    let mut article = document(body);
    let outputs =
        |article: &Document| [article.to_clip(), article.to_rss(), article.to_atom(), article.to_json_feed()];
    for output in outputs(&article) {
        assert!(output.contains("https://news.example/a/img/1.png"), "{output}");
        assert!(output.contains("https://news.example/b"), "{output}");
    }
    article.url = Url::parse(&format!("https://news.example/{}/1", "a".repeat(9000))).unwrap();
    for output in outputs(&article) {
        assert!(!output.contains("/img/1.png"), "{} bytes", output.len());
    }
}

#[test]
fn an_item_takes_over_the_language_and_the_summary() {
    let mut document = document(read("<p>雨停了。").body);
    document.language = Some("zh".to_string());
    document.summary = Some("天晴了。".to_string());
    let item = Item::from(document.clone());
    assert_eq!(item.language.as_deref(), Some("zh"));
    assert_eq!(item.summary, read("<p>天晴了。").body);
    assert!(document.to_rss().contains("<dc:language>zh</dc:language>"));
    assert_eq!(Item::from(document.clone()).into_document(None), Ok(document));
}

/// Other pictures are usually other sizes of the first one.
#[test]
fn the_first_enclosed_picture_is_the_lead_image() {
    for (media_type, names) in [(Some("image/png"), ["a", "b"]), (None, ["a.png", "b.jpg"])] {
        let mut item = Item::new("Rain");
        item.url = Url::parse("https://a.example/1").ok();
        item.content = read("<p>Rain in Ghent.").body;
        item.enclosures = names.map(|name| enclosure(name, media_type)).to_vec();
        let mut with_image = item.clone();
        with_image.image = Some(item.enclosures[1].url.clone());
        for (item, name) in [(item, names[0]), (with_image, names[1])] {
            let html = item.into_document(None).unwrap().to_html();
            let image = format!("<figure><img src=\"https://a.example/{name}\" alt=\"\"></figure>");
            assert_eq!(html, format!("{image}\n<p>Rain in Ghent.</p>\n"));
        }
    }
}

/// `]]>` would end the section of the content in RSS.
#[test]
fn content_may_hold_the_end_of_a_section() {
    let body = read("<p>a]]&gt;b ]]]]&gt;&gt;<pre>]]&gt;</pre>").body;
    let document = document(body.clone());
    for text in [document.to_rss(), document.to_atom()] {
        assert_eq!(newsclip::Feed::parse(&text).unwrap().items[0].content, body, "{text}");
    }
}

#[test]
fn a_document_shows_the_image_and_the_files_of_an_item() {
    let url = Url::parse("https://a.example/1.png").unwrap();
    let mut with_image = Item::new("Rain");
    with_image.url = Some(url.clone());
    let mut with_file = with_image.clone();
    with_image.image = Some(url);
    let mut with_video = with_file.clone();
    with_file.enclosures = vec![enclosure("1.mp3", Some("audio/mpeg"))];
    with_video.enclosures = vec![enclosure("1.mp4", None)];
    for (item, tag, url) in [
        (with_image, "<img ", "src=\"https://a.example/1.png\""),
        (with_file, "<audio ", "src=\"https://a.example/1.mp3\""),
        (with_video, "<video ", "src=\"https://a.example/1.mp4\""),
    ] {
        let html = item.into_document(None).unwrap().to_html();
        assert!(html.contains(tag) && html.contains(url), "{html}");
    }
}

#[test]
fn a_document_shows_no_file_that_its_text_links_to() {
    let mut item = Item::new("Rain");
    item.url = Some(Url::parse("https://a.example/1").unwrap());
    item.content = read_fragment("<p><a href=https://a.example/1.mp3>Listen</a>");
    item.enclosures = vec![enclosure("1.mp3", Some("audio/mpeg")), enclosure("2.mp3", Some("audio/mpeg"))];
    let html = item.into_document(None).unwrap().to_html();
    assert_eq!((html.matches("1.mp3").count(), html.matches("2.mp3").count()), (1, 1), "{html}");
}

/// Without paragraphs, the summary is that of the list.
#[test]
fn a_document_of_lists_has_a_summary() {
    let rss = document(read_fragment("<ul><li>Rain<li>Snow</ul>")).to_rss();
    assert!(rss.contains("<description>Rain Snow</description>"), "{rss}");
}

fn enclosure(name: &str, media_type: Option<&str>) -> Enclosure {
    let mut file = Enclosure::new(Url::parse(&format!("https://a.example/{name}")).unwrap());
    file.media_type = media_type.map(str::to_string);
    file
}

#[test]
fn a_feed_in_bytes_is_the_feed_in_text() {
    let feed = feed("全部");
    for format in [Format::Rss, Format::Atom, Format::Json] {
        let items = || ["雨", "雪"].map(Item::new);
        let (mut text, mut bytes) = (String::new(), Vec::new());
        assert_eq!(Writer::new(format).write(&feed, items(), &mut text), Ok(2));
        assert_eq!(Writer::new(format).write_io(&feed, items(), &mut bytes).unwrap(), 2);
        assert_eq!(String::from_utf8(bytes).unwrap(), text);
    }
}
