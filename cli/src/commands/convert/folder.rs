//! Writes each article to its own file, in the same folders as the sources.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use newsclip::Document;

use super::job::Job;
use crate::input::{Content, File, Holds};
use crate::output::{
    Decision, Format, Names, article_name, replace_file, safe_name, second_name, temporary, write_file,
};
use crate::pipeline::{Done, OutputFolder, Pipeline, documents, read_file};
use crate::report::{Counts, Diagnostic, Usage, shown};
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
    /// Whether the output may replace an input, or be one in a later run.
    may_conflict: bool,
    compared: Compared,
    /// Another source with the stem of this one, whose output has that stem.
    namesake: Option<File>,
}

/// What decides whether an existing output is up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    Times,
    /// The content, because the input is a single file, and existing files may come from another one.
    Content,
    /// The content, because the output may be that of another source, which had its name in an earlier run.
    ContentAfterRename,
}

/// A conversion to a folder.
struct Conversion<'a> {
    job: &'a Job<'a>,
    folder: OutputFolder<'a>,
    compared: Compared,
}

pub(super) fn run(job: &Job<'_>, folder: &Path, session: &Session) -> anyhow::Result<()> {
    refuse_input(job, folder)?;
    session.reporter.begin();
    let mut names =
        Names::new(job.format.extension(), |path: &Path| temporary::remove_stale(&folder.join(path)));
    let conversion = Conversion::new(job, folder);
    let mut last = (PathBuf::new(), false);
    let plan = |file: File| {
        let name = names.take(&file.relative);
        let stem = folder.join(name.path);
        let may_conflict =
            (name.may_exist || conversion.folder.is_around()) && conversion.may_conflict(&stem, &mut last);
        let namesake = name.namesake.map(|name| file.sibling(&name));
        let (feed_folder, may_exist) = (name.feed_folder, name.may_exist);
        Task { file, stem, feed_folder, may_exist, may_conflict, compared: conversion.compared, namesake }
    };
    let pipeline = Pipeline { session, roots: job.roots, except: Some(folder) };
    pipeline.run_prepared(plan, |task| conversion.convert(task), |()| Ok(()))?;
    conversion.folder.report_left_out(session);
    Ok(())
}

/// An error if outputs would be written among the inputs of an input folder.
fn refuse_input(job: &Job<'_>, folder: &Path) -> Result<(), Usage> {
    let is_one = job.roots.paths.len() == 1;
    // As for the walk: with several folders, the output has their names.
    let target =
        |root: &Path| folder.join(if is_one { "".as_ref() } else { root.file_name().unwrap_or_default() });
    let is_target = |root: &Path| {
        target(root).canonicalize().is_ok_and(|target| root.canonicalize().is_ok_and(|root| root == target))
    };
    match job.roots.paths.iter().find(|root| root.is_dir() && is_target(root)) {
        None => Ok(()),
        Some(root) => Err(Usage(format!(
            "-o: expected a folder other than the input folder {}, because the outputs of this run would be among the inputs \
             of the next; choose one such as {}",
            shown(root),
            shown(&root.join(job.format.name()))
        ))),
    }
}

impl<'a> Conversion<'a> {
    fn new(job: &'a Job<'a>, folder: &'a Path) -> Self {
        let compared = if job.roots.is_one_file() { Compared::Content } else { Compared::Times };
        Self { job, folder: OutputFolder::new(job.roots, folder, "-o"), compared }
    }

    /// Whether the folder of an output may have inputs. `last` is the folder before and its answer: resolving paths takes several system
    /// calls.
    fn may_conflict(&self, stem: &Path, last: &mut (PathBuf, bool)) -> bool {
        let folder = stem.parent().unwrap_or(Path::new(""));
        // Comparing content, `replace_file` follows links.
        if self.compared == Compared::Content {
            return true;
        }
        if last.0.as_os_str() != folder.as_os_str() {
            *last = (folder.into(), self.folder.may_conflict(folder));
        }
        last.1
    }

    fn convert(&self, mut task: Task) -> Done<()> {
        if task.may_exist && task.namesake.is_none() && task.compared == Compared::Times {
            // An output with the whole name means that another source had the stem.
            if path(&task.folder(), self.job.format).exists() {
                task.compared = Compared::ContentAfterRename;
            }
        }
        let namesake = self.renamed(&task);
        let mut done = self.convert_file(&task);
        if let Some(task) = namesake {
            let again = self.convert_file(&task);
            done.counts.written += again.counts.written;
            done.wrong.extend(again.wrong);
        }
        done
    }

    /// The task of the namesake again, if its name is probably new: this file had it in an earlier run.
    fn renamed(&self, task: &Task) -> Option<Task> {
        let namesake =
            task.namesake.as_ref().filter(|_| task.may_exist && task.compared == Compared::Times)?;
        let stem = task.stem.with_file_name(safe_name(namesake.relative.file_stem()?));
        let exists = |stem: &Path| path(stem, self.job.format).is_file();
        (exists(&stem) && !exists(&task.stem) && namesake.path.is_file()).then(|| Task {
            file: namesake.clone(),
            stem,
            feed_folder: None,
            may_exist: true,
            may_conflict: task.may_conflict,
            compared: Compared::ContentAfterRename,
            namesake: None,
        })
    }

    fn convert_file(&self, task: &Task) -> Done<()> {
        let job = self.job;
        let path = path(&task.stem, job.format);
        // Before the file is read, because in a second run most files are up to date.
        if task.may_exist
            && task.compared == Compared::Times
            && task.decide(job, &path) == Decision::UpToDate
            && !(task.may_conflict && (task.is_own(&path) || self.folder.conflicts(&path)))
        {
            self.folder.add(&path);
            let counts = Counts::one_up_to_date();
            return Done { counts, ..Done::default() };
        }
        let done = read_file(&task.file, &job.read, |content, done| match content {
            Content::Article(document, _) => self.write_article(task, &path, done, &document),
            Content::Feed(outcome) if job.format.feed().is_some() => {
                let feed = &outcome.feed;
                self.write(task, &path, done, Holds::Feed(feed), || job.writers.feed(job.format, feed));
            }
            Content::Feed(outcome) => {
                let documents = documents(&task.file, outcome.feed, done);
                self.items(task, &documents, done);
            }
            Content::Other => {}
        });
        if !done.wrong.is_empty() {
            // An earlier output is kept.
            self.folder.add(&path);
        }
        done
    }

    /// Writes the items of a feed, each to its own file in a folder named after the feed.
    fn items(&self, task: &Task, documents: &[Document], done: &mut Done<()>) {
        let mut names = ItemNames::default();
        let folder = task.folder();
        if folder.is_file() {
            let message =
                "expected a folder for the articles of the feed, found a file; choose another folder with -o";
            return done.wrong.push(Diagnostic::new(&folder, message));
        }
        let of_item = Task {
            file: task.file.clone(),
            stem: folder.clone(),
            feed_folder: None,
            may_exist: task.may_exist,
            may_conflict: (task.may_exist && task.compared == Compared::Content)
                || self.folder.may_conflict(&folder),
            compared: task.compared,
            namesake: None,
        };
        for document in documents {
            let path = path(&folder.join(names.take(document)), self.job.format);
            self.write_article(&of_item, &path, done, document);
        }
    }

    fn write_article(&self, task: &Task, path: &Path, done: &mut Done<()>, document: &Document) {
        let render = || self.job.writers.document(self.job.format, document);
        self.write(task, path, done, Holds::Article(document), render);
    }

    /// Writes one output, or reports why not.
    fn write(
        &self,
        task: &Task,
        path: &Path,
        done: &mut Done<()>,
        holds: Holds<'_>,
        render: impl Fn() -> String,
    ) {
        match self.written(task, path, holds, render) {
            Ok(counts) => done.counts.add(counts),
            Err(error) => done.wrong.push(Diagnostic::new(path, error.to_string())),
        }
    }

    fn written(
        &self,
        task: &Task,
        path: &Path,
        holds: Holds<'_>,
        render: impl Fn() -> String,
    ) -> io::Result<Counts> {
        if task.may_conflict {
            let is_written = |kind| self.job.format.kind() == Some(kind);
            let checked = self.folder.check(path, |kind| is_written(kind) && holds.is_in(path, kind));
            if let Err(error) = checked {
                // Markdown without a header may look like a damaged clip.
                let is_same = || fs::read(path).is_ok_and(|bytes| bytes == render().into_bytes());
                let is_up_to_date = self.job.format == Format::Markdown && is_same();
                return if is_up_to_date { Ok(Counts::one_up_to_date()) } else { Err(error) };
            }
        } else {
            self.folder.add(path);
        }
        let existing = self.job.existing;
        let write = |out: &mut dyn Write| out.write_all(render().as_bytes());
        match task.compared {
            Compared::Content if task.may_exist => {
                return replace_file(path, || existing.for_file(path, || task.file.modified()), write);
            }
            Compared::ContentAfterRename => return replace_file(path, || existing.for_new_name(), write),
            _ => {}
        }
        match if task.may_exist { task.decide(self.job, path) } else { Decision::Write } {
            Decision::UpToDate => Ok(Counts::one_up_to_date()),
            Decision::Folder => {
                Err(io::Error::new(io::ErrorKind::IsADirectory, "expected a file, found a folder"))
            }
            Decision::Refuse => Err(io::Error::other(
                "the file exists and is older than its source; use --update or --force to replace it",
            )),
            Decision::Write => write_file(path, existing, write),
        }
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

    /// Whether the output is the source itself, which is an error if the source is an article.
    fn is_own(&self, path: &Path) -> bool {
        path.file_name() == self.file.path.file_name()
            && path
                .canonicalize()
                .is_ok_and(|path| self.file.path.canonicalize().is_ok_and(|own| own == path))
    }

    fn decide(&self, job: &Job<'_>, path: &Path) -> Decision {
        job.existing.decide(path, || self.file.modified())
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
