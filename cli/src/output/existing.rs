//! The policy for existing files.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Whether to replace existing files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Never.
    Keep,
    /// If they are older than their source.
    Update,
    /// Always.
    Replace,
    /// Never, because no input was read: the folder may be the wrong one, or excluded by .gitignore.
    NoInput,
}

/// The decision about one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Write,
    /// It exists and is not older than its source.
    UpToDate,
    /// A folder has its name.
    Folder,
    /// It exists and is older than its source, and may not be replaced.
    Refuse,
}

impl Existing {
    /// Whether to write `path`. `source`, which returns the source's time, is called only if the file exists.
    pub(crate) fn decide(self, path: &Path, source: impl FnOnce() -> Option<SystemTime>) -> Decision {
        let Ok(metadata) = fs::symlink_metadata(path) else { return Decision::Write };
        if metadata.is_dir() || (metadata.is_symlink() && path.is_dir()) {
            return Decision::Folder;
        }
        if self == Self::Replace {
            return Decision::Write;
        }
        // Files get their name when they are complete, so an existing file is complete. A link may lead to none.
        let is_up_to_date = match (metadata.modified(), source()) {
            (Ok(written), Some(source)) => written >= source && (!metadata.is_symlink() || path.exists()),
            _ => false,
        };
        match self {
            _ if is_up_to_date => Decision::UpToDate,
            Self::Update => Decision::Write,
            _ => Decision::Refuse,
        }
    }

    /// The policy for one file whose content is compared: `--update` replaces only a file that is older than its source. Several
    /// files and standard input have no time.
    pub(crate) fn for_file(self, path: &Path, source: impl FnOnce() -> Option<SystemTime>) -> Self {
        if self != Self::Update {
            return self;
        }
        match source() {
            Some(time) if self.decide(path, || Some(time)) != Decision::UpToDate => self,
            _ => Self::Keep,
        }
    }

    /// The policy for a file that may be the output of another source: its time says nothing.
    pub(crate) fn for_new_name(self) -> Self {
        if self == Self::Update { Self::Replace } else { self }
    }

    /// The policy after the inputs were read: an output without any article replaces no other.
    pub(crate) fn after_reading(self, has_read: bool) -> Self {
        if has_read { self } else { Self::NoInput }
    }

    /// Whether an existing file may be replaced.
    pub(crate) fn replaces(self) -> bool {
        matches!(self, Self::Update | Self::Replace)
    }

    /// The error for an existing file that may not be replaced.
    pub(super) fn refusal(self) -> &'static str {
        match self {
            Self::NoInput => "expected articles to write, found none (see --all); the existing file is kept",
            _ => "the file exists with different content; use --force to replace it",
        }
    }
}
