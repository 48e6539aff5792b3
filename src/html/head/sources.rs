//! The elements of a page that its metadata may come from.

use crate::html::arena::{Arena, ElementData, NodeId};
use crate::html::elements::{Attr, Name, is_entry_class};
use crate::html::tokenizer::AttributeName;

/// The elements of each kind, found in one walk over all nodes, in the order of their start tags. With a walk for each kind, the
/// metadata took 20 % of the instructions of reading a page.
pub(super) struct Sources<'a> {
    pub(super) arena: &'a Arena<'a>,
    /// The zone of times without one, in minutes east of UTC.
    pub(super) zone: i32,
    /// `meta`, `link` and `title`.
    pub(super) metadata: Vec<NodeId>,
    pub(super) scripts: Vec<NodeId>,
    /// Elements with `itemtype`.
    pub(super) items: Vec<NodeId>,
    /// Elements with `itemprop`.
    pub(super) properties: Vec<NodeId>,
    /// Entries of microformats.
    pub(super) entries: Vec<NodeId>,
    /// Links with `rel`.
    pub(super) links: Vec<NodeId>,
    /// Headings of the first level.
    pub(super) headings: Vec<NodeId>,
    /// Headings of other levels.
    pub(super) subheadings: Vec<NodeId>,
    pub(super) articles: Vec<NodeId>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(arena: &'a Arena<'a>, zone: i32) -> Self {
        let mut sources = Self {
            arena,
            zone,
            metadata: Vec::new(),
            scripts: Vec::new(),
            items: Vec::new(),
            properties: Vec::new(),
            entries: Vec::new(),
            links: Vec::new(),
            headings: Vec::new(),
            subheadings: Vec::new(),
            articles: Vec::new(),
        };
        for id in arena.ids() {
            if let Some(element) = arena.element(id) {
                sources.add_by_name(id, element);
                sources.add_by_attributes(id, element);
            }
        }
        sources
    }

    fn add_by_name(&mut self, id: NodeId, element: ElementData) {
        // SVG also has a `title`.
        match element.html_name() {
            Name::Meta | Name::Link | Name::Title => self.metadata.push(id),
            Name::Script => self.scripts.push(id),
            Name::H1 => self.headings.push(id),
            Name::H2 | Name::H3 | Name::H4 | Name::H5 | Name::H6 => self.subheadings.push(id),
            Name::Article => self.articles.push(id),
            _ => {}
        }
    }

    fn add_by_attributes(&mut self, id: NodeId, element: ElementData) {
        for attribute in self.arena.attributes(element) {
            match attribute.name {
                AttributeName::Known(Attr::Itemtype) => self.items.push(id),
                AttributeName::Known(Attr::Itemprop) => self.properties.push(id),
                AttributeName::Known(Attr::Class) if is_entry_class(self.arena.text(attribute.value)) => {
                    self.entries.push(id);
                }
                AttributeName::Known(Attr::Rel) if element.html_name() == Name::A => self.links.push(id),
                _ => {}
            }
        }
    }
}
