//! What to do with each file.

use super::Args;
use crate::args::InputArgs;
use crate::input::ReadOptions;
use crate::output::{Existing, Format, Writers};
use crate::report::Usage;

/// What to do with each file.
pub(super) struct Job<'a> {
    pub(super) inputs: &'a InputArgs,
    pub(super) read: ReadOptions,
    pub(super) format: Format,
    pub(super) writers: Writers,
    pub(super) existing: Existing,
}

impl<'a> Job<'a> {
    pub(super) fn new(args: &'a Args) -> Result<Self, Usage> {
        Ok(Self {
            inputs: &args.inputs,
            read: args.inputs.read_options(),
            format: args.to,
            writers: args.writers.writers(args.to)?,
            existing: args.existing.policy(),
        })
    }
}
