//! Elements that their style hides: menus, messages for later, numbers to sort by.
//!
//! A reader does not see an element with `display: none` in its `style`, unless a script shows it: the tab of another language, an
//! answer below its question, the next page of a gallery. So tabs and elements with much text, code or formulas are kept.

use super::arena::{Arena, ElementData, Namespace, NodeData, NodeId, is_hidden, is_tab};
use super::elements::{Attr, Name, Read};
use super::note::{NoteKind, Notes};
use super::read::LAZY_ATTRIBUTES;
use super::tokenizer::hides;

/// The number of bytes of text outside of links, without white space, from which on an element is kept.
const MUCH_TEXT: usize = 200;

/// Removes the elements that their style hides.
pub(super) fn remove_hidden(arena: &mut Arena<'_>, notes: &mut Notes) {
    if !arena.has_style(hides) {
        return;
    }
    let content = Content::of(arena);
    let removed = arena.remove(|arena, id, element, _| {
        is_hidden_by_style(arena, element) && !content.is_much(id) && !is_lazy(arena, element)
    });
    notes.add_many(NoteKind::Hidden, removed, "style");
}

fn is_hidden_by_style(arena: &Arena<'_>, element: ElementData) -> bool {
    arena.attribute(element, Attr::Style).is_some_and(hides) && !is_tab(arena, element)
}

/// Whether an element is an image that a script loads, and then shows.
fn is_lazy(arena: &Arena<'_>, element: ElementData) -> bool {
    element.row().read == Read::Image
        && LAZY_ATTRIBUTES.iter().any(|&name| arena.attribute(element, name).is_some())
}

/// What the elements of a page would show if they were not hidden.
struct Content {
    /// The number of bytes of text outside of links.
    text: Vec<usize>,
    /// Whether there is code or a formula.
    has_code: Vec<bool>,
}

impl Content {
    fn of(arena: &Arena<'_>) -> Self {
        let mut content = Self { text: vec![0; arena.len()], has_code: vec![false; arena.len()] };
        let preorder: Vec<NodeId> = arena.descendants(Arena::DOCUMENT).collect();
        // Children before their parents.
        for &id in preorder.iter().rev() {
            content.pass_on(arena, id);
        }
        content
    }

    fn is_much(&self, id: NodeId) -> bool {
        self.text[id as usize] >= MUCH_TEXT || self.has_code[id as usize]
    }

    /// Adds what a node shows, after its children, to its parent.
    fn pass_on(&mut self, arena: &Arena<'_>, id: NodeId) {
        let at = id as usize;
        let is_seen = match arena.data(id) {
            NodeData::Document => return,
            NodeData::Text(text) => {
                self.text[at] = arena.text(*text).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
                true
            }
            NodeData::Element(element) => {
                self.has_code[at] |= is_code_or_formula(*element);
                let is_hidden = !self.is_much(id) && is_hidden_by_style(arena, *element);
                !is_hidden && !is_left_out(arena, *element)
            }
        };
        let Some(parent) = arena.parent(id).filter(|_| is_seen) else { return };
        self.has_code[parent as usize] |= self.has_code[at];
        if arena.name(id) != Name::A {
            self.text[parent as usize] += self.text[at];
        }
    }
}

fn is_code_or_formula(element: ElementData) -> bool {
    element.row().read == Read::Preformatted
        || (element.namespace == Namespace::MathMl && element.name == Name::Math)
}

fn is_left_out(arena: &Arena<'_>, element: ElementData) -> bool {
    is_hidden(arena, element) || matches!(element.row().read, Read::LeftOut(_) | Read::Noscript)
}
