//! Lists of all kinds.

use super::{ElementData, Facts, NodeId, Reading, is_hidden, leading_number};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::Builder;
use crate::tree::{Block, DescriptionItem, DescriptionKind, List, ListItem};

/// A list that is being read.
struct OpenList {
    list: List,
    /// Whether its numbers go down (HTML §4.4.5).
    is_reversed: bool,
}

impl OpenList {
    /// The number of the next item.
    // In 64 bits, where a start and a length cannot overflow.
    fn next_number(&self) -> Option<i64> {
        let (start, length) = (i64::from(self.list.start?), i64::try_from(self.list.items.len()).ok()?);
        Some(if self.is_reversed { start - length } else { start + length })
    }

    /// Adds the items to the tree.
    fn close(&mut self, b: &mut Builder) {
        let next = self.next_number();
        let items = std::mem::take(&mut self.list.items);
        match self.list.start {
            // As with `value`, an item that does not have the next number begins another list. Markdown has no negative numbers.
            Some(first) if self.is_reversed && next >= Some(-1) => {
                items.into_iter().zip((0..=first).rev()).for_each(|(item, number)| {
                    b.block(List { start: Some(number), items: vec![item] });
                });
            }
            start => b.block(List { start, items }),
        }
    }
}

impl Reading<'_> {
    /// The number that an `ol` starts with (HTML §4.4.5); 1 if Markdown cannot begin a list with it.
    pub(super) fn start(&self, id: NodeId, element: ElementData) -> u32 {
        self.number(element, Attr::Start).unwrap_or_else(|| match self.attribute(element, Attr::Reversed) {
            // It counts down to 1.
            Some(_) => self.own_items(id).max(1),
            None => 1,
        })
    }

    fn number(&self, element: ElementData, name: Attr) -> Option<u32> {
        leading_number(self.attribute(element, name)?).filter(|&number| number <= List::MAX_START)
    }

    /// The number of items of a list, without those of lists in it.
    // Recursion is bounded as in `children`.
    fn own_items(&self, id: NodeId) -> u32 {
        let own = self.arena.children(id).map(|child| match self.read_of(child) {
            Some(Read::Item) => u32::from(!self.is_hidden(child)),
            _ if self.is_around_items(child) => self.own_items(child),
            _ => 0,
        });
        own.sum()
    }

    pub(super) fn list(&self, id: NodeId, start: Option<u32>, b: &mut Builder) {
        if !b.admit_level() {
            return self.section(id, b);
        }
        b.end_line();
        let element = self.arena.element(id);
        let is_reversed = element.is_some_and(|list| self.attribute(list, Attr::Reversed).is_some());
        let mut list =
            OpenList { list: List { start, items: Vec::new() }, is_reversed: is_reversed && start.is_some() };
        self.items(id, &mut list, b);
        list.close(b);
    }

    // Recursion is bounded as in `children`.
    fn items(&self, parent: NodeId, open: &mut OpenList, b: &mut Builder) {
        // Whether the list has items of its own, and not only those of lists in it.
        let mut has_own = !open.list.items.is_empty();
        let mut children = self.arena.children(parent).peekable();
        while let Some(child) = children.next() {
            match self.arena.element(child) {
                Some(element) if is_hidden(self.arena, element) => self.note_hidden(element),
                Some(element) if element.html_name().row().read == Read::Item => {
                    self.renumber(element, open, b);
                    self.item(child, &mut open.list, b);
                    has_own = true;
                }
                Some(_) if self.is_item_or_list(child) => {
                    self.list_in_list(child, &mut open.list, has_own, b);
                }
                Some(element) if self.is_around_items(child) => match self.wrapper(element) {
                    Some(wrapper) => b.with(wrapper, |b| self.items(child, open, b)),
                    None => self.items(child, open, b),
                },
                _ => {
                    // A run of nodes, because `x <i>y</i> z` is one line.
                    let mut run = vec![child];
                    while let Some(next) = children.next_if(|&next| self.is_stray(next)) {
                        run.push(next);
                    }
                    self.stray_content(&run, &mut open.list, b);
                }
            }
        }
    }

    /// Whether an element groups items within their list, as in `<ul><div><li>` or `<ul><a><li>`. Browsers show them like other
    /// items. There may be several such elements, each in another: marks without an end tag nest.
    fn is_around_items(&self, id: NodeId) -> bool {
        let mut at = id;
        loop {
            let Some(element) = self.arena.element(at) else { return false };
            let groups = matches!(
                element.row().read,
                Read::Transparent
                    | Read::Section
                    | Read::Noscript
                    | Read::Marked(_)
                    | Read::Code
                    | Read::Link
            );
            if !groups || is_hidden(self.arena, element) {
                return false;
            }
            if self.arena.children(at).any(|child| self.read_of(child) == Some(Read::Item)) {
                return true;
            }
            let mut filled = self.arena.children(at).filter(|&child| self.facts(child) != Facts::default());
            match (filled.next(), filled.next()) {
                (Some(only), None) => at = only,
                _ => return false,
            }
        }
    }

    fn is_stray(&self, id: NodeId) -> bool {
        !self.is_item_or_list(id) && !self.is_around_items(id)
    }

    /// An item whose `value` (HTML §4.4.8) is not the next number begins another list.
    fn renumber(&self, item: ElementData, open: &mut OpenList, b: &mut Builder) {
        let Some(value) = self.number(item, Attr::Value) else { return };
        if open.next_number().is_some_and(|next| next != i64::from(value)) {
            open.close(b);
            open.list.start = Some(value);
        }
    }

    fn item(&self, id: NodeId, list: &mut List, b: &mut Builder) {
        let item = self.item_of(id, b);
        // An empty item still takes a number, but an empty bullet shows nothing worth keeping.
        if list.start.is_some() || !item.content.is_empty() {
            list.items.push(item);
        }
    }

    /// Reads an `li`. If it begins with a check box, the item is a task.
    fn item_of(&self, id: NodeId, b: &mut Builder) -> ListItem {
        // In navigation, boxes open and close submenus: Material for MkDocs, Docsy and Hugo Book hide them.
        let task_box = self.first_box(id).filter(|_| !self.is_in_navigation(id));
        let content = Reading { task_box, ..*self }.nested(id, b);
        let element = task_box.and_then(|task_box| self.arena.element(task_box));
        let checked = element.map(|element| self.attribute(element, Attr::Checked).is_some());
        let id = self.arena.element(id).and_then(|item| self.attribute(item, Attr::Id));
        let anchor = id.filter(|_| !content.is_empty()).and_then(|id| b.anchor(id));
        // Markdown cannot express a task without text.
        ListItem { checked: checked.filter(|_| !content.is_empty()), anchor, content }
    }

    /// The check box that an item begins with.
    fn first_box(&self, item: NodeId) -> Option<NodeId> {
        let mut at = item;
        loop {
            let is_filled = |&child: &NodeId| self.facts(child) != Facts::default();
            // Renderers of Markdown put the box in a `p` or a `label` of the item.
            at = self.arena.children(at).find(is_filled)?;
            let element = self.arena.element(at)?;
            if self.is_check_box(element) {
                return Some(at);
            }
            if !matches!(element.row().read, Read::Transparent | Read::Paragraph | Read::Section) {
                return None;
            }
        }
    }

    fn is_in_navigation(&self, id: NodeId) -> bool {
        self.arena.ancestors(id).any(|ancestor| self.arena.name(ancestor) == Name::Nav)
    }

    fn is_check_box(&self, element: ElementData) -> bool {
        element.html_name() == Name::Input
            && self.attribute(element, Attr::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
    }

    fn is_item_or_list(&self, id: NodeId) -> bool {
        matches!(self.read_of(id), Some(Read::Item | Read::Bullets | Read::Numbers))
    }

    /// Reads a list directly in a list, which browsers show below the item before it. Without such an item of its own (`has_own`),
    /// its items become items of the outer list, and its other content has no bullet.
    fn list_in_list(&self, id: NodeId, outer: &mut List, has_own: bool, b: &mut Builder) {
        let mut content = b.nested(|b| self.node(id, b));
        if let Some(last) = outer.items.last_mut().filter(|_| has_own) {
            return last.content.append(&mut content);
        }
        for block in content {
            match block {
                Block::List(list) if list.start.is_some() == outer.start.is_some() => {
                    outer.items.extend(list.items);
                }
                other => match outer.items.last_mut() {
                    Some(last) => last.content.push(other),
                    None => b.block(other),
                },
            }
        }
    }

    /// Reads content of a list outside of its items. It has no bullet, so it continues the item before it, or precedes the list.
    fn stray_content(&self, nodes: &[NodeId], list: &mut List, b: &mut Builder) {
        let content = self.run(nodes, b).unwrap_or_default();
        match list.items.last_mut() {
            Some(item) => item.content.extend(content),
            None => content.into_iter().for_each(|block| b.block(block)),
        }
    }

    /// Reads adjacent nodes outside of items as blocks; `None` if there is nothing in them.
    fn run(&self, nodes: &[NodeId], b: &mut Builder) -> Option<Vec<Block>> {
        if !nodes.iter().any(|&node| self.facts(node) != Facts::default()) {
            return None;
        }
        let content = b.nested(|b| nodes.iter().for_each(|&node| self.node(node, b)));
        (!content.is_empty()).then_some(content)
    }

    /// Reads an `li` outside of lists. It becomes an item of the bullet list directly before it, or of a new one.
    pub(super) fn stray_item(&self, id: NodeId, b: &mut Builder) {
        if !b.admit_level() {
            return self.section(id, b);
        }
        let item = self.item_of(id, b);
        if !item.content.is_empty() {
            b.bullet(item);
        }
    }

    pub(super) fn description_list(&self, id: NodeId, b: &mut Builder) {
        if !b.admit_level() {
            return self.section(id, b);
        }
        b.end_line();
        let mut items = Vec::new();
        self.description_items(id, &mut items, b);
        b.block(Block::DescriptionList { items });
    }

    /// Reads terms and descriptions, including those in a `div` (HTML §4.4.9). Any other content is a description.
    fn description_items(&self, id: NodeId, items: &mut Vec<DescriptionItem>, b: &mut Builder) {
        let is_part = |id: NodeId| matches!(self.shown_name(id), Name::Dt | Name::Dd | Name::Div);
        let mut children = self.arena.children(id).peekable();
        while let Some(child) = children.next() {
            let item = match self.shown_name(child) {
                Name::Div => {
                    self.description_items(child, items, b);
                    continue;
                }
                Name::Dt => DescriptionItem::term(self.nested(self.button(child).unwrap_or(child), b)),
                Name::Dd => DescriptionItem::description(self.nested(child, b)),
                _ => {
                    let mut run = vec![child];
                    while let Some(next) = children.next_if(|&next| !is_part(next)) {
                        run.push(next);
                    }
                    let content = self.run(&run, b).unwrap_or_default();
                    DescriptionItem { kind: DescriptionKind::Description, content }
                }
            };
            if !item.content.is_empty() {
                items.push(item);
            }
        }
    }
}
