//! Writes each article to its own file, in the same folders as the sources.

use std::collections::{HashMap, HashSet};
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
    /// The name of the folder for the articles of a feed, if it is not the name of the feed.
    feed_folder: Option<String>,
    /// Whether the output may exist. In a first run none does, and asking the file system about each file takes time.
    may_exist: bool,
    /// Whether the output may be the source itself, because the input folder is the output folder, too.
    may_be_source: bool,
}

pub(super) fn run(job: &Job<'_>, folder: &Path, session: &Session) -> anyhow::Result<()> {
    session.reporter.begin();
    let mut names =
        Names::new(job.format.extension(), |path: &Path| temporary::remove_stale(&folder.join(path)));
    let may_be_source = job.existing == Existing::Replace || is_input(folder, &job.roots.paths);
    let plan = |file: File| {
        let name = names.take(&file.relative);
        let stem = folder.join(name.path);
        Task { file, stem, feed_folder: name.feed_folder, may_exist: name.may_exist, may_be_source }
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
    let mut names = ItemNames::default();
    for document in documents {
        let path = path(&task.folder().join(names.take(document)), job.format);
        let decision = task.decide(job, &path);
        write((&path, decision), job, done, || job.writers.document(job.format, document));
    }
}

/// The names of the items of a feed.
#[derive(Default)]
struct ItemNames {
    taken: HashSet<String>,
    /// How often a name was repeated, so that the search for a free number takes constant time.
    repeated: HashMap<String, u64>,
}

impl ItemNames {
    /// The first free name: the article's, the one with its address, or that with a number.
    fn take(&mut self, document: &Document) -> String {
        let first = article_name(document);
        // Some file systems ignore case.
        if self.taken.insert(first.to_lowercase()) {
            return first;
        }
        let second = second_name(document);
        let number = self.repeated.entry(second.to_lowercase()).or_default();
        loop {
            *number += 1;
            let name = if *number == 1 { second.clone() } else { format!("{second}-{number}") };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

impl Task {
    /// The folder for the items of a feed: the full name of the feed, so that it is unique.
    fn folder(&self) -> PathBuf {
        let own = || safe_name(self.file.relative.file_name().unwrap_or_default());
        self.stem.with_file_name(self.feed_folder.clone().unwrap_or_else(own))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_with_the_same_name_get_numbers() {
        let document = newsclip::parse("[Rain](https://a.example/1)\n------\n").expect("a clip");
        let second = second_name(&document);
        let mut names = ItemNames::default();
        let all: Vec<String> = (0..4).map(|_| names.take(&document)).collect();
        assert_eq!(all, ["Rain".to_string(), second.clone(), format!("{second}-2"), format!("{second}-3")]);
    }
}
