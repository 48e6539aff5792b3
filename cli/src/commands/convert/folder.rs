//! Writes each article to its own file, in the same folders as the sources.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use newsclip::Document;

use super::job::Job;
use crate::input::{Content, File};
use crate::output::{
    Decision, Existing, Format, Names, article_name, safe_name, second_name, temporary, write_file,
};
use crate::pipeline::{Done, Pipeline, documents, read_file};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

/// A file and the path of its output.
struct Task {
    file: File,
    /// The path of the output, without an extension.
    stem: PathBuf,
    /// Whether the output may exist. In a first run none does, and asking the file system about each file takes time.
    may_exist: bool,
    /// Whether the output may be the source itself, because the input folder is the output folder, too.
    may_be_source: bool,
}

pub(super) fn run(job: &Job<'_>, folder: &Path, session: &Session) -> anyhow::Result<()> {
    session.reporter.begin();
    let mut names = Names::new(|path: &Path| temporary::remove_stale(&folder.join(path)));
    let may_be_source = job.existing == Existing::Replace || is_input(folder, &job.roots.paths);
    let plan = |file: File| {
        let name = names.take(&file.relative);
        Task { file, stem: folder.join(name.path), may_exist: name.may_exist, may_be_source }
    };
    let pipeline = Pipeline { session, roots: job.roots, except: Some(folder) };
    pipeline.run(plan, |task| convert(job, &task), |()| Ok(()))
}

/// Whether a folder is an input, or contains one of several.
fn is_input(folder: &Path, paths: &[PathBuf]) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let paths = paths.iter().filter_map(|path| path.canonicalize().ok());
    paths.into_iter().any(|path| path == folder || path.parent() == Some(&*folder))
}

fn convert(job: &Job<'_>, task: &Task) -> Done<()> {
    let path = path(&task.stem, job.format);
    // Before the file is read, because in a second run most files are up to date.
    let decision = if task.may_exist { task.decide(job, &path) } else { Decision::Write };
    if task.is_source(&path) {
        let message = "the output would replace its own source; choose another folder with -o";
        return Done::wrong(Diagnostic::new(&path, message));
    }
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

/// Writes the items of a feed, each to its own file in a folder named after the feed.
fn items(job: &Job<'_>, task: &Task, documents: &[Document], done: &mut Done<()>) {
    let mut taken = HashSet::new();
    for document in documents {
        let name = free_name(document, &mut taken);
        let path = path(&task.folder().join(name), job.format);
        let decision = task.decide(job, &path);
        write((&path, decision), job, done, || job.writers.document(job.format, document));
    }
}

/// A free name for a document: its first name, its second name, or the second name with a number.
fn free_name(document: &Document, taken: &mut HashSet<String>) -> String {
    let second = second_name(document);
    let names = [article_name(document), second.clone()].into_iter();
    let mut names = names.chain((2..).map(|number: u64| format!("{second}-{number}")));
    names.find(|name| taken.insert(name.to_lowercase())).expect("there is always another number")
}

impl Task {
    /// The folder for the items of a feed: the full name of the feed, so that it is unique.
    fn folder(&self) -> PathBuf {
        self.stem.with_file_name(safe_name(self.file.relative.file_name().unwrap_or_default()))
    }

    /// Whether the output is the source itself.
    fn is_source(&self, path: &Path) -> bool {
        // Resolving paths takes several calls of the system, so it comes last.
        self.may_exist
            && self.may_be_source
            && path.file_name() == self.file.path.file_name()
            && path
                .canonicalize()
                .is_ok_and(|path| self.file.path.canonicalize().is_ok_and(|own| own == path))
    }

    fn decide(&self, job: &Job<'_>, path: &Path) -> Decision {
        job.existing.decide(path, || self.file.modified())
    }
}

/// Writes one output, or reports why not.
fn write(
    (path, decision): (&Path, Decision),
    job: &Job<'_>,
    done: &mut Done<()>,
    render: impl FnOnce() -> String,
) {
    match decision {
        Decision::UpToDate => done.counts.up_to_date += 1,
        Decision::Refuse => {
            let message =
                "the file exists and is older than its source; use --update or --force to replace it";
            done.wrong.push(Diagnostic::new(path, message));
        }
        Decision::Write => match write_file(path, job.existing, |out| out.write_all(render().as_bytes())) {
            Ok(()) => done.counts.written += 1,
            Err(error) => done.wrong.push(Diagnostic::new(path, error.to_string())),
        },
    }
}

/// The path of an output, with the extension of the format. The stem may contain dots.
fn path(stem: &Path, format: Format) -> PathBuf {
    let mut path = stem.as_os_str().to_os_string();
    path.push(".");
    path.push(format.extension());
    path.into()
}
