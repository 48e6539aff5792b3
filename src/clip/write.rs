//! Writes clips in the archiver's form.

use std::fmt::{self, Write};

use crate::document::Document;
use crate::html::{Html, Lines};
use crate::normal::Budget;
use crate::scan::{fold, fold_to_option};
use crate::url::without_clip_separator;
use crate::writer::TO_STRING;

/// A whole clip. It reads back as the same document, if that is in normal form.
pub(super) fn clip(document: &Document) -> String {
    let mut out = String::new();
    write(document, &mut out).expect(TO_STRING);
    out
}

fn write(document: &Document, out: &mut String) -> fmt::Result {
    front_matter(document, out)?;
    match document.published {
        Some(published) => writeln!(out, "<!--{}-->", published.as_milliseconds())?,
        // Without a stamp, a body that begins with `日期：` would be read as the date.
        None => writeln!(out, "<!--NaN-->")?,
    }
    let url = without_clip_separator(document.url.as_str());
    writeln!(out, "[{}]({url})", escaped(&document.title))?;
    out.write_str("------\n\n")?;
    let copies = Budget::for_tree(0);
    Html::new().write_resolved(&document.body, (&document.url, &copies), Lines::Joined, out)?;
    out.write_char('\n')
}

/// The fields that the header cannot hold, under the keys that Jekyll and Hugo use.
fn front_matter(document: &Document, out: &mut String) -> fmt::Result {
    let start = out.len();
    out.write_str("---\n")?;
    let empty = out.len();
    match &list(&document.authors)[..] {
        [] => {}
        [author] => writeln!(out, "author: {author}")?,
        authors => writeln!(out, "authors: [ {} ]", authors.join(", "))?,
    }
    let tags = list(&document.tags);
    if !tags.is_empty() {
        writeln!(out, "tags: [ {} ]", tags.join(", "))?;
    }
    if let Some(updated) = document.updated {
        writeln!(out, "updated: {updated}")?;
    }
    for (key, value) in [("lang", &document.language), ("summary", &document.summary)] {
        if let Some(value) = value.as_deref().and_then(fold_to_option) {
            writeln!(out, "{key}: {}", quoted(&value))?;
        }
    }
    // Most documents need no front matter, and the archiver writes none.
    if out.len() == empty {
        out.truncate(start);
        return Ok(());
    }
    out.write_str("---\n")
}

fn list(texts: &[String]) -> Vec<String> {
    texts.iter().filter_map(|text| fold_to_option(text)).map(|text| quoted(&text)).collect()
}

fn quoted(value: &str) -> String {
    // Always in quotes: a YAML reader takes `no`, `1.0` and `a: b` for something other than text.
    format!("\"{}\"", escaped(value).replace('\\', r"\\").replace('"', "\\\""))
}

/// A text on one line, with `&` escaped before a letter, a digit or `#`, where it may begin a character reference.
fn escaped(text: &str) -> String {
    // A line `------` within a title would end it.
    let text = fold(text);
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at + 1);
        escaped.push_str(before);
        // Any other ampersand stays, so that `R & D` is readable in the file.
        if after.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()) {
            escaped.push_str("amp;");
        }
        rest = after;
    }
    escaped + rest
}
