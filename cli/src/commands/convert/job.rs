//! The settings of a conversion.

use super::Args;
use crate::input::{ReadOptions, Roots, no_address};
use crate::output::{Existing, Format, Writers};
use crate::report::Usage;

/// The settings for converting each file.
pub(in crate::commands) struct Job<'a> {
    pub(in crate::commands) roots: &'a Roots,
    pub(in crate::commands) read: ReadOptions,
    pub(in crate::commands) format: Format,
    pub(in crate::commands) writers: Writers,
    pub(in crate::commands) existing: Existing,
}

impl<'a> Job<'a> {
    pub(super) fn new(args: &'a Args, format: Format) -> Result<Self, Usage> {
        let mut read = args.inputs.read_options();
        if format.allows_no_address() {
            read.stand_in = Some(no_address());
        }
        Ok(Self {
            roots: &args.inputs.roots,
            read,
            format,
            writers: args.writers.writers(format)?,
            existing: args.existing.policy(),
        })
    }
}
