//! An output folder, which may be in an input folder.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use crate::article::key_of_bytes;
use crate::input::{File, Kind, Roots, Sources, left_out};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

/// A folder with outputs. No output replaces an input; files that are left out because they are in this folder are counted.
pub(crate) struct OutputFolder<'a> {
    roots: &'a Roots,
    folder: &'a Path,
    sources: Sources,
    /// The option that names the folder, for messages.
    option: &'static str,
    /// Whether the folder contains an input folder.
    is_around: bool,
    /// Hashes of the outputs of this run, if the folder is in an input folder.
    outputs: Option<Mutex<HashSet<u64>>>,
}

impl<'a> OutputFolder<'a> {
    pub(crate) fn new(roots: &'a Roots, folder: &'a Path, option: &'static str) -> Self {
        let sources = Sources::new(roots, Some(folder));
        let outputs = sources.exclude_output().then(Mutex::default);
        let is_around = sources.are_in_output(folder);
        Self { roots, folder, sources, option, is_around, outputs }
    }

    /// Whether it contains an input folder.
    pub(crate) fn is_around(&self) -> bool {
        self.is_around
    }

    /// Whether a folder in it may have files that its outputs may not simply replace.
    pub(crate) fn may_conflict(&self, folder: &Path) -> bool {
        self.is_around || self.sources.are_in(folder)
    }

    /// Whether there is a reason not to write an output at this path, unless an existing file is an earlier output.
    pub(crate) fn conflicts(&self, path: &Path) -> bool {
        self.is_among_inputs(path) || self.sources.conflict(path).is_some()
    }

    /// Whether a later run would read an output at this path.
    fn is_among_inputs(&self, path: &Path) -> bool {
        self.is_around && self.sources.would_contain(path)
    }

    /// An error if an output at this path would be among the inputs, or if it would replace an article or a feed that `is_earlier`
    /// does not recognize as an earlier output.
    pub(crate) fn check(&self, path: &Path, is_earlier: impl FnOnce(Kind) -> bool) -> io::Result<()> {
        self.add(path);
        let other = format!("folder with {}", self.option);
        self.sources.check(path, &other, is_earlier)?;
        if self.is_among_inputs(path) {
            let message =
                format!("the output would be among the inputs of the next run; choose another {other}");
            return Err(io::Error::other(message));
        }
        Ok(())
    }

    /// Adds an output of this run.
    pub(crate) fn add(&self, path: &Path) {
        if let Some(outputs) = &self.outputs {
            let relative = path.strip_prefix(self.folder).unwrap_or(path);
            outputs.lock().expect("no thread panics while it holds the set").insert(key_of_path(relative));
        }
    }

    /// Reports the articles and feeds that were not read because they are in this folder, although this run did not write them.
    pub(crate) fn report_left_out(&self, session: &Session) {
        let Some(outputs) = &self.outputs else { return };
        let outputs = outputs.lock().expect("no thread panics while it holds the set");
        let is_output = |file: &File| outputs.contains(&key_of_path(&file.relative));
        let mut left_out_files = 0;
        for file in left_out(self.roots, self.folder).filter(|file| !is_output(file)) {
            if self.conflicts(&file.path) {
                left_out_files += 1;
                session.reporter.note(&Diagnostic::new(&file.path, "not read: it is in the output folder"));
            }
        }
        session.reporter.add(Counts { in_output: left_out_files, ..Counts::default() });
    }
}

fn key_of_path(path: &Path) -> u64 {
    key_of_bytes(path.as_os_str().as_encoded_bytes())
}
