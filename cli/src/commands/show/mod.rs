//! `newsclip show`: shows an article in the terminal.

mod pager;
mod style;

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use newsclip::text::Links;
use newsclip::{Document, Text};

pub(crate) use self::pager::is_paging;
use crate::args::{InputArgs, count, named};
use crate::input::{Content, File, ReadOptions, no_address};
use crate::output::stdout;
use crate::pipeline::{Done, Pipeline, documents, read_file};
use crate::report::{Outcome, Usage};
use crate::session::Session;

/// Shows an article in the terminal
///
/// The text is wrapped at the width of the terminal, and shown in a pager (`$PAGER`, or else `less -R`) if it is longer than
/// the screen. In a pipe, it is plain text without wrapping.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  newsclip show articles/rain.md
  curl -s https://a.example/feed | newsclip show -")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Where to write the URLs of links
    #[arg(
        long,
        value_name = "STYLE",
        value_parser = named!(Links),
        help_heading = "Output"
    )]
    links: Option<Links>,

    /// Wrap at this column; CJK characters take two columns [default: the width of the terminal]
    #[arg(long, value_name = "COLUMNS", value_parser = count, allow_negative_numbers = true, help_heading = "Output")]
    width: Option<NonZeroUsize>,

    /// Write directly to the terminal
    #[arg(long, help_heading = "Output")]
    no_pager: bool,
}

/// The line between articles, if there are several.
const BETWEEN: &str = "\n* * *\n\n";

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    if args.inputs.roots.paths.iter().any(|path: &PathBuf| path.is_dir()) {
        return Err(
            Usage("show takes files, not folders; for a folder, use 'newsclip site'".to_string()).into()
        );
    }
    let terminal = if io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    let of_terminal = || terminal.map(|(width, _)| usize::from(width.0).max(1));
    let width = args.width.map(NonZeroUsize::get).or_else(of_terminal);
    let writer = Text::new().links(args.links.unwrap_or_default()).wrap(width);
    let is_colored = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let options = ReadOptions { stand_in: Some(no_address()), ..args.inputs.read_options() };
    let mut out = String::new();
    Pipeline { session, roots: &args.inputs.roots, except: None }.run(
        |file: File| read(&file, &options),
        |documents| {
            for document in documents {
                if !out.is_empty() {
                    out.push_str(BETWEEN);
                }
                out.push_str(&render(document, &writer, is_colored));
            }
            Ok(())
        },
    )?;
    let is_long = terminal.is_some_and(|(_, height)| out.lines().count() >= usize::from(height.0));
    // If there is no pager, write to the terminal.
    if !(is_long && !args.no_pager && pager::page(&out)?) {
        let mut stdout = stdout();
        stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush())?;
    }
    Ok(session.reporter.finish())
}

/// The articles of a file.
fn read(file: &File, options: &ReadOptions) -> Done<Vec<Document>> {
    read_file(file, options, |content, done| {
        done.value = match content {
            Content::Article(document, _) => Some(vec![*document]),
            Content::Feed(outcome) => Some(documents(file, outcome.feed, done)),
            Content::Other => None,
        };
    })
}

fn render(mut document: Document, writer: &Text, is_colored: bool) -> String {
    if !is_colored {
        return style::without_controls(&writer.render(&document));
    }
    style::mark(&mut document);
    style::paint(&style::without_controls(&writer.render(&document)))
}
