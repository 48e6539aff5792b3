//! `newsclip import`: adds the items of feeds to an archive of clips.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use newsclip::{Document, Feed};
use xxhash_rust::xxh3::xxh3_64;

use crate::args::{InputArgs, folder};
use crate::article::key;
use crate::input::{Content, File, Head, ReadOptions, Roots, head};
use crate::output::{Existing, article_name, safe_name, second_name, temporary, write_file};
use crate::pipeline::{Done, Pipeline, read_file, truncated_item};
use crate::report::{Counts, Diagnostic, Outcome};
use crate::session::Session;

/// How to name new clips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Naming {
    /// `SITE/ID.md`, where ID is a hash of the item's id or address
    Id,
    /// `SITE/YYYY-MM-DD-title.md`
    Date,
}

/// Adds the articles of feeds to an archive of clips
///
/// Articles that are already in the archive are not changed, so a nightly job can import the same feeds repeatedly. They are
/// recognized by their address, and with `--names id` also by their id, which is the name of their file.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  newsclip import feed.rss -o articles
  curl -s https://a.example/feed | newsclip import - -o articles --names date")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// The folder of the archive
    #[arg(short, long, value_name = "FOLDER", value_parser = folder(), help_heading = "Output")]
    output: PathBuf,

    /// How to name new clips
    #[arg(long, value_name = "STYLE", default_value = "id", help_heading = "Output")]
    names: Naming,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    session.reporter.begin();
    let known = if args.output.is_dir() { addresses(&args.output, session)? } else { HashSet::new() };
    let mut archive = Archive { args, known, added: HashSet::new(), cleaned: HashSet::new() };
    let options = args.inputs.read_options();
    let pipeline = Pipeline { session, roots: &args.inputs.roots, except: Some(&args.output) };
    let read =
        |file: File| read_file(&file, &options, |content, done| done.value = articles(&file, content, done));
    pipeline.run(read, |articles: Vec<Article>| {
        for article in articles {
            match archive.add(&article) {
                Ok(counts) => session.reporter.add(counts),
                Err(diagnostic) if session.reporter.wrong(&diagnostic).is_break() => break,
                Err(_) => {}
            }
        }
        Ok(())
    })?;
    Ok(session.reporter.finish())
}

/// The addresses of all articles in the archive. Unreadable clips are ignored here; `newsclip check` reports them.
fn addresses(folder: &Path, session: &Session) -> anyhow::Result<HashSet<u64>> {
    let roots = Roots::archive(folder);
    let options = ReadOptions::default();
    let mut known = HashSet::new();
    let pipeline = Pipeline { session, roots: &roots, except: None };
    let read = |file: File| {
        let value = match head(&file, &options) {
            Ok((Head::Clip(document) | Head::Whole(Content::Article(document, _)), _)) => {
                Some(key(&document))
            }
            _ => None,
        };
        Done { value, ..Done::default() }
    };
    pipeline.run(read, |key| {
        known.insert(key);
        Ok(())
    })?;
    Ok(known)
}

/// An article to add.
struct Article {
    document: Document,
    /// The id of the item, or its address if it has no id.
    id: String,
}

fn articles<R>(file: &File, content: Content, done: &mut Done<R>) -> Option<Vec<Article>> {
    match content {
        Content::Article(document, _) => {
            Some(vec![Article { id: document.url.to_string(), document: *document }])
        }
        Content::Feed(mut outcome) => {
            // It would stay a part: a later run does not change an article that is in the archive.
            if truncated_item(file, &outcome).is_some() {
                outcome.feed.items.pop();
            }
            Some(of_feed(file, outcome.feed, done))
        }
        Content::Other => None,
    }
}

fn of_feed<R>(file: &File, feed: Feed, done: &mut Done<R>) -> Vec<Article> {
    let ids: Vec<Option<String>> = feed.items.iter().map(|item| item.id.clone()).collect();
    let mut articles = Vec::with_capacity(ids.len());
    for (document, id) in crate::input::documents(feed).zip(ids) {
        match document {
            Ok(document) => {
                let id = id.unwrap_or_else(|| document.url.to_string());
                articles.push(Article { document, id });
            }
            Err(item) => done.wrong.push(Diagnostic::no_address(&file.path, &item.title)),
        }
    }
    articles
}

/// The archive to which articles are added.
struct Archive<'a> {
    args: &'a Args,
    /// Hashes of the addresses in the archive.
    known: HashSet<u64>,
    /// The same of those that this run added.
    added: HashSet<u64>,
    /// The folders that have been searched for the temporary files of killed runs.
    cleaned: HashSet<PathBuf>,
}

impl Archive<'_> {
    fn add(&mut self, article: &Article) -> Result<Counts, Diagnostic> {
        let key = key(&article.document);
        if self.added.contains(&key) {
            return Ok(Counts { duplicates: 1, ..Counts::default() });
        }
        if !self.known.insert(key) {
            return Ok(Counts::one_up_to_date());
        }
        self.added.insert(key);
        let Some(path) = self.path(article)? else { return Ok(Counts::one_up_to_date()) };
        let folder = path.parent().unwrap_or(&self.args.output);
        if self.cleaned.insert(folder.to_path_buf()) {
            temporary::remove_stale(folder);
        }
        let clip = article.document.to_clip();
        write_file(&path, Existing::Keep, |out| out.write_all(clip.as_bytes()))
            .map_err(|error| Diagnostic::new(&path, error.to_string()))
    }

    /// The path of a new article; `None` if the archive has its id. An error if a file has its name, but no article.
    fn path(&self, article: &Article) -> Result<Option<PathBuf>, Diagnostic> {
        let site = article.document.url.host_str().unwrap_or("unknown");
        let folder = self.args.output.join(safe_name(site.as_ref()));
        let path = |name: &str| folder.join(format!("{name}.md"));
        let names = match self.args.names {
            Naming::Id => vec![format!("{:016x}", xxh3_64(article.id.as_bytes()))],
            Naming::Date => vec![article_name(&article.document), second_name(&article.document)],
        };
        for path in names.iter().map(|name| path(name)) {
            if !path.exists() {
                return Ok(Some(path));
            }
            // Another run may have added it.
            if key_in(&path)? == key(&article.document) {
                return Ok(None);
            }
        }
        Ok(None)
    }
}

/// The key of the article in a file of the archive. A damaged file is an error: it is not replaced, because it may hold the rest of
/// an article.
fn key_in(path: &Path) -> Result<u64, Diagnostic> {
    let what = match head(&File::named(path), &ReadOptions::default()) {
        Ok((Head::Clip(document) | Head::Whole(Content::Article(document, _)), _)) => {
            return Ok(key(&document));
        }
        Ok(_) => "another file".to_string(),
        Err(error) => format!("a damaged one ({})", error.message),
    };
    let message =
        format!("expected the clip of an article to import, found {what}; delete it and import again");
    Err(Diagnostic::new(path, message))
}
