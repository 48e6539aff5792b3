//! The list of active formatting elements: HTML §13.2.4.3.

use super::TreeBuilder;
use super::stack::Open;
use crate::html::arena::{NodeData, NodeId};
use crate::html::elements::{Attr, Name, has_normal_weight, is_property};
use crate::html::texts::{Span, Texts};
use crate::html::tokenizer::{Attribute, AttributeName, StartTag, TagName};

#[derive(Debug)]
enum Entry {
    /// Inserted by a cell, a caption, an `object` or a `template`.
    Marker,
    Element(FormattingElement),
}

/// An element in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormattingElement {
    pub(super) id: NodeId,
    name: TagName,
    // Cached, because it is needed for each text, and the stack would have to be searched.
    pub(super) is_open: bool,
}

#[derive(Debug, Default)]
pub(super) struct Formatting(Vec<Entry>);

impl Formatting {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn push_marker(&mut self) {
        self.0.push(Entry::Marker);
    }

    /// "Clear the list of active formatting elements up to the last marker".
    pub(super) fn clear_to_marker(&mut self) {
        // The last round pops the marker itself.
        while let Some(Entry::Element(_)) = self.0.pop() {}
    }

    /// Marks an element as closed.
    #[inline]
    pub(super) fn closed(&mut self, id: NodeId) {
        for entry in self.0.iter_mut().rev() {
            match entry {
                Entry::Element(element) if element.id == id => element.is_open = false,
                _ => continue,
            }
            return;
        }
    }

    /// Whether "reconstruct the active formatting elements" would reopen anything.
    #[inline]
    fn needs_reconstruction(&self) -> bool {
        matches!(self.0.last(), Some(Entry::Element(FormattingElement { is_open: false, .. })))
    }

    /// The elements after the last marker with their indices, the last one first.
    fn since_marker(&self) -> impl Iterator<Item = (usize, &FormattingElement)> {
        self.0.iter().enumerate().rev().map_while(|(at, entry)| match entry {
            Entry::Element(element) => Some((at, element)),
            Entry::Marker => None,
        })
    }

    fn position(&self, id: NodeId) -> Option<usize> {
        self.0.iter().rposition(|entry| matches!(entry, Entry::Element(element) if element.id == id))
    }

    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.position(id).is_some()
    }

    /// Removes an element if it is the last one in the list, and returns whether it was.
    pub(super) fn pop_if_last(&mut self, id: NodeId) -> bool {
        let is_it = |entry: &mut Entry| matches!(entry, Entry::Element(element) if element.id == id);
        self.0.pop_if(is_it).is_some()
    }

    pub(super) fn remove(&mut self, at: usize) {
        self.0.remove(at);
    }

    /// Removes an element if it is in the list.
    pub(super) fn forget(&mut self, id: NodeId) {
        if let Some(at) = self.position(id) {
            self.0.remove(at);
        }
    }

    /// Replaces an element by another, which is moved after a third element if one is given.
    pub(super) fn replace(&mut self, id: NodeId, other: NodeId, after: Option<NodeId>) {
        let Some(at) = self.position(id) else { return };
        let Entry::Element(element) = self.0[at] else { return };
        let entry = Entry::Element(FormattingElement { id: other, ..element });
        match after.and_then(|after| self.position(after)) {
            None => self.0[at] = entry,
            Some(after) => {
                self.0.insert(after + 1, entry);
                self.forget(id);
            }
        }
    }

    pub(super) fn last_named(&self, name: Name) -> Option<(usize, FormattingElement)> {
        self.since_marker()
            .find(|(_, element)| element.name.standard == name)
            .map(|(at, element)| (at, *element))
    }
}

impl TreeBuilder {
    /// §13.2.4.3, "reconstruct the active formatting elements".
    #[inline]
    pub(super) fn reconstruct_formatting(&mut self) {
        if self.formatting.needs_reconstruction() {
            self.reopen_formatting();
        }
    }

    fn reopen_formatting(&mut self) {
        // Steps 4 to 6, "rewind": from the end back to the first open element.
        let closed = self.formatting.since_marker().take_while(|(_, element)| !element.is_open).count();
        let first = self.formatting.len() - closed;
        for at in first..self.formatting.len() {
            let Entry::Element(entry) = self.formatting.0[at] else { return };
            let id = self.reopen(entry.id, entry.name);
            self.formatting.0[at] = Entry::Element(FormattingElement { id, is_open: true, ..entry });
        }
    }

    /// Opens a formatting element again.
    fn reopen(&mut self, id: NodeId, name: TagName) -> NodeId {
        self.limits.count_element();
        let id = self.append_node(*self.nodes.data(id));
        self.open.push(Open::html(id, name));
        id
    }

    /// Inserts a formatting element and adds it to the list.
    pub(super) fn insert_formatting(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) {
        let id = self.insert(tag);
        self.limit_equal_elements(tag.name.standard, tag.attributes, texts);
        self.formatting.0.push(Entry::Element(FormattingElement { id, name: tag.name, is_open: true }));
    }

    /// Runs step 1 of "push onto the list of active formatting elements": if there are three equal elements after the last
    /// marker, the earliest is removed.
    fn limit_equal_elements(&mut self, name: Name, attributes: &[Attribute], texts: &Texts<'_>) {
        let is_equal = |element: &FormattingElement| {
            let NodeData::Element(data) = self.nodes.data(element.id) else { return false };
            element.name.standard == name && are_equal(self.nodes.attributes(*data), attributes, texts)
        };
        let equal = self.formatting.since_marker().filter(|(_, element)| is_equal(element));
        let equal: Vec<usize> = equal.map(|(at, _)| at).take(3).collect();
        // Otherwise, if a page has a hundred unclosed `font` elements, each paragraph would reopen all of them.
        if let [_, _, earliest] = equal[..] {
            self.formatting.0.remove(earliest);
        }
    }

    /// Inserts a formatting element with the attributes that are kept: see [`formatting_attributes`].
    pub(super) fn start_tag_of_formatting(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) {
        self.reconstruct_formatting();
        if tag.attributes.is_empty() {
            return self.insert_formatting(tag, texts);
        }
        let attributes = formatting_attributes(tag.name.standard, tag.attributes, texts);
        self.insert_formatting(&StartTag { attributes: &attributes, ..*tag }, texts);
    }
}

/// The attributes of a formatting element that are kept, most of them without their values. HTML §13.2.4.3 ("Noah's Ark")
/// limits the list of active formatting elements to three equal elements, so without values the list stays short. The reader
/// needs the presence of `hidden` and of a `style` with a normal weight, and `color`, `face` and `size` decide whether a `font`
/// leaves SVG (§13.2.6.5). The attributes of a `code` element that name its language keep their values, because the depth limit
/// bounds the number of those elements. `itemprop` keeps its value if it is the name of one property that is read. `a` keeps all
/// attributes, because only one can be in the list.
fn formatting_attributes(name: Name, attributes: &[Attribute], texts: &Texts<'_>) -> Vec<Attribute> {
    let without_value = |attribute: &Attribute| Attribute { value: Span::default(), ..*attribute };
    let kept = |attribute: &Attribute| match attribute.name {
        AttributeName::Known(Attr::Style) if name.row().attributes.contains(Attr::Style) => {
            has_normal_weight(texts.get(attribute.value)).then(|| without_value(attribute))
        }
        AttributeName::Known(Attr::Itemprop) => {
            is_property(texts.get(attribute.value).trim()).then_some(*attribute)
        }
        AttributeName::Known(read) if name.row().attributes.contains(read) => Some(*attribute),
        AttributeName::Known(Attr::Hidden | Attr::Color | Attr::Face | Attr::Size) => {
            Some(without_value(attribute))
        }
        _ => None,
    };
    attributes.iter().filter_map(kept).collect()
}

fn are_equal(one: &[Attribute], other: &[Attribute], texts: &Texts<'_>) -> bool {
    let has = |wanted: &Attribute| {
        one.iter().any(|attribute| {
            attribute.name == wanted.name && texts.get(attribute.value) == texts.get(wanted.value)
        })
    };
    // A tag has each attribute only once, so with equal numbers, one direction is enough.
    one.len() == other.len() && other.iter().all(has)
}
