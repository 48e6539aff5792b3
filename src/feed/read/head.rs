//! The head of a feed while it is read, in any format, before it becomes a [`Feed`].

use url::Url;

use super::convert::{line, people, read_id, tags};
use super::draft::{Best, Text};
use crate::feed::model::{Feed, Item, Person, Tag};
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;

/// The values of a head, which outlive the window that they were read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) id: Option<String>,
    pub(super) title: Best<Text<'static>>,
    pub(super) url: Best<Url>,
    pub(super) feed_url: Best<Url>,
    pub(super) description: Best<Text<'static>>,
    pub(super) language: Best<String>,
    pub(super) authors: Best<Vec<Person>>,
    pub(super) contributors: Vec<Person>,
    pub(super) tags: Vec<Tag>,
    pub(super) icon: Best<Url>,
    pub(super) logo: Best<Url>,
    pub(super) rights: Option<Text<'static>>,
    pub(super) hubs: Vec<Url>,
    pub(super) ttl: Option<u32>,
    /// `sy:updatePeriod` in minutes. `frequency` is the number of updates in this period.
    pub(super) period: Option<u32>,
    pub(super) frequency: Option<u32>,
    pub(super) updated: Best<Timestamp>,
    pub(super) generator: Option<String>,
    pub(super) stylesheets: Vec<String>,
}

impl Head {
    /// Makes a feed with these items.
    pub(super) fn into_feed(self, items: Vec<Item>) -> Feed {
        let line = |text: Option<Text<'_>>| text.map(|text| line(&text)).filter(|text| !text.is_empty());
        let updated = self.updated.into_inner();
        // A time that follows from the items is not kept, so that it stays correct when items are added.
        let newest = items.iter().filter_map(|item| item.published.max(item.updated)).max();
        // RSS 1.0, Syndication module: `sy:updateFrequency` is the number of updates in one period. It may be 0 by mistake.
        let period = self.period.map(|period| period / self.frequency.unwrap_or(1).max(1));
        // `fold` keeps no-break spaces at the ends, but the writers and other readers remove them.
        let title = line(self.title.into_inner()).unwrap_or_default().trim().to_string();
        // RSS requires a description, so many feeds repeat the title there.
        let description = line(self.description.into_inner()).filter(|text| *text != title);
        Feed {
            id: self.id.as_deref().and_then(read_id),
            title,
            url: self.url.into_inner(),
            feed_url: self.feed_url.into_inner(),
            description,
            language: self.language.into_inner().as_deref().and_then(fold_to_option),
            authors: people(self.authors.into_inner().unwrap_or_default()),
            contributors: people(self.contributors),
            tags: tags(self.tags),
            icon: self.icon.into_inner(),
            logo: self.logo.into_inner(),
            rights: line(self.rights),
            hubs: self.hubs,
            // The element of RSS 2.0 takes precedence over the module. With 0 minutes, readers would poll without a pause.
            ttl: self.ttl.or(period).filter(|&ttl| ttl > 0),
            updated: updated.filter(|updated| Some(*updated) != newest),
            generator: self.generator.as_deref().map(fold).filter(|name| !name.is_empty()),
            stylesheets: self.stylesheets,
            items,
            ..Feed::default()
        }
    }
}
