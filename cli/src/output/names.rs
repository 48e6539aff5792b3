//! The names of output files: reproducible and unique.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use newsclip::Document;
use xxhash_rust::xxh3::xxh3_64;

use crate::article::day;

use super::safe;

/// The maximum length of the title in a name, in bytes.
const LONGEST_TITLE: usize = 80;

/// Assigns names folder by folder, in the order of a walk. It forgets the folders that the walk has left.
#[derive(Debug)]
pub(crate) struct Names<E> {
    /// The folders from the root to the current one.
    open: Vec<Folder>,
    extension: &'static str,
    /// Called once for each folder of the output, with its relative path; returns whether the folder has any files.
    enter: E,
}

/// A folder of the output.
#[derive(Debug)]
struct Folder {
    /// The path of its source, relative to the root.
    source: PathBuf,
    /// Its own path, relative to the output.
    path: PathBuf,
    /// The hashes of the names that outputs and folders have, with the file names of their sources.
    taken: HashMap<u64, OsString>,
    /// Whether it had files before the run.
    has_files: bool,
}

/// The name of an output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The relative path, without an extension.
    pub(crate) path: PathBuf,
    /// The name of the folder for the articles of a feed, if an output has the name of the feed.
    pub(crate) feed_folder: Option<String>,
    /// Whether its folder had files before the run, so that it may exist.
    pub(crate) may_exist: bool,
    /// The file name of another source with the stem of this one, whose output has that stem.
    pub(crate) namesake: Option<OsString>,
}

impl<E: FnMut(&Path) -> bool> Names<E> {
    /// Names for outputs with this extension.
    pub(crate) fn new(extension: &'static str, enter: E) -> Self {
        Self { open: Vec::new(), extension, enter }
    }

    /// The name of the output for the relative path of a source.
    ///
    /// The output takes the source's stem if it is free, or else its full name. If that is taken too (some file systems ignore
    /// case), a hash of the path is added.
    pub(crate) fn take(&mut self, relative: &Path) -> Name {
        let extension = self.extension;
        let folder = self.folder(relative.parent().unwrap_or(Path::new("")));
        let feed_folder = folder.feed_folder(relative, extension);
        let (name, namesake) = folder.take(relative, extension);
        Name { path: folder.path.join(name), feed_folder, may_exist: folder.has_files, namesake }
    }

    /// Makes `source` the current folder.
    fn folder(&mut self, source: &Path) -> &mut Folder {
        // Comparing bytes is faster than comparing the components of paths, and most files are in the folder of the one before.
        if self.open.last().is_none_or(|folder| folder.source.as_os_str() != source.as_os_str()) {
            while self.open.pop_if(|folder| !source.starts_with(&folder.source)).is_some() {}
            let is_open = |path: &Path| self.open.last().is_some_and(|folder| folder.source == path);
            let closed: Vec<&Path> = source.ancestors().take_while(|path| !is_open(path)).collect();
            closed.into_iter().rev().for_each(|path| self.open_folder(path));
        }
        self.open.last_mut().expect("it was open or has been opened")
    }

    /// Opens a folder, whose parent is the current one.
    fn open_folder(&mut self, source: &Path) {
        let path = match (self.open.last_mut(), source.file_name()) {
            (Some(parent), Some(_)) => {
                let name = parent.take_folder(source);
                parent.path.join(name)
            }
            _ => PathBuf::new(),
        };
        let has_files = (self.enter)(&path);
        self.open.push(Folder { source: source.into(), path, taken: HashMap::new(), has_files });
    }
}

impl Folder {
    /// The name of the output for the source `relative` in this folder, without its extension, and the namesake of the source.
    fn take(&mut self, relative: &Path, extension: &str) -> (String, Option<OsString>) {
        let source = relative.file_name().unwrap_or_default();
        let stem = safe::name(relative.file_stem().unwrap_or_default());
        let Some(other) = self.take_name(&format!("{stem}.{extension}"), source) else { return (stem, None) };
        let has_stem = |name: &OsString| {
            Path::new(name).file_stem().is_some_and(|other| folded(&safe::name(other)) == folded(&stem))
        };
        let namesake = Some(other).filter(has_stem);
        let whole = safe::name(source);
        if self.take_name(&format!("{whole}.{extension}"), source).is_none() {
            return (whole, namesake);
        }
        (with_hash(&stem, relative), namesake)
    }

    /// Takes a name if it is free. Returns the file name of the source that has it otherwise.
    fn take_name(&mut self, name: &str, source: &OsStr) -> Option<OsString> {
        match self.taken.entry(folded(name)) {
            Entry::Occupied(taken) => Some(taken.get().clone()),
            Entry::Vacant(free) => {
                free.insert(source.into());
                None
            }
        }
    }

    /// The name of the folder for a folder of the source.
    fn take_folder(&mut self, source: &Path) -> String {
        let own = source.file_name().unwrap_or_default();
        let name = safe::name(own);
        if self.take_name(&name, own).is_none() { name } else { with_hash(&name, source) }
    }

    /// The name of the folder for the articles of a feed: its whole name, unless an output has it.
    fn feed_folder(&self, relative: &Path, extension: &str) -> Option<String> {
        // Only a file with the extension of the outputs can have the name of one.
        let may_clash = relative.extension().is_some_and(|own| own == extension);
        let name = || safe::name(relative.file_name().unwrap_or_default());
        (may_clash && self.taken.contains_key(&folded(&name()))).then(|| with_hash(&name(), relative))
    }
}

fn with_hash(name: &str, path: &Path) -> String {
    format!("{name}-{}", safe::short_id(path.as_os_str().as_encoded_bytes()))
}

/// A hash of a name that ignores case, as some file systems do.
fn folded(name: &str) -> u64 {
    xxh3_64(name.to_lowercase().as_bytes())
}

/// A name by date and title: `2022-11-13-rain`.
pub(crate) fn article_name(document: &Document) -> String {
    let day = document.published.map(|time| day(time) + "-").unwrap_or_default();
    let words = document.title.split_whitespace().collect::<Vec<_>>().join("-");
    let title = safe::characters(safe::cut(&words, LONGEST_TITLE));
    safe::characters(&format!("{day}{title}"))
}

/// The name of an article if another article has its name by date and title.
pub(crate) fn second_name(document: &Document) -> String {
    format!("{}-{}", article_name(document), safe::short_id(document.url.as_str().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(paths: &[&str]) -> Vec<String> {
        let mut names = Names::new("txt", |_: &Path| false);
        paths.iter().map(|path| names.take(Path::new(path)).path.display().to_string()).collect()
    }

    #[test]
    fn extensions_are_kept_if_names_would_clash() {
        assert_eq!(all(&["a/x.md", "a/x.html", "a/y.html"]), ["a/x", "a/x.html", "a/y"]);
    }

    #[test]
    fn names_that_differ_in_case_stay_apart() {
        let names = all(&["Rain.md", "rain.md", "RAIN.md"]);
        assert_eq!(names[..2], ["Rain", "rain.md"]);
        assert!(names[2].starts_with("RAIN-"), "{names:?}");
    }

    #[test]
    fn a_folder_is_remembered_while_the_walk_is_in_it() {
        let names = all(&["x.md", "x/x.md", "x/y/x.md", "x/x.html", "x.html", "z/x.html"]);
        assert_eq!(names, ["x", "x/x", "x/y/x", "x/x.html", "x.html", "z/x"]);
    }

    #[test]
    fn an_output_and_a_folder_have_different_names() {
        let names = all(&["a/x.md", "a/x.txt/y.md", "b/x.txt/y.md", "b/x.z"]);
        assert!(names[1].starts_with("a/x.txt-") && names[1].ends_with("/y"), "{names:?}");
        assert_eq!((names[2].as_str(), names[3].as_str()), ("b/x.txt/y", "b/x.z"));
        let names = all(&["Rain/1.md", "rain/1.md"]);
        assert!(names[1].starts_with("rain-"), "{names:?}");
        let mut names = Names::new("txt", |_: &Path| false);
        names.take(Path::new("x.md"));
        let feed = names.take(Path::new("x.txt")).feed_folder.expect("the name is taken");
        assert!(feed.starts_with("x.txt-"), "{feed}");
    }

    #[test]
    fn an_article_is_named_after_its_day_and_title() {
        let clip = "<!--1668312901000-->\n[雨停了: 早市 开门 / 1](https://news.example/a/1)\n------\n";
        let document = newsclip::parse(clip).expect("a clip");
        assert_eq!(article_name(&document), "2022-11-13-雨停了_-早市-开门-_-1");
        assert!(second_name(&document).starts_with("2022-11-13-雨停了_-早市-开门-_-1-"));
    }
}
