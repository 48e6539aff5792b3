//! Names of tags and attributes.

use std::borrow::Cow;
use std::collections::HashSet;

use html5ever::{LocalName, local_name};

/// Attributes from which on duplicates are looked up in a set.
const MANY: usize = 16;

/// The names of a tag's attributes so far, to find duplicates in a time that does not grow with their number.
#[derive(Default)]
pub(super) struct AttributeNames<'a> {
    few: Vec<Cow<'a, str>>,
    many: HashSet<Cow<'a, str>>,
}

impl<'a> AttributeNames<'a> {
    pub(super) fn clear(&mut self) {
        if !self.many.is_empty() {
            self.many.clear();
        }
        self.few.clear();
    }

    /// Adds a name; `false` if it was there.
    pub(super) fn insert(&mut self, name: Cow<'a, str>) -> bool {
        if self.few.len() < MANY {
            let is_new = !self.few.contains(&name);
            if is_new {
                self.few.push(name);
            }
            return is_new;
        }
        !self.few.contains(&name) && self.many.insert(name)
    }
}

/// A name as the specification builds it: ASCII letters in lower case, NUL as U+FFFD.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    // The bit that small letters, digits and hyphens have, and capital letters and NUL have not.
    const SMALL: u8 = 0x20;
    if name.bytes().fold(SMALL, |common, byte| common & byte) == SMALL {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{fffd}"))
}

/// A tag's name as an atom: at once for those that make up nearly all of any article.
pub(super) fn tag_name(name: &str) -> LocalName {
    match name {
        "p" => local_name!("p"),
        "div" => local_name!("div"),
        "br" => local_name!("br"),
        "a" => local_name!("a"),
        "span" => local_name!("span"),
        "img" => local_name!("img"),
        "strong" => local_name!("strong"),
        "b" => local_name!("b"),
        "i" => local_name!("i"),
        "em" => local_name!("em"),
        "li" => local_name!("li"),
        "ul" => local_name!("ul"),
        "h2" => local_name!("h2"),
        "h3" => local_name!("h3"),
        "td" => local_name!("td"),
        "tr" => local_name!("tr"),
        "section" => local_name!("section"),
        "figure" => local_name!("figure"),
        "small" => local_name!("small"),
        other => LocalName::from(lower(other)),
    }
}

/// An attribute's name as an atom, in the same way.
pub(super) fn attribute_name(name: &str) -> LocalName {
    match name {
        "href" => local_name!("href"),
        "src" => local_name!("src"),
        "alt" => local_name!("alt"),
        "title" => local_name!("title"),
        "class" => local_name!("class"),
        "width" => local_name!("width"),
        "height" => local_name!("height"),
        other => LocalName::from(other),
    }
}
