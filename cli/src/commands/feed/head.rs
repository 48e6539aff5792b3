//! The metadata of a feed.

use clap::Args;
use newsclip::feed::Person;
use newsclip::{Feed, Url};

use crate::args::{language, stylesheet, url};

/// The metadata of the feed.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Feed")]
pub(crate) struct HeadArgs {
    /// The feed's title [default: the host of its address, or the name of the first folder or file; `merge`: the titles of the
    /// feeds]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The address of the website of the feed [default for RSS, which requires one: `--feed-url`, or the site of the newest article]
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(crate) url: Option<Url>,

    /// The address of the feed itself
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(crate) feed_url: Option<Url>,

    /// A description of the feed
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// The feed's language, as a tag such as `zh-Hans`
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,

    /// The author of the feed; may be repeated
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,

    /// The address of a style sheet for browsers; may be repeated
    #[arg(long, value_name = "URL", value_parser = stylesheet)]
    stylesheet: Vec<String>,
}

impl HeadArgs {
    /// A feed without items. `title` is its title if the options give neither a title nor an address.
    pub(crate) fn feed(&self, title: impl FnOnce() -> String) -> Feed {
        // The writers use the host of the address as the title of a feed without one.
        let has_address = self.url.is_some() || self.feed_url.is_some();
        let title = self.title.clone().unwrap_or_else(|| if has_address { String::new() } else { title() });
        let mut feed = Feed::new(title);
        feed.url.clone_from(&self.url);
        feed.feed_url.clone_from(&self.feed_url);
        feed.description.clone_from(&self.description);
        feed.language.clone_from(&self.language);
        feed.authors = self.author.iter().map(|name| Person::from(name.as_str())).collect();
        feed.stylesheets.clone_from(&self.stylesheet);
        feed
    }
}
