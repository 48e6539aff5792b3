//! The destination of output.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Existing;
use super::files::has_same_content;
use super::temporary::Temporary;
use crate::report::Counts;

/// The destination of a command's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    /// A file for each article, in the same folders as the sources.
    Folder(PathBuf),
}

/// Writes a file atomically: it appears complete or not at all.
pub(crate) fn write_file(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Counts> {
    let message = "another run has just written this file, with different content";
    persist(temporary(path, write)?, path, existing, message)
}

/// A complete temporary file.
fn temporary(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Temporary> {
    let mut temporary = Temporary::beside(path)?;
    let mut out = BufWriter::new(temporary.file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    Ok(temporary)
}

/// Gives a temporary file its name. `exists` is the message if there is another file.
fn persist(mut temporary: Temporary, path: &Path, existing: Existing, exists: &str) -> io::Result<Counts> {
    if existing.replaces() {
        keep_permissions(&mut temporary, path)?;
    }
    match temporary.persist(path, existing.replaces()) {
        Ok(true) => Ok(Counts::one_written()),
        Ok(false) => Ok(Counts::one_up_to_date()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(io::Error::new(error.kind(), exists))
        }
        Err(error) => Err(error),
    }
}

/// Opens a pipe or a device, which is written to directly: a file would replace it. `None` for any other path.
fn open_special(path: &Path) -> io::Result<Option<File>> {
    let folder = || Err(io::Error::new(io::ErrorKind::IsADirectory, "expected a file, found a folder"));
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(),
        _ if path.as_os_str().as_encoded_bytes().ends_with(b"/") => folder(),
        Ok(metadata) if !metadata.is_file() => File::options().write(true).open(path).map(Some),
        _ => Ok(None),
    }
}

/// Writes a file that depends on many sources. Its content, not its time, decides whether it is up to date. `existing` is called when
/// the content is complete.
pub(crate) fn replace_file(
    path: &Path,
    existing: impl FnOnce() -> Existing,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Counts> {
    if let Some(special) = open_special(path)? {
        let mut out = BufWriter::new(special);
        write(&mut out)?;
        out.flush()?;
        return Ok(Counts::one_written());
    }
    let path = &behind_link(path);
    let temporary = temporary(path, write)?;
    // Even a file that may be replaced is left alone then.
    if has_same_content(path, temporary.path()) {
        return Ok(Counts::one_up_to_date());
    }
    let existing = existing();
    persist(temporary, path, existing, existing.refusal())
}

/// Gives a file the permissions of the one that it replaces, which may be private.
fn keep_permissions(temporary: &mut Temporary, path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => temporary.file().set_permissions(metadata.permissions()),
        _ => Ok(()),
    }
}

/// The file that a symbolic link leads to. Replacing the link would leave that file as it was.
fn behind_link(path: &Path) -> PathBuf {
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let file = if is_link { path.canonicalize().ok() } else { None };
    file.unwrap_or_else(|| path.to_path_buf())
}
