//! Writes all articles as archive pages of a feed: RFC 5005 §4.

use std::collections::VecDeque;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use newsclip::feed::{Item, Page, Writer};
use newsclip::{Feed, Url};

use super::FeedFormat;
use super::collect::Collected;
use super::write::with_items;
use crate::input::Holds;
use crate::output::{Existing, Format, replace_file, temporary};
use crate::pipeline::OutputFolder;
use crate::report::shown;
use crate::session::Session;

/// The format and destination of pages.
pub(super) struct Archive<'a> {
    pub(super) folder: &'a Path,
    pub(super) outputs: OutputFolder<'a>,
    /// The address of the subscription page; the other pages are in the same folder.
    pub(super) own: Url,
    pub(super) writer: Writer,
    pub(super) existing: Existing,
    pub(super) page_size: NonZeroUsize,
}

impl Archive<'_> {
    /// Writes all pages, oldest first, with two of them in memory.
    pub(super) fn write(
        &self,
        feed: Feed,
        format: FeedFormat,
        mut collected: Collected,
        session: &Session,
    ) -> anyhow::Result<()> {
        temporary::remove_stale(self.folder);
        collected.entries.reverse();
        let extension = Format::from(format).extension();
        let mut pages = Pages { archive: self, feed, extension, session, count: 0 };
        let size = self.page_size.get();
        let mut newest = VecDeque::with_capacity(size);
        let mut page = Vec::with_capacity(size);
        let result = with_items(collected, session, |items| {
            for item in items {
                page.push(item.clone());
                newest.push_back(item);
                if newest.len() > size {
                    newest.pop_front();
                }
                if page.len() == size {
                    pages.full(&page)?;
                    page.clear();
                }
            }
            pages.last(newest)
        });
        result?;
        self.outputs.report_left_out(session);
        Ok(())
    }
}

/// The pages so far.
struct Pages<'a> {
    archive: &'a Archive<'a>,
    feed: Feed,
    extension: &'static str,
    session: &'a Session,
    count: usize,
}

impl Pages<'_> {
    fn full(&mut self, items: &[Item]) -> io::Result<()> {
        let previous = self.url(self.count);
        self.count += 1;
        let own = self.url(self.count).expect("this page has a number");
        let page = Page::archived(&self.feed, items, own.clone(), previous);
        let text = page.render(self.archive.writer);
        self.write(&self.name(self.count), &text, own)
    }

    /// Writes the subscription page, which changes each time an article is added.
    fn last(&self, newest: VecDeque<Item>) -> io::Result<()> {
        let items: Vec<Item> = newest.into_iter().rev().collect();
        let text = Page::newest(&self.feed, &items, self.url(self.count)).render(self.archive.writer);
        self.write(&format!("feed.{}", self.extension), &text, self.archive.own.clone())
    }

    /// Writes a page; `own` is its address.
    fn write(&self, name: &str, text: &str, own: Url) -> io::Result<()> {
        let path = self.archive.folder.join(name);
        let is_earlier = |kind| {
            let mut head = Feed::new(self.feed.title.clone());
            head.url.clone_from(&self.feed.url);
            head.feed_url = Some(own);
            Holds::NewFeed(&head).is_in(&path, kind)
        };
        let outputs = &self.archive.outputs;
        let counts = outputs.check(&path, is_earlier).and_then(|()| {
            replace_file(&path, || self.archive.existing, |out| out.write_all(text.as_bytes()))
        });
        self.session
            .reporter
            .add(counts.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", shown(&path))))?);
        Ok(())
    }

    fn name(&self, number: usize) -> String {
        format!("archive-{number}.{}", self.extension)
    }

    /// The address of an archive page; `None` for 0, because numbers begin at 1.
    fn url(&self, number: usize) -> Option<Url> {
        if number == 0 { None } else { self.archive.own.join(&self.name(number)).ok() }
    }
}
