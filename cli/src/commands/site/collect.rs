//! Collects the heads of all input articles.

use std::collections::HashSet;
use std::path::Path;

use newsclip::{Document, Feed, Timestamp};

use crate::args::InputArgs;
use crate::article::key;
use crate::input::{Content, File, Head, ReadOptions, documents, head};
use crate::output::article_name;
use crate::pipeline::{Done, Pipeline, truncated_item};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

/// The fields of an article that lists show, and the location of the rest.
pub(super) struct Article {
    pub(super) title: String,
    pub(super) tags: Vec<String>,
    pub(super) time: Option<Timestamp>,
    /// The name of its page, from date and title. The plan replaces it with a unique path.
    pub(super) page: String,
    /// Its [`key`].
    pub(super) key: u64,
    /// The index of its file.
    pub(super) file: usize,
    /// Its index in the file, which may be a feed.
    pub(super) item: usize,
}

/// The articles of the input, newest first and without duplicates, and their files.
pub(super) struct Archive {
    pub(super) articles: Vec<Article>,
    pub(super) files: Vec<File>,
    pub(super) options: ReadOptions,
}

/// Reads all heads, which determine names and lists. Articles are read again when their pages are written.
pub(super) fn collect(inputs: &InputArgs, except: &Path, session: &Session) -> anyhow::Result<Archive> {
    let mut options = inputs.read_options();
    options.heads = true;
    let (mut articles, mut files) = (Vec::new(), Vec::new());
    Pipeline { session, roots: &inputs.roots, except: Some(except) }.run(
        |file| heads(file, &options),
        |(file, found): (File, Vec<Article>)| {
            articles.extend(found.into_iter().map(|article| Article { file: files.len(), ..article }));
            files.push(file);
            Ok(())
        },
    )?;
    let all = articles.len();
    // The sort is stable: articles with the same time stay in the order of the input.
    articles.sort_by_key(|article: &Article| std::cmp::Reverse(article.time));
    let mut seen = HashSet::with_capacity(all);
    articles.retain(|article| seen.insert(article.key));
    session.reporter.add(Counts { duplicates: all - articles.len(), ..Counts::default() });
    options.heads = false;
    Ok(Archive { articles, files, options })
}

/// The heads of the articles in a file.
fn heads(file: File, options: &ReadOptions) -> Done<(File, Vec<Article>)> {
    let path = file.path.clone();
    let read = file.kept().map_err(|error| Diagnostic::new(&path, error.to_string()));
    let ((head, bytes), file) = match read.and_then(|file| Ok((head(&file, options)?, file))) {
        Ok(read) => read,
        Err(diagnostic) => return Done::wrong(diagnostic),
    };
    let mut done = Done { counts: Counts { read: 1, bytes, ..Counts::default() }, ..Done::default() };
    let articles = match head {
        Head::Whole(Content::Other) => return Done::other(&file),
        Head::Clip(document) | Head::Whole(Content::Article(document, _)) => vec![article(*document, 0)],
        Head::Whole(Content::Feed(outcome)) => {
            done.wrong.extend(truncated_item(&file, &outcome));
            of_feed(&file, outcome.feed, &mut done.wrong)
        }
    };
    done.value = Some((file, articles));
    done
}

/// The items of a feed. Those that cannot become articles are reported.
fn of_feed(file: &File, feed: Feed, wrong: &mut Vec<Diagnostic>) -> Vec<Article> {
    let mut articles = Vec::with_capacity(feed.items.len());
    for (number, document) in documents(feed).enumerate() {
        match document {
            Ok(document) => articles.push(article(document, number)),
            Err(item) => wrong.push(Diagnostic::no_address(&file.path, &item.title)),
        }
    }
    articles
}

/// The maximum number of tags of an article for which there are lists, and of the characters of its title in lists. Otherwise, a
/// single file with a long title and many tags would fill the disk.
const MAX_TAGS: usize = 100;
const MAX_TITLE: usize = 300;

fn shortened(mut title: String) -> String {
    if let Some((end, _)) = title.char_indices().nth(MAX_TITLE) {
        title.truncate(end);
        title.push('…');
    }
    title
}

fn article(document: Document, item: usize) -> Article {
    let page = article_name(&document);
    let key = key(&document);
    let time = document.published.or(document.updated);
    // A link needs text to click on.
    let title: String = if document.title.is_empty() { document.url.into() } else { document.title };
    let mut tags = document.tags;
    tags.truncate(MAX_TAGS);
    Article { title: shortened(title), tags, time, page, key, file: 0, item }
}
