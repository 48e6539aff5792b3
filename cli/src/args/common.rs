//! Options of every command.

use std::num::NonZeroUsize;

use clap::Args;

use crate::report::Verbosity;

#[derive(Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) verbosity: Verbosity,

    /// How many files are worked on at a time [default: one for each core]
    #[arg(short, long, global = true, value_name = "N", help_heading = "Common options")]
    pub(crate) jobs: Option<NonZeroUsize>,
}
