//! Temporary files: hidden, in the folder of the final file, and removed when the program ends.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use tempfile::NamedTempFile;

const PREFIX: &str = ".newsclip-";
const SUFFIX: &str = ".tmp";

/// All temporary files, for the interrupt handler, which ends the program without running destructors.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A temporary file, which is removed on drop.
pub(crate) struct Temporary(NamedTempFile);

impl Temporary {
    /// A new file in the folder of `path`, which is created if necessary.
    pub(crate) fn beside(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match Self::create(folder) {
            // Only after a failure, because most folders exist.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                Self::create(folder)
            }
            result => result,
        }
    }

    fn create(folder: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(8);
        #[cfg(unix)]
        {
            // The default for new files; the umask applies.
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut live = live();
        let file = builder.tempfile_in(folder)?;
        live.insert(file.path().to_path_buf());
        // The lock ends with the process, even if it is killed, so a later run can tell that the file is no longer in use.
        // On a file system without locks, such files are not removed.
        let _ = file.as_file().lock();
        Ok(Self(file))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&mut self) -> &mut File {
        self.0.as_file_mut()
    }

    /// Renames the file to `path`. Without `replaces`, an existing file is an error, even if it has just appeared.
    pub(crate) fn persist(self, path: &Path, replaces: bool) -> io::Result<()> {
        let own = self.0.path().to_path_buf();
        let result = if replaces { self.0.persist(path) } else { self.0.persist_noclobber(path) };
        live().remove(&own);
        result.map(drop).map_err(|error| error.error)
    }
}

/// Removes all temporary files. While the result is held, no new ones can be created.
pub(crate) fn remove_all() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    let mut live = live();
    while let Some(path) = live.pop_first() {
        // If this fails, there is nothing else to try.
        let _ = fs::remove_file(path);
    }
    live
}

/// Removes the temporary files of killed runs from a folder. Those of active runs are locked.
pub(crate) fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let is_idle = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_ours && is_idle() {
            // Another run may have removed it already.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().expect("no thread panics while it holds the list")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn only_files_of_dead_runs_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(".newsclip-dead.tmp"), "").expect("a file");
        fs::write(folder.path().join(".newsclip-notes"), "").expect("a file");
        let mut temporary = Temporary::beside(&folder.path().join("a/b.md")).expect("a temporary file");
        temporary.file().write_all(b"rain").expect("written");
        remove_stale(folder.path());
        remove_stale(&folder.path().join("a"));
        temporary.persist(&folder.path().join("a/b.md"), false).expect("it was not removed");
        assert_eq!(fs::read(folder.path().join("a/b.md")).expect("it is there"), b"rain");
        assert!(!folder.path().join(".newsclip-dead.tmp").exists());
        assert!(folder.path().join(".newsclip-notes").exists());
    }
}
