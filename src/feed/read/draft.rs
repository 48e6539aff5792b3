//! The texts of an item, in any format, before they become an [`Item`].

use std::borrow::Cow;
use std::sync::Arc;

use url::Url;

use crate::feed::model::{Comments, Person, Source, Tag};
use crate::time::Timestamp;

/// A text and its kind.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    pub(super) value: Cow<'a, str>,
    pub(super) kind: TextKind,
    /// The `xml:base` in scope, the base of relative addresses in HTML.
    pub(super) base: Option<Arc<Url>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    Plain,
    Html,
    /// Unknown, as for titles in RSS: HTML if it looks like HTML.
    Either,
}

impl TextKind {
    /// The kind of a text that does not state its type: plain in Atom (RFC 4287 §3.1.1), and unknown in RSS.
    pub(super) fn unstated(is_atom: bool) -> Self {
        if is_atom { Self::Plain } else { Self::Either }
    }
}

impl<'a> Text<'a> {
    pub(super) fn plain(text: Cow<'a, str>) -> Self {
        Self { value: text, kind: TextKind::Plain, base: None }
    }
}

impl Text<'_> {
    pub(super) fn into_owned(self) -> Text<'static> {
        Text { value: self.value.into_owned().into(), kind: self.kind, base: self.base }
    }
}

impl Text<'static> {
    pub(super) fn owned(text: String, kind: TextKind) -> Self {
        Self { value: text.into(), kind, base: None }
    }
}

/// A value that several elements may give. The value with the lowest rank wins, and the first of equal rank.
#[derive(Clone, Debug)]
pub(super) struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    /// Whether a value of this rank would replace the current one.
    pub(super) fn wants(&self, rank: u8) -> bool {
        self.0.as_ref().is_none_or(|(best, _)| rank < *best)
    }

    /// Takes a value if its rank is better than that of the current one.
    pub(super) fn offer(&mut self, rank: u8, value: impl Into<Option<T>>) {
        // The first of equal rank stays, so that a repeated field does not change the result.
        if self.wants(rank)
            && let Some(value) = value.into()
        {
            self.0 = Some((rank, value));
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub(super) fn into_inner(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// The ranks of the elements that hold the address of an item or of the site.
pub(super) mod address_rank {
    /// `feedburner:origLink`: the page itself. The `link` beside it leads to a server that counted clicks.
    pub(in crate::feed::read) const ORIGINAL: u8 = 0;
    /// The link of RSS, JSON Feed and CDF.
    pub(in crate::feed::read) const LINK: u8 = 1;
    /// An alternate of Atom that is a web page, which is best for people.
    pub(in crate::feed::read) const PAGE: u8 = 2;
    /// Another alternate: JSON, PDF, or the feed in another format.
    pub(in crate::feed::read) const OTHER_ALTERNATE: u8 = 3;
    /// A `guid` that is an address. Any link is better, because a `guid` keeps its old address after a site has moved.
    pub(in crate::feed::read) const PERMALINK: u8 = 4;
    /// The address of the content (RFC 4287 §4.1.3.2).
    pub(in crate::feed::read) const CONTENT: u8 = 5;
}

/// An address as it is written, and its base.
#[derive(Clone, Debug, Default)]
pub(super) struct Link<'a> {
    pub(super) url: Cow<'a, str>,
    pub(super) base: Option<Arc<Url>>,
}

impl<'a> From<Cow<'a, str>> for Link<'a> {
    fn from(url: Cow<'a, str>) -> Self {
        Self { url, base: None }
    }
}

/// The texts of an enclosed file.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub(super) link: Link<'a>,
    pub(super) media_type: Option<Cow<'a, str>>,
    pub(super) length: Option<Cow<'a, str>>,
    pub(super) duration: Option<Cow<'a, str>>,
    pub(super) title: Option<Cow<'a, str>>,
}

/// The texts of an item.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    /// The offset of the item in the window.
    pub(super) at: usize,
    pub(super) id: Best<Cow<'a, str>>,
    pub(super) url: Best<Url>,
    pub(super) external_url: Option<Link<'a>>,
    pub(super) title: Best<Text<'a>>,
    pub(super) published: Best<Timestamp>,
    pub(super) updated: Best<Timestamp>,
    pub(super) authors: Best<Vec<Person>>,
    pub(super) contributors: Vec<Person>,
    pub(super) tags: Vec<Tag>,
    pub(super) summary: Best<Text<'a>>,
    pub(super) content: Best<Text<'a>>,
    pub(super) image: Best<Link<'a>>,
    pub(super) thumbnail: Best<Link<'a>>,
    pub(super) files: Vec<File<'a>>,
    /// `itunes:duration`, which belongs to the first file.
    pub(super) duration: Option<Cow<'a, str>>,
    pub(super) source: Option<Source>,
    pub(super) comments: Comments,
    pub(super) rights: Option<Text<'a>>,
    pub(super) language: Best<Cow<'a, str>>,
}

impl Best<Vec<Person>> {
    /// Adds people with a rank. Only the people with the best rank are kept.
    pub(super) fn add(&mut self, rank: u8, mut people: Vec<Person>) {
        // An empty `author` must not hide an `itunes:author`.
        people.retain(|person| !person.label().is_empty());
        match &mut self.0 {
            _ if people.is_empty() => {}
            // Another vocabulary usually repeats the same people with other spellings, so ranks are not mixed.
            Some((best, kept)) if *best == rank => kept.extend(people),
            _ => self.offer(rank, people),
        }
    }
}
