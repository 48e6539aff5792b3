//! Finds the files for the paths on the command line, always in the same order.

use std::cmp::Ordering;
use std::error::Error;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context as _;
use ignore::{DirEntry, WalkBuilder};
use same_file::Handle;

use super::file::File;
use super::kind::Kind;
use crate::output::temporary;
use crate::report::{Diagnostic, Usage, shown};

/// Where a walk begins, and which files it includes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Roots {
    /// Files and folders; `-`, or no path, is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Follow symbolic links
    #[arg(long, help_heading = "Input")]
    pub(crate) follow: bool,

    /// Also read hidden files and files that .gitignore excludes
    #[arg(long, help_heading = "Input")]
    pub(crate) all: bool,

    /// Whether to read files that .gitignore excludes, but no hidden ones.
    #[arg(skip)]
    is_archive: bool,
}

impl Roots {
    /// The files of an archive, which may be a folder that .gitignore excludes.
    pub(crate) fn archive(path: &Path) -> Self {
        Self { paths: vec![path.to_path_buf()], is_archive: true, ..Self::default() }
    }

    /// The name of the first folder or file, without its ending.
    pub(crate) fn name(&self) -> String {
        // The name of a pipe, such as `/dev/fd/63`, says nothing.
        let first = self.paths.first().filter(|path| path.is_file() || path.is_dir());
        let whole = first.map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()));
        let name = whole.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| "Articles".to_string())
    }

    /// Whether the input is a single file or standard input.
    pub(crate) fn is_one_file(&self) -> bool {
        match self.paths.as_slice() {
            [] => true,
            [path] => !path.is_dir(),
            _ => false,
        }
    }

    /// Whether standard input is an input.
    pub(crate) fn have_standard_input(&self) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Whether the input is a single file that holds a feed.
    pub(crate) fn is_one_feed(&self, from: Option<Kind>) -> bool {
        let [path] = self.paths.as_slice() else { return false };
        // Standard input cannot be read twice, and a walk reports a file that cannot be read.
        let start = || File::named(path).start().ok().flatten();
        path.is_file()
            && from.or_else(|| start().and_then(|(start, _)| Kind::of(path, &start))) == Some(Kind::Feed)
    }

    /// An error if there is no input, or if a path does not exist. Commands call it before they write anything.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if self.paths.is_empty() && io::stdin().is_terminal() {
            let message = "no input: give files or folders, or '-' for standard input";
            return Err(Usage(message.to_string()).into());
        }
        let is_standard = |path: &Path| path.as_os_str() == "-";
        if self.paths.iter().filter(|path| is_standard(path)).count() > 1 {
            return Err(Usage("expected standard input once, found '-' several times".to_string()).into());
        }
        self.paths.iter().filter(|path| !is_standard(path)).try_for_each(|path| exists(path))
    }

    /// The time of the last modification of the input, if it is one file.
    pub(crate) fn modified(&self) -> Option<SystemTime> {
        match self.paths.as_slice() {
            [path] if !path.is_dir() => path.metadata().ok()?.modified().ok(),
            _ => None,
        }
    }
}

/// An entry that a walk finds.
#[derive(Debug)]
pub(crate) enum Found {
    File(File),
    /// A symbolic link that is not followed.
    Link(PathBuf),
    /// A pipe, a socket or a device.
    Special(PathBuf),
    /// A folder that cannot be read, or a broken link.
    Wrong(Diagnostic),
}

/// The input files. `except`, the output file or everything below the output folder, is not among them.
pub(crate) fn walk<'a>(
    roots: &'a Roots,
    except: Option<&Path>,
) -> anyhow::Result<impl Iterator<Item = Found> + Send + use<'a>> {
    roots.check()?;
    let mut paths = roots.paths.clone();
    if paths.is_empty() {
        paths.push("-".into());
    }
    let except = except.and_then(|path| path.canonicalize().ok());
    let is_one = paths.len() == 1;
    Ok(paths.into_iter().flat_map(move |path| below(&path, roots, except.clone(), is_one)))
}

fn exists(path: &Path) -> anyhow::Result<()> {
    let result = path.symlink_metadata();
    if result.is_err() && is_address(path) {
        let url = shown(path);
        let message = format!(
            "expected a file or folder, found an address; download it: curl -s '{url}' | newsclip convert - --base '{url}' --to markdown"
        );
        return Err(Usage(message).into());
    }
    result.map(drop).with_context(|| shown(path))
}

fn is_address(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.starts_with("http://") || path.starts_with("https://"))
}

/// The files of one path. As with `cp`, the output has the names of the folders if there are several.
fn below(
    root: &Path,
    roots: &Roots,
    except: Option<PathBuf>,
    is_one: bool,
) -> Box<dyn Iterator<Item = Found> + Send> {
    if root.as_os_str() == "-" {
        return Box::new(std::iter::once(Found::File(File::standard_input())));
    }
    if !root.is_dir() {
        return Box::new(std::iter::once(Found::File(File::named(root))));
    }
    let name = PathBuf::from(root.file_name().unwrap_or_default());
    let prefix = if is_one { PathBuf::new() } else { name };
    let root = root.to_path_buf();
    let walk = builder(&root, roots, except).build();
    let output = standard_output();
    let is_output = move |entry: &DirEntry| output.as_ref().is_some_and(|output| is_behind(entry, output));
    Box::new(
        walk.filter(move |entry| !entry.as_ref().is_ok_and(&is_output))
            .filter_map(move |entry| found(entry, &root, &prefix)),
    )
}

/// The regular file behind standard output, such as `feed articles > articles/feed.rss`. The shell has emptied it.
fn standard_output() -> Option<Handle> {
    let output = Handle::stdout().ok()?;
    output.as_file().metadata().is_ok_and(|metadata| metadata.is_file()).then_some(output)
}

fn is_behind(entry: &DirEntry, output: &Handle) -> bool {
    // The number comes with the entry, but the file would have to be opened.
    #[cfg(unix)]
    if entry.ino() != Some(output.ino()) {
        return false;
    }
    entry.path().is_file() && Handle::from_path(entry.path()).is_ok_and(|file| file == *output)
}

fn builder(root: &Path, roots: &Roots, except: Option<PathBuf>) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    let ignores = !roots.all && !roots.is_archive;
    builder.follow_links(roots.follow).standard_filters(ignores).parents(ignores).require_git(false);
    builder.hidden(!roots.all);
    builder.sort_by_file_path(by_stem);
    if let Some(except) = except {
        let is_folder = except.is_dir();
        builder.filter_entry(move |entry| !is_same(entry, &except, is_folder));
    }
    builder
}

/// The files that [`walk`] leaves out because they are in `folder`, which may be in an input folder.
pub(crate) fn left_out<'a>(roots: &'a Roots, folder: &Path) -> impl Iterator<Item = File> + use<'a> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    roots
        .paths
        .iter()
        .filter(|root| root.is_dir())
        .flat_map(move |root| in_folder(root, roots, folder.clone()))
}

fn in_folder(root: &Path, roots: &Roots, folder: PathBuf) -> impl Iterator<Item = File> + use<> {
    let root = root.to_path_buf();
    let whole = root.canonicalize().unwrap_or_else(|_| root.clone());
    let mut builder = builder(&root, roots, None);
    let resolved = {
        let root = root.clone();
        // Without symbolic links, this needs no system call.
        move |path: &Path| {
            path.strip_prefix(&root).map_or_else(|_| path.to_path_buf(), |path| whole.join(path))
        }
    };
    let leads_there = resolved.clone();
    let to = folder.clone();
    builder.follow_links(false).filter_entry(move |entry| {
        let path = leads_there(entry.path());
        path.starts_with(&to) || to.starts_with(&path)
    });
    builder.build().filter_map(move |entry| match found(entry, &root, Path::new(""))? {
        Found::File(file) => {
            let relative = resolved(&file.path).strip_prefix(&folder).ok()?.to_path_buf();
            Some(File { relative, ..file })
        }
        _ => None,
    })
}

/// The order of the files of a folder. Clips come before other files of the same stem, so that they get the plain name if names
/// clash.
fn by_stem(a: &Path, b: &Path) -> Ordering {
    // On bytes, because `file_stem` and `file_name` parse the path: with them, sorting took a tenth of the time of a conversion.
    fn key(path: &Path) -> (&[u8], bool, &[u8]) {
        let bytes = path.as_os_str().as_encoded_bytes();
        let is_separator = |&byte: &u8| std::path::is_separator(char::from(byte));
        let name = bytes.rsplit(is_separator).next().unwrap_or_default();
        let dot = name.iter().rposition(|&byte| byte == b'.').filter(|&dot| dot > 0);
        let (stem, ending) = name.split_at(dot.unwrap_or(name.len()));
        (stem, ending != b".md", name)
    }
    key(a).cmp(&key(b))
}

fn is_same(entry: &DirEntry, path: &Path, is_folder: bool) -> bool {
    // The type comes with the entry, but the path of a file would have to be resolved.
    let may_be_same = entry.file_type().is_none_or(|kind| kind.is_dir() == is_folder);
    may_be_same
        // A link may have any name.
        && (entry.path_is_symlink() || entry.file_name() == path.file_name().unwrap_or_default())
        && entry.path().canonicalize().is_ok_and(|entry| entry == path)
}

fn found(entry: Result<DirEntry, ignore::Error>, root: &Path, prefix: &Path) -> Option<Found> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(Found::Wrong(wrong(&error, root))),
    };
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        return Some(Found::Link(entry.into_path()));
    }
    if kind.is_dir() {
        return None;
    }
    let path = entry.into_path();
    // Reading a pipe or a device in a folder might never end.
    if !kind.is_file() {
        return Some(Found::Special(path));
    }
    if temporary::is_temporary(path.file_name().unwrap_or_default()) {
        return None;
    }
    let relative = prefix.join(path.strip_prefix(root).unwrap_or(&path));
    Some(Found::File(File::found(path, relative)))
}

/// The error of a walk, with its path where it has one.
fn wrong(error: &ignore::Error, root: &Path) -> Diagnostic {
    match error {
        ignore::Error::WithPath { path, err } => wrong(err, path),
        ignore::Error::WithDepth { err, .. } => wrong(err, root),
        ignore::Error::WithLineNumber { line, err } => {
            let position = newsclip::error::Position { line: usize::try_from(*line).unwrap_or(0), column: 1 };
            Diagnostic::at(root, Some(position), err.to_string())
        }
        ignore::Error::Loop { child, .. } => {
            Diagnostic::new(child, "the symbolic link leads back to a folder that contains it")
        }
        // The text of the error itself repeats the path.
        ignore::Error::Io(error) => Diagnostic::new(root, innermost(error).to_string()),
        error => Diagnostic::new(root, error.to_string()),
    }
}

fn innermost<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
}
