//! Options of commands that read articles.

use clap::Args;
use newsclip::Url;

use super::{url, zone};
use crate::input::{Kind, ReadOptions, Roots};

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) roots: Roots,

    /// The kind of the files; without it, their content decides
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<Kind>,

    /// The address of the folder, or of the only file, for pages and feeds that do not declare their own. For a file, an address
    /// that ends with `/` is that of its folder
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(crate) base: Option<Url>,

    /// Read only the main content of pages, without navigation and advertisements
    #[arg(long)]
    pub(crate) article: bool,

    /// The encoding of pages and feeds, which overrides the one that they declare
    #[arg(long, value_name = "LABEL", value_parser = charset)]
    pub(crate) charset: Option<String>,

    /// The time zone of times without one in pages and feeds: minutes east of UTC, or hours and minutes; 480 or +08:00 for China
    #[arg(long, value_name = "ZONE", default_value = "0", allow_hyphen_values = true, value_parser = zone)]
    pub(crate) zone: i32,
}

impl InputArgs {
    /// The options for reading each file.
    pub(crate) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            from: self.from,
            base: self.base.clone(),
            base_is_folder: !self.roots.is_one_file(),
            charset: self.charset.clone(),
            article: self.article,
            zone: self.zone,
            ..ReadOptions::default()
        }
    }
}

/// The label of an encoding, as pages and feeds declare it.
fn charset(label: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(_) => Ok(label.to_string()),
        None => Err("expected the label of an encoding, such as utf-8, gbk or big5".into()),
    }
}
