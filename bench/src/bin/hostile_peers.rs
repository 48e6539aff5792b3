//! Compares this crate with other tools on hostile shapes. Each combination of shape, size and tool runs in its own
//! process, which is stopped after ten seconds or at 4 GiB.
//!
//! `cargo run --release --bin hostile_peers -- BYTES…` prints a table for each size: seconds of processor time, peak memory
//! and output as multiples of the input. newsclip's time is that of parsing and writing Markdown, text, HTML, JSON and RSS.

use std::env;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use html5ever::tendril::TendrilSink;
use newsclip::parse;
use newsclip_bench::shape::Part::{self, Long, Many, Once, Times};
use newsclip_bench::shape::{Context, Shape};
use newsclip_bench::{clip, processor_seconds};

const SECONDS: u64 = 10;
const KIBIBYTES: u64 = 4 << 20;
const TOOLS: &[&str] = &["newsclip", "html5ever", "htmd", "ammonia"];

const SHAPES: &[&[Part]] = &[
    &[Many("<ruby><rt>")],
    &[Once("<picture>"), Many("<img src=/a>")],
    &[Times("<figure>", 120), Many("<hr>x")],
    &[Once("<a href=/ title="), Long, Once(">"), Many("<p>x")],
    &[Once("<base href=https://a.example/"), Long, Once("/>"), Many("<a href=b>x</a> ")],
    &[Times("<ol><li>", 18), Once("<pre>"), Many("x\n")],
    &[Times("<ul><li>", 60), Many("<li>x")],
    &[Many("<li>x")],
    &[Many("<p>x")],
    &[Many("x<br>")],
    &[Many("< ")],
    &[Many("&")],
    &[Many("<div>")],
    &[Many("<b id=№>")],
    &[Once("<p "), Many("a№=1 ")],
];

/// The HTML alone. newsclip converts it as the body of a clip.
const HTML: Context = Context { name: "", wrap: str::to_string };

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
    let html = Shape::new(HTML, SHAPES[shape]).of_length(bytes);
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
            println!("| {} | {} |", Shape::new(HTML, shape), cells.join(" | "));
        }
    }
}
