//! Options that several commands share.

mod common;
mod inputs;
mod language;
mod named;
mod outputs;
mod values;
mod writers;

pub(crate) use self::common::Common;
pub(crate) use self::inputs::InputArgs;
pub(crate) use self::language::language;
pub(crate) use self::named::{named, parser_of};
pub(crate) use self::outputs::{ExistingArgs, ForceArgs};
pub(crate) use self::values::{count, except_stdout, folder, jobs, stylesheet, url, zone};
pub(crate) use self::writers::WriterArgs;
