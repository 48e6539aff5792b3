//! An item as its format has it: texts, before they become an [`Item`].

use std::borrow::Cow;
use std::sync::Arc;

use url::Url;

use crate::feed::model::{Comments, Person, Source, Tag};

/// A text and what it holds.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    pub(super) value: Cow<'a, str>,
    pub(super) kind: TextKind,
    /// `xml:base` in force, which relative addresses in HTML are resolved against.
    pub(super) base: Option<Arc<Url>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    Plain,
    Html,
    /// RSS does not say what a title is: HTML if it looks like HTML.
    Either,
}

impl<'a> Text<'a> {
    pub(super) fn plain(text: Cow<'a, str>) -> Self {
        Self { value: text, kind: TextKind::Plain, base: None }
    }
}

/// A value that several elements give: the one of the lowest rank counts, of two of a rank the first.
#[derive(Clone, Debug)]
pub(super) struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    /// Whether a value of that rank would count.
    pub(super) fn wants(&self, rank: u8) -> bool {
        self.0.as_ref().is_none_or(|(best, _)| rank < *best)
    }

    /// Offers a value, if there is one.
    pub(super) fn offer(&mut self, rank: u8, value: impl Into<Option<T>>) {
        // Of two values of one rank, the first stays: a result must not depend on how often a field is repeated.
        if self.wants(rank)
            && let Some(value) = value.into()
        {
            self.0 = Some((rank, value));
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub(super) fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// An address as it is written, and what it is relative to.
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

/// A file as it is written.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub(super) link: Link<'a>,
    pub(super) media_type: Option<Cow<'a, str>>,
    pub(super) length: Option<Cow<'a, str>>,
    pub(super) duration: Option<Cow<'a, str>>,
    pub(super) title: Option<Cow<'a, str>>,
}

/// An item's texts.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    /// Where the item begins in the window.
    pub(super) at: usize,
    pub(super) id: Best<Cow<'a, str>>,
    pub(super) url: Best<Link<'a>>,
    pub(super) external_url: Option<Link<'a>>,
    pub(super) title: Best<Text<'a>>,
    pub(super) published: Best<Cow<'a, str>>,
    pub(super) updated: Best<Cow<'a, str>>,
    pub(super) authors: Best<Vec<Person>>,
    pub(super) contributors: Vec<Person>,
    pub(super) tags: Vec<Tag>,
    pub(super) summary: Best<Text<'a>>,
    pub(super) content: Best<Text<'a>>,
    pub(super) image: Best<Link<'a>>,
    pub(super) thumbnail: Best<Link<'a>>,
    pub(super) files: Vec<File<'a>>,
    /// `itunes:duration`, of the first file.
    pub(super) duration: Option<Cow<'a, str>>,
    pub(super) source: Option<Source>,
    pub(super) comments: Comments,
    pub(super) rights: Option<Text<'a>>,
    pub(super) language: Best<Cow<'a, str>>,
}

impl Best<Vec<Person>> {
    /// Adds a person of some rank: those of the best rank count.
    pub(super) fn add(&mut self, rank: u8, person: Person) {
        match &mut self.0 {
            // Names of another vocabulary repeat the same people in other words, so ranks are not mixed.
            Some((best, people)) if *best == rank => people.push(person),
            _ => self.offer(rank, vec![person]),
        }
    }
}
