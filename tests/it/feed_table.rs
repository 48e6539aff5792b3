//! The tables of `docs/feeds.md`: where each format writes a field, with a check that it reads back; and the other elements
//! from which it is read. `NEWSCLIP_BLESS=1` writes the tables.

use std::fmt::Write as _;
use std::path::Path;

use newsclip::Feed;
use newsclip::feed::{Format, Reader, Writer};
use serde_json::{Value, json};

/// A field, a value, and the output of each format; empty if a format cannot express the field.
type Row = (&'static str, Value, [&'static str; 3]);

fn of_feed() -> Vec<Row> {
    let url = "https://a.example/x";
    let person = json!([{"name": "Ann", "email": "ann@a.example", "url": url, "avatar": url}]);
    vec![
        ("id", json!("tag:a.example,2022:x"), ["", "<id>", ""]),
        ("title", json!("Harbour"), ["<title>", "<title", "\"title\""]),
        ("url", json!(url), ["<link>", "rel=\"alternate\"", "\"home_page_url\""]),
        ("feed_url", json!(url), ["rel=\"self\"", "rel=\"self\"", "\"feed_url\""]),
        ("description", json!("Notes"), ["<description>", "<subtitle", "\"description\""]),
        ("language", json!("en"), ["<language>", "xml:lang", "\"language\""]),
        ("authors/0/name", person.clone(), ["<managingEditor>", "<name>", "\"name\""]),
        ("authors/0/email", person.clone(), ["<managingEditor>", "<email>", ""]),
        ("authors/0/url", person.clone(), ["", "<uri>", "\"url\""]),
        ("authors/0/avatar", person.clone(), ["", "", "\"avatar\""]),
        ("contributors/0/name", person.clone(), ["<webMaster>", "<contributor>", ""]),
        ("contributors/0/email", person, ["<webMaster>", "<email>", ""]),
        ("tags/0/term", json!([{"term": "rain"}]), ["<category>", "<category term", ""]),
        ("tags/0/scheme", json!([{"term": "rain", "scheme": url}]), ["domain=", "scheme=", ""]),
        ("tags/0/label", json!([{"term": "rain", "label": "Rain"}]), ["", "label=", ""]),
        ("icon", json!(url), ["<webfeeds:icon>", "<icon>", "\"favicon\""]),
        ("logo", json!(url), ["<image>", "<logo>", "\"icon\""]),
        ("rights", json!("CC0"), ["<copyright>", "<rights", ""]),
        ("hubs/0", json!([url]), ["rel=\"hub\"", "rel=\"hub\"", "\"hubs\""]),
        ("ttl", json!(60), ["<ttl>", "", ""]),
        ("updated", json!("2022-11-13T04:15:01Z"), ["<lastBuildDate>", "<updated>", ""]),
        ("generator", json!("Quay"), ["<generator>", "<generator>", ""]),
        ("stylesheets/0", json!(["/a.xsl"]), ["<?xml-stylesheet", "<?xml-stylesheet", ""]),
    ]
}

fn of_item() -> Vec<Row> {
    let others = vec![
        ("rights", json!("CC0"), ["<dc:rights>", "<rights", ""]),
        ("language", json!("en"), ["<dc:language>", "xml:lang", "\"language\""]),
    ];
    [about_item(), people_and_tags(), content(), files(), references(), others].concat()
}

fn about_item() -> Vec<Row> {
    let url = json!("https://a.example/x");
    let time = json!("2022-11-13T04:15:01Z");
    vec![
        ("id", json!("tag:a.example,2022:x"), ["<guid", "<id>", "\"id\""]),
        ("url", url.clone(), ["<link>", "rel=\"alternate\"", "\"url\""]),
        ("external_url", url, ["", "rel=\"related\"", "\"external_url\""]),
        ("title", json!("Rain"), ["<title>", "<title", "\"title\""]),
        ("published", time.clone(), ["<pubDate>", "<published>", "\"date_published\""]),
        ("updated", time, ["<atom:updated>", "<updated>", "\"date_modified\""]),
    ]
}

fn people_and_tags() -> Vec<Row> {
    let url = "https://a.example/x";
    let person = json!([{"name": "Ann", "email": "ann@a.example", "url": url, "avatar": url}]);
    vec![
        ("authors/0/name", person.clone(), ["<author>", "<name>", "\"name\""]),
        ("authors/0/email", person.clone(), ["<author>", "<email>", ""]),
        ("authors/0/url", person.clone(), ["", "<uri>", "\"url\""]),
        ("authors/0/avatar", person.clone(), ["", "", "\"avatar\""]),
        ("contributors/0/name", person.clone(), ["<dc:contributor>", "<contributor>", ""]),
        ("contributors/0/email", person, ["", "<email>", ""]),
        ("tags/0/term", json!([{"term": "rain"}]), ["<category>", "<category term", "\"tags\""]),
        ("tags/0/scheme", json!([{"term": "rain", "scheme": url}]), ["domain=", "scheme=", ""]),
        ("tags/0/label", json!([{"term": "rain", "label": "Rain"}]), ["", "label=", ""]),
    ]
}

fn content() -> Vec<Row> {
    let url = json!("https://a.example/x");
    let blocks = json!([{"type": "paragraph", "content": ["It stopped."]}]);
    vec![
        ("summary", blocks.clone(), ["<description>", "<summary", "\"summary\""]),
        ("content", blocks, ["<content:encoded>", "<content", "\"content_html\""]),
        ("image", url.clone(), ["medium=\"image\"", "medium=\"image\"", "\"image\""]),
        ("thumbnail", url, ["<media:thumbnail", "<media:thumbnail", ""]),
    ]
}

fn files() -> Vec<Row> {
    let url = "https://a.example/x";
    let file =
        json!([{"url": url, "media_type": "audio/mpeg", "length": 12, "duration": 90, "title": "Rain"}]);
    let second =
        json!([{"url": "https://a.example/1.mp3"}, {"url": url, "media_type": "video/mp4", "title": "Rain"}]);
    vec![
        ("enclosures/0/url", file.clone(), ["<enclosure", "rel=\"enclosure\"", "\"attachments\""]),
        (
            "enclosures/0/media_type",
            file.clone(),
            ["type=\"audio/mpeg\"", "type=\"audio/mpeg\"", "\"mime_type\""],
        ),
        ("enclosures/0/length", file.clone(), ["length=\"12\"", "length=\"12\"", "\"size_in_bytes\""]),
        (
            "enclosures/0/duration",
            file.clone(),
            ["<itunes:duration>", "<itunes:duration>", "\"duration_in_seconds\""],
        ),
        ("enclosures/0/title", file, ["", "title=\"Rain\"", "\"title\": \"Rain\""]),
        ("enclosures/1/url", second.clone(), ["<media:content", "rel=\"enclosure\"", "\"attachments\""]),
        ("enclosures/1/title", second, ["<media:title", "title=\"Rain\"", "\"title\": \"Rain\""]),
    ]
}

fn references() -> Vec<Row> {
    let url = "https://a.example/x";
    let source = json!({"id": "urn:x:y", "title": "Quay", "url": url, "feed_url": "https://a.example/f"});
    let comments = json!({"url": url, "feed_url": "https://a.example/c.xml", "count": 3});
    vec![
        ("source/id", source.clone(), ["", "<source>", ""]),
        ("source/title", source.clone(), ["<source", "<source>", ""]),
        ("source/url", source.clone(), ["", "<source>", ""]),
        ("source/feed_url", source, ["<source", "<source>", ""]),
        ("comments/url", comments.clone(), ["<comments>", "rel=\"replies\"", ""]),
        ("comments/feed_url", comments.clone(), ["<wfw:commentRss>", "rel=\"replies\"", ""]),
        ("comments/count", comments, ["<slash:comments>", "<thr:total>", ""]),
    ]
}

/// A feed with this field and the required ones.
fn feed_with(row: &Row, is_item: bool) -> Feed {
    let (path, value, _) = row;
    let field = path.split('/').next().unwrap();
    let mut item =
        json!({"id": "1", "url": "https://a.example/1", "title": "Fog", "published": "2001-01-01T00:00:00Z"});
    let mut feed = json!({"title": "Notes of a harbour"});
    (if is_item { &mut item } else { &mut feed })[field] = value.clone();
    feed["items"] = json!([item]);
    serde_json::from_value(feed).unwrap()
}

fn value_at(feed: &Feed, path: &str, is_item: bool) -> Value {
    let value = serde_json::to_value(feed).unwrap();
    let place = if is_item { "/items/0/" } else { "/" };
    value.pointer(&format!("{place}{path}")).cloned().unwrap_or_default()
}

/// The table for some fields, with each cell verified.
fn table(rows: &[Row], is_item: bool) -> String {
    let mut table = "| field | RSS 2.0 | Atom 1.0 | JSON Feed 1.1 |\n| --- | --- | --- | --- |\n".to_string();
    for row in rows {
        let (path, _, places) = row;
        let feed = feed_with(row, is_item);
        let said = value_at(&feed, path, is_item);
        assert_ne!(said, Value::Null, "{path}");
        let _ =
            write!(table, "| `{}` |", path.replace("/0", "").replace("/1", " (second)").replace('/', "."));
        for (format, place) in [Format::Rss, Format::Atom, Format::Json].into_iter().zip(places) {
            let written = Writer::new(format).render(&feed);
            let outcome = Reader::new().read(&written).unwrap();
            assert_eq!(outcome.notes, [], "{path} in {}: {written}", format.name());
            let found = value_at(&outcome.feed, path, is_item);
            let label = format!("{path} in {}:\n{written}", format.name());
            if place.is_empty() {
                assert_ne!(found, said, "{label}");
                table.push_str(" — |");
            } else {
                assert!(written.contains(place), "{label}");
                assert_eq!(found, said, "{label}");
                let shown = place.trim_matches(['<', '>']);
                let _ = write!(table, " `{shown}` |");
            }
        }
        table.push('\n');
    }
    table
}

/// Other sources of item fields: a piece of an RSS item or an Atom entry, and the field that it sets.
const ALSO_READ: [(&str, &str, &str); 50] = [
    ("rss", "<guid>https://a.example/x</guid>", "url"),
    ("rss", "<guid isPermaLink='false'>x</guid>", "id"),
    ("rss", "<dc:identifier>x</dc:identifier>", "id"),
    ("rss", "<atom:link href='https://a.example/x'/>", "url"),
    ("rss", "<atom:link rel='enclosure' href='https://a.example/x'/>", "enclosures/0/url"),
    ("rss", "<feedburner:origLink>https://a.example/x</feedburner:origLink>", "url"),
    ("rss", "<dc:title>x</dc:title>", "title"),
    ("rss", "<media:title>x</media:title>", "title"),
    ("rss", "<itunes:title>x</itunes:title>", "title"),
    ("rss", "<dc:date>2022-11-13T04:15:01Z</dc:date>", "published"),
    ("rss", "<dcterms:issued>2022-11-13T04:15:01Z</dcterms:issued>", "published"),
    ("rss", "<dcterms:created>2022-11-13T04:15:01Z</dcterms:created>", "published"),
    (
        "rss",
        "<pubDate>2022-11-12</pubDate><dcterms:modified>2022-11-13T04:15:01Z</dcterms:modified>",
        "updated",
    ),
    ("rss", "<dc:creator>x</dc:creator>", "authors/0/name"),
    ("rss", "<dc:author>x</dc:author>", "authors/0/name"),
    ("rss", "<itunes:author>x</itunes:author>", "authors/0/name"),
    ("rss", "<author>a@b.example (x)</author>", "authors/0/email"),
    ("rss", "<dc:subject>x</dc:subject>", "tags/0/term"),
    ("rss", "<media:category>x</media:category>", "tags/0/term"),
    ("rss", "<media:keywords>x, y</media:keywords>", "tags/1/term"),
    ("rss", "<itunes:keywords>x, y</itunes:keywords>", "tags/1/term"),
    ("rss", "<dc:description>x</dc:description>", "summary"),
    ("rss", "<media:description>x</media:description>", "summary"),
    ("rss", "<itunes:summary>x</itunes:summary>", "summary"),
    ("rss", "<itunes:subtitle>x</itunes:subtitle>", "summary"),
    ("rss", "<body xmlns='http://www.w3.org/1999/xhtml'><p>x</p></body>", "content"),
    ("rss", "<body>x</body>", "content"),
    ("rss", "<fullitem>x</fullitem>", "content"),
    (
        "rss",
        "<content:items><rdf:Bag><rdf:li><content:item><rdf:value>x</rdf:value></content:item></rdf:li></rdf:Bag></content:items>",
        "content",
    ),
    ("rss", "<podcast:person href='https://a.example/'>x</podcast:person>", "contributors/0/name"),
    ("rss", "<podcast:person img='https://a.example/x'>x</podcast:person>", "contributors/0/avatar"),
    ("rss", "<itunes:image href='https://a.example/x'/>", "image"),
    ("rss", "<media:content url='https://a.example/x' type='image/png'/>", "image"),
    ("rss", "<media:group><media:content url='https://a.example/x'/></media:group>", "enclosures/0/url"),
    ("rss", "<media:content url='https://a.example/x' duration='90'/>", "enclosures/0/duration"),
    ("rss", "<media:copyright>x</media:copyright>", "rights"),
    ("rss", "<dc:source>x</dc:source>", "source/title"),
    ("rss", "<date>2022-11-13T04:15:01Z</date>", "published"),
    ("rss", "<tags>x, y</tags>", "tags/1/term"),
    ("rss", "<itunes:category text='x'/>", "tags/0/term"),
    ("rss", "<yandex:full-text>x</yandex:full-text>", "content"),
    ("rss", "<webfeeds:featuredImage url='https://a.example/x'/>", "image"),
    ("rss", "<thumbnail>https://a.example/x</thumbnail>", "thumbnail"),
    ("atom", "<issued>2022-11-13T04:15:01Z</issued>", "published"),
    ("atom", "<created>2022-11-13T04:15:01Z</created>", "published"),
    (
        "atom",
        "<published>2022-11-12T00:00:00Z</published><modified>2022-11-13T04:15:01Z</modified>",
        "updated",
    ),
    ("atom", "<source><author><name>x</name></author></source>", "authors/0/name"),
    ("atom", "<content src='https://a.example/x' type='video/mp4'/>", "enclosures/0/url"),
    ("atom", "<content src='https://a.example/x'/>", "url"),
    ("atom", "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div></content>", "content"),
];

fn also_read() -> String {
    let spaces = "xmlns:atom='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/' \
        xmlns:dcterms='http://purl.org/dc/terms/' xmlns:media='http://search.yahoo.com/mrss/' \
        xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'";
    let mut table = "| in | also read | as |\n| --- | --- | --- |\n".to_string();
    for (format, piece, path) in ALSO_READ {
        let text = match format {
            "rss" => format!("<rss {spaces}><channel><item>{piece}</item></channel></rss>"),
            _ => format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry>{piece}</entry></feed>"),
        };
        let feed = Reader::new().read(&text).unwrap().feed;
        let found = value_at(&feed, path, true);
        let text = found.to_string();
        // Each piece contains one of these values.
        let said = ["x", "y", "a@b.example", "2022-11-13T04:15:01Z", "90"];
        assert!(said.iter().any(|said| text.contains(said)), "{piece}: {feed:?}");
        let field = path.replace("/0", "").replace("/1", "").replace('/', ".");
        let _ =
            writeln!(table, "| {} | `{piece}` | `{field}` |", if format == "rss" { "RSS" } else { "Atom" });
    }
    table
}

#[test]
fn tables_of_fields() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/feeds.md");
    let mut text = std::fs::read_to_string(&path).unwrap();
    for (name, table) in
        [("feed", table(&of_feed(), false)), ("item", table(&of_item(), true)), ("also read", also_read())]
    {
        let (begin, end) = (format!("<!-- {name}: tests/it/feed_table.rs -->\n"), "\n<!-- end -->");
        let start = text.find(&begin).unwrap_or_else(|| panic!("no table of {name}")) + begin.len();
        let length = text[start..].find(end).unwrap() + 1;
        let written = &text[start..start + length];
        if std::env::var_os("NEWSCLIP_BLESS").is_some() {
            text.replace_range(start..start + length, &table);
            std::fs::write(&path, &text).unwrap();
        } else {
            assert_eq!(written, table, "{name}");
        }
    }
}
