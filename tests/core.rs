//! Tests without Cargo features. The laws in `tests/it` need all features.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use newsclip::{Document, Html, Markdown, Text, Url, html_to_markdown, parse};

/// The clips among the fixtures.
fn clips() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clip");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let clips = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    clips.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn clips_are_read_and_written() {
    let clips = clips();
    assert!(clips.len() > 10);
    for (path, source) in clips {
        let document = parse(&source).unwrap();
        assert_eq!(parse(&document.to_clip()).unwrap(), document, "{}", path.display());
        let expected = |name: &str| fs::read_to_string(path.with_extension("").join(name)).unwrap();
        assert_eq!(document.to_markdown(), expected("article.markdown"));
        assert_eq!(document.to_text(), expected("article.txt"));
        assert_eq!(document.to_html(), expected("article.html"));
    }
}

#[test]
fn html_is_read_and_written() {
    let html = "<h2>雨</h2><p>It <b>stopped</b>: <a href=/2>more</a></p>";
    let document = Document::from_html(html, Url::parse("https://a.example/1").unwrap());
    let again = Document::from_html(&document.to_html(), document.url.clone());
    assert_eq!(again, document);
    assert_eq!(Markdown::new().render_blocks(&document.body), html_to_markdown(&document.to_html()));
    assert_eq!(Text::new().render_blocks(&document.body), "雨\n\nIt stopped: more\n");
    assert!(Html::page().render(&document).contains("It <strong>stopped</strong>"));
}
