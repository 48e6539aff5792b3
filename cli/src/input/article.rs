//! Reads files into articles.

use std::path::Path;

use newsclip::feed;
use newsclip::html::Note;
use newsclip::{Clip, Document};

use super::file::{File, Source};
use super::kind::Kind;
use super::page::{ReadOptions, page};
use crate::report::Diagnostic;

/// The content of a file.
pub(crate) enum Content {
    /// A clip or a page, with what was left out of it.
    Article(Box<Document>, Vec<Note>),
    /// A feed, with what was repaired in it.
    Feed(Box<feed::Outcome>),
    /// Neither an article nor a feed.
    Other,
}

/// Reads a file; also returns its size in bytes.
pub(crate) fn read(file: &File, options: &ReadOptions) -> Result<(Content, u64), Diagnostic> {
    read_with(file, options, |_| ()).map(|(content, (), length)| (content, length))
}

/// Reads a file, and calls `work` on its bytes; also returns its size in bytes.
pub(crate) fn read_with<T>(
    file: &File,
    options: &ReadOptions,
    work: impl FnOnce(&[u8]) -> T,
) -> Result<(Content, T, u64), Diagnostic> {
    let stand_in = options.pages_only.then_some(Kind::Html);
    let (kind, bytes) =
        file.read(options.from, stand_in).map_err(|error| Diagnostic::new(&file.path, error.to_string()))?;
    let content = match kind {
        Some(Kind::Clip) if options.pages_only => Err(no_page(file, "a clip")),
        Some(Kind::Feed) if options.pages_only => {
            Err(no_page(file, "a feed, whose articles 'newsclip import' adds"))
        }
        Some(Kind::Clip) => clip(&file.path, &bytes),
        // What a failed download leaves, for example.
        Some(Kind::Html) if bytes.trim_ascii().is_empty() => {
            Err(Diagnostic::new(&file.path, "expected a page, found no content"))
        }
        Some(Kind::Html) => article(file, &bytes, options),
        Some(Kind::Feed) => feed(file, &bytes, options),
        None if file.source == Source::Found => Ok(Content::Other),
        None if bytes.trim_ascii().is_empty() => {
            Err(Diagnostic::new(&file.path, "expected a clip, a page or a feed, found no content"))
        }
        None => Err(Diagnostic::new(
            &file.path,
            "expected a clip, a page or a feed, found none of these; if it is one, give its kind with --from",
        )),
    };
    content.map(|content| (content, work(&bytes), bytes.len() as u64))
}

fn no_page(file: &File, found: &str) -> Diagnostic {
    Diagnostic::new(&file.path, format!("expected a page, found {found}; if it is a page, give --from html"))
}

fn clip(path: &Path, bytes: &[u8]) -> Result<Content, Diagnostic> {
    let text = utf8(path, bytes)?;
    let clip = Clip::parse(text).map_err(|error| Diagnostic::of(path, &error))?;
    let (document, notes) = clip.document_with_notes();
    Ok(Content::Article(Box::new(document), notes))
}

/// Clips are UTF-8.
pub(crate) fn utf8<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..at]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let position = newsclip::error::Position { line, column };
        Diagnostic::at(path, Some(position), format!("expected UTF-8, found byte 0x{:02X}", bytes[at]))
    })
}

fn article(file: &File, bytes: &[u8], options: &ReadOptions) -> Result<Content, Diagnostic> {
    let (document, notes) =
        page(bytes, file, options).map_err(|fault| Diagnostic::new(&file.path, fault.message()))?;
    Ok(Content::Article(Box::new(document), notes))
}

fn feed(file: &File, bytes: &[u8], options: &ReadOptions) -> Result<Content, Diagnostic> {
    let mut reader = feed::Reader::new().zone(options.zone);
    let base = options.url.clone().or_else(|| options.address(file));
    if let Some(base) = &base {
        reader = reader.base(base);
    }
    if options.heads {
        reader = reader.heads();
    }
    if let Some(charset) = &options.charset {
        reader = reader.charset(charset);
    }
    let mut outcome = reader.read_bytes(bytes).map_err(|error| Diagnostic::of(&file.path, &error))?;
    if outcome.feed.url.is_none() && outcome.feed.feed_url.is_none() {
        outcome.feed.feed_url = base;
    }
    Ok(Content::Feed(Box::new(outcome)))
}
