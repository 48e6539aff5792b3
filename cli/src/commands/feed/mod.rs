//! `newsclip feed`: makes one feed of many articles.

mod archive;
mod collect;
mod entry;
mod head;
mod write;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use newsclip::feed::{Content, Writer};

pub(super) use self::collect::{Collected, Inputs, collect};
pub(super) use self::head::HeadArgs;
pub(super) use self::write::{Output, with_items};
use crate::args::{ForceArgs, InputArgs, count, folder, named};
use crate::input::{Kind, extension};
use crate::output::{Existing, Format};
use crate::pipeline::{OutputFile, OutputFolder};
use crate::report::{Outcome, Usage};
use crate::session::Session;

/// A feed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FeedFormat {
    /// RSS 2.0
    Rss,
    /// Atom 1.0
    Atom,
    /// JSON Feed 1.1
    #[value(alias = "json-feed")]
    Jsonfeed,
}

impl From<FeedFormat> for Format {
    fn from(format: FeedFormat) -> Self {
        match format {
            FeedFormat::Rss => Self::Rss,
            FeedFormat::Atom => Self::Atom,
            FeedFormat::Jsonfeed => Self::Jsonfeed,
        }
    }
}

impl FeedFormat {
    /// The format of a file with this name: RSS, unless the extension is that of another format.
    fn of(file: &Path) -> Self {
        match extension(file).as_deref() {
            Some("atom") => Self::Atom,
            Some("json") => Self::Jsonfeed,
            _ => Self::Rss,
        }
    }
}

/// The output format of a feed.
#[derive(Debug, clap::Args)]
pub(super) struct FormatArgs {
    /// The format to write [default: atom for a file `*.atom`, jsonfeed for `*.json`, otherwise rss]
    #[arg(long, value_name = "FORMAT")]
    to: Option<FeedFormat>,

    /// How much of each article to write
    #[arg(long, value_name = "EXTENT", value_parser = named!(Content))]
    content: Option<Content>,
}

impl FormatArgs {
    /// The format for this file; `None` for standard output.
    fn to(&self, file: Option<&Path>) -> FeedFormat {
        self.to.unwrap_or_else(|| file.map_or(FeedFormat::Rss, FeedFormat::of))
    }

    /// The writer for this file; `None` for standard output.
    pub(super) fn writer(&self, file: Option<&Path>) -> (newsclip::feed::Format, Writer) {
        let format = Format::from(self.to(file)).feed().expect("all of them are feed formats");
        (format, Writer::new(format).content(self.content.unwrap_or_default()))
    }
}

/// Makes one feed of many articles, newest first
///
/// If several articles have the same id or address, only the newest is kept. The same articles always produce the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  The newest 50 articles of an archive:
    newsclip feed articles --to rss --title Weather --url https://a.example/ --limit 50 -o feed.rss
  All of them, in pages of 100 that readers follow (RFC 5005):
    newsclip feed articles --to atom --title Weather --url https://a.example/ \\
      --feed-url https://a.example/feed.atom --archive public")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    #[command(flatten)]
    head: HeadArgs,

    #[command(flatten)]
    format: FormatArgs,

    /// Write only the newest N articles
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, conflicts_with = "archive")]
    limit: Option<NonZeroUsize>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE", conflicts_with = "archive")]
    output: Option<PathBuf>,

    /// Write all articles as archive pages (RFC 5005) to this folder: `feed.EXT`, `archive-1.EXT`, `archive-2.EXT` …
    #[arg(long, value_name = "FOLDER", value_parser = folder(), requires = "feed_url")]
    archive: Option<PathBuf>,

    /// The number of articles per archive page
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value = "100", requires = "archive")]
    page_size: NonZeroUsize,

    #[command(flatten)]
    existing: ForceArgs,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    session.reporter.begin();
    let inputs = Inputs { args: &args.inputs, limit: args.limit, adds_source: false };
    let existing = args.existing.policy();
    let file = output_file(args.output.as_deref(), &args.inputs, existing)?;
    let collected = collect(&inputs, args.archive.as_deref().or(file.path()), session)?;
    let mut feed = args.head.feed(|| args.inputs.roots.name());
    feed.updated = collected.newest();
    let (format, writer) = args.format.writer(file.path());
    match &args.archive {
        Some(_) if session.reporter.read_nothing() => {}
        Some(folder) => {
            let own = args.head.feed_url.clone().ok_or_else(|| Usage("--archive needs --feed-url".into()))?;
            let existing = existing.after_reading(session.reporter.has_read());
            let outputs = OutputFolder::new(&args.inputs.roots, folder, "--archive");
            let archive =
                archive::Archive { folder, outputs, own, writer, existing, page_size: args.page_size };
            archive.write(feed, args.format.to(None), collected, session)?;
        }
        None => Output { format, writer, file }.write(&feed, collected, session)?,
    }
    Ok(session.reporter.finish())
}

/// The file for a feed. An existing feed in an input folder may be an earlier output; [`Output`] decides it.
pub(super) fn output_file<'a>(
    path: Option<&'a Path>,
    inputs: &InputArgs,
    existing: Existing,
) -> anyhow::Result<OutputFile<'a>> {
    OutputFile::new(path, &inputs.roots, existing, |_, kind| kind == Kind::Feed)
}
