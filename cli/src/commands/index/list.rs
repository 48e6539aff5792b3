//! The list as links by year, in Markdown or HTML. The library's writers do the escaping.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use newsclip::tree::{Block, Inline, List as Bullets};
use newsclip::{Html, Markdown, Timestamp};

use super::record::Record;
use super::with_slashes;
use crate::input::LIST_GENERATOR;
use crate::output::{path_from, relative_url};

/// The targets of the links.
pub(super) enum Target {
    /// The files, relative to the folder of the list, or else to the current one.
    File(Option<PathBuf>),
    Url,
}

/// The time, title and link of each article; the link is empty if there is no target.
#[derive(Default)]
pub(super) struct List(Vec<(Option<Timestamp>, String, String)>);

impl List {
    pub(super) fn add(&mut self, record: Record, links_to: &Target) {
        let link = match links_to {
            Target::File(_) if record.is_stream => record.url.unwrap_or_default(),
            Target::File(None) => relative_url(&record.path),
            Target::File(Some(folder)) => {
                relative_url(&with_slashes(&path_from(folder, Path::new(&record.path))))
            }
            Target::Url => record.url.unwrap_or_default(),
        };
        let title = if record.title.is_empty() { record.path } else { record.title };
        self.0.push((record.published.or(record.updated), title, link));
    }

    /// Newest first; articles with the same time in the order of their files, those without a time last.
    pub(super) fn render(mut self, title: &str, is_page: bool) -> String {
        self.0.sort_by_key(|(time, ..)| Reverse(*time));
        let mut blocks = Vec::new();
        for year in self.0.chunk_by(|(a, ..), (b, ..)| self::year(*a) == self::year(*b)) {
            let heading = self::year(year[0].0).unwrap_or_else(|| "Without a date".to_string());
            blocks.push(Block::heading(2, vec![Inline::Text(heading)]));
            let items = year.iter().map(|(time, title, link)| vec![line(*time, title, link)]);
            blocks.push(Block::List(Bullets::bullets(items.collect())));
        }
        blocks.insert(0, Block::heading(1, vec![Inline::Text(title.to_string())]));
        if is_page {
            page(title, &Html::new().render_blocks(&blocks))
        } else {
            Markdown::new().render_blocks(&blocks)
        }
    }
}

/// A page that is not an article: it has no address and no time.
fn page(title: &str, body: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n{LIST_GENERATOR}\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>{title}</title>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn line(time: Option<Timestamp>, title: &str, link: &str) -> Block {
    let mut inlines = Vec::new();
    if let Some(time) = time {
        inlines.push(Inline::Text(format!("{} ", &time.to_string()[..10])));
    }
    let title = Inline::Text(title.to_string());
    inlines.push(if link.is_empty() { title } else { Inline::link(link, vec![title]) });
    Block::paragraph(inlines)
}

fn year(time: Option<Timestamp>) -> Option<String> {
    time.map(|time| time.to_string()[..4].to_string())
}
