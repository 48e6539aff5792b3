//! Clips, as the archiver writes them.

use std::fmt::Write;

use super::html::Html;
use crate::Document;
use crate::normal::fold;

/// A whole clip. Reading it gives the same document, if that is in normal form.
pub(crate) fn document(document: &Document) -> String {
    let mut out = String::new();
    write(document, &mut out).expect("writing to a string does not fail");
    out
}

fn write(document: &Document, out: &mut String) -> std::fmt::Result {
    front_matter(document, out)?;
    match document.published {
        Some(published) => writeln!(out, "<!--{}-->", published.as_milliseconds())?,
        None => writeln!(out, "<!--NaN-->")?,
    }
    // The reader cuts at the last "](", so there must be none in the URL.
    let url = document.url.as_str().replace("](", "%5D(");
    writeln!(out, "[{}]({url})", title(&document.title))?;
    out.write_str("------\n\n")?;
    Html::new().on_one_line().write(document, out)?;
    out.write_char('\n')
}

/// Author and tags, as the archiver's forks store them.
fn front_matter(document: &Document, out: &mut String) -> std::fmt::Result {
    let author = document.author.as_deref().map(fold).filter(|author| !author.is_empty());
    if author.is_none() && document.tags.is_empty() {
        return Ok(());
    }
    out.write_str("---\n")?;
    if let Some(author) = author {
        writeln!(out, "author: {}", quoted(&author))?;
    }
    if !document.tags.is_empty() {
        let tags: Vec<_> = document.tags.iter().map(|tag| quoted(&fold(tag))).collect();
        writeln!(out, "tags: [ {} ]", tags.join(", "))?;
    }
    out.write_str("---\n")
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}

/// A title on one line, in which nothing reads as a character reference that is none.
fn title(title: &str) -> String {
    let title = fold(title);
    let mut escaped = String::with_capacity(title.len());
    let mut rest = title.as_str();
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at + 1);
        escaped.push_str(before);
        if after.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()) {
            escaped.push_str("amp;");
        }
        rest = after;
    }
    escaped + rest
}
