//! The traits of the public types.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::hash::Hash;

use newsclip::{Clip, Document, Error, Feed, Html, Markdown, Text, Timestamp, clip, error, feed, html, tree};
use serde_json::Value;

#[test]
fn all_types_are_send_and_sync_and_can_be_printed() {
    fn check<T: Debug + Send + Sync>() {}
    check::<clip::FrontMatter<'_>>();
    check::<feed::Archive<'_, Document>>();
    check::<feed::Items<std::io::Empty>>();
    check::<feed::Page<'_, Document>>();
    check::<html::Element<'_>>();
    check::<html::Reader<'_>>();
    check::<tree::Images<'_>>();
    check::<tree::ImagesMut<'_>>();
    check::<tree::Links<'_>>();
    check::<tree::LinksMut<'_>>();
    check::<tree::NodeMut<'_>>();
    check::<tree::Texts<'_>>();
    check::<tree::Walk<'_>>();
}

#[test]
fn values_can_be_compared_and_sent_to_threads() {
    fn check<T: Clone + Debug + Eq + Hash + Send + Sync + 'static>() {}
    check::<Clip<'static>>();
    check::<Document>();
    check::<Feed>();
    check::<Html>();
    check::<Markdown>();
    check::<Text>();
    check::<Timestamp>();
    check::<error::ErrorKind>();
    check::<error::Position>();
    check::<feed::Comments>();
    check::<feed::Enclosure>();
    check::<feed::Item>();
    check::<feed::Limits>();
    check::<feed::Note>();
    check::<feed::Outcome>();
    check::<feed::Person>();
    check::<feed::Reader>();
    check::<feed::Source>();
    check::<feed::Tag>();
    check::<feed::Time>();
    check::<feed::Writer>();
    check::<html::Head>();
    check::<html::Limits>();
    check::<html::Note>();
    check::<html::Page>();
    check::<tree::Alignment>();
    check::<tree::Block>();
    check::<tree::DescriptionItem>();
    check::<tree::Inline>();
    check::<tree::Mark>();
    check::<tree::Node<'static>>();
}

#[test]
fn errors_pass_between_threads() {
    fn check<T: StdError + Clone + Send + Sync + 'static>() {}
    check::<Error>();
}

/// The results of readers can be stored as JSON.
#[test]
fn pages_and_feeds_with_notes_are_read_back_from_json() {
    let html = "<html lang=en><title>Rain</title><meta name=author content='A. Smith'><p>It <b>stopped</b>.<script>x()</script>";
    let page = html::Reader::new().read(html);
    let json = serde_json::to_value(&page).unwrap();
    assert_eq!(json["head"]["authors"], serde_json::json!(["A. Smith"]));
    assert_eq!(json["head"]["site_name"], Value::Null, "what is not known is left out");
    assert_eq!(json["notes"][0]["kind"], "script");
    assert_eq!(serde_json::from_value::<html::Page>(json).unwrap(), page);

    let rss = "<rss><channel><title>A &nbsp; B</title><item><description>&lt;script>x()&lt;/script>y</description></item></channel></rss>";
    let outcome = feed::Reader::new().read(rss).unwrap();
    let json = serde_json::to_value(&outcome).unwrap();
    assert_eq!(json["notes"][0]["kind"], "entity");
    assert_eq!(json["notes"][1]["kind"], serde_json::json!({"html": "script"}));
    assert_eq!(serde_json::from_value::<feed::Outcome>(json).unwrap(), outcome);
}

#[test]
fn iterators_stay_at_their_end() {
    fn check<T>(mut iterator: impl std::iter::FusedIterator<Item = T>, count: usize) {
        assert_eq!(iterator.by_ref().count(), count);
        assert!(iterator.next().is_none() && iterator.next().is_none());
    }

    let mut page = html::Reader::new().read("<p>a <a href=b>c</a> <img src=d></p>");
    check(page.walk(), 6);
    check(page.links(), 1);
    check(page.images(), 1);
    check(page.texts(), 3);
    check(page.links_mut(), 1);
    check(page.images_mut(), 1);
    check(feed::Reader::new().items(&b"<rss><channel><item><title>a</title></item></channel></rss>"[..]), 1);
    check(feed::Reader::new().items(&b"no feed"[..]), 1);
}

#[test]
fn debug_of_an_element_does_not_print_the_page() {
    let printed = std::sync::Mutex::new(String::new());
    let reader = html::Reader::new().skip(|element| {
        *printed.lock().unwrap() = format!("{element:?}");
        false
    });
    reader.read("<p>Rain<span id=x class='y z'>stopped</span>");
    assert_eq!(
        *printed.lock().unwrap(),
        r#"Element { name: "span", id: Some("x"), class: Some("y z"), depth: 1, .. }"#
    );
}

#[test]
fn debug_of_a_reader_prints_its_options() {
    let base = newsclip::Url::parse("https://a.example/1").unwrap();
    let printed = format!("{:?}", html::Reader::new().base(&base).skip(|_| false));
    assert!(printed.contains("a.example") && printed.contains("skip: Some"), "{printed}");
    assert!(format!("{:?}", html::Reader::new()).contains("skip: None"));
}

#[test]
fn a_tag_shows_its_label() {
    let mut tag = feed::Tag::new("rain");
    for (label, text) in [(None, "rain"), (Some("Heavy rain"), "Heavy rain"), (Some(" "), "rain")] {
        tag.label = label.map(String::from);
        assert_eq!((tag.text(), tag.to_string().as_str()), (text, text));
    }
}

#[test]
fn constructors_set_their_fields() {
    assert!(tree::Cell::header(vec![]).header);
    assert!(tree::ListItem::new(vec![]).with_anchor("n").anchor.is_some());
    assert_eq!(tree::Inline::strong(vec!["rain".into()]).text(), "rain");
    assert_eq!(tree::Figure::new(vec![]).with_caption(vec![tree::Block::ThematicBreak]).caption.len(), 1);
    let code = tree::CodeBlock::new("rain()").with_language("rust");
    assert_eq!((code.language.as_deref(), &*code.text()), (Some("rust"), "rain()"));
    assert_eq!(tree::Alignment::Center.to_string(), "center");
}
