//! Which existing files are inputs, so that no output replaces one.

use std::io;
use std::path::{Path, PathBuf};

use super::file::File;
use super::kind::Kind;
use super::walk::Roots;

/// The inputs of a command. All paths are canonical, so that links do not hide an input.
pub(crate) struct Sources {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// The output, which the walk excludes if it is in an input folder.
    except: Option<PathBuf>,
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
        Self { files, folders, except }
    }

    /// Whether an existing file is an input: it was named, or it is in an input folder and is an article or a feed.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        let is_excluded = || self.except.as_ref().is_some_and(|except| path.starts_with(except));
        let is_below = || self.folders.iter().any(|folder| path.starts_with(folder));
        self.files.contains(&path) || (is_below() && !is_excluded() && kind(&path).is_some())
    }

    /// Whether a folder has inputs itself, not in its folders.
    pub(crate) fn are_in(&self, folder: &Path) -> bool {
        let Ok(folder) = folder.canonicalize() else { return false };
        let is_excluded = || self.except.as_ref().is_some_and(|except| folder.starts_with(except));
        self.files.iter().any(|file| file.parent() == Some(&*folder))
            || (self.folders.iter().any(|root| folder.starts_with(root)) && !is_excluded())
    }
}

/// The error for an output that would replace an input.
pub(crate) fn replaces_source(other: &str) -> io::Error {
    io::Error::other(format!("the output would replace its own source; choose another {other}"))
}

/// An error if an output file would replace an input. A file of the kind that the command writes, in an input folder, is not an
/// input but the output of an earlier run.
pub(crate) fn refuse_source(output: &Path, roots: &Roots, written: Option<Kind>) -> io::Result<()> {
    let sources = Sources::new(roots, None);
    let is_input = sources.contains(output);
    let is_named = || output.canonicalize().is_ok_and(|path| sources.files.contains(&path));
    if is_input && (is_named() || kind(output) != written) {
        return Err(replaces_source("file with -o"));
    }
    Ok(())
}

/// The kind of a file, from its content.
fn kind(path: &Path) -> Option<Kind> {
    // Opening a pipe might never end.
    let (start, _) = if path.is_file() { File::named(path).start().ok()?? } else { return None };
    Kind::of(path, &start)
}
