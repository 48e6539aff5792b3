//! `newsclip index`: lists the articles of an archive.

mod list;
mod record;
mod table;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use self::list::{List, Target};
use self::record::Record;
use self::table::Table;
use crate::args::{ForceArgs, InputArgs, except_stdout};
use crate::input::{Content, File, Head, ReadOptions, documents, extension, head};
use crate::pipeline::{Done, OutputFile, Pipeline, truncated_item};
use crate::report::{Counts, Outcome, Usage};
use crate::session::Session;

/// A list format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list of links by year, newest first
    #[value(alias = "md")]
    Markdown,
    /// The same list as an HTML page
    Html,
    /// The metadata of each article as JSON Lines, in the order of the files
    Jsonl,
    /// The same metadata as a table
    Csv,
}

impl Format {
    /// The format of a file with this name.
    fn of(file: &Path) -> Self {
        match extension(file).as_deref() {
            Some("html" | "htm") => Self::Html,
            Some("jsonl") => Self::Jsonl,
            Some("csv") => Self::Csv,
            _ => Self::Markdown,
        }
    }
}

/// The targets of the links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Links {
    /// The files of the archive, relative to the folder of the list
    File,
    /// The addresses of the articles
    Url,
}

/// Lists the articles of an archive
///
/// It reads only the headers of clips, so it is as fast as opening the files.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  The archive's list page:
    newsclip index articles --to markdown -o README.md
  A table for a spreadsheet:
    newsclip index articles --to csv -o articles.csv
  How many articles each site has:
    newsclip index articles --to jsonl | jq -r .url | cut -d/ -f3 | sort | uniq -c")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// The format to write [default: by the extension of the file, otherwise markdown]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    to: Option<Format>,

    /// Lists: the title [default: Articles]
    #[arg(long, help_heading = "Output")]
    title: Option<String>,

    /// Lists: the targets of the links [default: file]
    #[arg(long, value_name = "TARGET", help_heading = "Output")]
    links: Option<Links>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    #[command(flatten)]
    existing: ForceArgs,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    let named = || except_stdout(args.output.as_deref()).map_or(Format::Markdown, Format::of);
    let format = args.to.unwrap_or_else(named);
    if matches!(format, Format::Jsonl | Format::Csv) && (args.title.is_some() || args.links.is_some()) {
        return Err(Usage("--title and --links have an effect on --to markdown and html only".into()).into());
    }
    session.reporter.begin();
    let existing = args.existing.policy();
    let file = OutputFile::new(args.output.as_deref(), &args.inputs.roots, existing, |_, _| false)?;
    file.write(session, |out| write(args, format, session, out).map(|()| true))?;
    Ok(session.reporter.finish())
}

fn write(args: &Args, format: Format, session: &Session, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut options = args.inputs.read_options();
    // Lists do not show summaries, which come from the content of feeds.
    options.heads = matches!(format, Format::Markdown | Format::Html);
    let pipeline =
        Pipeline { session, roots: &args.inputs.roots, except: except_stdout(args.output.as_deref()) };
    let read = |file: File| records(&file, &options);
    match format {
        Format::Jsonl => pipeline.run(read, |records| {
            records.iter().try_for_each(|record| Ok(out.write_all(record.line().as_bytes())?))
        }),
        Format::Csv => {
            let mut table = Table::new(out)?;
            pipeline.run(read, |records| records.iter().try_for_each(|record| table.add(record)))?;
            table.finish()
        }
        Format::Markdown | Format::Html => {
            let folder = pipeline.except.and_then(Path::parent).map(Path::to_path_buf);
            let links = match args.links.unwrap_or(Links::File) {
                Links::File => Target::File(folder),
                Links::Url => Target::Url,
            };
            let mut list = List::default();
            pipeline.run(read, |records| {
                records.into_iter().for_each(|record| list.add(record, &links));
                Ok(())
            })?;
            let title = args.title.as_deref().unwrap_or("Articles");
            Ok(out.write_all(list.render(title, format == Format::Html).as_bytes())?)
        }
    }
}

/// The metadata of the articles in a file.
fn records(file: &File, options: &ReadOptions) -> Done<Vec<Record>> {
    let (head, bytes) = match head(file, options) {
        Ok(read) => read,
        Err(diagnostic) => return Done::wrong(diagnostic),
    };
    let (path, is_stream) = (|| with_slashes(&file.path), file.is_stream());
    let mut done = Done { counts: Counts { read: 1, bytes, ..Counts::default() }, ..Done::default() };
    done.value = Some(match head {
        Head::Whole(Content::Other) => return Done::other(file),
        Head::Clip(document) | Head::Whole(Content::Article(document, _)) => {
            vec![Record::of_document(*document, path(), is_stream)]
        }
        Head::Whole(Content::Feed(outcome)) => {
            done.wrong.extend(truncated_item(file, &outcome));
            let record = |document: Result<newsclip::Document, Box<newsclip::feed::Item>>| match document {
                Ok(document) => Record::of_document(document, path(), is_stream),
                // An item without any address is in the list all the same.
                Err(item) => Record::of_item(*item, path(), is_stream),
            };
            documents(outcome.feed).map(record).collect()
        }
    });
    done
}

/// A path with slashes, for links.
fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
