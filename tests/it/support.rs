//! Shared by several laws: articles to test, and functions to read HTML.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use newsclip::html::Reader;
use newsclip::tree::{Block, NodeMut, walk_mut};
use newsclip::{Document, Feed, Url, parse};

/// An article of the corpus or of the fixtures.
pub struct Article {
    pub path: PathBuf,
    pub source: String,
}

/// All valid clips among the fixtures, and all of `../shared/corpus` if that folder exists.
pub fn articles() -> &'static [Article] {
    static ARTICLES: OnceLock<Vec<Article>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut articles = Vec::new();
        collect(&root.join("fixtures"), &mut articles);
        let corpus = root.join("../shared/corpus");
        if corpus.is_dir() {
            collect(&corpus, &mut articles);
        } else {
            say("skipped: the real articles, as ../shared/corpus is not there");
        }
        articles.retain(|article| parse(&article.source).is_ok());
        assert!(!articles.is_empty(), "no article to test with");
        articles
    })
}

/// The same as documents, the HTML of the other fixtures, and html5lib's inputs if `../shared/vectors` exists.
pub fn documents() -> &'static [(String, Document)] {
    static DOCUMENTS: OnceLock<Vec<(String, Document)>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let name = |article: &Article| article.path.display().to_string();
        let real = articles().iter().map(|article| (name(article), parse(&article.source).unwrap()));
        let cases = cases().into_iter().map(|(path, html)| (path.display().to_string(), read(&html)));
        let inputs = tree_construction_inputs().into_iter().enumerate();
        let inputs = inputs.map(|(index, html)| (format!("html5lib {index}"), read(&html)));
        real.chain(cases).chain(inputs).collect()
    })
}

/// The HTML of each `fixtures/**/*.case`: the text before the first section.
pub fn cases() -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let case = fs::read_to_string(&path).unwrap();
        let html = case.split_once("\n=== ").map_or(case.trim_end_matches('\n'), |(html, _)| html);
        let html = html.to_string();
        (path, html)
    };
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), "case").into_iter().map(read).collect()
}

/// Files with an extension, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found
}

/// The inputs of html5lib's tests of tree construction; none without `../shared/vectors`.
pub fn tree_construction_inputs() -> Vec<String> {
    let Some(folder) = vectors() else { return Vec::new() };
    let paths = fs::read_dir(folder.join("html5lib/tree-construction")).unwrap();
    let mut paths: Vec<_> = paths.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut inputs = Vec::new();
    for path in paths {
        let file = format!("\n{}", String::from_utf8_lossy(&fs::read(path).unwrap()));
        let tests = file.split("\n#data\n").skip(1);
        inputs.extend(tests.filter_map(|test| Some(test.split_once("#errors")?.0.to_string())));
    }
    inputs
}

/// The folder of test vectors. Without it, prints that the test is skipped.
pub fn vectors() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors");
    if !folder.is_dir() {
        say("skipped: ../shared/vectors is not there");
        return None;
    }
    Some(folder)
}

/// All of `../shared/corpus`. Without it, prints that the test is skipped.
pub fn corpus() -> Vec<Article> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut articles = Vec::new();
    if corpus.is_dir() {
        collect(&corpus, &mut articles);
        articles.retain(|article| article.path.file_name().is_some_and(|name| name != "README.md"));
    } else {
        say("skipped: ../shared/corpus is not there");
    }
    articles
}

fn collect(folder: &Path, articles: &mut Vec<Article>) {
    articles.extend(files(folder, "md").into_iter().map(|path| {
        let source = fs::read_to_string(&path).unwrap();
        Article { path, source }
    }));
}

/// Prints a message even if the test passes, although cargo hides its output.
#[allow(clippy::explicit_write, reason = "`eprintln!` is hidden, too")]
pub fn say(text: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{text}").unwrap();
}

/// The address that `read` resolves against.
pub const BASE: &str = "https://news.example/a/1";

pub fn base() -> Url {
    Url::parse(BASE).unwrap()
}

/// A page at [`BASE`].
pub fn read(html: &str) -> Document {
    Document::from_html(html, base())
}

/// A fragment without an address.
pub fn read_fragment(html: &str) -> Vec<Block> {
    Reader::new().read(html).body
}

/// A document with this body.
pub fn document(body: Vec<Block>) -> Document {
    let mut document = Document::new(base(), "");
    document.body = body;
    document
}

/// An empty feed of a site.
pub fn feed(title: &str) -> Feed {
    let mut feed = Feed::new(title);
    feed.url = Url::parse("https://a.example/?a=1&b=<2>").ok();
    feed
}

/// The document with resolved relative URLs, as in clips and feeds.
pub fn resolved(document: &Document) -> Document {
    let mut document = document.clone();
    let base = document.url.clone();
    let resolve = |url: &mut String| {
        if Url::parse(url) == Err(url::ParseError::RelativeUrlWithoutBase) {
            *url = base.join(url.trim()).map_or_else(|_| url.clone(), String::from);
        }
    };
    document.links_mut().for_each(|target| resolve(&mut target.url));
    document.images_mut().for_each(|image| resolve(&mut image.url));
    walk_mut(&mut document.body, |node| {
        if let NodeMut::Block(Block::Embed(embed)) = node {
            resolve(&mut embed.url);
            embed.poster.iter_mut().for_each(resolve);
        }
    });
    document.normalized()
}

/// Fails with a readable difference unless a law holds for all articles; prints their number.
pub fn report(law: &str, tried: usize, failures: &[String]) {
    say(&format!("{law}: holds for {} of {tried}", tried - failures.len()));
    assert!(
        failures.is_empty(),
        "{law} fails for {}:\n{}",
        failures.len(),
        failures[..failures.len().min(5)].join("\n")
    );
}

/// The first difference of two trees.
pub fn difference(expected: &[Block], found: &[Block]) -> String {
    let at = expected.iter().zip(found).take_while(|(a, b)| a == b).count();
    let show = |blocks: &[Block]| {
        let text = format!("{:?}", blocks.get(at));
        text.chars().take(1500).collect::<String>()
    };
    format!(
        "block {at} of {} and {}\n  expected {}\n  found    {}",
        expected.len(),
        found.len(),
        show(expected),
        show(found)
    )
}
