//! Law: the Markdown of a page, rendered by comrak and pulldown-cmark, shows the same content as the page. [`seen`](crate::seen)
//! measures it.

use std::fs;
use std::path::{Path, PathBuf};

use newsclip::Markdown;
use newsclip::html::{Reader, decode};

use crate::markdown::{comrak, pulldown};
use crate::seen;
use crate::support::{base, report, say};

/// The pages in a folder: `NEWSCLIP_PAGES`, or the corpus; none without `../shared`.
pub fn pages() -> Vec<(String, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pages");
    let folder = std::env::var_os("NEWSCLIP_PAGES").map_or(corpus, PathBuf::from);
    if !folder.is_dir() {
        say(&format!("skipped: {} is not there", folder.display()));
        return Vec::new();
    }
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), decode(&fs::read(path).unwrap(), None).into_owned())).collect()
}

#[test]
fn markdown_of_pages_shows_the_pages() {
    let pages = pages();
    let mut failures = Vec::new();
    for (name, html) in &pages {
        let expected = seen::of_page(html, &base());
        let page = Reader::new().base(&base()).read(html);
        let markdown = Markdown::new().render_blocks(&page.body);
        for (reader, render) in [("comrak", comrak as fn(&str) -> String), ("pulldown-cmark", pulldown)] {
            let found = seen::of_fragment(&render(&markdown), &base(), &expected.embeds);
            for (field, difference) in expected.differences(&found) {
                failures.push(format!("{name} ({reader}): {field}\n    {difference}"));
            }
        }
    }
    if std::env::var_os("NEWSCLIP_VERBOSE").is_some() {
        failures.iter().for_each(|failure| say(failure));
    }
    report("pages", 2 * pages.len(), &failures);
}
