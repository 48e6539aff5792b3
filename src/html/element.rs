//! An element as a caller sees it who decides what to leave out.

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
#[derive(Clone, Copy, Debug)]
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

    /// The name in lower case; empty for a name that HTML, SVG and MathML do not have, such as `my-element`.
    pub fn name(&self) -> &'static str {
        self.data.row().name
    }

    /// The value of an attribute, whose name is in lower case.
    ///
    /// ```
    /// let reader = newsclip::html::Reader::new().skip(|element| element.attribute("role") == Some("search"));
    /// assert!(reader.read("<div role=search>Find</div>").body.is_empty());
    /// ```
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let known = Attr::of(name.as_bytes());
        let found = self.arena.attributes(self.data).iter().find(|attribute| match attribute.name {
            AttributeName::Known(attr) => Some(attr) == known,
            AttributeName::Other(written) => self.arena.text(written).eq_ignore_ascii_case(name),
        });
        found.map(|attribute| self.arena.text(attribute.value))
    }

    /// The value of `id`.
    pub fn id(&self) -> Option<&'a str> {
        self.attribute("id")
    }

    /// The classes, as they are written.
    pub fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether the element has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().any(|own| own == class)
    }

    /// How many elements it stands in; 0 for a child of `body`.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The text inside, as the page has it.
    pub fn text(&self) -> String {
        self.arena.text_content(self.id)
    }
}
