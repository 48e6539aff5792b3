//! From the command line to the exit status.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser};

use crate::args::Common;
use crate::commands::{self, Command};
use crate::output::temporary;
use crate::report::{Outcome, Usage};
use crate::session::Session;

/// What shells say of a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// Converts, checks, publishes and imports whole archives of articles: clips, web pages and feeds.
#[derive(Debug, Parser)]
#[command(name = "newsclip", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 if all went well, 1 if something was wrong with an input or an output, 2 if the \
    command line was, 130 after Ctrl-C."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Runs the command that the command line names.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    color(cli.common.verbosity.color).write_global();
    remove_temporary_files_on_interrupt();
    let session = Session::new(&cli.common);
    match cli.command.run(Cli::command(), &session) {
        Ok(Outcome::Right) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::from(1),
        Err(error) => failed(&error),
    }
}

/// The choice for what the command prints, as clap's is for its help.
fn color(choice: clap::ColorChoice) -> anstream::ColorChoice {
    match choice {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// 0 if whoever reads the output has seen enough, 2 for a command line that asks for what cannot be, otherwise 1.
fn failed(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    // A message that nobody can see changes nothing.
    let _ = writeln!(anstream::stderr(), "newsclip: {error:#}");
    ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io_errors = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    io_errors.into_iter().any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Files under construction go; those with their final names are whole.
fn remove_temporary_files_on_interrupt() {
    let handler = || {
        if commands::is_paging() {
            return;
        }
        let _held = temporary::remove_all();
        let _ = writeln!(
            anstream::stderr(),
            "\nnewsclip: interrupted; all files with their final names are whole"
        );
        std::process::exit(INTERRUPTED);
    };
    // Without a handler, an interrupt leaves hidden files that the next run removes.
    let _ = ctrlc::set_handler(handler);
}
