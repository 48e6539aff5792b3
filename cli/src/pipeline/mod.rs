//! Reads all input files on all cores, and processes the results in order.

mod done;
mod file;
mod folder;
mod reading;

use std::ops::ControlFlow;
use std::path::Path;

pub(crate) use self::done::Done;
pub(crate) use self::file::OutputFile;
pub(crate) use self::folder::OutputFolder;
pub(crate) use self::reading::{documents, notes, read_file, read_file_with, truncated_item};
use crate::input::{File, Found, Roots, walk};
use crate::parallel::{self, Threads};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

/// Calls `work` on each file (on many threads), and `consume` on its results (on this thread, in order). Reports errors as they
/// occur. The first error of `consume`, or with `--strict` the first error of any kind, ends the run with an error, so that no file
/// with a part of the articles appears.
pub(crate) struct Pipeline<'a> {
    pub(crate) session: &'a Session,
    pub(crate) roots: &'a Roots,
    /// The output file or folder, which is excluded from the input.
    pub(crate) except: Option<&'a Path>,
}

impl Pipeline<'_> {
    pub(crate) fn run<R: Send>(
        &self,
        work: impl Fn(File) -> Done<R> + Sync,
        consume: impl FnMut(R) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.run_prepared(|file| file, work, consume)
    }

    /// Like [`run`](Self::run), but calls `prepare` on each file before `work`, on one thread and in order.
    pub(crate) fn run_prepared<T: Send, R: Send>(
        &self,
        mut prepare: impl FnMut(File) -> T + Send,
        work: impl Fn(T) -> Done<R> + Sync,
        mut consume: impl FnMut(R) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let found = walk(self.roots, self.except)?;
        let tasks = found.map(|found| match found {
            Found::File(file) => Ok(prepare(file)),
            Found::Link(path) => Err(Box::new(link(&path))),
            Found::Special(path) => Err(Box::new(special(&path))),
            Found::Wrong(diagnostic) => Err(Box::new(Done::wrong(diagnostic))),
        });
        let mut result = Ok(());
        std::thread::scope(|scope| {
            if self.session.reporter.shows_progress() {
                scope.spawn(|| self.count());
            }
            let work = |task: Result<T, Box<Done<R>>>| {
                let done = task.map_or_else(|done| *done, &work);
                // Also for files that are done when an error ends the run.
                self.session.reporter.add(done.counts);
                done
            };
            parallel::in_order(Threads::of::<R>(self.session.jobs), tasks, work, |done| {
                result = self.report(done).and_then(|value| value.map_or(Ok(()), &mut consume));
                if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        });
        result
    }

    /// Reports the outcome of a file.
    fn report<R>(&self, done: Done<R>) -> anyhow::Result<Option<R>> {
        let reporter = &self.session.reporter;
        done.notes.iter().for_each(|note| reporter.note(note));
        for wrong in &done.wrong {
            if reporter.wrong(wrong).is_break() {
                return Err(Stopped.into());
            }
        }
        Ok(done.value)
    }

    /// Sets the length of the progress bar.
    fn count(&self) {
        if let Ok(found) = walk(self.roots, self.except) {
            let files = found.filter(|found| matches!(found, Found::File(_))).count();
            self.session.reporter.expect(files as u64);
        }
    }
}

fn special<R>(path: &Path) -> Done<R> {
    let note = Diagnostic::new(path, "skipped: not a regular file");
    Done { counts: Counts { other: 1, ..Counts::default() }, notes: vec![note], ..Done::default() }
}

fn link<R>(path: &Path) -> Done<R> {
    let note = Diagnostic::new(path, "skipped: symbolic link");
    Done { counts: Counts { links: 1, ..Counts::default() }, notes: vec![note], ..Done::default() }
}

/// Ends the run for `--strict`. Its cause has been reported.
#[derive(Debug)]
pub(crate) struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped by --strict")
    }
}

impl std::error::Error for Stopped {}
