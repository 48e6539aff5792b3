//! Temporary files: hidden, in the folder of the final file, and removed when the program ends.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, RwLock, RwLockWriteGuard};
use std::{env, io, process};

use tempfile::{NamedTempFile, PersistError, TempPath};

use super::files::{folder_of, has_same_content};
use crate::report::shown;

const PREFIX: &str = ".newsclip-";
const SUFFIX: &str = ".tmp";

/// All temporary files, for the interrupt handler, which ends the program without running destructors.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Held for reading while a file is created, and for writing while all are removed. Threads create files at the same time.
static CREATING: RwLock<()> = RwLock::new(());

/// A temporary file, which is removed on drop.
pub(crate) struct Temporary {
    file: NamedTempFile,
    live: Live,
}

/// An entry of `LIVE`, which is removed on drop.
struct Live(PathBuf);

impl Temporary {
    /// A new file in the folder of `path`, which is created if necessary.
    pub(crate) fn beside(path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        match Self::create(folder) {
            // Only after a failure, because most folders exist.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).map_err(|error| not_a_folder(folder, error))?;
                Self::create(folder)
            }
            Err(error) => Err(not_a_folder(folder, error)),
            result => result,
        }
    }

    /// `tempfile` would do the same, but its errors name the temporary file, and it asks the system for the current folder each
    /// time.
    fn create(folder: &Path) -> io::Result<Self> {
        let folder = absolute(folder)?;
        let _creating = CREATING.read().expect("no thread panics while it holds the lock");
        let (file, path) = loop {
            let path = folder.join(next_name());
            match File::options().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    // The lock ends with the process, even if it is killed, so a later run can tell that the file is no longer in
                    // use. On a file system without locks, such files are not removed.
                    let _ = file.lock();
                    // Another run may have removed it before it was locked.
                    if path.exists() {
                        break (file, path);
                    }
                }
                // A killed run with the same number, or a run on another machine.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        let live = Live::new(&path);
        Ok(Self { file: NamedTempFile::from_parts(file, TempPath::try_from_path(path)?), live })
    }

    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    pub(crate) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Renames the file to `path`, and returns whether that was necessary. Without `replaces`, an existing file is an error, even if
    /// it has just appeared, unless it has the same content, as if another run does the same.
    pub(crate) fn persist(self, path: &Path, replaces: bool) -> io::Result<bool> {
        let Self { file, live } = self;
        let result = if replaces { file.persist(path) } else { file.persist_noclobber(path) };
        let outcome = match result {
            Ok(_) => Ok(true),
            Err(PersistError { error, file }) => {
                let exists = error.kind() == io::ErrorKind::AlreadyExists;
                if exists && has_same_content(path, file.path()) { Ok(false) } else { Err(error) }
            }
        };
        drop(live);
        outcome
    }
}

/// The error for a path through a file, or through a link that leads nowhere.
fn not_a_folder(folder: &Path, error: io::Error) -> io::Error {
    match error.kind() {
        kind @ (io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory) => {
            let message = format!("expected a folder, found a file or a broken link at {}", shown(folder));
            io::Error::new(kind, message)
        }
        _ => error,
    }
}

impl Live {
    fn new(path: &Path) -> Self {
        live().push(path.to_path_buf());
        Self(path.to_path_buf())
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // The list has an entry or two for each thread. Comparing paths would parse them.
        live().retain(|path| path.as_os_str() != self.0.as_os_str());
    }
}

/// Removes all temporary files. While the result is held, no new ones can be created.
pub(crate) fn remove_all() -> RwLockWriteGuard<'static, ()> {
    let creating = CREATING.write().expect("no thread panics while it holds the lock");
    for path in live().drain(..) {
        // If this fails, there is nothing else to try.
        let _ = fs::remove_file(path);
    }
    creating
}

/// Removes the temporary files of killed runs from a folder. Those of active runs are locked. Returns whether the folder has any
/// files.
pub(crate) fn remove_stale(folder: &Path) -> bool {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return error.kind() != io::ErrorKind::NotFound,
    };
    let mut has_files = false;
    for entry in entries.flatten() {
        has_files = true;
        if is_temporary(&entry.file_name()) {
            remove_if_idle(&entry.path());
        }
    }
    has_files
}

/// Removes a temporary file unless its run still holds the lock.
fn remove_if_idle(path: &Path) {
    // Another run may have removed it already.
    let Ok(file) = File::open(path) else { return };
    if file.try_lock().is_ok() {
        // While this lock is held: a run that has just created the file waits for it, and then sees that the file is gone.
        let _ = fs::remove_file(path);
    }
}

/// Whether a file has the name of a temporary file, of any run.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.and_then(|name| name.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// A name that no other file of this process has.
fn next_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    // Getting it is a system call.
    static PROCESS: LazyLock<u32> = LazyLock::new(process::id);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{PREFIX}{}-{number}{SUFFIX}", *PROCESS)
}

/// The absolute path of a folder.
fn absolute(folder: &Path) -> io::Result<PathBuf> {
    static CURRENT: OnceLock<PathBuf> = OnceLock::new();
    if let Some(current) = CURRENT.get() {
        return Ok(current.join(folder));
    }
    let current = env::current_dir()?;
    Ok(CURRENT.get_or_init(|| current).join(folder))
}

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().expect("no thread panics while it holds the list")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn two_runs_in_a_folder_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let is_done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    remove_stale(folder.path());
                }
            });
            for number in 0..2000 {
                let temporary = Temporary::beside(&folder.path().join("x")).expect("a temporary file");
                let written = temporary.persist(&folder.path().join("x"), true);
                if written.is_err() {
                    is_done.store(true, Ordering::Relaxed);
                }
                written.unwrap_or_else(|error| panic!("{number}: {error}"));
            }
            is_done.store(true, Ordering::Relaxed);
        });
    }

    #[test]
    fn only_files_of_dead_runs_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(".newsclip-99999999-0.tmp"), "").expect("a file");
        fs::write(folder.path().join(".newsclip-notes.tmp"), "").expect("a file");
        let mut temporary = Temporary::beside(&folder.path().join("a/b.md")).expect("a temporary file");
        temporary.file().write_all(b"rain").expect("written");
        remove_stale(folder.path());
        remove_stale(&folder.path().join("a"));
        temporary.persist(&folder.path().join("a/b.md"), false).expect("it was not removed");
        assert_eq!(fs::read(folder.path().join("a/b.md")).expect("it is there"), b"rain");
        assert!(!folder.path().join(".newsclip-99999999-0.tmp").exists());
        assert!(folder.path().join(".newsclip-notes.tmp").exists());
    }
}
