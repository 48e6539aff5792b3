//! Options of every command.

use std::num::NonZeroUsize;

use clap::Args;

use super::jobs;
use crate::report::Verbosity;

#[derive(Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) verbosity: Verbosity,

    /// The number of files to process at a time [default: the number of cores]
    #[arg(short, long, global = true, value_name = "N", value_parser = jobs, allow_negative_numbers = true, help_heading = "Common options")]
    pub(crate) jobs: Option<NonZeroUsize>,
}
