//! The public view of an element, for callers that skip elements.

use std::fmt;

use super::arena::{Arena, ElementData, NodeId};
use super::elements::Attr;
use super::tokenizer::AttributeName;

/// An element of a page, for [`Reader::skip`](super::Reader::skip).
///
/// ```
/// let reader = newsclip::html::Reader::new().skip(|element| element.has_class("ad") || element.name() == "nav");
/// let page = reader.read("<nav>Home</nav><p>Rain.</p><div class='box ad'>Umbrellas!</div>");
/// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain.\n");
/// ```
#[derive(Clone, Copy)]
pub struct Element<'a> {
    arena: &'a Arena<'a>,
    id: NodeId,
    data: ElementData,
    depth: usize,
}

impl<'a> Element<'a> {
    pub(super) fn new(arena: &'a Arena<'a>, id: NodeId, data: ElementData, depth: usize) -> Self {
        Self { arena, id, data, depth }
    }

    /// The name in lower case.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| matches!(element.name(), "aside" | "my-ad"));
    /// assert!(reader.read("<ASIDE>Find</ASIDE><my-ad>Umbrellas!</my-ad>").body.is_empty());
    /// ```
    pub fn name(&self) -> &'a str {
        let name = self.data.row().name;
        // The name of an element that is not in the table, such as `my-ad`.
        if name.is_empty() {
            self.kept(|name| name == AttributeName::Element).unwrap_or_default()
        } else {
            name
        }
    }

    /// The value of an attribute, whose name is in lower case.
    ///
    /// `b`, `big`, `code`, `em`, `font`, `i`, `nobr`, `s`, `small`, `strike`, `strong`, `tt` and `u` have only the
    /// attributes that the reader needs, because HTML reopens them in each block that they overlap. So their `id` and
    /// `class` are `None`, except for the class of `code`.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.attribute("role") == Some("search"));
    /// assert!(reader.read("<div role=search>Find</div>").body.is_empty());
    /// ```
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let known = Attr::of(name.as_bytes());
        self.kept(|found| match found {
            AttributeName::Known(attr) => Some(attr) == known,
            AttributeName::Other(written) => self.arena.text(written).eq_ignore_ascii_case(name),
            AttributeName::Element => false,
        })
    }

    fn kept(&self, is_wanted: impl Fn(AttributeName) -> bool) -> Option<&'a str> {
        let found = self.arena.attributes(self.data).iter().find(|attribute| is_wanted(attribute.name))?;
        Some(self.arena.text(found.value))
    }

    /// The value of `id`.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.id() == Some("comments"));
    /// assert!(reader.read("<div id=comments>First!</div>").body.is_empty());
    /// ```
    pub fn id(&self) -> Option<&'a str> {
        self.attribute("id")
    }

    /// The classes, as written.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.classes().any(|class| class.starts_with("ad-")));
    /// assert!(reader.read("<div class='box ad-top'>Umbrellas!</div>").body.is_empty());
    /// ```
    pub fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether the element has a class.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.has_class("ad"));
    /// assert!(reader.read("<div class='box ad'>Umbrellas!</div>").body.is_empty());
    /// ```
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().any(|own| own == class)
    }

    /// The number of elements around it; 0 for a child of `body`.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.name() == "header" && element.depth() == 0);
    /// let page = reader.read("<header>A Paper</header><article><header>Rain</header></article>");
    /// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain\n");
    /// ```
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The text inside, as in the page.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.text().trim() == "Advertisement");
    /// let page = reader.read("<p>Rain.<p> <b>Advertisement</b>");
    /// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "Rain.\n");
    /// ```
    pub fn text(&self) -> String {
        self.arena.text_content(self.id)
    }
}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not derived: each element would print the whole page.
        f.debug_struct("Element")
            .field("name", &self.name())
            .field("id", &self.id())
            .field("class", &self.attribute("class"))
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}
