//! The files that the documentation and the comments name exist.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::files;

/// Where a path may begin that is not relative to the root of the project.
const FOLDERS: [&str; 7] = ["", "src", "tests", "tests/it", "fixtures", "fixtures/shapes", "bench/src/bin"];

/// Folders whose paths are checked, whatever the extension of the file.
const OURS: [&str; 9] =
    [".cargo/", "bench/", "cli/", "docs/", "fixtures/", "fuzz/", "sql/", "src/", "tests/"];

#[test]
fn files_that_the_documentation_names_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root.join(name)).to_vec();
    sources.extend(files(&root.join("docs"), "md"));
    sources.extend(["src", "cli/src", "tests"].iter().flat_map(|folder| files(&root.join(folder), "rs")));
    let (mut named, mut missing) = (0, Vec::new());
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        for path in code_spans(&text).filter(|span| is_ours(span)).chain(links(&text)) {
            let beside = source.parent().unwrap().join(path).exists();
            let exists = beside || FOLDERS.iter().any(|folder| root.join(folder).join(path).exists());
            named += 1;
            if !exists {
                missing.push(format!("{}: {path}", source.display()));
            }
        }
    }
    assert!(missing.is_empty(), "these files do not exist:\n{}", missing.join("\n"));
    assert!(named > 100, "only {named} paths were found");
}

/// The text between backticks on one line, without code blocks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.contains("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Relative links to other Markdown files, without their fragments.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    let paths = targets.map(|target| target.split('#').next().unwrap_or_default());
    paths.filter(|path| has_extension(path, "md") && !path.contains("://"))
}

fn is_ours(span: &str) -> bool {
    let is_path = span.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    is_path && (has_extension(span, "rs") || OURS.iter().any(|folder| span.starts_with(folder)))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}
