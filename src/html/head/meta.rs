//! `meta`, `link`, `base` and `title`.

use std::collections::HashMap;

use super::sources::Sources;
use super::text::{text, title_text};
use super::time::time;
use crate::html::arena::{Arena, ElementData};
use crate::html::elements::{Attr, Name};
use crate::time::Timestamp;

/// The maximum number of names in one element. The content of the element is read for each of them.
const MAX_PROPERTIES: usize = 8;

/// The metadata elements of a page, at any place.
pub(super) struct Metadata<'a> {
    /// The contents of `meta` elements by `name`, `property` or `http-equiv`, in lower case.
    contents: HashMap<String, Vec<&'a str>>,
    /// The URLs of `link` elements by `rel`.
    links: HashMap<String, &'a str>,
    title: Option<String>,
    /// The zone of times without one, in minutes east of UTC.
    zone: i32,
}

impl<'a> Metadata<'a> {
    pub(super) fn of(sources: &Sources<'a>) -> Self {
        let arena = sources.arena;
        let mut metadata =
            Self { contents: HashMap::new(), links: HashMap::new(), title: None, zone: sources.zone };
        for &id in &sources.metadata {
            let Some(element) = arena.element(id) else { continue };
            match element.name {
                Name::Meta => metadata.meta(arena, element),
                Name::Link => metadata.link_element(arena, element),
                Name::Title if metadata.title.is_none() => metadata.title = Some(arena.text_content(id)),
                _ => {}
            }
        }
        metadata
    }

    fn meta(&mut self, arena: &'a Arena<'_>, element: ElementData) {
        let Some(content) =
            arena.attribute(element, Attr::Content).filter(|content| !content.trim().is_empty())
        else {
            return;
        };
        // Some elements have both `name` and `property`, which is a list (`RDFa` 1.1 §5).
        let attribute = |name| arena.attribute(element, name).into_iter();
        let words = |list: &'a str| list.split_ascii_whitespace().take(MAX_PROPERTIES);
        let properties = attribute(Attr::Property).flat_map(words);
        let names = [Attr::Name, Attr::HttpEquiv].into_iter().flat_map(attribute).map(str::trim);
        for name in properties.chain(names) {
            self.contents.entry(key(name)).or_default().push(content);
        }
        // Microdata of the page itself.
        if arena.attribute(element, Attr::Itemprop) == Some("image") {
            self.contents.entry("itemprop:image".to_string()).or_default().push(content);
        }
    }

    fn link_element(&mut self, arena: &'a Arena<'_>, element: ElementData) {
        let (Some(rel), Some(href)) =
            (arena.attribute(element, Attr::Rel), arena.attribute(element, Attr::Href))
        else {
            return;
        };
        if href.trim().is_empty() {
            return;
        }
        for relation in rel.split_ascii_whitespace() {
            self.links.entry(relation.to_ascii_lowercase()).or_insert(href);
        }
    }

    /// The text of the first `title`.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The URL of the first link with a relation.
    pub(super) fn link(&self, relation: &str) -> Option<&'a str> {
        self.links.get(relation).copied()
    }

    /// The content of the first of these names that exists.
    pub(super) fn first(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|&name| self.contents.get(name)?.first().copied())
    }

    /// The first content of these names that has text, as one line.
    pub(super) fn folded(&self, names: &[&str]) -> Option<String> {
        self.read(names, text)
    }

    /// The first content of these names that has text, as a title.
    pub(super) fn first_title(&self, names: &[&str]) -> Option<String> {
        self.read(names, title_text)
    }

    fn read(&self, names: &[&str], read: fn(&str) -> Option<String>) -> Option<String> {
        let contents = names.iter().filter_map(|&name| self.contents.get(name));
        contents.flatten().find_map(|content| read(content))
    }

    /// The first of these names whose content is a time. Those in the format of programs come first: others may be the time at which
    /// the page was served.
    pub(super) fn time(&self, names: &[&str]) -> Option<Timestamp> {
        let first = |read: fn(&str, i32) -> Option<Timestamp>| {
            let contents = names.iter().filter_map(|&name| self.contents.get(name));
            contents.flatten().find_map(|text| read(text, self.zone))
        };
        first(Timestamp::from_metadata).or_else(|| first(time))
    }

    /// All contents for a name.
    pub(super) fn contents(&self, name: &str) -> &[&'a str] {
        self.contents.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// All contents for a name, as lines of text.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.contents(name).iter().filter_map(|content| text(content)).collect()
    }
}

/// A name in lower case. Dublin Core is written with a dot in `name`, and with a colon in `property`.
fn key(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.split_once(':') {
        Some((prefix @ ("dc" | "dcterms"), term)) => format!("{prefix}.{term}"),
        _ => name,
    }
}
