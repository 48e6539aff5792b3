//! Options of commands that read articles.

use clap::Args;
use newsclip::Url;

use super::url;
use crate::input::{Kind, ReadOptions, Roots};

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) roots: Roots,

    /// The kind of the files; without it, their content decides
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<Kind>,

    /// The address of the folder or file, for pages and feeds that do not declare their own
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(crate) base: Option<Url>,

    /// Read only the main content of pages, without navigation and advertisements
    #[arg(long)]
    pub(crate) article: bool,

    /// The encoding of pages and feeds, which overrides the one that they declare
    #[arg(long, value_name = "LABEL")]
    pub(crate) charset: Option<String>,

    /// The time zone of feed times without one, in minutes east of UTC: 480 for China
    #[arg(long, value_name = "MINUTES", default_value_t = 0, allow_hyphen_values = true)]
    pub(crate) zone: i32,
}

impl InputArgs {
    /// How each file is read.
    pub(crate) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            from: self.from,
            base: self.base.clone(),
            charset: self.charset.clone(),
            article: self.article,
            zone: self.zone,
            ..ReadOptions::default()
        }
    }
}
