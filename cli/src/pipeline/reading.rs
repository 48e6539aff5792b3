//! Reads files into articles, with diagnostics.

use newsclip::feed::{NoteKind, Outcome};
use newsclip::html::Note;
use newsclip::{Document, Feed, feed};

use super::Done;
use crate::input::{self, Content, File, ReadOptions};
use crate::report::{Counts, Diagnostic};

/// Reads a file and passes its content to `work`, with the outcome so far. A file without articles is only counted.
pub(crate) fn read_file<R>(
    file: &File,
    options: &ReadOptions,
    work: impl FnOnce(Content, &mut Done<R>),
) -> Done<R> {
    read_file_with(file, options, |_| (), |content, (), done| work(content, done))
}

/// The same, but also passes what `keep` returns for the bytes of the file.
pub(crate) fn read_file_with<R, T>(
    file: &File,
    options: &ReadOptions,
    keep: impl FnOnce(&[u8]) -> T,
    work: impl FnOnce(Content, T, &mut Done<R>),
) -> Done<R> {
    let (content, kept, bytes) = match input::read_with(file, options, keep) {
        Ok(read) => read,
        Err(diagnostic) => return Done::wrong(diagnostic),
    };
    if matches!(content, Content::Other) {
        return Done::other(file);
    }
    let counts = Counts { read: 1, bytes, ..Counts::default() };
    let mut done = Done { counts, notes: notes(file, &content), ..Done::default() };
    if let Content::Feed(outcome) = &content {
        done.wrong.extend(truncated_item(file, outcome));
    }
    work(content, kept, &mut done);
    done
}

/// The documents of a feed. Items that cannot become documents are reported.
pub(crate) fn documents<R>(file: &File, feed: Feed, done: &mut Done<R>) -> Vec<Document> {
    let mut all = Vec::with_capacity(feed.items.len());
    for document in input::documents(feed) {
        match document {
            Ok(document) => all.push(document),
            Err(item) => done.wrong.push(Diagnostic::no_address(&file.path, &item.title)),
        }
    }
    all
}

/// An error if the feed ends within its last item, as after an interrupted download. It would be a part of an article.
pub(crate) fn truncated_item(file: &File, outcome: &Outcome) -> Option<Diagnostic> {
    let note = outcome.notes.iter().find(|note| note.kind == NoteKind::TruncatedItem)?;
    let message = "expected the rest of this item, found the end of the feed";
    Some(Diagnostic::at(&file.path, note.position, message))
}

/// The notes on what was left out or repaired, for `--verbose`.
pub(crate) fn notes(file: &File, content: &Content) -> Vec<Diagnostic> {
    let of_html = |note: &Note| Diagnostic::new(&file.path, format!("left out: {note}"));
    let of_feed = |note: &feed::Note| {
        let message = note.to_string();
        let place = note.position.map(|position| format!("{position}: ")).unwrap_or_default();
        let message = message.strip_prefix(&place).unwrap_or(&message);
        Diagnostic::at(&file.path, note.position, message)
    };
    match content {
        Content::Article(_, notes) => notes.iter().map(of_html).collect(),
        Content::Feed(outcome) => outcome.notes.iter().map(of_feed).collect(),
        Content::Other => Vec::new(),
    }
}
