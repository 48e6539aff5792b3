//! Shared by the benchmarks: the articles, all converters with the same signature, and hostile shapes.

pub mod shape;

use std::path::{Path, PathBuf};
use std::{env, fs};

use cpu_time::ProcessTime;
use newsclip::Clip;

/// The clips of a folder: sources and bodies.
pub struct Corpus {
    pub sources: Vec<String>,
}

impl Corpus {
    /// All clips below the folder in the first argument, or below `fixtures`. Pages (`.html`) become bodies of clips.
    pub fn from_arguments() -> Self {
        let folder = env::args().nth(1).unwrap_or_else(|| "../fixtures".to_string());
        let mut paths = Vec::new();
        collect(Path::new(&folder), &mut paths);
        paths.sort();
        let sources: Vec<String> = paths
            .iter()
            .filter_map(|path| source(path))
            .filter(|source| Clip::parse(source).is_ok())
            .collect();
        assert!(!sources.is_empty(), "no clip below {folder}");
        Self { sources }
    }

    pub fn bodies(&self) -> Vec<&str> {
        let body = |source| Clip::parse(source).expect("`from_arguments` checked it").html();
        self.sources.iter().map(|source| body(source)).collect()
    }

    pub fn bytes(&self) -> usize {
        self.bodies().iter().map(|body| body.len()).sum()
    }
}

fn source(path: &Path) -> Option<String> {
    if path.extension().is_some_and(|extension| extension == "md") {
        return fs::read_to_string(path).ok();
    }
    let bytes = fs::read(path).ok()?;
    Some(clip(&newsclip::html::decode(&bytes, None)))
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("the folder can be listed").flatten();
        entries.for_each(|entry| collect(&entry.path(), paths));
    } else if path.extension().is_some_and(|extension| extension == "md" || extension == "html") {
        paths.push(path.to_path_buf());
    }
}

/// A converter from a body's HTML to Markdown.
pub struct Converter {
    pub name: &'static str,
    pub convert: fn(&str) -> String,
}

/// newsclip and other converters, each with its default options.
pub const CONVERTERS: [Converter; 9] = [
    Converter { name: "newsclip", convert: newsclip::html_to_markdown },
    Converter { name: "htmd", convert: htmd_pure },
    Converter { name: "htmd (faithful)", convert: htmd_faithful },
    Converter { name: "html2md", convert: html2md::parse_html },
    Converter { name: "fast_html2md", convert: fast_html2md },
    Converter { name: "mdka", convert: mdka::html_to_markdown },
    Converter { name: "html-to-markdown-rs", convert: html_to_markdown },
    Converter { name: "html2markdown", convert: html2markdown::convert },
    Converter { name: "(the HTML itself)", convert: str::to_string },
];

/// A clip with this body, because newsclip converts clips.
pub fn clip(html: &str) -> String {
    format!("[]({BASE})\n------\n\n{html}")
}

/// The base for relative URLs in the output of every converter.
pub const BASE: &str = "https://news.example/";

fn htmd_pure(html: &str) -> String {
    htmd::convert(html).unwrap_or_default()
}

fn htmd_faithful(html: &str) -> String {
    let options = htmd::options::Options {
        translation_mode: htmd::options::TranslationMode::Faithful,
        ..Default::default()
    };
    htmd::HtmlToMarkdown::builder().options(options).build().convert(html).unwrap_or_default()
}

fn fast_html2md(html: &str) -> String {
    html2md_fast::rewrite_html(html, true)
}

fn html_to_markdown(html: &str) -> String {
    html_to_markdown_rs::convert(html, None).ok().and_then(|result| result.content).unwrap_or_default()
}

/// The processor time of this program in seconds, which excludes other programs.
pub fn processor_seconds() -> f64 {
    ProcessTime::now().as_duration().as_secs_f64()
}
