//! Seconds of processor time to read hostile feeds of 1 and 4 MiB, whole and item by item, and to write the result in three
//! formats; peak memory as a multiple of the input; and the size of the outputs.
//!
//! `cargo run --release --bin hostile_feeds [SHAPE…]`

use std::env;
use std::hint::black_box;

use newsclip::feed::Reader;
use newsclip_bench::processor_seconds;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

type Make = Box<dyn Fn(usize) -> String>;

fn rss(inside: &str) -> String {
    format!("<rss><channel><title>t</title><link>https://a.example/b/</link>{inside}</channel></rss>")
}

fn item(inside: &str) -> String {
    rss(&format!("<item><title>t</title><link>/1</link>{inside}</item>"))
}

fn json(items: &str) -> String {
    format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"home_page_url\":\"https://a.example/\",\"items\":[{items}]}}"
    )
}

/// A repeated piece, with a number in place of `#`.
fn many(piece: &str, bytes: usize) -> String {
    let mut out = String::new();
    let mut number = 0;
    while out.len() < bytes {
        out.push_str(&piece.replace('#', &number.to_string()));
        number += 1;
    }
    out
}

fn shapes() -> Vec<(String, Make)> {
    let mut shapes: Vec<(String, Make)> = Vec::new();
    for piece in [
        "<item/>",
        "<item><title>a",
        "<item><link>a",
        "<item><guid>a</guid></item>",
        "<item><title>t</title><link>/1</link><pubDate>1 Jan 2022</pubDate></item>",
        "<item><title>&",
        "<x#/>",
        "<category>#</category>",
        "text",
        "<!--",
        "<?",
        "<![CDATA[",
        "<!DOCTYPE [",
        "<a b='",
        "<a b=\"",
        "<",
        "</x>",
        "\u{1}",
        "<title>",
        "<link>",
        "<channel>",
        "<media:group>",
        "<x xmlns:a#='b'>",
        "<item xml:base='a/'><link>b</link>",
    ] {
        shapes.push((format!("channel {piece}"), Box::new(move |bytes| rss(&many(piece, bytes)))));
    }
    for piece in [
        "<media:content url='#'/>",
        "<media:content url='https://b.example/#.mp4' type='video/mp4'/>",
        "<enclosure url='#.mp3' type='audio/mpeg'/>",
        "<enclosure url='a'/>",
        "<category>#</category>",
        "<category>a</category>",
        "<dc:creator>#</dc:creator>",
        "<author>a@b (#)</author>",
        "<x#/>",
        "<x>",
        "<x></y>",
        "<b xml:base='a/'/>",
        "<b xmlns:a#='b'/>",
        "<b xmlns='http://a/'>",
        "<description>",
        "<title>",
        "<source>",
        "<media:group>",
        "<media:content>",
        "<pubDate>",
        "<link/>",
        "<a b='",
        "<![CDATA[",
        "&",
        "<!--",
        "<content:encoded>a</content:encoded>",
    ] {
        shapes.push((format!("item {piece}"), Box::new(move |bytes| item(&many(piece, bytes)))));
    }
    for piece in [
        "&",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&#128;",
        "&lt;b>",
        "<b>",
        "<b/>",
        "<x:b>",
        "</b>",
        "<br>",
        "]]>",
        "<",
        "a ",
        "\r",
        "<![CDATA[a]]>",
        "<b a='&lt;'>",
        "<p xml:base='/a'>",
    ] {
        for (element, name) in [("title", "title"), ("description", "description"), ("link", "link")] {
            shapes.push((
                format!("{name} {piece}"),
                Box::new(move |bytes| item(&format!("<{element}>{}</{element}>", many(piece, bytes)))),
            ));
        }
        shapes.push((
            format!("xhtml {piece}"),
            Box::new(move |bytes| format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{}</content></entry></feed>", many(piece, bytes))),
        ));
    }
    let long = |bytes: usize| "x".repeat(bytes / 2);
    shapes.push((
        "long channel link, relative links".into(),
        Box::new(move |bytes| {
            format!(
                "<rss><channel><link>https://a.example/{}/</link>{}</channel></rss>",
                long(bytes),
                many("<item><link>#</link></item>", bytes / 2)
            )
        }),
    ));
    shapes.push((
        "long xml:base, relative links".into(),
        Box::new(move |bytes| {
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/{}/'>{}</feed>",
                long(bytes),
                many(
                    "<entry><link href='#'/><content type='html'>&lt;a href=b>c&lt;/a></content></entry>",
                    bytes / 2
                )
            )
        }),
    ));
    shapes.push((
        "long item link, relative links in content".into(),
        Box::new(move |bytes| {
            rss(&format!(
                "<item><link>https://a.example/{}/</link><description>{}</description></item>",
                long(bytes),
                many("&lt;a href=#>c&lt;/a>", bytes / 2)
            ))
        }),
    ));
    shapes.push((
        "long xmlns, many elements".into(),
        Box::new(move |bytes| {
            format!(
                "<rss xmlns:a='{}'><channel><item>{}</item></channel></rss>",
                long(bytes),
                many("<a:b/>", bytes / 2)
            )
        }),
    ));
    shapes.push((
        "long name, many elements".into(),
        Box::new(move |bytes| {
            format!(
                "<rss><channel><item><{}>{}</item></channel></rss>",
                long(bytes),
                many("<b></b>", bytes / 2)
            )
        }),
    ));
    shapes.push((
        "long text, many notes".into(),
        Box::new(move |bytes| {
            rss(&format!(
                "<item><title>{}</title>{}</item>",
                long(bytes),
                many("<pubDate>a&b</pubDate>", bytes / 2)
            ))
        }),
    ));
    shapes.push((
        "attributes of one tag".into(),
        Box::new(move |bytes| rss(&format!("<item {}></item>", many("a#='b' ", bytes)))),
    ));
    shapes.push((
        "namespaces of one tag".into(),
        Box::new(move |bytes| format!("<rss {}><channel></channel></rss>", many("xmlns:a#='b' ", bytes))),
    ));
    shapes.push((
        "attributes of a link".into(),
        Box::new(move |bytes| item(&format!("<link {}/>", many("a#='b' ", bytes)))),
    ));
    shapes.push((
        "long time".into(),
        Box::new(move |bytes| item(&format!("<pubDate>{}</pubDate>", many("1 Jan ", bytes)))),
    ));
    shapes.push((
        "keywords".into(),
        Box::new(move |bytes| item(&format!("<media:keywords>{}</media:keywords>", many("#,", bytes)))),
    ));
    for piece in [
        "{\"id\":1},",
        "{\"url\":\"a\"},",
        "{},",
        "1,",
        "\"a\",",
        "[",
        "{\"a\":",
        "{\"id\":1,\"tags\":[\"#\"],\"#\":1},",
        "{\"id\":1,\"title\":1,\"url\":2},",
        "{\"id\":1,\"attachments\":[{\"url\":\"#\"}]},",
        "{\"date_published\":\"x\"},",
    ] {
        shapes.push((format!("JSON {piece}"), Box::new(move |bytes| json(&many(piece, bytes)))));
    }
    for (field, piece) in [
        ("content_html", "<b>"),
        ("content_html", "\\u0041"),
        ("content_text", "a\\n\\n"),
        ("title", "\\\\"),
        ("title", "\\u"),
    ] {
        shapes.push((
            format!("JSON {field} {piece}"),
            Box::new(move |bytes| json(&format!("{{\"id\":1,\"{field}\":\"{}\"}}", many(piece, bytes)))),
        ));
    }
    for (field, piece) in [
        ("tags", "\"#\","),
        ("attachments", "{\"url\":\"#\"},"),
        ("authors", "{\"name\":\"#\"},"),
        ("authors", "1,"),
    ] {
        shapes.push((
            format!("JSON {field} {piece}"),
            Box::new(move |bytes| json(&format!("{{\"id\":1,\"{field}\":[{}]}}", many(piece, bytes)))),
        ));
    }
    shapes
}

/// Shapes of two parts that are harmless separately, but took quadratic time together.
fn pairs() -> Vec<(String, Make)> {
    let mut shapes: Vec<(String, Make)> = Vec::new();
    let mut add = |name: &str, make: Make| shapes.push((name.to_string(), make));
    add(
        "blank title, many media:title",
        Box::new(|bytes| {
            let blank = " ".repeat(bytes / 4);
            rss(&format!("<item><title>{blank}x{blank}</title>{}</item>", many("<media:title/>", bytes / 2)))
        }),
    );
    add(
        "blank feed title, many media:title",
        Box::new(|bytes| {
            let blank = " ".repeat(bytes / 4);
            format!(
                "<rss><channel><title>{blank}x{blank}</title>{}</channel></rss>",
                many("<media:title/>", bytes / 2)
            )
        }),
    );
    add(
        "style sheets, many items",
        Box::new(|bytes| {
            many("<?xml-stylesheet href='#'?>", bytes / 2)
                + &rss(&many("<item><title>#</title></item>", bytes / 2))
        }),
    );
    shapes
}

struct Measured {
    read: f64,
    items: f64,
    write: f64,
    memory: f64,
    memory_of_items: f64,
    written: f64,
}

fn measure(text: &str) -> Measured {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let start = processor_seconds();
    let outcome = Reader::new().read(text);
    let read = processor_seconds() - start;
    let share = |bytes: usize| bytes as f64 / text.len() as f64;
    let memory = share(ALLOCATOR.peak_usage() - before);
    let start = processor_seconds();
    let mut written = 0;
    if let Ok(outcome) = &outcome {
        for feed in [outcome.feed.to_rss(), outcome.feed.to_atom(), outcome.feed.to_json_feed()] {
            written = written.max(feed.len());
        }
    }
    let write = processor_seconds() - start;
    drop(outcome);
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let start = processor_seconds();
    Reader::new().items(text.as_bytes()).for_each(|item| drop(black_box(item)));
    let items = processor_seconds() - start;
    let memory_of_items = share(ALLOCATOR.peak_usage() - before);
    Measured { read, items, write, memory, memory_of_items, written: share(written) }
}

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word));
    println!(
        "| shape | read 1 MiB | 4 MiB | item by item 4 MiB | write 4 MiB | memory | memory, item by item | longest output |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, make) in shapes().iter().chain(&pairs()).filter(|(name, _)| is_wanted(name)) {
        let small = measure(&make(1 << 20));
        let large = measure(&make(4 << 20));
        let Measured { read, items, write, memory, memory_of_items, written } = large;
        println!(
            "| `{}` | {:.3} | {read:.3} | {items:.3} | {write:.3} | {memory:.1} × | {memory_of_items:.1} × | {written:.1} × |",
            name.replace('|', "\\|").replace(['\u{1}', '\r'], "�"),
            small.read,
        );
    }
}
