//! Writes a whole HTML page around an article, without scripts.

use std::fmt::{self, Write};

use crate::document::Document;
use crate::scan::{write_attribute, write_named_attribute, write_text};
use crate::url::is_web;

/// The style sheet of the page, which loads nothing.
const STYLE: &str = include_str!("page.css");

/// Writes the page; `body` writes the article's blocks.
pub(super) fn write<W: Write>(
    document: &Document,
    out: &mut W,
    body: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    out.write_str("<!DOCTYPE html>\n<html")?;
    // Without a language, browsers choose fonts by the characters.
    if let Some(language) = &document.language {
        write_named_attribute(out, "lang", language)?;
    }
    out.write_str(">\n<head>\n<meta charset=\"utf-8\">\n")?;
    // Without this, phones lay the page out for a wide screen and shrink it.
    out.write_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
    // Image servers should not learn which page is read.
    out.write_str("<meta name=\"referrer\" content=\"no-referrer\">\n")?;
    out.write_str("<title>")?;
    write_text(out, &document.title)?;
    out.write_str("</title>\n")?;
    if let Some(summary) = &document.summary {
        out.write_str("<meta name=\"description\" content=\"")?;
        write_attribute(out, summary)?;
        out.write_str("\">\n")?;
    }
    if is_web(&document.url) {
        out.write_str("<link rel=\"canonical\" href=\"")?;
        write_attribute(out, document.url.as_str())?;
        out.write_str("\">\n")?;
    }
    write!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>")?;
    write_text(out, &document.title)?;
    out.write_str("</h1>\n")?;
    about(document, out)?;
    out.write_str("</header>\n<main>\n")?;
    body(out)?;
    out.write_str("</main>\n</body>\n</html>\n")
}

/// Writes the authors, times, tags and source.
fn about(document: &Document, out: &mut impl Write) -> fmt::Result {
    out.write_str("<p class=\"about\">")?;
    for author in &document.authors {
        write_text(out, author)?;
        out.write_str(" · ")?;
    }
    for time in [document.published, document.updated].into_iter().flatten() {
        write!(out, "<time datetime=\"{time}\">{} UTC</time> · ", time.to_minute())?;
    }
    for tag in &document.tags {
        write_text(out, tag)?;
        out.write_str(" · ")?;
    }
    let url = document.url.as_str();
    if is_web(&document.url) {
        out.write_str("<a href=\"")?;
        write_attribute(out, url)?;
        out.write_str("\">")?;
        write_text(out, document.url.host_str().unwrap_or(url))?;
        out.write_str("</a>")?;
    } else {
        write_text(out, url)?;
    }
    out.write_str("</p>\n")
}
