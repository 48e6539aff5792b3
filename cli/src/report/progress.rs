//! A progress bar on a terminal.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

const KNOWN_LENGTH: &str = "{bar:24} {human_pos}/{human_len} files, {msg}, {eta} left";
const UNKNOWN_LENGTH: &str = "{spinner} {human_pos} files, {msg}";

/// A bar on standard error; hidden if that is not a terminal.
pub(super) fn bar(is_wanted: bool) -> ProgressBar {
    if !is_wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::no_length().with_style(style(UNKNOWN_LENGTH));
    // A separate thread draws it, so that the work does not wait for the terminal.
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Sets the total number of files.
pub(super) fn set_length(bar: &ProgressBar, files: u64) {
    bar.set_length(files);
    bar.set_style(style(KNOWN_LENGTH));
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are well-formed")
}
