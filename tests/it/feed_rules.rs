//! The rules of the W3C Feed Validation Service that concern our output, for errors and warnings. Each is a check on RSS and
//! Atom as parsed by roxmltree. `docs/feeds.md` lists them.

use std::collections::HashSet;

use newsclip::{Document, Feed, Timestamp, Url, parse};
use proptest::prelude::*;
use roxmltree::Node;

use crate::generate;
use crate::support::{articles, document, feed, report};

/// Broken rules, by their names in `docs/feeds.md`.
#[derive(Default)]
struct Broken(Vec<String>);

impl Broken {
    fn unless(&mut self, holds: bool, rule: &str, what: &str) {
        if !holds {
            self.0.push(format!("{rule}: {what}"));
        }
    }
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn text(node: Option<Node<'_, '_>>) -> String {
    node.map(|node| node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect())
        .unwrap_or_default()
}

fn is_url(url: &str) -> bool {
    url.is_ascii()
        && !url.contains([' ', '<', '>', '"'])
        && Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// RFC 822 with a four-digit year and the correct weekday.
fn is_rfc822(date: &str) -> bool {
    Timestamp::from_rfc2822(date).is_some_and(|time| time.to_rfc2822() == date)
}

fn is_rfc3339(date: Option<Node<'_, '_>>) -> bool {
    Timestamp::from_rfc3339(&text(date)).is_some()
}

fn rss_rules(xml: &str, broken: &mut Broken) {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let channel = child(tree.root_element(), "channel").unwrap();
    for name in ["title", "link", "description"] {
        broken.unless(!text(child(channel, name)).trim().is_empty(), "missing channel element", name);
    }
    broken.unless(is_url(&text(child(channel, "link"))), "link must be a full and valid URL", "channel");
    let built = child(channel, "lastBuildDate").map(|node| text(Some(node)));
    broken.unless(built.is_none_or(|date| is_rfc822(&date)), "dates are RFC 822", "lastBuildDate");
    let is_self =
        |node: &Node<'_, '_>| node.tag_name().name() == "link" && node.attribute("rel") == Some("self");
    broken.unless(channel.children().any(|node| is_self(&node)), "missing atom:link rel=self", "");
    let mut ids = HashSet::new();
    for item in channel.children().filter(|node| node.tag_name().name() == "item") {
        let id = text(child(item, "guid"));
        broken.unless(ids.insert(id.clone()), "guid not sufficiently unique", &id);
        item_rules(item, &id, broken);
        occurrence_rules(item, broken);
        if let Some(enclosure) = child(item, "enclosure") {
            enclosure_rules(enclosure, &id, broken);
        }
        let encoded = child(item, "encoded");
        broken.unless(encoded.is_none_or(|node| !text(Some(node)).is_empty()), "empty content:encoded", &id);
        content_rules(&text(encoded), broken);
        content_rules(&text(child(item, "description")), broken);
    }
}

/// The elements of an item.
fn item_rules(item: Node<'_, '_>, id: &str, broken: &mut Broken) {
    let guid = child(item, "guid");
    broken.unless(guid.is_some() && !id.is_empty(), "item should contain a guid", "");
    let is_permalink = guid.and_then(|guid| guid.attribute("isPermaLink")) != Some("false");
    broken.unless(!is_permalink || is_url(id), "guid must be a full URL unless isPermaLink is false", id);
    broken.unless(is_url(&text(child(item, "link"))), "link must be a full and valid URL", id);
    let has_text = child(item, "title").is_some() || child(item, "description").is_some();
    broken.unless(has_text, "item must contain title or description", id);
    let date = child(item, "pubDate").map(|node| text(Some(node)));
    broken.unless(date.is_none_or(|date| is_rfc822(&date)), "dates are RFC 822", id);
    let position = |name: &str| item.children().position(|node| node.tag_name().name() == name);
    let in_order =
        position("description").is_none_or(|at| position("encoded").is_none_or(|encoded| at < encoded));
    broken.unless(in_order, "description precedes content:encoded", id);
}

/// How often the elements of an item occur, and that they are not blank.
fn occurrence_rules(item: Node<'_, '_>, broken: &mut Broken) {
    // `media:title` is not the title of RSS.
    let is_counted = |node: &Node<'_, '_>| {
        node.is_element() && node.tag_name().namespace() != Some("http://search.yahoo.com/mrss/")
    };
    let names: Vec<_> = item.children().filter(is_counted).map(|node| node.tag_name().name()).collect();
    for name in ["title", "link", "guid", "pubDate", "description", "encoded", "enclosure"] {
        broken.unless(names.iter().filter(|found| **found == name).count() <= 1, "duplicate element", name);
    }
    for name in ["creator", "category"] {
        let mut all = item.children().filter(|node| node.tag_name().name() == name);
        broken.unless(all.all(|node| !text(Some(node)).trim().is_empty()), "must not be blank", name);
    }
}

fn enclosure_rules(enclosure: Node<'_, '_>, id: &str, broken: &mut Broken) {
    broken.unless(is_url(enclosure.attribute("url").unwrap_or_default()), "enclosure url", id);
    let length = enclosure.attribute("length").map(str::parse::<u64>);
    broken.unless(matches!(length, Some(Ok(_))), "enclosure length", id);
    let has_type = enclosure.attribute("type").is_some_and(|kind| kind.contains('/'));
    broken.unless(has_type, "enclosure type", id);
}

fn atom_rules(xml: &str, broken: &mut Broken) {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let feed = tree.root_element();
    broken.unless(Url::parse(&text(child(feed, "id"))).is_ok(), "id must be a full IRI", "feed");
    broken.unless(!text(child(feed, "title")).trim().is_empty(), "title should not be blank", "feed");
    broken.unless(is_rfc3339(child(feed, "updated")), "dates are RFC 3339", "feed");
    let links = |node: Node<'_, '_>, relation: &str| {
        let links = node
            .children()
            .filter(|link| link.tag_name().name() == "link" && link.attribute("rel") == Some(relation));
        links.filter(|link| is_url(link.attribute("href").unwrap_or_default())).count()
    };
    broken.unless(links(feed, "self") == 1, "missing self link", "");
    let mut ids = HashSet::new();
    for entry in feed.children().filter(|node| node.tag_name().name() == "entry") {
        let id = text(child(entry, "id"));
        broken.unless(ids.insert(id.clone()), "two entries with the same id", &id);
        broken.unless(links(entry, "alternate") == 1, "one alternate link", &id);
        let author = child(entry, "author").or_else(|| child(feed, "author"));
        let name = author.and_then(|author| child(author, "name"));
        broken.unless(!text(name).trim().is_empty(), "missing entry author", &id);
        entry_rules(entry, &id, broken);
    }
}

/// The rules for an entry alone.
fn entry_rules(entry: Node<'_, '_>, id: &str, broken: &mut Broken) {
    broken.unless(Url::parse(id).is_ok(), "id must be a full IRI", id);
    broken.unless(child(entry, "title").is_some(), "missing title", id);
    broken.unless(is_rfc3339(child(entry, "updated")), "dates are RFC 3339", id);
    let published = child(entry, "published");
    broken.unless(published.is_none() || is_rfc3339(published), "dates are RFC 3339", id);
    let mut categories = entry.children().filter(|node| node.tag_name().name() == "category");
    broken.unless(
        categories.all(|node| !node.attribute("term").unwrap_or_default().trim().is_empty()),
        "must not be blank",
        "category",
    );
    let content = child(entry, "content");
    broken.unless(
        content.is_none_or(|content| {
            content.attribute("type") == Some("html") && !text(Some(content)).is_empty()
        }),
        "content type",
        id,
    );
    content_rules(&text(content), broken);
}

/// No script, frame, handler, style or relative URL in content.
fn content_rules(html: &str, broken: &mut Broken) {
    use html5ever::tendril::TendrilSink;
    use markup5ever_rcdom::{NodeData, RcDom};
    let name = html5ever::QualName::new(None, html5ever::ns!(html), html5ever::local_name!("body"));
    let dom =
        html5ever::parse_fragment(RcDom::default(), html5ever::ParseOpts::default(), name, vec![], true)
            .one(html);
    let mut nodes = vec![dom.document];
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children.borrow().iter().cloned());
        let NodeData::Element { name, attrs, .. } = &node.data else { continue };
        let forbidden = ["script", "iframe", "object", "embed", "form", "style", "meta", "link", "noscript"];
        broken.unless(!forbidden.contains(&&*name.local), "should not contain tag", &name.local);
        for attribute in attrs.borrow().iter() {
            let name = &*attribute.name.local;
            broken.unless(!name.starts_with("on") && name != "style", "should not contain attribute", name);
            if matches!(name, "href" | "src" | "poster") {
                broken.unless(
                    Url::parse(&attribute.value).is_ok(),
                    "relative URL reference",
                    &attribute.value,
                );
            }
        }
    }
}

fn broken(feed: &Feed) -> Vec<String> {
    let mut broken = Broken::default();
    rss_rules(&feed.to_rss(), &mut broken);
    atom_rules(&feed.to_atom(), &mut broken);
    json_rules(&feed.to_json_feed(), &mut broken);
    broken.0
}

/// The requirements of JSON Feed 1.1.
fn json_rules(json: &str, broken: &mut Broken) {
    let feed: serde_json::Value = serde_json::from_str(json).unwrap();
    broken.unless(feed["version"] == "https://jsonfeed.org/version/1.1", "version", "");
    broken.unless(feed["title"].as_str().is_some_and(|title| !title.is_empty()), "title", "");
    let mut ids = HashSet::new();
    for item in feed["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap_or_default();
        broken.unless(!id.is_empty() && ids.insert(id.to_string()), "unique id", id);
        let has_content = item["content_html"].is_string() || item["content_text"].is_string();
        broken.unless(has_content, "content_html or content_text", id);
        broken.unless(is_url(item["url"].as_str().unwrap_or_default()), "url", id);
        for file in item["attachments"].as_array().into_iter().flatten() {
            broken.unless(
                file["url"].is_string() && file["mime_type"].is_string(),
                "attachment url and mime_type",
                id,
            );
        }
    }
}

fn feed_of(documents: Vec<Document>) -> Feed {
    let mut feed = feed("全部");
    feed.feed_url = Some(Url::parse("https://a.example/feed").unwrap());
    feed.items = documents.into_iter().map(Into::into).collect();
    feed
}

#[test]
fn feeds_of_articles_break_no_rule() {
    let documents: Vec<_> = articles().iter().map(|article| parse(&article.source).unwrap()).collect();
    report("rules", documents.len(), &broken(&feed_of(documents)));
}

#[test]
fn broken_rules_are_found() {
    let mut broken = Broken::default();
    rss_rules(
        "<rss><channel><item><guid>x</guid><pubDate>Mon, 13 Nov 2022 04:15:01 +0000</pubDate></item></channel></rss>",
        &mut broken,
    );
    atom_rules(
        "<feed><entry><content>&lt;a onclick='x' href='/y'&gt;&lt;script&gt;</content></entry></feed>",
        &mut broken,
    );
    assert!(broken.0.len() > 15, "{:?}", broken.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]
    #[test]
    fn no_tree_breaks_a_rule(body in generate::blocks(), title in any::<String>(), author in any::<String>(), count in 1..4_usize) {
        let mut document = document(body);
        document.title.clone_from(&title);
        document.authors = vec![author.clone()];
        document.tags = vec![author, title];
        let found = broken(&feed_of(vec![document; count]));
        prop_assert!(found.is_empty(), "{:?}", found);
    }
}
