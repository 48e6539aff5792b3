//! Options of commands that write files.

use clap::Args;

use crate::output::Existing;

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ExistingArgs {
    /// Replace existing files, even if they are up to date
    #[arg(long)]
    pub(crate) force: bool,

    /// Replace existing files only if their source was modified after they were written
    #[arg(long, conflicts_with = "force")]
    pub(crate) update: bool,
}

/// For commands whose output depends on many sources: its content, not its time, decides whether it is up to date.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ForceArgs {
    /// Replace existing files whose content is different
    #[arg(long)]
    force: bool,
}

impl ForceArgs {
    pub(crate) fn policy(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }
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
