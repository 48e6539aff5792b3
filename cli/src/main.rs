//! The `newsclip` command: converts, checks, publishes and imports whole archives of articles.

mod app;
mod args;
mod article;
mod commands;
mod input;
mod output;
mod parallel;
mod pipeline;
mod report;
mod session;

use std::process::ExitCode;

fn main() -> ExitCode {
    app::main()
}
