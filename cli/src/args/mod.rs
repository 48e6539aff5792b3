//! The command line.

mod common;
mod inputs;
mod named;
mod outputs;
mod writers;

use clap::Parser;

pub(crate) use self::common::Common;
pub(crate) use self::inputs::InputArgs;
pub(crate) use self::named::named;
pub(crate) use self::outputs::ExistingArgs;
pub(crate) use self::writers::WriterArgs;
use crate::commands::Command;

/// Converts, checks, publishes and imports whole archives of articles: clips, web pages and feeds.
#[derive(Debug, Parser)]
#[command(name = "newsclip", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 if all went well, 1 if something was wrong with an input or an output, 2 if the \
    command line was, 130 after Ctrl-C."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}
