//! Seconds to parse and write hostile shapes at two sizes. The second size is four times the first, and so should be its time.
//!
//! `cargo run --release --bin hostile`

use std::hint::black_box;
use std::time::Instant;

use newsclip::{Markdown, Text, parse};
use newsclip_bench::clip;

fn repeated(pieces: &[&str], bytes: usize) -> String {
    let share = bytes / pieces.len();
    pieces.iter().map(|piece| piece.repeat(share / piece.len())).collect()
}

fn numbered(before: &str, after: &str, bytes: usize) -> String {
    let mut out = String::new();
    let mut number = 0;
    while out.len() < bytes {
        out.push_str(&format!("{before}{number}{after}"));
        number += 1;
    }
    out
}

fn seconds(html: &str) -> (f64, usize, usize) {
    let source = clip(html);
    let start = Instant::now();
    let document = parse(&source).expect("a clip");
    let markdown = document.to_markdown();
    black_box(Markdown::new().wrap(80).render(&document));
    black_box(Text::new().wrap(80).render(&document));
    let rss = document.to_rss();
    (start.elapsed().as_secs_f64(), markdown.len(), rss.len())
}

fn main() {
    type Shape = (&'static str, Box<dyn Fn(usize) -> String>);
    let pieces = |pieces: &'static [&'static str]| -> Box<dyn Fn(usize) -> String> {
        Box::new(move |bytes| repeated(pieces, bytes))
    };
    let shapes: Vec<Shape> = vec![
        ("<div>", pieces(&["<div>"])),
        ("<div> <p>", pieces(&["<div>", "<p>"])),
        ("<div> <br>", pieces(&["<div>", "<br>"])),
        ("<span> <div></div>", pieces(&["<span>", "<div></div>"])),
        ("<span> </x>", pieces(&["<span>", "</x>"])),
        ("<ul><li>", pieces(&["<ul><li>"])),
        ("<dl><dd>", pieces(&["<dl><dd>"])),
        ("<blockquote>", pieces(&["<blockquote>"])),
        ("<a><div>", pieces(&["<a href=/x><div>"])),
        ("<b> <div> </b>", pieces(&["<b>", "<div>", "</b>"])),
        ("<svg><g> </z>", pieces(&["<svg><g>", "</z>"])),
        ("<select>", pieces(&["<select><div>", "<option>"])),
        ("<option><b>", pieces(&["<option><b>"])),
        ("<form> <div> <input>", pieces(&["<form>", "<div>", "<input>"])),
        ("<h1><span>", pieces(&["<h1><span>"])),
        ("<table>", pieces(&["<table>"])),
        ("<table><tr><td>", pieces(&["<table><tr><td>"])),
        ("<td>", pieces(&["<table><tr>", "<td>x"])),
        ("text in tables", pieces(&["<table>x"])),
        ("<p>x", pieces(&["<p>x"])),
        ("<br>", pieces(&["<br>"])),
        ("x<br>", pieces(&["x<br>"])),
        ("<li>x", pieces(&["<li>x"])),
        ("<b>x</b>", pieces(&["<b>x</b>"])),
        ("<b>x</b> ", pieces(&["<b>x</b> "])),
        ("<b>「x」</b>y", pieces(&["<b>「x」</b>y"])),
        ("<i>x</i>*", pieces(&["<i>x</i>*"])),
        ("&", pieces(&["&"])),
        ("&x", pieces(&["&x"])),
        ("&amp;", pieces(&["&amp;"])),
        ("&#", pieces(&["&#"])),
        ("&#1", pieces(&["&#1"])),
        ("<", pieces(&["<"])),
        ("</", pieces(&["</"])),
        ("<!--", pieces(&["<!--"])),
        ("<!--->", pieces(&["<!-- -->"])),
        ("--", pieces(&["<!--", "--x"])),
        ("<![CDATA[", pieces(&["<svg><![CDATA[", "]]"])),
        ("<script>", pieces(&["<script>", "</scrip"])),
        ("<!--<script", pieces(&["<script><!--", "<script"])),
        ("<textarea></te", pieces(&["<textarea>", "</te"])),
        ("*", pieces(&["*"])),
        ("_x", pieces(&["_x "])),
        ("`", pieces(&["`"])),
        ("` ``", pieces(&["` `` ``` "])),
        ("[", pieces(&["["])),
        ("](", pieces(&["]("])),
        ("~", pieces(&["a~b~~"])),
        ("spaces", pieces(&[" "])),
        ("NBSP", pieces(&["\u{a0}"])),
        ("中", pieces(&["中"])),
        ("NUL", pieces(&["\0"])),
        ("CR", pieces(&["\r"])),
        ("one tag, many attributes", Box::new(|bytes| format!("<a {}>", numbered("a", " ", bytes)))),
        ("<b aN>", Box::new(|bytes| numbered("<b a", ">", bytes))),
        ("<font size=N>", Box::new(|bytes| numbered("<font size=", ">", bytes))),
        (
            "<p><b aN>…<p>x",
            Box::new(|bytes| format!("<p>{}{}", numbered("<b a", ">", bytes / 2), "<p>x".repeat(bytes / 8))),
        ),
        (
            "<b><i>…x</b>",
            Box::new(|bytes| {
                format!(
                    "{}{}{}",
                    numbered("<b a", ">", bytes / 3),
                    numbered("<i a", ">", bytes / 3),
                    "x</b>".repeat(bytes / 15)
                )
            }),
        ),
        (
            "long href, many <p>",
            Box::new(|bytes| format!("<a href=\"/{}\">{}", "x".repeat(bytes / 2), "<p>y".repeat(bytes / 8))),
        ),
        ("<html aN>", Box::new(|bytes| numbered("<html a", ">", bytes))),
        ("colspan", pieces(&["<table>", "<tr><td colspan=1000 rowspan=65534>x"])),
        ("<a> ]: words", Box::new(|bytes| format!("<a href=/x>y</a> ]: {}", "a ".repeat(bytes / 2)))),
        ("words", Box::new(|bytes| "word ".repeat(bytes / 5))),
        ("<img srcset>", Box::new(|bytes| format!("<img srcset=\"{}\">", "/a 1x, ".repeat(bytes / 7)))),
        ("<ruby>", pieces(&["<ruby>x<rt>y"])),
        ("<pre>", pieces(&["<pre><a href=/x>  x\n"])),
        ("<figure>", pieces(&["<figure><figcaption>x"])),
        ("<noscript>", pieces(&["<noscript><img src=a>"])),
        ("<math>", pieces(&["<math><mi>x"])),
        ("<math alttext>", pieces(&["<math alttext=&></math>"])),
        ("<q>", pieces(&["<q>"])),
        ("<object>", pieces(&["<object>x"])),
    ];
    const SMALL: usize = 256 << 10;
    println!(
        "| shape | 256 KiB | 1 MiB | ratio | Markdown / input | RSS / input |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    );
    for (name, make) in &shapes {
        let (small, ..) = seconds(&make(SMALL));
        let (large, markdown, rss) = seconds(&make(4 * SMALL));
        let share = |bytes: usize| bytes as f64 / (4 * SMALL) as f64;
        println!(
            "| `{}` | {small:.3} | {large:.3} | {:.1} | {:.1} | {:.1} |",
            name.replace('|', "\\|"),
            large / small,
            share(markdown),
            share(rss)
        );
    }
}
