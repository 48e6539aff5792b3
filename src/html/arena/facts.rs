//! Facts about the content of subtrees, found on the first request and cached.
//!
//! The reader needs to know the content of a link, a figure or a `pre` before it reads it. Without a cache, each request
//! would walk the whole subtree, again at each level. Most nodes are never requested: finding the facts of all nodes took 3
//! % of the time of `parse`.

use std::cell::Cell;

use super::{Arena, ElementData, Namespace, NodeData, NodeId};
use crate::html::elements::{Attr, Name, Read};

/// The facts of the nodes of a document.
#[derive(Debug)]
pub(in crate::html) struct FactsOf<'a> {
    arena: &'a Arena<'a>,
    /// The cached facts, each with [`Facts::FOUND`].
    found: Vec<Cell<Facts>>,
}

impl<'a> FactsOf<'a> {
    pub(in crate::html) fn new(arena: &'a Arena<'a>) -> Self {
        Self { arena, found: vec![Cell::default(); arena.len()] }
    }

    /// The facts of a node and its descendants.
    pub(in crate::html) fn node(&self, id: NodeId) -> Facts {
        let found = &self.found[id as usize];
        if !found.get().any(Facts::FOUND) {
            found.set(self.find(id).or(Facts::FOUND));
        }
        found.get().without(Facts::FOUND)
    }

    /// The facts of the descendants of a node.
    // Recursion is bounded: `build::limits` keeps the arena's depth below `MAX_DOM_DEPTH`.
    pub(in crate::html) fn inside(&self, id: NodeId) -> Facts {
        self.arena.children(id).fold(Facts::default(), |facts, child| facts.or(self.node(child)))
    }

    fn find(&self, id: NodeId) -> Facts {
        let element = match self.arena.data(id) {
            NodeData::Text(text) if is_blank(self.arena.text(*text)) => return Facts::default(),
            NodeData::Text(_) => return Facts::TEXT,
            NodeData::Document => return self.inside(id),
            NodeData::Element(element) => *element,
        };
        if element.namespace != Namespace::Html {
            // The reader reads only the label of a drawing, so the text in it does not count as text.
            let is_formula = element.name == Name::Math;
            return if is_formula { Facts::DRAWING.or(Facts::FORMULA) } else { Facts::DRAWING };
        }
        if is_hidden(self.arena, element) {
            return Facts::LEFT_OUT;
        }
        match element.row().read {
            // A shadow root. The content of any other template is not in the tree.
            Read::LeftOut(_) if element.name == Name::Template && self.arena.first_child(id).is_some() => {
                self.inside(id)
            }
            // Without a heading or a block, a button is a word such as "Share".
            Read::LeftOut(_) if element.name == Name::Button => {
                let inside = self.inside(id);
                if inside.any(Facts::HEADING.or(Facts::STRUCTURE)) { inside } else { Facts::LEFT_OUT }
            }
            Read::LeftOut(_) => Facts::LEFT_OUT,
            // A caption in the figure does not belong to an element around it.
            Read::Figure => self.inside(id).without(Facts::CAPTION).or(Facts::STRUCTURE),
            read => self.inside(id).or(own_facts(read)),
        }
    }
}

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::html) struct Facts(u16);

impl Facts {
    /// Visible text.
    pub(in crate::html) const TEXT: Self = Self(1);
    pub(in crate::html) const IMAGE: Self = Self(1 << 1);
    /// A player, frame or plug-in.
    pub(in crate::html) const EMBED: Self = Self(1 << 2);
    pub(in crate::html) const DRAWING: Self = Self(1 << 3);
    /// A block that is more than lines of text: a list, quote, table, figure, rule or code block.
    pub(in crate::html) const STRUCTURE: Self = Self(1 << 4);
    pub(in crate::html) const HEADING: Self = Self(1 << 5);
    pub(in crate::html) const PARAGRAPH: Self = Self(1 << 6);
    pub(in crate::html) const LINK: Self = Self(1 << 7);
    /// Text that browsers generate, such as quotation marks and the parentheses of ruby.
    pub(in crate::html) const GENERATED: Self = Self(1 << 8);
    pub(in crate::html) const NOSCRIPT: Self = Self(1 << 9);
    /// An element that is left out or hidden. Its content does not count.
    pub(in crate::html) const LEFT_OUT: Self = Self(1 << 10);
    pub(in crate::html) const CAPTION: Self = Self(1 << 11);
    pub(in crate::html) const MARK: Self = Self(1 << 12);
    pub(in crate::html) const CODE: Self = Self(1 << 13);
    pub(in crate::html) const FORMULA: Self = Self(1 << 14);
    /// The facts are cached. It distinguishes them from an empty set.
    const FOUND: Self = Self(1 << 15);

    /// Any visible content.
    pub(in crate::html) const VISIBLE: Self =
        Self::TEXT.or(Self::IMAGE).or(Self::EMBED).or(Self::DRAWING).or(Self::STRUCTURE);

    pub(in crate::html) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any of these facts holds.
    pub(in crate::html) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether no other facts hold.
    pub(in crate::html) const fn only(self, of: Self) -> bool {
        self.0 & !of.0 == 0
    }
}

/// The facts of an element itself, without its content.
fn own_facts(read: Read) -> Facts {
    match read {
        Read::Paragraph => Facts::PARAGRAPH,
        Read::Caption => Facts::CAPTION,
        Read::Heading(_) => Facts::HEADING,
        Read::Quote
        | Read::Preformatted
        | Read::ThematicBreak
        | Read::Bullets
        | Read::Numbers
        | Read::Item
        | Read::DescriptionList
        | Read::Table
        | Read::Figure => Facts::STRUCTURE,
        Read::Link => Facts::LINK,
        // Browsers also show the quotation marks of an empty `q` (HTML §15.3.4).
        Read::Quotation => Facts::TEXT.or(Facts::GENERATED),
        Read::Ruby | Read::RubyParenthesis => Facts::GENERATED,
        Read::Image => Facts::IMAGE,
        Read::Noscript => Facts::NOSCRIPT,
        Read::Frame | Read::Player(_) | Read::Plugin | Read::Object => Facts::EMBED,
        Read::Drawing => Facts::DRAWING,
        Read::LeftOut(_) => Facts::LEFT_OUT,
        Read::Marked(_) => Facts::MARK,
        Read::Code => Facts::CODE,
        Read::Transparent | Read::Section | Read::LineBreak | Read::Picture => Facts::default(),
    }
}

/// Whether an element has the attribute `hidden`, so that browsers do not show it. With the value `until-found`, they show
/// it when a user searches for its text.
pub(in crate::html) fn is_hidden(arena: &Arena<'_>, element: ElementData) -> bool {
    arena.attribute(element, Attr::Hidden).is_some_and(|value| value != "until-found")
}

/// Whether a text is only white space.
fn is_blank(text: &str) -> bool {
    // Faster than `trim`, because almost all texts begin with a letter.
    text.chars().all(char::is_whitespace)
}
