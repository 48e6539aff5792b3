//! The single output of a command: a file or standard output.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;

use crate::args::except_stdout;
use crate::input::{Kind, Roots, Sources};
use crate::output::{Existing, folder_of, replace_file, stdout, temporary};
use crate::report::shown;
use crate::session::Session;

/// The single output of a command.
pub(crate) struct OutputFile<'a> {
    /// `None` for standard output.
    path: Option<&'a Path>,
    sources: Sources,
    existing: Existing,
}

impl<'a> OutputFile<'a> {
    /// An error if an input does not exist, or if the output would replace an input. `is_earlier` tells whether an existing file in an input folder, which is of
    /// this kind, is an earlier output.
    pub(crate) fn new(
        output: Option<&'a Path>,
        roots: &Roots,
        existing: Existing,
        is_earlier: impl FnOnce(&Path, Kind) -> bool,
    ) -> anyhow::Result<Self> {
        // Here, because an error in `write` is one of the output.
        roots.check()?;
        let path = except_stdout(output);
        let file = Self { path, sources: Sources::new(roots, path), existing };
        file.check(is_earlier)?;
        Ok(file)
    }

    /// The same check again, when more is known about the output.
    pub(crate) fn check(&self, is_earlier: impl FnOnce(&Path, Kind) -> bool) -> anyhow::Result<()> {
        let Some(path) = self.path else { return Ok(()) };
        let checked = self.sources.check(path, "file with -o", |kind| is_earlier(path, kind));
        checked.with_context(|| shown(path))
    }

    /// The path, which is excluded from the input.
    pub(crate) fn path(&self) -> Option<&'a Path> {
        self.path
    }

    /// Writes the output, unless `write` returns false or the inputs had only errors, which have been reported: an empty file would
    /// replace a good one. The content, not the time, decides whether an existing file is up to date.
    pub(crate) fn write(
        &self,
        session: &Session,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<bool>,
    ) -> anyhow::Result<()> {
        let reporter = &session.reporter;
        if reporter.read_nothing() {
            return Ok(());
        }
        let Some(path) = self.path else {
            let mut out = stdout();
            let written = write(&mut out);
            out.flush()?;
            return written.map(drop);
        };
        temporary::remove_stale(folder_of(path));
        let mut outcome = Ok(true);
        let written = replace_file(
            path,
            || self.existing.after_reading(reporter.has_read()),
            |out| {
                outcome = write(out);
                let is_whole = matches!(outcome, Ok(true)) && !reporter.read_nothing();
                if is_whole { Ok(()) } else { Err(io::Error::other("the cause is in `outcome`")) }
            },
        );
        let context = || shown(path);
        if outcome.with_context(context)? && !reporter.read_nothing() {
            reporter.add(written.with_context(context)?);
        }
        Ok(())
    }
}
