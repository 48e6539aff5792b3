//! The amount and the colors of messages.

use clap::{Args, ColorChoice};

#[derive(Debug, Args)]
pub(crate) struct Verbosity {
    /// Print errors only, without progress and summary
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Common options")]
    pub(crate) quiet: bool,

    /// Also print which files were skipped, and what was left out of each file
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub(crate) verbose: bool,

    /// Stop at the first error
    #[arg(long, global = true, help_heading = "Common options")]
    pub(crate) strict: bool,

    /// When to use colors; `auto` depends on the terminal and `NO_COLOR`
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Common options")]
    pub(crate) color: ColorChoice,
}
