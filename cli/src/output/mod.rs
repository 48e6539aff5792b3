//! Writes articles to files.

mod existing;
mod files;
mod format;
mod link;
mod names;
mod safe;
mod stdout;
mod target;
pub(crate) mod temporary;

pub(crate) use self::existing::{Decision, Existing};
pub(crate) use self::files::folder_of;
pub(crate) use self::format::{Format, Writers};
pub(crate) use self::link::{path_from, relative_url};
pub(crate) use self::names::{Names, article_name, second_name};
pub(crate) use self::safe::name as safe_name;
pub(crate) use self::stdout::stdout;
pub(crate) use self::target::{Target, replace_file, write_file};
