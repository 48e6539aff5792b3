//! Writes a whole HTML page around an article, without scripts.

use std::fmt::{self, Write};
use std::slice;

use url::Url;

use crate::document::Document;
use crate::scan::{write_attribute, write_named_attribute, write_text};
use crate::script::is_right_to_left;
use crate::tree::Block;
use crate::url::{is_blank, is_web};

/// The style sheet of the page, which loads nothing.
const STYLE: &str = include_str!("page.css");

/// Writes the page; `write_blocks` writes blocks of the article.
pub(super) fn write<W: Write>(
    document: &Document,
    out: &mut W,
    mut write_blocks: impl FnMut(&mut W, &[Block]) -> fmt::Result,
) -> fmt::Result {
    out.write_str("<!DOCTYPE html>\n<html")?;
    // Without a language, browsers choose fonts by the characters.
    if let Some(language) = &document.language {
        write_named_attribute(out, "lang", language)?;
        if is_right_to_left(language) {
            out.write_str(" dir=\"rtl\"")?;
        }
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
    write!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n")?;
    let (heading, body) = document.split_title();
    match heading {
        Some(heading) => write_blocks(out, slice::from_ref(heading))?,
        None => title(document, out)?,
    }
    about(document, out)?;
    out.write_str("</header>\n<main>\n")?;
    write_blocks(out, body)?;
    out.write_str("</main>\n</body>\n</html>\n")
}

fn title<W: Write>(document: &Document, out: &mut W) -> fmt::Result {
    out.write_str("<h1>")?;
    write_text(out, &document.title)?;
    out.write_str("</h1>\n")
}

/// Writes the authors, times, tags and source, if there are any.
fn about<W: Write>(document: &Document, out: &mut W) -> fmt::Result {
    let mut is_empty = true;
    let mut begin_part = |out: &mut W| {
        out.write_str(if std::mem::take(&mut is_empty) { "<p class=\"about\">" } else { " · " })
    };
    for author in &document.authors {
        begin_part(out)?;
        write_text(out, author)?;
    }
    for time in [document.published, document.updated].into_iter().flatten() {
        begin_part(out)?;
        write!(out, "<time datetime=\"{time}\">{} UTC</time>", time.to_minute())?;
    }
    for tag in &document.tags {
        begin_part(out)?;
        write_text(out, tag)?;
    }
    if !is_blank(&document.url) {
        begin_part(out)?;
        source(&document.url, out)?;
    }
    if is_empty { Ok(()) } else { out.write_str("</p>\n") }
}

/// Writes the address of the article, as a link if it is a page.
fn source(url: &Url, out: &mut impl Write) -> fmt::Result {
    if !is_web(url) {
        return write_text(out, url.as_str());
    }
    out.write_str("<a href=\"")?;
    write_attribute(out, url.as_str())?;
    out.write_str("\">")?;
    write_text(out, url.host_str().unwrap_or(url.as_str()))?;
    out.write_str("</a>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(language: &str) -> String {
        let url = Url::parse("https://a.example/1").expect("it is a URL");
        let mut document = Document::new(url, "Rain");
        document.language = Some(language.into());
        let mut out = String::new();
        write(&document, &mut out, |_, _| Ok(())).expect("strings take everything");
        out
    }

    #[test]
    fn the_language_determines_the_direction() {
        for language in ["ar", "ar-EG", "he", "FA", "ur_PK", "ku-Arab", "az-Arab-IR", "yi", "ckb", "ug"] {
            let page = page(language);
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"rtl\">")), "{page}");
        }
        for language in ["en", "zh-Hans", "ug-Latn", "ku", "arn", "en-u-nu-arab", ""] {
            assert!(page(language).contains(&format!("<html lang=\"{language}\">")), "{language}");
        }
    }
}
