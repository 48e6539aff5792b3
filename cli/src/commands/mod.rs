//! The subcommands, one per file.

mod check;
mod clip;
mod completions;
mod convert;
mod feed;
mod import;
mod index;
mod manual;
mod merge;
mod show;
mod site;

use clap::Subcommand;

pub(crate) use self::show::is_paging;
use crate::report::Outcome;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Convert(convert::Args),
    Check(check::Args),
    Feed(feed::Args),
    Merge(merge::Args),
    Import(import::Args),
    Clip(clip::Args),
    Index(index::Args),
    Show(show::Args),
    Site(site::Args),
    Completions(completions::Args),
    Manual(manual::Args),
}

impl Command {
    /// Runs the subcommand. `whole` is the definition of the whole command line, for completions and man pages.
    pub(crate) fn run(self, whole: clap::Command, session: &Session) -> anyhow::Result<Outcome> {
        match self {
            Self::Convert(args) => convert::run(&args, session),
            Self::Check(args) => check::run(&args, session),
            Self::Feed(args) => feed::run(&args, session),
            Self::Merge(args) => merge::run(&args, session),
            Self::Import(args) => import::run(&args, session),
            Self::Clip(args) => clip::run(args, session),
            Self::Index(args) => index::run(&args, session),
            Self::Show(args) => show::run(&args, session),
            Self::Site(args) => site::run(&args, session),
            Self::Completions(args) => completions::run(&args, whole),
            Self::Manual(args) => manual::run(&args, whole),
        }
    }
}
