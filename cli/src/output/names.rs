//! The names of output files: reproducible and unique.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use newsclip::{Document, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use super::safe;

/// The maximum length of the title in a name, in bytes.
const LONGEST_TITLE: usize = 80;

/// Assigns names folder by folder, in the order of a walk. It forgets the folders that the walk has left.
#[derive(Debug)]
pub(crate) struct Names<E> {
    /// The folders from the root to the current one.
    open: Vec<Folder>,
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
    /// The hashes of names that are taken.
    taken: HashSet<u64>,
    /// Whether it had files before the run.
    has_files: bool,
}

/// The name of an output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The relative path, without an extension.
    pub(crate) path: PathBuf,
    /// Whether its folder had files before the run, so that it may exist.
    pub(crate) may_exist: bool,
}

impl<E: FnMut(&Path) -> bool> Names<E> {
    pub(crate) fn new(enter: E) -> Self {
        Self { open: Vec::new(), enter }
    }

    /// The name of the output for the relative path of a source.
    ///
    /// The output takes the source's stem if it is free, or else its full name. If that is taken too (some file systems ignore
    /// case), a hash of the path is added.
    pub(crate) fn take(&mut self, relative: &Path) -> Name {
        let folder = self.folder(relative.parent().unwrap_or(Path::new("")));
        let name = folder.take(relative);
        Name { path: folder.path.join(name), may_exist: folder.has_files }
    }

    /// Makes `source` the current folder.
    fn folder(&mut self, source: &Path) -> &mut Folder {
        // Comparing bytes is faster than comparing the components of paths, and most files are in the folder of the one before.
        let is_open = |folder: &Folder| folder.source.as_os_str() == source.as_os_str();
        if !self.open.last().is_some_and(is_open) {
            while self.open.pop_if(|folder| !source.starts_with(&folder.source)).is_some() {}
            if !self.open.last().is_some_and(is_open) {
                let path = safe::path(source);
                let has_files = (self.enter)(&path);
                self.open.push(Folder { source: source.into(), path, taken: HashSet::new(), has_files });
            }
        }
        self.open.last_mut().expect("it was there or has been added")
    }
}

impl Folder {
    /// The name of the output for the source `relative` in this folder.
    fn take(&mut self, relative: &Path) -> String {
        let stem = safe::name(relative.file_stem().unwrap_or_default());
        if self.taken.insert(folded(&stem)) {
            return stem;
        }
        let whole = safe::name(relative.file_name().unwrap_or_default());
        if self.taken.insert(folded(&whole)) {
            return whole;
        }
        format!("{stem}-{}", safe::short_id(relative.as_os_str().as_encoded_bytes()))
    }
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

/// The day in UTC.
fn day(time: Timestamp) -> String {
    time.to_string().split('T').next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(paths: &[&str]) -> Vec<String> {
        let mut names = Names::new(|_: &Path| false);
        paths.iter().map(|path| names.take(Path::new(path)).path.display().to_string()).collect()
    }

    #[test]
    fn an_ending_stays_where_names_would_clash() {
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
    fn an_article_is_named_after_its_day_and_title() {
        let clip = "<!--1668312901000-->\n[雨停了: 早市 开门 / 1](https://news.example/a/1)\n------\n";
        let document = newsclip::parse(clip).expect("a clip");
        assert_eq!(article_name(&document), "2022-11-13-雨停了_-早市-开门-_-1");
        assert!(second_name(&document).starts_with("2022-11-13-雨停了_-早市-开门-_-1-"));
    }
}
