//! `newsclip convert`: any input into any format.

mod folder;
mod job;
mod stream;

use std::path::{Path, PathBuf};

pub(in crate::commands) use self::job::Job;
use crate::args::{ExistingArgs, InputArgs, WriterArgs};
use crate::output::{Format, Target};
use crate::report::{Outcome, Usage};
use crate::session::Session;

/// Converts clips, web pages and feeds
///
/// One file goes to standard output, a folder into a folder of the same shape. What is there already is not read again, so an
/// interrupted run can be started again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  One article as Markdown, on standard output:
    newsclip convert rain.md --to markdown
  A whole archive as Markdown, for people:
    newsclip convert articles --to markdown -o markdown
  A whole archive as JSON Lines, for programs:
    newsclip convert articles --to jsonl -o articles.jsonl
  A page that was just downloaded:
    curl -s https://a.example/1 | newsclip convert - --base https://a.example/1 --to text --wrap 72
  A feed in another format:
    newsclip convert feed.rss --to atom")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Format,

    /// The file or folder to write
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) existing: ExistingArgs,

    #[command(flatten)]
    pub(crate) writers: WriterArgs,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    execute(&Job::new(args)?, args.output.as_deref(), session)
}

/// Does a job that another command may have made.
pub(super) fn execute(job: &Job<'_>, output: Option<&Path>, session: &Session) -> anyhow::Result<Outcome> {
    match target(job, output)? {
        Target::Folder(folder) => folder::run(job, &folder, session)?,
        Target::File(path) => stream::to_file(job, &path, session)?,
        Target::Stdout => stream::to_stdout(job, session)?,
    }
    Ok(session.reporter.finish())
}

/// JSON Lines go into one file, whatever comes in. Other formats take a file for each article.
fn target(job: &Job<'_>, output: Option<&Path>) -> Result<Target, Usage> {
    let is_one = job.roots.is_one_file();
    let is_stream = job.format == Format::Jsonl;
    match output {
        None if is_one || is_stream => Ok(Target::Stdout),
        None => Err(Usage("many articles need a folder to go to: -o FOLDER".to_string())),
        Some(path) if is_stream || (is_one && !is_folder(path)) => Ok(Target::File(path.to_path_buf())),
        Some(path) => Ok(Target::Folder(path.to_path_buf())),
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}
