//! Where output goes.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Existing;
use super::temporary::Temporary;

/// Where the output of a command goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    /// A file for each article, in folders as the sources are.
    Folder(PathBuf),
}

/// Writes a file that appears when it is complete, or not at all.
pub(crate) fn write_file(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut temporary = Temporary::beside(path)?;
    let mut out = BufWriter::new(temporary.file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    temporary.persist(path, existing.replaces())
}
