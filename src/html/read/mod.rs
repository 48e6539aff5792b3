//! Converts the arena to blocks. It walks the arena once, matches on the rule of each element in the element table, and feeds
//! a builder, which produces normal form. `docs/mapping.md` shows the conversion of each element.
//!
//! [`Reading`] holds the state that is constant during the walk or in a subtree. The builder and the node are arguments.

mod block;
mod drawing;
mod embed;
mod figure;
mod image;
mod inline;
mod language;
mod layout;
mod lazy;
mod list;
mod listing;
mod noscript;
mod player;
mod preformatted;
mod table;

use std::cell::RefCell;

use url::Url;

pub(super) use self::drawing::DISPLAY_STYLE;
use self::preformatted::preserve_white_space;
use super::arena::{Arena, ElementData, Facts, FactsOf, Namespace, NodeData, NodeId, is_hidden};
use super::elements::{Attr, Name, Read};
use super::note::{NoteKind, Notes};
use crate::normal::{Budget, Builder, Wrapper};
use crate::tree::{Block, Mark};
use crate::url::{Purpose, is_tiny_data_image, resolve};

/// The blocks of a document, in normal form. Relative URLs are resolved against `base`, or kept without one. `budget` must be
/// unused, because all that it has refused is noted.
pub(super) fn blocks(
    arena: &Arena<'_>,
    base: Option<&Url>,
    budget: &Budget,
    notes: Notes,
) -> (Vec<Block>, Notes) {
    // A cell, because `Reading` is shared and copied during the walk.
    let notes = RefCell::new(notes);
    let base = base.filter(|base| base.as_str().len() <= Budget::MAX_BASE);
    let facts = FactsOf::new(arena);
    let reading = Reading {
        arena,
        facts: &facts,
        base,
        budget,
        notes: &notes,
        white_space: WhiteSpace::Folded,
        task_box: None,
    };
    // An article has a block for about four nodes, unless it is long.
    let expected = (arena.len() / 4).min(64);
    let blocks = Builder::build(budget, expected, |b| reading.children(Arena::DOCUMENT, b));
    let mut notes = notes.into_inner();
    notes.add_many(NoteKind::RepeatedLink, budget.refused_links(), "");
    notes.add_many(NoteKind::RepeatedMark, budget.refused_marks(), "");
    notes.add_many(NoteKind::RepeatedBase, budget.refused_bases(), "");
    notes.add_many(NoteKind::TooDeep, budget.refused_levels(), "");
    (blocks, notes)
}

/// The blocks of HTML without tags, references and null characters.
#[cfg(feature = "feed")]
pub(super) fn plain_text(text: &str) -> Vec<Block> {
    Builder::build(&Budget::of(0), 1, |b| b.text(text))
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    arena: &'a Arena<'a>,
    facts: &'a FactsOf<'a>,
    base: Option<&'a Url>,
    budget: &'a Budget,
    notes: &'a RefCell<Notes>,
    white_space: WhiteSpace,
    /// The check box of the current item, if it is a task.
    task_box: Option<NodeId>,
}

/// The treatment of white space in text (CSS Text §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WhiteSpace {
    Folded,
    /// In a `pre`, line ends are line breaks.
    Preserved,
    /// In code without a `pre`, no-break spaces are spaces.
    Listing,
}

impl Reading<'_> {
    fn note(&self, kind: NoteKind, example: &str) {
        self.notes.borrow_mut().add(kind, example);
    }

    fn resolve(&self, url: &str, purpose: Purpose) -> Option<String> {
        let resolved = resolve(url, self.base, purpose)?;
        if purpose == Purpose::Image && is_tiny_data_image(&resolved) {
            return None;
        }
        self.budget.pay_for_base(url, &resolved).then(|| resolved.into_owned())
    }

    fn attribute(&self, element: ElementData, name: Attr) -> Option<&str> {
        self.arena.attribute(element, name)
    }

    fn is_hidden(&self, id: NodeId) -> bool {
        self.arena.element(id).is_some_and(|element| is_hidden(self.arena, element))
    }

    /// The name of an HTML element that browsers show; `Unknown` for any other node.
    fn shown_name(&self, id: NodeId) -> Name {
        if self.is_hidden(id) { Name::Unknown } else { self.arena.name(id) }
    }

    fn note_hidden(&self, element: ElementData) {
        self.note(NoteKind::Hidden, element.row().name);
    }

    /// The facts of a node and its descendants.
    fn facts(&self, id: NodeId) -> Facts {
        self.facts.node(id)
    }

    /// The facts of the descendants of a node.
    fn inside(&self, id: NodeId) -> Facts {
        self.facts.inside(id)
    }

    /// The rule of an HTML element; `Transparent` in SVG and MathML, and `None` for other nodes.
    fn read_of(&self, id: NodeId) -> Option<Read> {
        self.arena.element(id).map(|element| element.html_name().row().read)
    }

    // Recursion is bounded: `build::limits` keeps the arena's depth below `MAX_DOM_DEPTH`.
    fn children(&self, parent: NodeId, b: &mut Builder) {
        for child in self.arena.children(parent) {
            self.node(child, b);
        }
    }

    fn node(&self, id: NodeId, b: &mut Builder) {
        match self.arena.data(id) {
            NodeData::Element(element) => self.element(id, *element, b),
            NodeData::Text(text) if self.white_space == WhiteSpace::Preserved => {
                preserve_white_space(self.arena.text(*text), b);
            }
            NodeData::Text(text) => b.text(self.arena.text(*text)),
            NodeData::Document => self.children(id, b),
        }
    }

    #[expect(clippy::inline_always, reason = "a call for each element took 1 % of `parse`")]
    #[inline(always)]
    fn element(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        if element.namespace != Namespace::Html {
            return self.drawing(id, element, b);
        }
        if is_hidden(self.arena, element) {
            return self.note_hidden(element);
        }
        // KaTeX and MathJax write each formula twice. The second copy is only for display.
        if element.has_attributes() && self.draws_formula(id, element) {
            return;
        }
        match element.row().read {
            // The image in a `picture` looks up the sources.
            Read::Transparent | Read::Picture => self.children(id, b),
            Read::Section if self.listing(id, element, b) => {}
            Read::Section | Read::Paragraph | Read::Caption => self.section(id, b),
            Read::Marked(Mark::Strong) if self.is_not_bold(element) => self.children(id, b),
            Read::Marked(mark) => {
                b.with(Wrapper::Mark(mark), |b| self.children(id, b));
                if element.name == Name::Cite && self.is_head_of_quote(id) {
                    b.end_line();
                }
            }
            Read::Code => b.with(Wrapper::Code, |b| self.children(id, b)),
            Read::Link => self.link(id, element, b),
            Read::LineBreak => b.line_break(),
            Read::Image => self.image(id, element, b),
            Read::Heading(level) => self.heading(id, level, b),
            Read::Quote => self.quote(id, b),
            Read::Preformatted => self.preformatted(id, element, b),
            Read::ThematicBreak => b.block(Block::ThematicBreak),
            Read::Bullets => self.list(id, None, b),
            Read::Numbers => self.list(id, Some(self.start(id, element)), b),
            Read::Item => self.stray_item(id, b),
            Read::DescriptionList => self.description_list(id, b),
            Read::Table => self.table(id, element, b),
            Read::Figure => self.figure(id, b),
            Read::Quotation => self.quotation(id, b),
            Read::Ruby => self.ruby(id, b),
            Read::RubyParenthesis => {}
            Read::Noscript => self.noscript(id, b),
            Read::Frame => self.frame(id, element, b),
            Read::Player(kind) => self.player(id, element, kind, b),
            Read::Plugin => self.plugin(element, Attr::Src, b),
            Read::Object => self.object(id, element, b),
            Read::Drawing => self.drawing(id, element, b),
            Read::LeftOut(kind) => self.left_out(id, element, kind, b),
        }
    }

    fn left_out(&self, id: NodeId, element: ElementData, kind: NoteKind, b: &mut Builder) {
        match kind {
            // The item stores the state of the check box, so nothing is lost.
            _ if self.task_box == Some(id) => {}
            // A shadow root, or a button with a heading.
            _ if self.facts(id) != Facts::LEFT_OUT => self.children(id, b),
            NoteKind::Script => self.script(id, element, b),
            _ => self.note(kind, element.row().name),
        }
    }
}

/// The number at the start of the value of an attribute (HTML §2.3.4.2). Numbers that are too large become the maximum.
fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    // HTML §2.3.4.1 skips a plus sign, although authors must not write one.
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    if digits == 0 {
        return None;
    }
    Some(value[..digits].parse().unwrap_or(u32::MAX))
}
