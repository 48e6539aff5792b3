//! `newsclip convert`: converts any input to any format.

mod book;
mod folder;
mod job;
mod stream;

use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

pub(in crate::commands) use self::job::Job;
use crate::args::{ExistingArgs, InputArgs, WriterArgs, except_stdout};
use crate::output::{Format, Target};
use crate::report::{Outcome, Usage, shown};
use crate::session::Session;

/// Converts clips, web pages and feeds
///
/// One file goes to standard output; a folder goes to a folder with the same structure. Files of a folder whose output is up to date
/// are not read again, except feeds, so you can restart an interrupted run.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  One article as Markdown, on standard output:
    newsclip convert rain.md --to markdown
  A whole archive as Markdown, for people:
    newsclip convert articles --to markdown -o markdown
  A whole archive as JSON Lines, for programs:
    newsclip convert articles --to jsonl -o articles.jsonl
  A downloaded page:
    curl -s https://a.example/1 | newsclip convert - --base https://a.example/1 --to text --wrap 72
  A feed in another format:
    newsclip convert feed.rss --to atom
  A whole archive as a book:
    newsclip convert articles --to epub --title Weather -o weather.epub")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    /// The format to write [default: by the extension of the output]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    to: Option<Format>,

    /// The file or folder to write. Several articles go to a folder; for one article, end the name of a new folder with `/`
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// The title of the book, for EPUB [default: the name of the first folder or file]
    #[arg(long, help_heading = "Output")]
    pub(crate) title: Option<String>,

    #[command(flatten)]
    pub(crate) existing: ExistingArgs,

    #[command(flatten)]
    pub(crate) writers: WriterArgs,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let job = Job::new(args, format)?;
    if format == Format::Epub {
        return book::run(args, session);
    }
    if args.title.is_some() {
        return Err(Usage("--title needs --to epub".to_string()).into());
    }
    execute(&job, except_stdout(args.output.as_deref()), session)
}

/// The format of `--to`, or else of the extension of the output.
fn format(args: &Args) -> Result<Format, Usage> {
    let by_name = || Format::of(except_stdout(args.output.as_deref())?);
    args.to.or_else(by_name).ok_or_else(|| {
        let names: Vec<String> = Format::value_variants().iter().map(|format| format.name()).collect();
        Usage(format!("expected a format: give --to {}, or an output such as -o rain.txt", names.join("|")))
    })
}

/// Runs a job, which may come from another command.
pub(super) fn execute(job: &Job<'_>, output: Option<&Path>, session: &Session) -> anyhow::Result<Outcome> {
    match target(job, output)? {
        Target::Folder(folder) => folder::run(job, &folder, session)?,
        Target::File(path) => stream::run(job, Some(&path), session)?,
        Target::Stdout => stream::run(job, None, session)?,
    }
    Ok(session.reporter.finish())
}

/// JSON Lines always go to one file. Other formats have one file per article.
fn target(job: &Job<'_>, output: Option<&Path>) -> Result<Target, Usage> {
    let is_one = job.roots.is_one_file();
    let is_stream = job.format == Format::Jsonl;
    match output {
        None if is_one || is_stream => Ok(Target::Stdout),
        None => Err(Usage("several inputs need an output folder: -o FOLDER".to_string())),
        Some(path) if is_stream || (is_one && !is_folder(path) && !becomes_folder(job, path)) => {
            Ok(Target::File(path.to_path_buf()))
        }
        Some(path) if path.exists() && !path.is_dir() => {
            Err(Usage(format!("-o: expected a folder for several outputs, found the file {}", shown(path))))
        }
        Some(path) if !is_folder(path) && is_named_like_file(job, path) => {
            let feed = if job.format.feed().is_some() { "; for one feed, use 'newsclip feed'" } else { "" };
            Err(Usage(format!(
                "-o: expected a folder for several outputs, found {}, a name of a file; end the name of a new folder with '/'{feed}",
                shown(path)
            )))
        }
        Some(path) => Ok(Target::Folder(path.to_path_buf())),
    }
}

/// Whether a path that does not exist becomes a folder: a feed has several articles, unless the output is a feed, too. A name
/// with the extension of the format means a file.
fn becomes_folder(job: &Job<'_>, path: &Path) -> bool {
    job.format.feed().is_none()
        && !is_named_like_file(job, path)
        && !path.exists()
        && job.roots.is_one_feed(job.read.from)
}

fn is_named_like_file(job: &Job<'_>, path: &Path) -> bool {
    Format::of(path).is_some_and(|named| named.extension() == job.format.extension())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}
