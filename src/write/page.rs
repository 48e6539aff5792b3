//! A whole HTML page around an article, without any script.

use std::fmt::{self, Write};

use super::escape::{write_attribute, write_text};
use crate::Document;
use crate::url::web_page;

/// The page's own style. It loads nothing from anywhere.
const STYLE: &str = include_str!("page.css");

/// Writes the page; `body` writes the article's blocks.
pub(super) fn write<W: Write>(
    document: &Document,
    out: &mut W,
    body: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    // A language is not known; browsers then choose fonts by the characters.
    out.write_str("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n")?;
    out.write_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
    out.write_str("<meta name=\"referrer\" content=\"no-referrer\">\n")?;
    out.write_str("<title>")?;
    write_text(out, &document.title)?;
    out.write_str("</title>\n")?;
    if let Some(url) = web_page(&document.url) {
        out.write_str("<link rel=\"canonical\" href=\"")?;
        write_attribute(out, url)?;
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

/// Author, time, tags and source.
fn about(document: &Document, out: &mut impl Write) -> fmt::Result {
    out.write_str("<p class=\"about\">")?;
    if let Some(author) = &document.author {
        write_text(out, author)?;
        out.write_str(" · ")?;
    }
    if let Some(published) = document.published {
        write!(out, "<time datetime=\"{published}\">{} UTC</time> · ", published.to_minute())?;
    }
    for tag in &document.tags {
        write_text(out, tag)?;
        out.write_str(" · ")?;
    }
    if let Some(url) = web_page(&document.url) {
        out.write_str("<a href=\"")?;
        write_attribute(out, url)?;
        out.write_str("\">")?;
        write_text(out, document.url.host_str().unwrap_or(url))?;
        out.write_str("</a>")?;
    } else {
        write_text(out, document.url.as_str())?;
    }
    out.write_str("</p>\n")
}
