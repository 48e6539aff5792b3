//! The commands, one a file.

mod convert;

use clap::Subcommand;

use crate::report::Outcome;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Convert(convert::Args),
}

impl Command {
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Outcome> {
        match self {
            Self::Convert(args) => convert::run(&args, session),
        }
    }
}
