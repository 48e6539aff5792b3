//! Options of commands that read articles.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Args;
use newsclip::Url;

use crate::input::{Kind, ReadOptions};

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files and folders; `-` is standard input, and so is nothing
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// What the files are, instead of what their content says
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<Kind>,

    /// Follow symbolic links
    #[arg(long)]
    pub(crate) follow: bool,

    /// Also read hidden files and those that .gitignore names
    #[arg(long)]
    pub(crate) all: bool,

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
    /// Everything below a folder.
    pub(crate) fn folder(path: &Path) -> Self {
        Self { paths: vec![path.to_path_buf()], ..Self::default() }
    }

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

    /// Whether one file is asked for, and no folder.
    pub(crate) fn is_one_file(&self) -> bool {
        match self.paths.as_slice() {
            [] => true,
            [path] => !path.is_dir(),
            _ => false,
        }
    }

    /// When the input changed last, if it is one file.
    pub(crate) fn modified(&self) -> Option<SystemTime> {
        match self.paths.as_slice() {
            [path] if !path.is_dir() => path.metadata().ok()?.modified().ok(),
            _ => None,
        }
    }
}
