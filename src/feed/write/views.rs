//! Views of the parts of items and feeds, without blank and repeated values and without URLs that the policy rejects.

use std::collections::HashSet;
use std::hash::Hash;

use url::Url;

use crate::feed::model::{Comments, Person, Source, Tag};
use crate::scan::is_xml_char;
use crate::url::{Purpose, is_allowed};

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PersonView<'a> {
    pub(super) name: &'a str,
    pub(super) email: Option<&'a str>,
    pub(super) url: Option<&'a Url>,
    pub(super) avatar: Option<&'a Url>,
}

impl<'a> PersonView<'a> {
    pub(super) fn of(person: &'a Person) -> Self {
        Self {
            name: visible(Some(&person.name)).unwrap_or_default(),
            email: visible(person.email.as_deref()),
            url: allowed(person.url.as_ref(), Purpose::Link),
            avatar: allowed(person.avatar.as_ref(), Purpose::Media),
        }
    }

    /// The name, or the email address if there is no name, or else the address of the person's page.
    pub(super) fn label(&self) -> &'a str {
        // Atom requires a name, and JSON Feed expects one. The reader of this crate removes such a stand-in.
        if !self.name.is_empty() {
            return self.name;
        }
        self.email.or(self.url.map(Url::as_str)).unwrap_or_default()
    }
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TagView<'a> {
    pub(super) term: &'a str,
    pub(super) scheme: Option<&'a str>,
    pub(super) label: Option<&'a str>,
}

impl<'a> TagView<'a> {
    pub(super) fn of(tag: &'a Tag) -> Option<Self> {
        let label = visible(tag.label.as_deref());
        // Without a term, the label is also the term, which Atom requires (RFC 4287 §4.2.2.1).
        let term = visible(Some(&tag.term)).or(label)?;
        let label = label.filter(|label| *label != term);
        Some(Self { term, scheme: visible(tag.scheme.as_deref()), label })
    }

    /// The tag for people.
    pub(super) fn text(&self) -> &'a str {
        self.label.unwrap_or(self.term)
    }
}

/// The feed that the item was copied from.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceView<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) url: Option<&'a Url>,
    pub(super) feed_url: Option<&'a Url>,
}

impl<'a> SourceView<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            id: visible(source.id.as_deref()),
            title: visible(Some(&source.title)).unwrap_or_default(),
            url: allowed(source.url.as_ref(), Purpose::Link),
            feed_url: allowed(source.feed_url.as_ref(), Purpose::Link),
        }
    }
}

/// Comments on the item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CommentsView<'a> {
    pub(super) url: Option<&'a Url>,
    pub(super) feed_url: Option<&'a Url>,
    pub(super) count: Option<u32>,
}

impl<'a> CommentsView<'a> {
    pub(super) fn of(comments: &'a Comments) -> Self {
        Self {
            url: allowed(comments.url.as_ref(), Purpose::Link),
            feed_url: allowed(comments.feed_url.as_ref(), Purpose::Link),
            count: comments.count,
        }
    }
}

pub(super) fn people(people: &[Person]) -> Vec<PersonView<'_>> {
    distinct(people.iter().map(PersonView::of).filter(|name| !name.label().is_empty()))
}

pub(super) fn tags(tags: &[Tag]) -> Vec<TagView<'_>> {
    distinct(tags.iter().filter_map(TagView::of))
}

/// Removes duplicates and keeps the order.
pub(super) fn distinct<T: Copy + Eq + Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let most = values.size_hint().1.unwrap_or(0);
    // Most lists have at most one value and need no set.
    if most <= 1 {
        return values.collect();
    }
    // Filtered before they are collected, and with room for all: a list may repeat a short name, or hold others, a million times.
    let mut kept = Vec::with_capacity(most);
    let mut seen = HashSet::new();
    kept.extend(values.filter(|value| seen.insert(*value)));
    kept
}

/// The URL, if the URL policy allows it for this purpose.
pub(super) fn allowed(url: Option<&Url>, purpose: Purpose) -> Option<&Url> {
    // The policy also applies to feeds that a program builds (docs/security.md).
    url.filter(|url| is_allowed(url, purpose))
}

/// The trimmed text, if it holds any character that XML allows.
pub(super) fn visible(text: Option<&str>) -> Option<&str> {
    // XML 1.0 §2.2 does not allow most control characters. A text with only those would become an empty element.
    text.map(str::trim).filter(|text| text.chars().any(is_xml_char))
}
