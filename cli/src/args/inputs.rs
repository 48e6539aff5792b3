//! Options of commands that read articles.

use clap::Args;
use newsclip::Url;

use crate::input::{Kind, ReadOptions, Roots};

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) roots: Roots,

    /// What the files are, instead of what their content says
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<Kind>,

    /// The address of the folder or file, for pages and feeds that do not name theirs
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<Url>,

    /// Of pages, read the main content alone, without navigation and advertisements
    #[arg(long)]
    pub(crate) article: bool,

    /// The encoding of pages and feeds, instead of what they say
    #[arg(long, value_name = "LABEL")]
    pub(crate) charset: Option<String>,

    /// The zone of times in feeds that name none, in minutes east of UTC: 480 for China
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
