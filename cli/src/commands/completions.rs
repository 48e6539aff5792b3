//! `newsclip completions`: completion scripts for shells.

use std::io::Write as _;

use clap_complete::Shell;

use crate::output::stdout;
use crate::report::Outcome;

/// Prints a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  newsclip completions bash > ~/.local/share/bash-completion/completions/newsclip
  newsclip completions fish > ~/.config/fish/completions/newsclip.fish
  newsclip completions zsh > ~/.zfunc/_newsclip")]
pub(crate) struct Args {
    shell: Shell,
}

pub(crate) fn run(args: &Args, mut whole: clap::Command) -> anyhow::Result<Outcome> {
    let mut completions = Vec::new();
    // `generate` panics if writing fails, for example to a closed pipe.
    clap_complete::generate(args.shell, &mut whole, "newsclip", &mut completions);
    let mut out = stdout();
    out.write_all(&completions).and_then(|()| out.flush())?;
    Ok(Outcome::Right)
}
