//! Each article into a file of its own, in folders as the sources are.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use newsclip::Document;

use super::job::Job;
use crate::input::{Content, File};
use crate::output::{Decision, Format, Names, article_name, second_name, temporary, write_file};
use crate::pipeline::{Done, Pipeline, documents, read_file};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

/// A file and where its output goes.
struct Task {
    file: File,
    /// The output without an ending.
    stem: PathBuf,
}

pub(super) fn run(job: &Job<'_>, folder: &Path, session: &Session) -> anyhow::Result<()> {
    session.reporter.begin();
    let mut names = Names::default();
    let plan = |file: File| {
        let (name, is_new_folder) = names.take(&file.relative);
        let stem = folder.join(name);
        if is_new_folder {
            temporary::remove_stale(stem.parent().unwrap_or(folder));
        }
        Task { file, stem }
    };
    let pipeline = Pipeline { session, roots: job.roots, except: Some(folder) };
    pipeline.run(plan, |task| convert(job, &task), |()| Ok(()))
}

fn convert(job: &Job<'_>, task: &Task) -> Done<()> {
    let path = path(&task.stem, job.format);
    // Asked before the file is read: most of a second run is this.
    let decision = task.decide(job, &path);
    if decision == Decision::UpToDate {
        let counts = Counts { up_to_date: 1, ..Counts::default() };
        return Done { counts, ..Done::default() };
    }
    read_file(&task.file, &job.read, |content, done| match content {
        Content::Article(document, _) => {
            write((&path, decision), job, done, || job.writers.document(job.format, &document));
        }
        Content::Feed(outcome) if job.format.feed().is_some() => {
            write((&path, decision), job, done, || job.writers.feed(job.format, &outcome.feed));
        }
        Content::Feed(outcome) => {
            let documents = documents(&task.file, outcome.feed, done);
            items(job, task, &documents, done);
        }
        Content::Other => {}
    })
}

/// The items of a feed, each in a file of its own in a folder that is named after the feed.
fn items(job: &Job<'_>, task: &Task, documents: &[Document], done: &mut Done<()>) {
    let mut taken = HashSet::new();
    for document in documents {
        let name = free_name(document, &mut taken);
        let path = path(&task.folder().join(name), job.format);
        let decision = task.decide(job, &path);
        write((&path, decision), job, done, || job.writers.document(job.format, document));
    }
}

/// The document's name; its second one where another document has that; a number where that is taken too.
fn free_name(document: &Document, taken: &mut HashSet<String>) -> String {
    let second = second_name(document);
    let names = [article_name(document), second.clone()].into_iter();
    let mut names = names.chain((2..).map(|number: u64| format!("{second}-{number}")));
    names.find(|name| taken.insert(name.to_lowercase())).expect("numbers do not end")
}

impl Task {
    /// The folder of a feed's items: its whole name, which no other folder can have.
    fn folder(&self) -> PathBuf {
        self.stem.with_file_name(self.file.relative.file_name().unwrap_or_default())
    }

    fn decide(&self, job: &Job<'_>, path: &Path) -> Decision {
        job.existing.decide(path, || self.file.modified())
    }
}

/// Writes one output, or says why not.
fn write(
    (path, decision): (&Path, Decision),
    job: &Job<'_>,
    done: &mut Done<()>,
    render: impl FnOnce() -> String,
) {
    match decision {
        Decision::UpToDate => done.counts.up_to_date += 1,
        Decision::Refuse => {
            let message = "it exists and is older than its source; --update or --force replaces it";
            done.wrong.push(Diagnostic::new(path, message));
        }
        Decision::Write => match write_file(path, job.existing, |out| out.write_all(render().as_bytes())) {
            Ok(()) => done.counts.written += 1,
            Err(error) => done.wrong.push(Diagnostic::new(path, error.to_string())),
        },
    }
}

/// An output with the format's ending. The stem may hold dots of its own.
fn path(stem: &Path, format: Format) -> PathBuf {
    let mut path = stem.as_os_str().to_os_string();
    path.push(".");
    path.push(format.extension());
    path.into()
}
