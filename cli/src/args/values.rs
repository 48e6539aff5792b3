//! Parsers of option values, with messages that state what is expected.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};
use newsclip::Url;

/// An absolute URL.
pub(crate) fn url(text: &str) -> Result<Url, &'static str> {
    // The message of the `url` crate, "relative URL without a base", does not say what to change.
    Url::parse(text).map_err(|_| "expected an absolute URL, such as https://a.example/")
}

/// A number of threads. More than this would only compete for memory and cores.
pub(crate) fn jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= 1024);
    number.ok_or("expected a whole number from 1 to 1024")
}

/// A number that is not zero.
pub(crate) fn count(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a whole number, 1 or more")
}

/// A folder to write. `-` is standard output in other commands, and no folder.
pub(crate) fn folder() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        if is_stdout(&path) { Err("expected a folder, found the name of standard output") } else { Ok(path) }
    })
}

/// The file or folder that `-o` names; `None` for standard output.
pub(crate) fn except_stdout(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| !is_stdout(path))
}

fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}
