//! Footnotes, `[^fn1]` and `[^fn1]: …`: an extension of GFM, Pandoc and others.
//!
//! GFM shows no definition without a reference, and a reference without a definition as text. So the lists of notes are found
//! first; a reference that is written marks its note as used; and when a list is reached, its used notes become definitions.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Footnotes, Markdown};
use crate::normal::{anchors, normalized};
use crate::tree::{Block, Inline, Link, List, ListItem, Mark, Node, NodeMut, Walk, walk_mut};

/// The notes of a document that references may still lead to, by their URLs.
#[derive(Debug, Default)]
pub(super) struct NoteLists {
    /// Whether a reference to each was written.
    pub(super) used: HashMap<String, bool>,
    /// The lists of notes, by address: an equal list may stand elsewhere, where no definition can.
    pub(super) lists: HashSet<*const List>,
}

impl NoteLists {
    /// The notes of the lists at the top level.
    pub(super) fn of(blocks: &[Block], options: &Markdown) -> Self {
        let mut notes = Self::default();
        if options.footnotes == Footnotes::List {
            return notes;
        }
        // GFM compares labels without regard to case.
        let mut labels = HashSet::new();
        for block in blocks {
            let Block::List(list) = block else { continue };
            let urls: Option<Vec<&str>> = list.items.iter().map(note_url).collect();
            let is_new =
                |url: &&str| label(url).is_some_and(|label| labels.insert(label.to_ascii_lowercase()));
            if let Some(urls) = urls.filter(|urls| urls.iter().all(is_new)) {
                notes.used.extend(urls.iter().map(|url| ((*url).to_string(), false)));
                notes.lists.insert(std::ptr::from_ref(list));
            }
        }
        notes
    }

    /// Whether a link is a reference to a note, which shows nothing but a mark.
    pub(super) fn has(&self, link: &Link) -> bool {
        !self.used.is_empty() && self.used.contains_key(&link.target.url) && anchors::is_mark(&link.content)
    }

    /// The label of the note that a link refers to, which is used from now on.
    pub(super) fn refer<'l>(&mut self, link: &'l Link) -> Option<&'l str> {
        if !self.has(link) {
            return None;
        }
        *self.used.get_mut(&link.target.url)? = true;
        label(&link.target.url)
    }

    /// Whether an inline is a superscript of nothing but references, which renderers raise by themselves.
    pub(super) fn are_all_in(&self, inline: &Inline) -> bool {
        let Inline::Marked { mark: Mark::Superscript, content } = inline else { return false };
        !self.used.is_empty()
            && content.iter().all(|inline| match inline {
                Inline::Link(link) => self.has(link),
                Inline::Text(text) => text.trim().is_empty(),
                _ => false,
            })
    }

    /// The content of a note without its links back, because renderers write their own; all of it, if it has nothing else.
    pub(super) fn without_ways_back<'b>(&self, content: &'b [Block], anchor: &str) -> Cow<'b, [Block]> {
        let leads_back = |node| matches!(node, Node::Inline(inline) if self.is_way_back(inline, anchor));
        if !Walk::new(content).any(leads_back) {
            return Cow::Borrowed(content);
        }
        let mut rest = content.to_vec();
        walk_mut(&mut rest, |node| match node {
            // Markdown has only the text of code, which is none of the links that writers of notes add.
            NodeMut::Block(Block::Code(code)) => code.content = vec![Inline::Text(code.text().into_owned())],
            NodeMut::Block(Block::Paragraph { content } | Block::Heading { content, .. })
            | NodeMut::Inline(Inline::Marked { content, .. }) => {
                content.retain(|inline| !self.is_way_back(inline, anchor));
            }
            _ => {}
        });
        // Without the marks and white space that were around them.
        let rest = normalized(&rest);
        let begins_with_line = matches!(rest.first(), Some(Block::Paragraph { .. }));
        if begins_with_line { Cow::Owned(rest) } else { Cow::Borrowed(content) }
    }

    /// Whether a link leads back from a note. The mark of another note may be a sign, too, such as `†`.
    fn is_way_back(&self, inline: &Inline, anchor: &str) -> bool {
        let Inline::Link(link) = inline else { return false };
        !self.used.contains_key(&link.target.url) && anchors::is_way_back(link, anchor)
    }
}

/// The URL of an item that can be a definition: its first line stands after the label.
fn note_url(item: &ListItem) -> Option<&str> {
    let begins_with_line = matches!(item.content.first(), Some(Block::Paragraph { .. }));
    item.anchor_url().filter(|_| begins_with_line && item.checked.is_none())
}

/// The label of a note.
pub(super) fn label(url: &str) -> Option<&str> {
    anchors::name_in_url(url)
}
