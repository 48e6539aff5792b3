//! Where output goes.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Existing;
use super::temporary::Temporary;
use crate::report::Counts;

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

/// Writes a file whose content depends on many sources, so that no time tells whether it is up to date: its content does.
pub(crate) fn replace_file(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Counts> {
    let mut temporary = Temporary::beside(path)?;
    let mut out = BufWriter::new(temporary.file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if is_same(path, temporary.path()) {
        return Ok(Counts { up_to_date: 1, ..Counts::default() });
    }
    match temporary.persist(path, existing.replaces()) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(io::Error::new(error.kind(), "it exists with another content; --force replaces it"))
        }
        result => result.map(|()| Counts { written: 1, ..Counts::default() }),
    }
}

/// Whether two files have the same content.
fn is_same(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (File::open(a), File::open(b)) else { return false };
    let length = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    if length(&a) != length(&b) {
        return false;
    }
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let (Ok(left), Ok(right)) = (a.fill_buf(), b.fill_buf()) else { return false };
        let length = left.len().min(right.len());
        if left[..length] != right[..length] {
            return false;
        }
        if length == 0 {
            return left.len() == right.len();
        }
        a.consume(length);
        b.consume(length);
    }
}
