//! Writes all articles as an EPUB 3 book with one chapter per article, oldest first.

mod chapter;
mod contents;
mod package;
mod xhtml;
mod xml;

use std::io::{self, IsTerminal as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use newsclip::feed::Item;

use self::package::Package;
use super::Args;
use crate::args::except_stdout;
use crate::commands::feed::{Collected, Inputs, collect, with_items};
use crate::pipeline::OutputFile;
use crate::report::{Diagnostic, Outcome, Usage};
use crate::session::Session;

/// Writes the book.
pub(super) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    let output = except_stdout(args.output.as_deref());
    if output.is_none() && io::stdout().is_terminal() {
        return Err(Usage("--to epub needs -o FILE: a book is not text".to_string()).into());
    }
    session.reporter.begin();
    let roots = &args.inputs.roots;
    let policy = args.existing.policy();
    let existing = output.map_or(policy, |path| policy.for_file(path, || roots.modified()));
    let file = OutputFile::new(output, roots, existing, |_, _| false)?;
    let inputs = Inputs { args: &args.inputs, limit: None, adds_source: true };
    let collected = collect(&inputs, output, session)?.oldest_first();
    let title = args.title.clone().unwrap_or_else(|| roots.name());
    file.write(session, |out| Ok(write(&title, collected, session, out)?))?;
    Ok(session.reporter.finish())
}

/// Builds the container in a temporary file, because that needs seeking, which standard output does not support. So memory
/// does not hold the book. Returns false if there were only errors.
fn write(title: &str, collected: Collected, session: &Session, out: &mut dyn Write) -> io::Result<bool> {
    let mut package = Package::new(tempfile::tempfile()?, title)?;
    with_items(collected, session, |items| {
        for item in items {
            add(&mut package, item, session)?;
        }
        Ok(())
    })?;
    if package.is_empty() && session.reporter.has_errors() {
        return Ok(false);
    }
    let mut file = package.finish()?;
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut file, out).map(|_| true)
}

/// Adds an article, or reports that it has no address. With `--strict`, no incomplete book is written.
fn add(package: &mut Package<'_>, item: Item, session: &Session) -> io::Result<()> {
    let item = match item.into_document(None) {
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
