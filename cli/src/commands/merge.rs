//! `newsclip merge`: merges several feeds into one.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use newsclip::Feed;

use super::feed::{FormatArgs, HeadArgs, Inputs, Output, collect, output_file};
use crate::args::{ForceArgs, InputArgs, count};
use crate::report::Outcome;
use crate::session::Session;

/// Merges several feeds into one, newest items first
///
/// If several items have the same id or address, only the newest is kept. Each item names the feed that it comes from.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  newsclip merge weather.rss news.atom --title 'Weather and news' --to atom -o all.atom")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    #[command(flatten)]
    head: HeadArgs,

    #[command(flatten)]
    format: FormatArgs,

    /// Write only the newest N items
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    limit: Option<NonZeroUsize>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    existing: ForceArgs,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    session.reporter.begin();
    let inputs = Inputs { args: &args.inputs, limit: args.limit, adds_source: true };
    let file = output_file(args.output.as_deref(), &args.inputs, args.existing.policy())?;
    let collected = collect(&inputs, file.path(), session)?;
    let mut feed = args.head.feed(|| args.inputs.roots.name());
    let titles = title(&collected.feeds);
    if args.head.title.is_none() && !titles.is_empty() {
        feed.title = titles;
    }
    feed.updated = collected.newest();
    let (format, writer) = args.format.writer(file.path());
    Output { format, writer, file }.write(&feed, collected, session)?;
    Ok(session.reporter.finish())
}

/// The titles of the feeds, each once.
fn title(feeds: &[Feed]) -> String {
    let mut seen = HashSet::new();
    let titles = feeds.iter().map(|feed| feed.title.as_str()).filter(|title| !title.is_empty());
    titles.filter(|title| seen.insert(*title)).collect::<Vec<_>>().join(" · ")
}
