//! What all commands share: how to report, how many threads to use.

use std::num::NonZeroUsize;

use crate::args::Common;
use crate::report::Reporter;

/// How a command runs, whichever it is.
pub(crate) struct Session {
    pub(crate) reporter: Reporter,
    /// How many files are worked on at a time.
    pub(crate) jobs: NonZeroUsize,
}

impl Session {
    pub(crate) fn new(common: &Common) -> Self {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { reporter: Reporter::new(&common.verbosity), jobs: common.jobs.unwrap_or_else(cores) }
    }
}
