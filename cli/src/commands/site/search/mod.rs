//! A search without a server: a script loads the files of the index on demand.
//!
//! The files are scripts, not JSON, because browsers do not let a page on a disk read other files. Each calls `newsclip.add`.
//! `terms-N.js` contain sorted terms with the numbers of their articles. `index.js` lists the first term of each of these files,
//! so that the script can find the file of a term. `articles-N.js` contain the data that results show.

mod excerpts;
mod index;
mod terms;

use maud::html;
use newsclip::Document;
use serde_json::json;

pub(super) use self::index::Index;
use self::terms::{IDEOGRAPHIC, INVISIBLE, LONGEST_WORD};
use super::Site;
use super::template::Page;
use crate::article::day;

/// The script.
const SCRIPT: &str = include_str!("search.js");

/// The approximate size of a file of terms. Each word of a query loads one such file.
const TERMS_FILE: usize = 96 << 10;

/// The number of articles per file. A page of results loads some of these files.
const ARTICLES_FILE: usize = 128;

/// The index entry of an article.
pub(super) struct Entry {
    /// Its number among all articles, newest first.
    number: usize,
    excerpt: String,
    /// The distinct terms, each with a flag that is set if the title contains it.
    terms: Vec<(String, bool)>,
}

impl Entry {
    pub(super) fn new(number: usize, document: &Document, text: &str) -> Self {
        Self { number, excerpt: excerpts::excerpt(text), terms: terms::of_article(&document.title, text) }
    }
}

/// Writes the search page, its script and the index.
pub(super) fn write(site: &Site<'_>, mut index: Index) -> anyhow::Result<()> {
    let mut firsts = Vec::new();
    let mut file = String::new();
    index.merge(|term, numbers| {
        if file.is_empty() {
            firsts.push(term.to_string());
        } else {
            file.push_str(",\n");
        }
        file.push_str(&json!([term, deltas(numbers)]).to_string());
        if file.len() < TERMS_FILE {
            return Ok(());
        }
        add(site, &format!("terms-{}", firsts.len() - 1), &std::mem::take(&mut file))
    })?;
    if !file.is_empty() {
        add(site, &format!("terms-{}", firsts.len() - 1), &file)?;
    }
    articles(site, &mut index)?;
    let about = json!({
        "firsts": firsts,
        "articlesPerFile": ARTICLES_FILE,
        "ideographic": IDEOGRAPHIC,
        "invisible": INVISIBLE,
        "longestWord": LONGEST_WORD,
        "found": site.labels.found,
    });
    add(site, "index", &about.to_string())?;
    site.write("search/search.js", SCRIPT)?;
    site.write("search.html", &page(site))
}

/// Writes a file of the index that contains a list of `values`.
fn add(site: &Site<'_>, name: &str, values: &str) -> anyhow::Result<()> {
    site.write(&format!("search/{name}.js"), &format!("newsclip.add(\"{name}\", [\n{values}\n]);\n"))
}

/// Writes the data that results show: title, page, day and excerpt.
fn articles(site: &Site<'_>, index: &mut Index) -> anyhow::Result<()> {
    let template = site.template(0);
    for (file, articles) in site.plan.articles.chunks(ARTICLES_FILE).enumerate() {
        let mut lines = Vec::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            let excerpt = index.excerpt(file * ARTICLES_FILE + at)?;
            let day = article.time.map(day).unwrap_or_default();
            lines.push(json!([article.title, template.link(&article.page), day, excerpt]).to_string());
        }
        add(site, &format!("articles-{file}"), &lines.join(",\n"))?;
    }
    Ok(())
}

/// Ascending numbers as differences, which are short, in base 36, which JavaScript's `parseInt` reads.
fn deltas(numbers: &[u32]) -> String {
    let mut text = String::with_capacity(numbers.len() * 2);
    let mut last = 0;
    for &number in numbers {
        if !text.is_empty() {
            text.push(',');
        }
        base36(number - last, &mut text);
        last = number;
    }
    text
}

fn base36(mut number: u32, out: &mut String) {
    let mut digits = Vec::with_capacity(7);
    loop {
        digits.push(char::from_digit(number % 36, 36).expect("a digit to base 36"));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    out.extend(digits.iter().rev());
}

fn page(site: &Site<'_>) -> String {
    let labels = site.labels;
    let content = html! {
        h1 { (labels.search) }
        form.search action="search.html" role="search" {
            input type="search" name="q" id="query" aria-label=(labels.search);
            button { (labels.search) }
        }
        p #status role="status" {}
        noscript { p { (labels.needs_script) } }
        ul.articles #results {}
        button #more hidden { (labels.more) }
    };
    let page = Page { title: labels.search, script: Some("search/search.js"), ..Page::default() };
    site.template(0).page(&page, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_differences() {
        assert_eq!(deltas(&[0, 1, 37, 1333]), "0,1,10,100");
        assert_eq!(deltas(&[u32::MAX]), "1z141z3");
    }
}
