//! Measures how much visible content the Markdown of each converter keeps, for whole pages or the bodies of clips.
//!
//! `cargo run --release --bin fidelity -- FOLDER`, where the folder has `.html` pages or `.md` clips. The JavaScript converters
//! take part after `npm install --prefix peers`. `VERBOSE=1` prints every difference for newsclip.
//!
//! comrak renders the Markdown (with tables, strikethrough, task lists and raw HTML). `tests/it/seen.rs`, a walk over html5ever's
//! DOM that is independent of newsclip, measures both that HTML and the page. Each conversion runs in its own process, with
//! limits of 20 seconds and 4 GiB, because some converters need more for some pages.

#[path = "../../../tests/it/seen.rs"]
mod seen;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use newsclip::Url;
use newsclip_bench::{BASE, CONVERTERS, Corpus};
use seen::Seen;

/// The fields of [`Seen`] that are compared, and `words`: whether words that are separate on the page are separate.
const FIELDS: [&str; 12] = [
    "text",
    "words",
    "links",
    "images",
    "headings",
    "strong",
    "emphasis",
    "strikethrough",
    "items",
    "quotes",
    "cells",
    "code",
];

const JAVASCRIPT: [&str; 2] = ["rehype-remark", "turndown"];

const TIMEOUT: Duration = Duration::from_secs(20);

/// HTML, its visible content, and the base for its relative URLs.
struct Source {
    name: String,
    html: String,
    expected: Seen,
    base: Url,
}

fn main() {
    if let Some(name) = env::args().skip_while(|argument| argument != "--convert").nth(1) {
        return convert(&name);
    }
    let sources = sources();
    println!("{} inputs\n", sources.len());
    println!(
        "| converter | all | {} | raw HTML | escapes per 1,000 characters | failed |",
        FIELDS.join(" | ")
    );
    println!("| --- |{}", " ---: |".repeat(FIELDS.len() + 4));
    let own = env::current_exe().expect("a running program has a path");
    for converter in &CONVERTERS {
        // The shell sets the limit: `ulimit -v` counts KiB.
        let script = "ulimit -v 4194304; exec \"$0\" --convert \"$1\"";
        let command = || command("sh", &["-c", script, &own.to_string_lossy(), converter.name]);
        println!("{}", row(converter.name, &sources, command));
    }
    if Path::new("peers/node_modules").is_dir() {
        for name in JAVASCRIPT {
            let command = || command("node", &["--max-old-space-size=4096", "peers/convert.mjs", name]);
            println!("{}", row(name, &sources, command));
        }
    }
}

/// The child process: HTML in, Markdown out.
fn convert(name: &str) {
    let mut html = String::new();
    io::stdin().read_to_string(&mut html).expect("standard input is readable");
    let converter =
        CONVERTERS.iter().find(|converter| converter.name == name).expect("the parent knows the names");
    io::stdout().write_all((converter.convert)(&html).as_bytes()).expect("standard output is writable");
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn sources() -> Vec<Source> {
    let folder = env::args().nth(1).expect("a folder is named");
    let url = Url::parse(BASE).expect("BASE is a URL");
    let pages = fs::read_dir(&folder).expect("the folder can be listed").flatten().map(|entry| entry.path());
    let mut pages: Vec<_> =
        pages.filter(|path| path.extension().is_some_and(|extension| extension == "html")).collect();
    pages.sort();
    let page = |path: &Path| {
        let bytes = fs::read(path).expect("a listed file is readable");
        let html = newsclip::html::decode(&bytes, None).into_owned();
        let head = newsclip::html::Reader::new().base(&url).read(&html).head;
        let base = head.base.unwrap_or_else(|| url.clone());
        Source { name: path.display().to_string(), expected: seen::of_page(&html, &url), html, base }
    };
    if !pages.is_empty() {
        return pages.iter().map(|path| page(path)).collect();
    }
    let clip = |(number, html): (usize, &&str)| Source {
        name: number.to_string(),
        html: (*html).to_string(),
        expected: seen::of_fragment(html, &url, &[]),
        base: url.clone(),
    };
    Corpus::from_arguments().bodies().iter().enumerate().map(clip).collect()
}

/// The row of a converter.
fn row(name: &str, sources: &[Source], command: impl Fn() -> Command) -> String {
    let (mut exact, mut raw, mut escaped, mut length, mut failed) = (0, 0, 0, 0, 0);
    let mut same = [0; FIELDS.len()];
    for source in sources {
        let Some(markdown) = run(command(), &source.html) else {
            failed += 1;
            continue;
        };
        let found = seen::of_fragment(&render(&markdown), &source.base, &source.expected.embeds);
        let differences = source.expected.differences(&found);
        if name == "newsclip" && env::var_os("VERBOSE").is_some() {
            differences.iter().for_each(|(field, text)| eprintln!("{}: {field}\n    {text}", source.name));
        }
        exact += usize::from(differences.is_empty());
        for (count, field) in same.iter_mut().zip(FIELDS) {
            *count += usize::from(!differences.iter().any(|(different, _)| *different == field));
        }
        raw += usize::from(raw_tags(&markdown) > 0);
        escaped += escapes(&markdown);
        length += markdown.chars().count();
    }
    let share = |count: usize| format!("{:.1} %", 100.0 * count as f64 / sources.len() as f64);
    let fields: Vec<String> = same.iter().map(|&count| share(count)).collect();
    let escapes = 1000.0 * escaped as f64 / length.max(1) as f64;
    format!(
        "| {name} | {} | {} | {} | {escapes:.2} | {failed} |",
        share(exact),
        fields.join(" | "),
        share(raw)
    )
}

/// The Markdown from a child process; `None` if it fails or exceeds a limit.
fn run(mut command: Command, html: &str) -> Option<String> {
    let mut child = command.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let mut stdout = child.stdout.take()?;
    let input = html.to_string();
    // A child that stops early closes the pipe, which is not an error here.
    thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    let reader = thread::spawn(move || {
        let mut markdown = Vec::new();
        stdout.read_to_end(&mut markdown).ok().map(|_| markdown)
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if start.elapsed() > TIMEOUT => {
                child.kill().ok()?;
                break child.wait().ok()?;
            }
            None => thread::sleep(Duration::from_millis(1)),
        }
    };
    let markdown = reader.join().ok()??;
    if status.success() { String::from_utf8(markdown).ok() } else { None }
}

fn render(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

/// Raw HTML in Markdown: tags outside of code, except `<br>` and autolinks.
fn raw_tags(markdown: &str) -> usize {
    use pulldown_cmark::{Event, Options, Parser};
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    parser
        .filter(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                !html.trim().is_empty() && !html.starts_with("<br")
            }
            _ => false,
        })
        .count()
}

/// Backslashes before ASCII punctuation, and character references.
fn escapes(markdown: &str) -> usize {
    let bytes = markdown.as_bytes();
    let backslashes =
        bytes.windows(2).filter(|pair| pair[0] == b'\\' && pair[1].is_ascii_punctuation()).count();
    let references = markdown.match_indices('&').filter(|(at, _)| {
        let rest = &markdown[at + 1..];
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty()
                && name.len() < 10
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        })
    });
    backslashes + references.count()
}
