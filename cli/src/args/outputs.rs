//! Options of commands that write files.

use clap::Args;

use crate::output::Existing;

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ExistingArgs {
    /// Replace existing files
    #[arg(long)]
    pub(crate) force: bool,

    /// Replace existing files that are older than their source
    #[arg(long, conflicts_with = "force")]
    pub(crate) update: bool,
}

impl ExistingArgs {
    pub(crate) fn policy(&self) -> Existing {
        match (self.force, self.update) {
            (true, _) => Existing::Replace,
            (false, true) => Existing::Update,
            (false, false) => Existing::Keep,
        }
    }
}
