//! Options of every command.

use std::num::NonZeroUsize;

use clap::{Args, ColorChoice};

#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Print no progress and no summary, only what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Also print what was left alone, and what was left out of each file
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,

    /// Stop at the first file that is wrong
    #[arg(long, global = true)]
    pub(crate) strict: bool,

    /// How many files are worked on at a time [default: one for each core]
    #[arg(short, long, global = true, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// When to use colours; `auto` asks the terminal and `NO_COLOR`
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}
