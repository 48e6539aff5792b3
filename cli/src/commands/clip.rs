//! `newsclip clip`: converts saved web pages to clips.

use std::path::PathBuf;

use newsclip::Url;

use super::convert::{self, Job};
use crate::args::{ExistingArgs, InputArgs, except_stdout, url};
use crate::output::{Format, Writers};
use crate::report::{Outcome, Usage};
use crate::session::Session;

/// Converts saved web pages to clips
///
/// Title, times, authors, tags, language and summary come from the head of the page and its structured data.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  The main content of one page:
    newsclip clip page.html --url https://a.example/1 --article -o rain.md
  A downloaded page:
    curl -s https://a.example/1 | newsclip clip --url https://a.example/1 > rain.md
  A folder of saved pages that declare their addresses:
    newsclip clip pages -o articles")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// The address of the page, which overrides the one that it declares
    #[arg(long, value_name = "URL", value_parser = url)]
    url: Option<Url>,

    /// The file or folder to write. Several pages go to a folder; for one page, end the name of a new folder with `/`
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    output: Option<PathBuf>,

    #[command(flatten)]
    existing: ExistingArgs,
}

pub(crate) fn run(args: Args, session: &Session) -> anyhow::Result<Outcome> {
    if args.url.is_some() && !args.inputs.roots.is_one_file() {
        return Err(Usage("--url needs a single page as input; for a folder, use --base".into()).into());
    }
    let mut read = args.inputs.read_options();
    // A single file is a page, even without any tag. A folder may also contain pictures, and clips, which remain clips.
    read.pages_only = read.from.is_none() && args.inputs.roots.is_one_file();
    read.url = args.url;
    let existing = args.existing.policy();
    let job =
        Job { roots: &args.inputs.roots, read, format: Format::Clip, writers: Writers::default(), existing };
    convert::execute(&job, except_stdout(args.output.as_deref()), session)
}
