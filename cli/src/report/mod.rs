//! Messages for the user: diagnostics in the format of compilers, progress, a summary.

mod diagnostic;
mod progress;
mod reporter;
mod summary;
mod verbosity;

pub(crate) use self::diagnostic::{Diagnostic, printable, shown};
pub(crate) use self::reporter::Reporter;
pub(crate) use self::summary::{Counts, counted};
pub(crate) use self::verbosity::Verbosity;

/// The result of a command that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0.
    Right,
    /// An input or an output failed: exit status 1.
    Wrong,
}

/// An invalid command line: exit status 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\n\nFor more information, try '--help'.", self.0)
    }
}

impl std::error::Error for Usage {}
