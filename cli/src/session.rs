//! State shared by all commands: the reporter and the number of threads.

use std::num::NonZeroUsize;

use crate::args::Common;
use crate::report::Reporter;

/// The environment of a command.
pub(crate) struct Session {
    pub(crate) reporter: Reporter,
    /// The number of files to process at a time.
    pub(crate) jobs: NonZeroUsize,
}

impl Session {
    pub(crate) fn new(common: &Common) -> Self {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { reporter: Reporter::new(&common.verbosity), jobs: common.jobs.unwrap_or_else(cores) }
    }
}
