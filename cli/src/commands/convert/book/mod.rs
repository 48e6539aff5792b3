//! Writes all articles as an EPUB 3 book with one chapter per article, oldest first.

mod chapter;
mod contents;
mod package;
mod xhtml;
mod xml;

use std::io::{self, IsTerminal as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use anyhow::Context as _;
use newsclip::feed::Item;
use newsclip::{Document, Feed};

use self::package::Package;
use super::Args;
use crate::args::except_stdout;
use crate::commands::feed::{Collected, Inputs, collect, with_items};
use crate::input::{documents, refuse_source};
use crate::output::{replace_file, stdout};
use crate::report::{Diagnostic, Outcome, Usage};
use crate::session::Session;

/// Writes the book.
pub(super) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    let output = except_stdout(args.output.as_deref());
    if output.is_none() && io::stdout().is_terminal() {
        return Err(Usage("--to epub needs -o FILE: a book is not text".to_string()).into());
    }
    session.reporter.begin();
    if let Some(path) = output {
        refuse_source(path, &args.inputs.roots, None).with_context(|| path.display().to_string())?;
    }
    let inputs = Inputs { args: &args.inputs, limit: None, adds_source: true };
    let collected = collect(&inputs, output, session)?.oldest_first();
    if session.reporter.read_nothing() {
        return Ok(session.reporter.finish());
    }
    let title = args.title.clone().unwrap_or_else(|| args.inputs.roots.name());
    let write = |out: &mut dyn Write| write(&title, collected, session, out);
    let Some(path) = output else {
        let mut out = stdout();
        write(&mut out).and_then(|()| out.flush())?;
        return Ok(session.reporter.finish());
    };
    let existing = args.existing.policy().for_file(path, || args.inputs.roots.modified());
    let written = replace_file(path, existing, write);
    session.reporter.add(written.with_context(|| path.display().to_string())?);
    Ok(session.reporter.finish())
}

/// Builds the container in a temporary file, because that needs seeking, which standard output does not support. So memory
/// does not hold the book.
fn write(title: &str, collected: Collected, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let mut package = Package::new(tempfile::tempfile()?, title)?;
    with_items(collected, session, |items| {
        for item in items {
            add(&mut package, item, session)?;
        }
        Ok(())
    })?;
    let mut file = package.finish()?;
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut file, out).map(drop)
}

/// Adds an article, or reports that it has no address. With `--strict`, no incomplete book is written.
fn add(package: &mut Package<'_>, item: Item, session: &Session) -> io::Result<()> {
    let item = match document(item) {
        Ok(document) => return package.add(&document),
        Err(item) => item,
    };
    // At this point the file of the item is unknown, but not the title of its feed.
    let feed = item.source.as_ref().map_or("-", |source| source.title.as_str());
    if session.reporter.wrong(&Diagnostic::no_address(Path::new(feed), &item.title)).is_break() {
        return Err(io::Error::other("stopped by --strict"));
    }
    Ok(())
}

/// An item as a document. Without an address of its own, it gets that of its feed.
fn document(item: Item) -> Result<Document, Box<Item>> {
    let mut feed = Feed::new("");
    if let Some(source) = &item.source {
        feed.url.clone_from(&source.url);
        feed.feed_url.clone_from(&source.feed_url);
    }
    feed.items = vec![item];
    documents(feed).next().expect("it has one item")
}
