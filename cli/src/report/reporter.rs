//! Counts, diagnostics and progress of a run.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::time::Instant;

use anstyle::{AnsiColor, Style};
use indicatif::ProgressBar;

use super::{Counts, Diagnostic, Outcome, Verbosity, progress};

const WRONG: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default();
const FAINT: Style = Style::new().dimmed();

/// Reports on a run to standard error: errors immediately, the summary at the end.
pub(crate) struct Reporter {
    is_quiet: bool,
    is_verbose: bool,
    is_strict: bool,
    begun: Instant,
    /// Set by [`begin`](Self::begin).
    bar: OnceLock<ProgressBar>,
    counts: Mutex<Counts>,
}

impl Reporter {
    pub(crate) fn new(verbosity: &Verbosity) -> Self {
        Self {
            is_quiet: verbosity.quiet,
            is_verbose: verbosity.verbose,
            is_strict: verbosity.strict,
            begun: Instant::now(),
            bar: OnceLock::new(),
            counts: Mutex::default(),
        }
    }

    /// Starts a run over many files, which shows progress and ends with a summary.
    pub(crate) fn begin(&self) {
        self.bar.get_or_init(|| progress::bar(!self.is_quiet));
    }

    /// Whether a progress bar is visible.
    pub(crate) fn shows_progress(&self) -> bool {
        self.bar.get().is_some_and(|bar| !bar.is_hidden())
    }

    /// Sets the expected number of files.
    pub(crate) fn expect(&self, files: u64) {
        if let Some(bar) = self.bar.get() {
            progress::set_length(bar, files);
        }
    }

    /// Reports an error. Breaks if it should end the run.
    pub(crate) fn wrong(&self, diagnostic: &Diagnostic) -> ControlFlow<()> {
        self.counts().wrong += 1;
        self.print(WRONG, &diagnostic.to_string());
        if self.is_strict { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether an error ended the run, because of `--strict`.
    pub(crate) fn is_stopped(&self) -> bool {
        self.is_strict && self.counts().wrong > 0
    }

    /// Whether any file was read.
    pub(crate) fn has_read(&self) -> bool {
        self.counts().read > 0
    }

    /// Whether there were errors, and no file was read. Then existing outputs are kept: an empty one would be no result.
    pub(crate) fn read_nothing(&self) -> bool {
        let counts = self.counts();
        counts.wrong > 0 && counts.read == 0
    }

    /// Whether there were errors.
    pub(crate) fn has_errors(&self) -> bool {
        self.counts().wrong > 0
    }

    /// Reports a detail, for `--verbose`.
    pub(crate) fn note(&self, diagnostic: &Diagnostic) {
        if self.is_verbose {
            self.print(NOTE, &diagnostic.to_string());
        }
    }

    /// Adds to the counts of the summary.
    pub(crate) fn add(&self, more: Counts) {
        let mut counts = self.counts();
        counts.add(more);
        if let Some(bar) = self.bar.get().filter(|bar| !bar.is_hidden()) {
            bar.set_position(counts.read as u64);
            bar.set_message(self.speed(counts.bytes));
        }
    }

    /// Prints the summary, after a run over many files or with `--verbose`.
    pub(crate) fn finish(&self) -> Outcome {
        self.finish_with("")
    }

    /// The same, but the summary says so if there are no errors.
    pub(crate) fn finish_check(&self) -> Outcome {
        let is_right = !self.has_errors() && self.has_read();
        self.finish_with(if is_right { ", no errors" } else { "" })
    }

    fn finish_with(&self, verdict: &str) -> Outcome {
        let counts = *self.counts();
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        if self.is_verbose || (self.bar.get().is_some() && !self.is_quiet) {
            let seconds = self.begun.elapsed().as_secs_f64();
            // The speed of a short run says nothing.
            let speed = if seconds < 1.0 { String::new() } else { format!(", {}", self.speed(counts.bytes)) };
            self.print(FAINT, &format!("{counts}{verdict}; {seconds:.1} s{speed}"));
        }
        if counts.wrong == 0 { Outcome::Right } else { Outcome::Wrong }
    }

    fn speed(&self, bytes: u64) -> String {
        #[allow(clippy::cast_precision_loss, reason = "for people, to a tenth")]
        let megabytes = bytes as f64 / 1e6;
        format!("{:.1} MB/s", megabytes / self.begun.elapsed().as_secs_f64().max(1e-3))
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().expect("no thread panics while it holds the counts")
    }

    fn print(&self, style: Style, line: &str) {
        // If standard error is closed, the run continues without messages.
        let print = || drop(writeln!(anstream::stderr(), "{style}{line}{style:#}"));
        match self.bar.get() {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}
