//! Links to files.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// A path as a relative URL: escapes `?`, `#`, `%` and control characters (URL parsers remove line breaks), and prevents names from
/// being read as a scheme.
pub(crate) fn relative_url(path: &str) -> String {
    let mut url = if path.split('/').next().is_some_and(|first| first.contains(':')) {
        "./".into()
    } else {
        String::new()
    };
    for c in path.chars() {
        match c {
            '\0'..=' ' | '%' | '?' | '#' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\x7f' => {
                let _ = write!(url, "%{:02X}", u32::from(c));
            }
            c => url.push(c),
        }
    }
    url
}

/// The path of a file relative to a folder, as a link in a file of that folder. Links are resolved without a file system, so `..`
/// is, too.
pub(crate) fn path_from(folder: &Path, file: &Path) -> PathBuf {
    let (Ok(folder), Ok(file)) = (std::path::absolute(folder), std::path::absolute(file)) else {
        return file.into();
    };
    let (folder, file) = (without_dots(&folder), without_dots(&file));
    let common = folder.iter().zip(&file).take_while(|(a, b)| a == b).count();
    // On Windows, there is no relative path to another drive.
    if common == 0 {
        return file.iter().collect();
    }
    let up = folder[common..].iter().map(|_| Component::ParentDir);
    up.chain(file[common..].iter().copied()).collect()
}

fn without_dots(path: &Path) -> Vec<Component<'_>> {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop_if(|last| matches!(last, Component::Normal(_)))),
            part => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_a_folder_to_a_file() {
        let from = |folder, file| path_from(Path::new(folder), Path::new(file)).display().to_string();
        assert_eq!(from("a", "a/b/1.md"), "b/1.md");
        assert_eq!(from("a/./c", "a/b/../1.md"), "../1.md");
        assert_eq!(from("", "a/1.md"), "a/1.md");
        assert_eq!(from("/a/b", "/c/1.md"), "../../c/1.md");
    }

    #[test]
    fn a_file_name_is_encoded_as_a_relative_url() {
        assert_eq!(relative_url("a/50% #1?.md"), "a/50%25%20%231%3F.md");
        assert_eq!(relative_url("a:b/雨.md"), "./a:b/雨.md");
        assert_eq!(relative_url("a\nb\u{1b}.md"), "a%0Ab%1B.md");
    }
}
