//! Runs the command line and determines the exit status.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser};

use crate::args::Common;
use crate::commands::{self, Command};
use crate::output::temporary;
use crate::report::{Outcome, Usage, printable};
use crate::session::Session;

/// The exit status of a program that Ctrl-C ended, as shells report it: 128 plus the signal number.
const INTERRUPTED: i32 = 130;

/// Converts, checks, publishes and imports whole archives of articles: clips, web pages and feeds.
#[derive(Debug, Parser)]
#[command(name = "newsclip", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 for success, 1 if an input or an output failed, 2 for an invalid command line, \
    130 after Ctrl-C."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Parses the command line and runs the command.
pub(crate) fn main() -> ExitCode {
    let cli = parsed();
    color(cli.common.verbosity.color).write_global();
    remove_temporary_files_on_interrupt();
    let session = Session::new(&cli.common);
    match cli.command.run(Cli::command(), &session) {
        Ok(Outcome::Right) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::from(1),
        Err(_) if session.reporter.is_stopped() => {
            session.reporter.finish();
            ExitCode::from(1)
        }
        Err(error) => failed(&error),
    }
}

/// The command line. Messages about an invalid one quote its values, which may be names of files that control the terminal.
fn parsed() -> Cli {
    Cli::try_parse().unwrap_or_else(|error| {
        let values = std::env::args_os().map(|value| printable(&value.to_string_lossy()));
        if let Err(printable) = Cli::try_parse_from(values) {
            printable.exit();
        }
        let _ = writeln!(anstream::stderr(), "{}", printable_lines(&error.to_string()));
        std::process::exit(error.exit_code())
    })
}

fn printable_lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

/// Applies the choice, which clap uses for its help, to the output of the command.
fn color(choice: clap::ColorChoice) -> anstream::ColorChoice {
    match choice {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// The exit status: 0 if the reader of the output closed it, 2 for an invalid command line, otherwise 1.
fn failed(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    // As clap reports other invalid command lines.
    let (name, status) = if error.is::<Usage>() { ("error", 2) } else { ("newsclip", 1) };
    // If standard error is closed, the message cannot be shown.
    let _ = writeln!(anstream::stderr(), "{name}: {}", printable_lines(&format!("{error:#}")));
    ExitCode::from(status)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io_errors = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    io_errors.into_iter().any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Removes unfinished files on an interrupt, so that only complete ones remain.
fn remove_temporary_files_on_interrupt() {
    let handler = || {
        if commands::is_paging() {
            return;
        }
        let _held = temporary::remove_all();
        let _ =
            writeln!(anstream::stderr(), "\nnewsclip: interrupted; the files written so far are complete");
        std::process::exit(INTERRUPTED);
    };
    // Without a handler, an interrupt leaves hidden files that the next run removes.
    let _ = ctrlc::set_handler(handler);
}
