//! The pager.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a pager is running.
static IS_PAGING: AtomicBool = AtomicBool::new(false);

/// Whether a pager is running, which then handles Ctrl-C. If this program ended before it, the pager and the shell would both
/// read the keyboard.
pub(crate) fn is_paging() -> bool {
    IS_PAGING.load(Ordering::SeqCst)
}

/// Shows a text in the pager and waits until it is closed; `false` if there is no pager.
pub(super) fn page(text: &str) -> io::Result<bool> {
    let command = env::var("PAGER").unwrap_or_else(|_| "less".to_string());
    let words: Vec<&str> = command.split_whitespace().collect();
    let Some((program, arguments)) = words.split_first() else { return Ok(false) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    // As in git: `-R` passes colors through. A LESS set by the user takes precedence.
    if env::var_os("LESS").is_none() {
        command.env("LESS", "-R");
    }
    let Ok(mut pager) = command.spawn() else { return Ok(false) };
    IS_PAGING.store(true, Ordering::SeqCst);
    if let Some(mut input) = pager.stdin.take() {
        // The user may close the pager before the end.
        let _ = input.write_all(text.as_bytes());
    }
    let result = pager.wait();
    IS_PAGING.store(false, Ordering::SeqCst);
    result.map(|_| true)
}
