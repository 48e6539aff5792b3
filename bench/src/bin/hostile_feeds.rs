//! Seconds of processor time to read hostile feeds of 1 and 4 MiB, whole and item by item, and to write the result in three
//! formats; peak memory as a multiple of the input; and the size of the outputs.
//!
//! `cargo run --release --bin hostile_feeds [SHAPE…]`

use std::env;
use std::hint::black_box;

use newsclip::feed::Reader;
use newsclip_bench::processor_seconds;
use newsclip_bench::shape::Part::{self, Long, Many, Once};
use newsclip_bench::shape::{Context, Shape};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn rss(inside: &str) -> String {
    format!("<rss><channel><title>t</title><link>https://a.example/b/</link>{inside}</channel></rss>")
}

fn item(inside: &str) -> String {
    rss(&format!("<item><title>t</title><link>/1</link>{inside}</item>"))
}

fn title(inside: &str) -> String {
    item(&format!("<title>{inside}</title>"))
}

fn description(inside: &str) -> String {
    item(&format!("<description>{inside}</description>"))
}

fn link(inside: &str) -> String {
    item(&format!("<link>{inside}</link>"))
}

fn xhtml(inside: &str) -> String {
    atom(&format!("<entry><content type='xhtml'>{inside}</content></entry>"))
}

fn atom(inside: &str) -> String {
    format!("<feed xmlns='http://www.w3.org/2005/Atom'>{inside}</feed>")
}

fn json(items: &str) -> String {
    format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"home_page_url\":\"https://a.example/\",\"items\":[{items}]}}"
    )
}

fn json_item(fields: &str) -> String {
    json(&format!("{{\"id\":1,{fields}}}"))
}

const WHOLE: Context = Context { name: "", wrap: str::to_string };
const CHANNEL: Context = Context { name: "in a channel", wrap: rss };
const ITEM: Context = Context { name: "in an item", wrap: item };
const ATOM: Context = Context { name: "in an Atom feed", wrap: atom };
const JSON: Context = Context { name: "in JSON", wrap: json };
const JSON_ITEM: Context = Context { name: "in an item of JSON", wrap: json_item };

/// The contexts of text.
const TEXTS: [Context; 4] = [
    Context { name: "in a title", wrap: title },
    Context { name: "in a description", wrap: description },
    Context { name: "in a link", wrap: link },
    Context { name: "in XHTML", wrap: xhtml },
];

/// Pieces that are repeated in a channel.
const CHANNEL_PIECES: &[&str] = &[
    "<item/>",
    "<item><title>a",
    "<item><link>a",
    "<item><guid>a</guid></item>",
    "<item><title>t</title><link>/1</link><pubDate>1 Jan 2022</pubDate></item>",
    "<item><title>&",
    "<x№/>",
    "<category>№</category>",
    "text",
    "<!--",
    "<?",
    "<![CDATA[",
    "<item><title><![cdata[a</title></item>",
    "<!DOCTYPE [",
    "<a b='",
    "<a b=\"",
    "<",
    "</x>",
    "\u{1}",
    "<title>",
    "<title><enclosure url='a'/>",
    "<link>",
    "<channel>",
    "<media:group>",
    "<x xmlns:a№='b'>",
    "<item xml:base='a/'><link>b</link>",
];

/// Pieces that are repeated in an item.
const ITEM_PIECES: &[&str] = &[
    "<media:content url='№'/>",
    "<media:content url='https://b.example/№.mp4' type='video/mp4'/>",
    "<enclosure url='№.mp3' type='audio/mpeg'/>",
    "<enclosure url='a'/>",
    "<category>№</category>",
    "<category>a</category>",
    "<dc:creator>№</dc:creator>",
    "<author>a@b (№)</author>",
    "<x№/>",
    "<x>",
    "<x></y>",
    "<b xml:base='a/'/>",
    "<b xmlns:a№='b'/>",
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
];

/// Pieces that are repeated in a text.
const TEXT_PIECES: &[&str] = &[
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
];

/// Pieces that are repeated in the list of items of a JSON Feed.
const JSON_PIECES: &[&str] = &[
    "{\"id\":1},",
    "{\"url\":\"a\"},",
    "{},",
    "1,",
    "\"a\",",
    "[",
    "{\"a\":",
    "{\"id\":1,\"tags\":[\"№\"],\"№\":1},",
    "{\"id\":1,\"title\":1,\"url\":2},",
    "{\"id\":1,\"attachments\":[{\"url\":\"№\"}]},",
    "{\"date_published\":\"x\"},",
];

/// Shapes of several parts.
const PARTS: &[(Context, &[Part])] = &[
    // A long text, and many pieces that could repeat it.
    (
        WHOLE,
        &[
            Once("<rss><channel><link>https://a.example/"),
            Long,
            Once("/</link>"),
            Many("<item><link>№</link></item>"),
        ],
    ),
    (
        WHOLE,
        &[
            Once("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/"),
            Long,
            Once("/'>"),
            Many("<entry><link href='№'/><content type='html'>&lt;a href=b>c&lt;/a></content></entry>"),
        ],
    ),
    (
        CHANNEL,
        &[
            Once("<item><link>https://a.example/"),
            Long,
            Once("/</link><description>"),
            Many("&lt;a href=№>c&lt;/a>"),
            Once("</description></item>"),
        ],
    ),
    (WHOLE, &[Once("<rss xmlns:a='"), Long, Once("'><channel><item>"), Many("<a:b/>")]),
    (ITEM, &[Once("<"), Long, Once(">"), Many("<b></b>")]),
    (CHANNEL, &[Once("<item><title>"), Long, Once("</title>"), Many("<pubDate>a&b</pubDate>")]),
    // Many attributes, namespaces, times and keywords.
    (CHANNEL, &[Once("<item "), Many("a№='b' "), Once("></item>")]),
    (WHOLE, &[Once("<rss "), Many("xmlns:a№='b' "), Once("><channel></channel></rss>")]),
    (ITEM, &[Once("<link "), Many("a№='b' "), Once("/>")]),
    (ITEM, &[Once("<pubDate>"), Many("1 Jan "), Once("</pubDate>")]),
    (ITEM, &[Once("<media:keywords>"), Many("№,"), Once("</media:keywords>")]),
    (ATOM, &[Once("<entry><author>"), Many("<name>№</name>"), Once("</author></entry>")]),
    // Two parts that are harmless separately, but took quadratic time together.
    (
        CHANNEL,
        &[Once("<item><title>"), Many(" "), Once("x"), Many(" "), Once("</title>"), Many("<media:title/>")],
    ),
    (
        WHOLE,
        &[
            Once("<rss><channel><title>"),
            Many(" "),
            Once("x"),
            Many(" "),
            Once("</title>"),
            Many("<media:title/>"),
        ],
    ),
    (
        WHOLE,
        &[Many("<?xml-stylesheet href='№'?>"), Once("<rss><channel>"), Many("<item><title>№</title></item>")],
    ),
    // Fields of JSON Feed.
    (JSON_ITEM, &[Once("\"content_html\":\""), Many("<b>"), Once("\"")]),
    (JSON_ITEM, &[Once("\"content_html\":\""), Many("\\u0041"), Once("\"")]),
    (JSON_ITEM, &[Once("\"content_text\":\""), Many("a\\n\\n"), Once("\"")]),
    (JSON_ITEM, &[Once("\"title\":\""), Many("\\\\"), Once("\"")]),
    (JSON_ITEM, &[Once("\"title\":\""), Many("\\u"), Once("\"")]),
    (JSON_ITEM, &[Once("\"tags\":["), Many("\"№\","), Once("]")]),
    (JSON_ITEM, &[Once("\"attachments\":["), Many("{\"url\":\"№\"},"), Once("]")]),
    (JSON_ITEM, &[Once("\"authors\":["), Many("{\"name\":\"№\"},"), Once("]")]),
    (JSON_ITEM, &[Once("\"authors\":["), Many("1,"), Once("]")]),
];

fn shapes() -> impl Iterator<Item = Shape> {
    let lists = [(CHANNEL, CHANNEL_PIECES), (ITEM, ITEM_PIECES), (JSON, JSON_PIECES)];
    let texts = TEXTS.map(|context| (context, TEXT_PIECES));
    let pieces = lists.into_iter().chain(texts);
    let single = pieces
        .flat_map(|(context, pieces)| pieces.iter().map(move |piece| Shape::new(context, &[Many(piece)])));
    single.chain(PARTS.iter().map(|(context, parts)| Shape::new(*context, parts)))
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
    let is_wanted =
        |shape: &Shape| wanted.is_empty() || wanted.iter().any(|word| shape.to_string().contains(word));
    println!(
        "| shape | read 1 MiB | 4 MiB | item by item 4 MiB | write 4 MiB | memory | memory, item by item | longest output |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for shape in shapes().filter(is_wanted) {
        let small = measure(&shape.of_length(1 << 20));
        let large = measure(&shape.of_length(4 << 20));
        let Measured { read, items, write, memory, memory_of_items, written } = large;
        println!(
            "| {shape} | {:.3} | {read:.3} | {items:.3} | {write:.3} | {memory:.1} × | {memory_of_items:.1} × | {written:.1} × |",
            small.read,
        );
    }
}
