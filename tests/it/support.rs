//! What several laws need: the articles that they hold for, and a way to read HTML alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use newsclip::{Block, Document, parse};

/// An article of the corpus or of the fixtures.
pub struct Article {
    pub path: PathBuf,
    pub source: String,
}

/// All clips among the fixtures that can be read, and all of `../shared/corpus`, if that folder is there.
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

/// The same, and what no article holds: html5lib's inputs, where `../shared/vectors` is there.
pub fn articles_and_vectors() -> Vec<&'static Article> {
    static VECTORS: OnceLock<Vec<Article>> = OnceLock::new();
    let vectors = VECTORS.get_or_init(|| {
        let article = |(index, html): (usize, String)| Article {
            path: format!("html5lib {index}").into(),
            source: format!("[]({BASE})\n------\n\n{html}"),
        };
        tree_construction_inputs().into_iter().enumerate().map(article).collect()
    });
    articles().iter().chain(vectors).collect()
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

/// The folder of test vectors, or nothing and a word about it.
pub fn vectors() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors");
    if !folder.is_dir() {
        say("skipped: ../shared/vectors is not there");
        return None;
    }
    Some(folder)
}

/// All of `../shared/corpus`, or nothing and a word about it.
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
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, articles);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let source = fs::read_to_string(&path).unwrap();
            articles.push(Article { path, source });
        }
    }
}

/// Says something even if the test passes, whose output cargo would hide.
#[allow(clippy::explicit_write, reason = "`eprintln!` is hidden, too")]
pub fn say(text: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{text}").unwrap();
}

/// The address that `read` resolves against.
pub const BASE: &str = "https://news.example/a/1";

/// HTML as the body of a clip.
pub fn read(html: &str) -> Document {
    parse(&format!("[]({BASE})\n------\n\n{html}")).unwrap()
}

/// A document with this body.
pub fn document(body: Vec<Block>) -> Document {
    let mut document = read("");
    document.body = body;
    document
}

/// Fails with a readable difference unless a law holds for all; says for how many it does.
pub fn report(law: &str, tried: usize, failures: &[String]) {
    say(&format!("{law}: holds for {} of {tried}", tried - failures.len()));
    assert!(
        failures.is_empty(),
        "{law} fails for {}:\n{}",
        failures.len(),
        failures[..failures.len().min(5)].join("\n")
    );
}

/// The first place where two trees differ.
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

/// The same blocks with `change` made to each, from the innermost outwards.
pub fn map_blocks(blocks: &[Block], change: &dyn Fn(&Block) -> Block) -> Vec<Block> {
    let all = |blocks: &[Block]| map_blocks(blocks, change);
    let inner = |block: &Block| match block.clone() {
        Block::Quote { content } => Block::Quote { content: all(&content) },
        Block::List(mut list) => {
            list.items.iter_mut().for_each(|item| item.content = all(&item.content));
            Block::List(list)
        }
        Block::DescriptionList { mut items } => {
            items.iter_mut().for_each(|item| item.content = all(&item.content));
            Block::DescriptionList { items }
        }
        Block::Table(mut table) => {
            table.caption = all(&table.caption);
            let rows = table.head.iter_mut().chain(&mut table.body);
            rows.flat_map(|row| &mut row.cells).for_each(|cell| cell.content = all(&cell.content));
            Block::Table(table)
        }
        Block::Figure(mut figure) => {
            figure.caption = all(&figure.caption);
            Block::Figure(figure)
        }
        other => other,
    };
    blocks.iter().map(|block| change(&inner(block))).collect()
}
