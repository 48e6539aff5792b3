//! Compares this crate with other tools on hostile shapes. Each combination of shape, size and tool runs in its own
//! process, which is stopped after ten seconds or at 4 GiB.
//!
//! `cargo run --release --bin hostile_peers -- BYTES…` prints a table for each size: seconds of processor time, peak memory
//! and output as multiples of the input. newsclip's time is that of parsing and writing Markdown, text, HTML, JSON and RSS.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use html5ever::tendril::TendrilSink;
use newsclip::parse;
use newsclip_bench::{clip, processor_seconds};

const SECONDS: u64 = 10;
const KIBIBYTES: u64 = 4 << 20;
const TOOLS: &[&str] = &["newsclip", "html5ever", "htmd", "ammonia"];

/// A shape: a head, followed by repeated units. `#` is a number that makes each unit distinct.
struct Shape {
    name: &'static str,
    head: fn(usize) -> String,
    unit: &'static str,
}

const SHAPES: &[Shape] = &[
    Shape { name: "`<ruby><rt>`", head: |_| String::new(), unit: "<ruby><rt>" },
    Shape { name: "`<picture>`, `<img src=/a>`", head: |_| "<picture>".into(), unit: "<img src=/a>" },
    Shape { name: "`<figure>` × 120, `<hr>x`", head: |_| "<figure>".repeat(120), unit: "<hr>x" },
    Shape {
        name: "a link with a long title, `<p>x`",
        head: |bytes| format!("<a href=/ title={}>", "t".repeat(bytes / 2)),
        unit: "<p>x",
    },
    Shape {
        name: "a long base, `<a href=b>x</a>`",
        head: |bytes| format!("<base href=https://a.example/{}/>", "p".repeat(bytes / 2)),
        unit: "<a href=b>x</a> ",
    },
    Shape { name: "`<ol><li>` × 18, `<pre>`", head: |_| "<ol><li>".repeat(18) + "<pre>", unit: "x\n" },
    Shape { name: "`<ul><li>` × 60, `<li>x`", head: |_| "<ul><li>".repeat(60), unit: "<li>x" },
    Shape { name: "`<li>x`", head: |_| String::new(), unit: "<li>x" },
    Shape { name: "`<p>x`", head: |_| String::new(), unit: "<p>x" },
    Shape { name: "`x<br>`", head: |_| String::new(), unit: "x<br>" },
    Shape { name: "`<`", head: |_| String::new(), unit: "< " },
    Shape { name: "`&`", head: |_| String::new(), unit: "&" },
    Shape { name: "`<div>`", head: |_| String::new(), unit: "<div>" },
    Shape { name: "`<b>` of distinct attributes", head: |_| String::new(), unit: "<b id=#>" },
    Shape { name: "an attribute, again and again", head: |_| "<p ".into(), unit: "a#=1 " },
];

fn html(shape: &Shape, bytes: usize) -> String {
    let mut html = (shape.head)(bytes);
    let mut number = 0;
    while html.len() < bytes {
        match shape.unit.split_once('#') {
            Some((before, after)) => {
                let _ = write!(html, "{before}{number}{after}");
            }
            None => html.push_str(shape.unit),
        }
        number += 1;
    }
    html
}

/// The size of the longest output in bytes.
fn run(tool: &str, html: &str) -> usize {
    match tool {
        "newsclip" => {
            let document = parse(&clip(html)).expect("a clip");
            let outputs = [
                document.to_markdown(),
                document.to_text(),
                document.to_html(),
                document.to_json(),
                document.to_rss(),
            ];
            outputs.iter().map(String::len).max().unwrap_or_default()
        }
        "html5ever" => {
            let dom =
                html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(html);
            usize::from(dom.document.children.borrow().is_empty())
        }
        "htmd" => htmd::convert(html).map_or(0, |markdown| markdown.len()),
        "ammonia" => ammonia::clean(html).len(),
        _ => unreachable!("the parent passes names of `TOOLS`"),
    }
}

/// The child process: prints seconds, peak KiB, and bytes of output.
fn measure(shape: usize, tool: &str, bytes: usize) {
    let html = html(&SHAPES[shape], bytes);
    let before = kibibytes("VmRSS:");
    let start = processor_seconds();
    let output = run(tool, &html);
    let seconds = processor_seconds() - start;
    println!("{seconds} {} {output}", kibibytes("VmHWM:") - before);
}

/// A row of `/proc/self/status`.
fn kibibytes(row: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(row)).unwrap_or_default();
    value.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

/// A cell of the table.
fn cell(shape: usize, tool: &str, bytes: usize) -> String {
    let program = env::current_exe().expect("a program");
    let line = format!("ulimit -v {KIBIBYTES}; exec {} --one {shape} {tool} {bytes}", program.display());
    let mut child = Command::new("sh")
        .args(["-c", &line])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    let start = Instant::now();
    while child.try_wait().expect("a state").is_none() {
        if start.elapsed() > Duration::from_secs(SECONDS) {
            let _ = child.kill();
            let _ = child.wait();
            return "stopped".into();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("output");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [seconds, kibibytes, length] => {
            let input = bytes as f64;
            format!("{seconds:.2} s, {:.0} ×, {:.1} ×", kibibytes * 1024.0 / input, length / input)
        }
        _ => "aborted".into(),
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, shape, tool, bytes] = &arguments[..]
        && flag == "--one"
    {
        return measure(shape.parse().expect("a number"), tool, bytes.parse().expect("a number"));
    }
    for bytes in arguments.iter().map(|bytes| bytes.parse::<usize>().expect("a number of bytes")) {
        println!(
            "\n{bytes} bytes\n\n| shape | {} |\n| --- |{}",
            TOOLS.join(" | "),
            " --- |".repeat(TOOLS.len())
        );
        for (index, shape) in SHAPES.iter().enumerate() {
            let cells: Vec<String> = TOOLS.iter().map(|tool| cell(index, tool, bytes)).collect();
            println!("| {} | {} |", shape.name, cells.join(" | "));
        }
    }
}
