//! What people are told: diagnostics as compilers print them, progress, a summary.

mod diagnostic;
mod progress;
mod reporter;
mod summary;
mod verbosity;

pub(crate) use self::diagnostic::{Diagnostic, shown};
pub(crate) use self::reporter::Reporter;
pub(crate) use self::summary::Counts;
pub(crate) use self::verbosity::Verbosity;

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0.
    Right,
    /// Something was wrong with an input or an output: exit status 1.
    Wrong,
}

/// A command line that asks for what cannot be: exit status 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\nFor more, try '--help'.", self.0)
    }
}

impl std::error::Error for Usage {}
