//! What becomes of files that are there already.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What may be done to a file that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Nothing.
    Keep,
    /// It may be replaced if it is older than its source.
    Update,
    /// It may be replaced.
    Replace,
}

/// What to do about one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Write,
    /// It is there, and not older than its source.
    UpToDate,
    /// It is there and older than its source, and may not be replaced.
    Refuse,
}

impl Existing {
    /// Whether to write `path`. When the source changed is asked only if there is a file.
    pub(crate) fn decide(self, path: &Path, source: impl FnOnce() -> Option<SystemTime>) -> Decision {
        if self == Self::Replace {
            return Decision::Write;
        }
        let Ok(metadata) = fs::symlink_metadata(path) else { return Decision::Write };
        // A file gets its name when it is complete, so one that is there is whole.
        let is_up_to_date = match (metadata.modified(), source()) {
            (Ok(written), Some(source)) => written >= source,
            _ => false,
        };
        match self {
            _ if is_up_to_date => Decision::UpToDate,
            Self::Update => Decision::Write,
            _ => Decision::Refuse,
        }
    }

    /// Whether an existing file may go.
    pub(crate) fn replaces(self) -> bool {
        self != Self::Keep
    }
}
