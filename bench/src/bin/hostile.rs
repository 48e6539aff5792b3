//! Seconds to parse and write hostile shapes at two sizes. The second size is four times the first, and so should be its time.
//!
//! `cargo run --release --bin hostile`

use std::hint::black_box;

use newsclip::{Markdown, Text, parse};
use newsclip_bench::shape::Part::{self, Long, Many, Once};
use newsclip_bench::shape::{Context, Shape};
use newsclip_bench::{clip, processor_seconds};

const SMALL: usize = 256 << 10;

const BODY: Context = Context { name: "", wrap: clip };

/// Shapes of one repeated piece.
const PIECES: &[&str] = &[
    "<div>",
    "<ul><li>",
    "<dl><dd>",
    "<blockquote>",
    "<a href=/x><div>",
    "<option><b>",
    "<h1><span>",
    "<table>",
    "<table><tr><td>",
    "<table>x",
    "<p>x",
    "<br>",
    "x<br>",
    "<li>x",
    "<b>x</b>",
    "<b>x</b> ",
    "<b>「x」</b>y",
    "<i>x</i>*",
    "&",
    "&x",
    "&amp;",
    "&#",
    "&#1",
    "<",
    "</",
    "<!--",
    "<!-- -->",
    "*",
    "_x ",
    "`",
    "` `` ``` ",
    "[",
    "](",
    "a~b~~",
    " ",
    "\u{a0}",
    "中",
    "\0",
    "\r",
    "word ",
    "<b a№>",
    "<font size=№>",
    "<html a№>",
    "<ruby>x<rt>y",
    "<pre><a href=/x>  x\n",
    "<figure><figcaption>x",
    "<noscript><img src=a>",
    "<math><mi>x",
    "<math alttext=&></math>",
    "<q>",
    "<object>x",
];

/// Shapes of several parts.
const PARTS: &[&[Part]] = &[
    &[Many("<div>"), Many("<p>")],
    &[Many("<div>"), Many("<br>")],
    &[Many("<span>"), Many("<div></div>")],
    &[Many("<span>"), Many("</x>")],
    &[Many("<b>"), Many("<div>"), Many("</b>")],
    &[Many("<svg><g>"), Many("</z>")],
    &[Many("<select><div>"), Many("<option>")],
    &[Many("<form>"), Many("<div>"), Many("<input>")],
    &[Many("<table><tr>"), Many("<td>x")],
    &[Many("<table>"), Many("<tr><td colspan=1000 rowspan=65534>x")],
    &[Many("<!--"), Many("--x")],
    &[Many("<svg><![CDATA["), Many("]]")],
    &[Many("<script>"), Many("</scrip")],
    &[Many("<script><!--"), Many("<script")],
    &[Many("<textarea>"), Many("</te")],
    &[Once("<a "), Many("a№ "), Once(">")],
    &[Once("<p>"), Many("<b a№>"), Many("<p>x")],
    &[Many("<b a№>"), Many("<i a№>"), Many("x</b>")],
    &[Once("<a href=\"/"), Long, Once("\">"), Many("<p>y")],
    &[Once("<a href=/x>y</a> ]: "), Many("a ")],
    &[Once("<img srcset=\""), Many("/a 1x, "), Once("\">")],
];

/// The seconds of a shape, and the lengths of its Markdown and RSS.
fn measure(source: &str) -> (f64, usize, usize) {
    let start = processor_seconds();
    let document = parse(source).expect("a clip");
    let markdown = document.to_markdown();
    black_box(Markdown::new().wrap(80).render(&document));
    black_box(Text::new().wrap(80).render(&document));
    let rss = document.to_rss();
    (processor_seconds() - start, markdown.len(), rss.len())
}

fn main() {
    println!("| shape | 256 KiB | 1 MiB | ratio | Markdown / input | RSS / input |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let pieces = PIECES.iter().map(|piece| Shape::new(BODY, &[Many(piece)]));
    for shape in pieces.chain(PARTS.iter().map(|parts| Shape::new(BODY, parts))) {
        let (small, ..) = measure(&shape.of_length(SMALL));
        let (large, markdown, rss) = measure(&shape.of_length(4 * SMALL));
        let share = |bytes: usize| bytes as f64 / (4 * SMALL) as f64;
        println!(
            "| {shape} | {small:.3} | {large:.3} | {:.1} | {:.1} | {:.1} |",
            large / small,
            share(markdown),
            share(rss)
        );
    }
}
