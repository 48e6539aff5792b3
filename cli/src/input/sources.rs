//! Which existing files are inputs, so that no output replaces one.

use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::file::File;
use super::kind::Kind;
use super::walk::Roots;

/// The inputs of a command. All paths are canonical, so that links do not hide an input.
pub(crate) struct Sources {
    /// The file, pipe or device behind standard input, if it is an input.
    standard: Option<Handle>,
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// The output file or folder, which the walk excludes if it is in an input folder.
    except: Option<PathBuf>,
}

/// Why an output may not simply replace an existing file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// The file is an input.
    Source,
    /// It is in the excluded part of an input folder. It is an earlier output, or an article or feed of the user.
    Found(Kind),
    /// The same, but it cannot be read.
    Unreadable,
}

impl Sources {
    /// The inputs that a walk with this `except` finds.
    pub(crate) fn new(roots: &Roots, except: Option<&Path>) -> Self {
        let named = roots.paths.iter().filter(|path| path.as_os_str() != "-");
        let (folders, files): (Vec<_>, Vec<_>) =
            named.filter_map(|path| path.canonicalize().ok()).partition(|path| path.is_dir());
        let except = except.and_then(|path| path.canonicalize().ok());
        // A walk begins in its root, even if that is in the output folder.
        let except = except.filter(|path| !folders.iter().any(|root| root.starts_with(path)));
        let standard = if roots.have_standard_input() { Handle::stdin().ok() } else { None };
        Self { standard, files, folders, except }
    }

    /// Whether a file exists that an output at this path may not simply replace: it was named, or it is in an input folder and is
    /// an article or a feed.
    pub(crate) fn conflict(&self, path: &Path) -> Option<Conflict> {
        let path = path.canonicalize().ok()?;
        if self.files.contains(&path) || self.is_standard(&path) {
            return Some(Conflict::Source);
        }
        if !self.is_below(&path) {
            return None;
        }
        let is_excluded = self.is_excluded(&path);
        match kind(&path) {
            Ok(None) => None,
            Ok(Some(kind)) if is_excluded => Some(Conflict::Found(kind)),
            Err(_) if is_excluded => Some(Conflict::Unreadable),
            Ok(Some(_)) | Err(_) => Some(Conflict::Source),
        }
    }

    /// An error if an output at this path would replace an input, or a file in an input folder that `is_earlier` does not recognize
    /// as an earlier output. `other` is what to choose instead.
    pub(crate) fn check(
        &self,
        path: &Path,
        other: &str,
        is_earlier: impl FnOnce(Kind) -> bool,
    ) -> io::Result<()> {
        let source = || format!("the output would replace its own source; choose another {other}");
        let found = |found: &str| {
            format!("expected an earlier output of this command, found {found}; choose another {other}")
        };
        // The excluded file may be an input that was left out. In an excluded folder, nothing is an input.
        let is_file = || self.except.as_ref().is_some_and(|except| except.is_file());
        let message = match self.conflict(path) {
            None => return Ok(()),
            Some(Conflict::Found(kind)) if is_earlier(kind) => return Ok(()),
            Some(Conflict::Source) => source(),
            Some(_) if is_file() => source(),
            Some(Conflict::Found(Kind::Feed)) => found("another feed"),
            Some(Conflict::Found(Kind::Clip | Kind::Html)) => found("another article"),
            Some(Conflict::Unreadable) => found("a file that cannot be read"),
        };
        Err(io::Error::other(message))
    }

    /// Whether a folder may have inputs itself, not in its folders, or files that are left out because they are in the output.
    pub(crate) fn are_in(&self, folder: &Path) -> bool {
        let Ok(folder) = folder.canonicalize() else { return false };
        self.files.iter().any(|file| file.parent() == Some(&*folder)) || self.is_below(&folder)
    }

    /// Whether an input folder is in the output folder.
    pub(crate) fn are_in_output(&self, folder: &Path) -> bool {
        let folder = folder.canonicalize();
        folder.is_ok_and(|folder| self.folders.iter().any(|root| root.starts_with(&folder)))
    }

    /// Whether a walk would read a new file at this path.
    pub(crate) fn would_contain(&self, path: &Path) -> bool {
        // The folder may be new.
        let folder = path.ancestors().skip(1).find_map(|folder| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            folder.canonicalize().ok()
        });
        folder.is_some_and(|folder| self.is_below(&folder) && !self.is_excluded(&folder))
    }

    /// Whether the output is in an input folder, so that the walk excludes it.
    pub(crate) fn exclude_output(&self) -> bool {
        self.except.as_ref().is_some_and(|except| self.is_below(except))
    }

    fn is_standard(&self, path: &Path) -> bool {
        // Opening a pipe might never end.
        self.standard.as_ref().is_some_and(|standard| {
            path.is_file() && Handle::from_path(path).is_ok_and(|file| file == *standard)
        })
    }

    fn is_below(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn is_excluded(&self, path: &Path) -> bool {
        self.except.as_ref().is_some_and(|except| path.starts_with(except))
    }
}

/// The kind of a file, from its content.
fn kind(path: &Path) -> io::Result<Option<Kind>> {
    // Opening a pipe might never end.
    if !path.is_file() {
        return Ok(None);
    }
    File::kind_in_folder(path)
}
