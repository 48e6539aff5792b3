//! Cases as data: every file `fixtures/**/*.case` contains HTML, followed by the expected outputs; every `fixtures/clip/*.md` is
//! a clip, with a folder of expected outputs beside it. Cases in `fixtures/extensions` have Markdown with extensions as well.
//!
//! `NEWSCLIP_BLESS=1 cargo test fixtures -- --test-threads=1` writes the expected outputs; review the diff before you commit it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use newsclip::html::{Head, Reader};
use newsclip::markdown::{Footnotes, Highlights, Math};
use newsclip::{Html, Markdown, Text, Timestamp, Url, markdown, text};

use crate::support::{self, BASE, base, document, files};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn is_blessing() -> bool {
    std::env::var_os("NEWSCLIP_BLESS").is_some()
}

/// Compares a text with a file, or writes the file.
fn expect(path: &Path, found: &str) {
    if is_blessing() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(expected == found, "{}:\n--- expected\n{expected}\n--- found\n{found}", path.display());
}

struct Outputs {
    head: String,
    tree: String,
    markdown: String,
    text: String,
    html: String,
    notes: String,
}

fn outputs(html: &str) -> Outputs {
    let page = Reader::new().base(&base()).read(html);
    let document = document(page.body.clone());
    let mut tree = String::new();
    for block in &document.body {
        let _ = writeln!(tree, "{}", serde_json::to_string(block).unwrap());
    }
    Outputs {
        head: head_lines(&page.head),
        tree,
        markdown: Markdown::new().header(markdown::Header::None).render(&document),
        text: Text::new().header(text::Header::None).render(&document),
        html: Html::new().render(&document),
        notes: page.notes.iter().fold(String::new(), |all, note| all + &note.to_string() + "\n"),
    }
}

/// The Markdown of some HTML with every extension that has an option.
fn with_extensions(html: &str) -> String {
    let options = Markdown::new().math(Math::Dollars).footnotes(Footnotes::Markers);
    options.highlights(Highlights::Equals).render_blocks(&Reader::new().base(&base()).read(html).body)
}

/// The metadata of a page, one field per line; the base is [`BASE`] unless the page has its own.
fn head_lines(head: &Head) -> String {
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
    let url = |url: &Option<Url>| url.as_ref().map(Url::to_string);
    let lists = [("authors", &head.authors), ("tags", &head.tags)];
    let lists = lists.map(|(name, list)| (name, Some(list.join(" | "))));
    let fields = [
        ("title", Some(head.title.clone())),
        ("url", url(&head.url)),
        ("base", url(&head.base).filter(|base| base != BASE)),
        ("language", head.language.clone()),
        ("description", head.description.clone()),
        ("published", time(head.published)),
        ("updated", time(head.updated)),
        ("site", head.site_name.clone()),
        ("image", head.image.clone()),
    ];
    let fields = fields.into_iter().chain(lists).filter_map(|(name, value)| Some((name, value?)));
    let lines =
        fields.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}\n"));
    lines.collect()
}

#[test]
fn cases() {
    let cases = support::cases();
    for (path, html) in &cases {
        let Outputs { head, tree, markdown, text, html: written, notes } = outputs(html);
        let head = if head.is_empty() { head } else { format!("=== head\n{head}") };
        let mut found = format!(
            "{html}\n{head}=== tree\n{tree}=== markdown\n{markdown}=== text\n{text}=== html\n{written}"
        );
        if !notes.is_empty() {
            let _ = write!(found, "=== notes\n{notes}");
        }
        if path.parent().unwrap().ends_with("extensions") {
            let _ = write!(found, "=== markdown with extensions\n{}", with_extensions(html));
        }
        expect(path, &found);
    }
    assert!(cases.len() > 100, "only {} cases found", cases.len());
}

#[test]
fn clips() {
    let clips = files(&root().join("clip"), "md");
    let clips: Vec<_> = clips.into_iter().filter(|path| path.parent().unwrap().ends_with("clip")).collect();
    for path in &clips {
        let source = fs::read_to_string(path).unwrap();
        let document = newsclip::parse(&source).unwrap();
        let folder = path.with_extension("");
        expect(&folder.join("document.json"), &document.to_json());
        expect(&folder.join("article.markdown"), &document.to_markdown());
        expect(&folder.join("article.txt"), &document.to_text());
        expect(&folder.join("article.html"), &document.to_html());
        if path.ends_with("native.md") {
            expect(&folder.join("page.html"), &Html::page().render(&document));
        }
        expect(&folder.join("feed.rss"), &document.to_rss());
        expect(&folder.join("feed.atom"), &document.to_atom());
        expect(&folder.join("feed.json"), &document.to_json_feed());
        expect(&folder.join("clip"), &document.to_clip());
    }
    assert!(clips.len() > 10, "only {} clips found", clips.len());
}

/// `docs/mapping.md` has a row for each case of `fixtures/mapping`.
#[test]
fn the_mapping_is_documented() {
    let path = root().join("../docs/mapping.md");
    let document = fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- rows -->\n", "<!-- end of rows -->\n");
    let before = document.split_once(start).expect("docs/mapping.md has a place for rows").0;
    let after = document.split_once(end).expect("docs/mapping.md has an end of rows").1;
    let mut rows = String::from(
        "| case | HTML | tree | Markdown | text | HTML again |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let cases = support::cases();
    for (path, html) in cases.iter().filter(|(path, _)| path.parent().unwrap().ends_with("mapping")) {
        let outputs = outputs(html);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let cells = [html.as_str(), &outputs.tree, &outputs.markdown, &outputs.text, &outputs.html].map(code);
        let _ = writeln!(rows, "| {name} | {} |", cells.join(" | "));
    }
    expect(&path, &format!("{before}{start}{rows}{end}{after}"));
}

/// Text as code in a table cell; `⏎` is a line end.
fn code(text: &str) -> String {
    let line = text.trim_end_matches('\n').replace('\n', "⏎").replace('|', "\\|");
    if line.is_empty() {
        return "—".to_string();
    }
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{line}{pad}{ticks}")
}
