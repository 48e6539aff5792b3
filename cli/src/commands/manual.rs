//! `newsclip manual`: man pages.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::args::folder;
use crate::report::{Outcome, shown};

/// Writes man pages, one for each command
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  newsclip manual -o ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The folder to write to; existing pages are replaced
    #[arg(short, long, value_name = "FOLDER", value_parser = folder())]
    output: PathBuf,
}

pub(crate) fn run(args: &Args, whole: clap::Command) -> anyhow::Result<Outcome> {
    let context = || shown(&args.output);
    std::fs::create_dir_all(&args.output).with_context(context)?;
    clap_mangen::generate_to(whole, &args.output).with_context(context)?;
    Ok(Outcome::Right)
}
