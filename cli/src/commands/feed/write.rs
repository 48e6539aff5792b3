//! Writes the sorted articles to a feed: reads them on all cores and writes them one by one.

use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use newsclip::Feed;
use newsclip::feed::{Format, Item, Writer};

use super::collect::Collected;
use crate::article::is_web;
use crate::input::Holds;
use crate::parallel::{self, Threads};
use crate::pipeline::OutputFile;
use crate::session::Session;

/// The maximum number of items that wait to be written.
const READY: usize = 16;

/// The format and destination of a feed.
pub(crate) struct Output<'a> {
    pub(crate) format: Format,
    pub(crate) writer: Writer,
    pub(crate) file: OutputFile<'a>,
}

impl Output<'_> {
    /// Writes the feed with all articles.
    pub(crate) fn write(&self, feed: &Feed, collected: Collected, session: &Session) -> anyhow::Result<()> {
        self.file.check(|path, kind| Holds::NewFeed(feed).is_in(path, kind))?;
        self.file.write(session, |out| {
            with_items(collected, session, |items| {
                let mut items = items.peekable();
                let feed = self.with_site(feed, items.peek());
                self.writer.write_io(&feed, items, out).map(drop)
            })?;
            Ok(true)
        })
    }
}

impl Output<'_> {
    /// The feed with the site of its newest article as its own, if it has none and the format requires one.
    fn with_site<'a>(&self, feed: &'a Feed, newest: Option<&Item>) -> Cow<'a, Feed> {
        let has_address = feed.url.is_some() || feed.feed_url.is_some();
        if has_address || self.format != Format::Rss {
            return Cow::Borrowed(feed);
        }
        let mut feed = feed.clone();
        feed.url = newest
            .and_then(|item| item.url.as_ref())
            .filter(|url| is_web(url))
            .and_then(|url| url.join("/").ok());
        Cow::Owned(feed)
    }
}

/// Calls `write` with all articles in order. Only a bounded number is in memory.
pub(crate) fn with_items(
    collected: Collected,
    session: &Session,
    write: impl FnOnce(&mut dyn Iterator<Item = Item>) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, receiver) = mpsc::sync_channel(READY);
    thread::scope(|scope| {
        scope.spawn(move || {
            let Collected { entries, options, .. } = collected;
            let read = |entry: super::entry::Entry| entry.into_item(&options);
            parallel::in_order(
                Threads::of::<Item>(session.jobs),
                entries.into_iter(),
                read,
                |item| match item {
                    Ok((item, notes)) => {
                        notes.iter().for_each(|note| session.reporter.note(note));
                        match sender.send(item) {
                            Ok(()) => ControlFlow::Continue(()),
                            // The writer stopped early.
                            Err(_) => ControlFlow::Break(()),
                        }
                    }
                    Err(diagnostic) => session.reporter.wrong(&diagnostic),
                },
            );
        });
        write(&mut receiver.into_iter())
    })
}
