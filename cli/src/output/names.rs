//! The names of output files: reproducible and unique.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use newsclip::{Document, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use super::safe;

/// The maximum length of the title in a name, in bytes.
const LONGEST_TITLE: usize = 80;

/// Assigns names folder by folder, in the order of a walk. It forgets the folders that the walk has left.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The folders from the root to the current one, each with the hashes of names that are taken.
    open: Vec<(PathBuf, HashSet<u64>)>,
}

impl Names {
    /// The relative path of the output for that of a source, without an extension, and whether its folder is new.
    ///
    /// The output takes the source's stem if it is free, or else its full name. If that is taken too (some file systems ignore
    /// case), a hash of the path is added.
    pub(crate) fn take(&mut self, relative: &Path) -> (PathBuf, bool) {
        let parent = relative.parent().unwrap_or(Path::new(""));
        let is_new = self.enter(parent);
        let taken = &mut self.open.last_mut().expect("`enter` has pushed one").1;
        let stem = safe::name(relative.file_stem().unwrap_or_default());
        let whole = safe::name(relative.file_name().unwrap_or_default());
        let hashed = format!("{stem}-{}", safe::short_id(relative.as_os_str().as_encoded_bytes()));
        let free = [stem, whole].into_iter().find(|name| taken.insert(folded(name)));
        (safe::path(parent).join(free.unwrap_or(hashed)), is_new)
    }

    /// Makes `parent` the current folder.
    fn enter(&mut self, parent: &Path) -> bool {
        while self.open.pop_if(|(folder, _)| !parent.starts_with(folder)).is_some() {}
        let is_new = self.open.last().is_none_or(|(folder, _)| folder != parent);
        if is_new {
            self.open.push((parent.to_path_buf(), HashSet::new()));
        }
        is_new
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
        let mut names = Names::default();
        paths.iter().map(|path| names.take(Path::new(path)).0.display().to_string()).collect()
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
