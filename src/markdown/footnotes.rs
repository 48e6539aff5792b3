//! Footnotes, `[^fn1]` and `[^fn1]: …`: an extension of GFM, Pandoc and others.
//!
//! GFM shows no definition without a reference, and a reference without a definition as text. So the lists of notes are found
//! first. Each reference that is written marks its note as used. When a list is reached, its used notes become definitions.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Footnotes, Markdown};
use crate::normal::{anchors, normalized};
use crate::tree::{Block, Inline, Link, List, ListItem, Mark, Node, NodeMut, Walk, walk_mut};

/// The notes of a document that references can still lead to.
#[derive(Debug, Default)]
pub(super) struct FootnoteLists {
    /// Whether a reference to each note was written, by the URL of the note.
    pub(super) used: HashMap<String, bool>,
    /// The addresses of the lists of notes in memory. An equal list elsewhere, such as in a quote, cannot become definitions.
    pub(super) lists: HashSet<*const List>,
}

impl FootnoteLists {
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

    /// Whether a link is a reference to a note: it leads to one, and its text is short.
    pub(super) fn has(&self, link: &Link) -> bool {
        !self.used.is_empty() && self.used.contains_key(&link.target.url) && anchors::is_mark(&link.content)
    }

    /// The label of the note that a link refers to. Marks the note as used.
    pub(super) fn refer<'l>(&mut self, link: &'l Link) -> Option<&'l str> {
        if !self.has(link) {
            return None;
        }
        *self.used.get_mut(&link.target.url)? = true;
        label(&link.target.url)
    }

    /// Whether an inline is a superscript that contains only references. Renderers raise those themselves.
    pub(super) fn is_superscript_of_references(&self, inline: &Inline) -> bool {
        let Inline::Marked { mark: Mark::Superscript, content } = inline else { return false };
        !self.used.is_empty()
            && content.iter().all(|inline| match inline {
                Inline::Link(link) => self.has(link),
                Inline::Text(text) => text.trim().is_empty(),
                _ => false,
            })
    }

    /// The content of a note without its links back, because renderers write their own. If it has no other content, it is
    /// unchanged.
    pub(super) fn without_backlinks<'b>(&self, content: &'b [Block], anchor: &str) -> Cow<'b, [Block]> {
        // Once, because a long URL would be searched again for each link of the note.
        let Some((document, _)) = anchor.split_once('#') else { return Cow::Borrowed(content) };
        let is_backlink = |inline: &Inline| self.is_backlink(inline, anchor, document);
        let leads_back = |node| matches!(node, Node::Inline(inline) if is_backlink(inline));
        if !Walk::new(content).any(leads_back) {
            return Cow::Borrowed(content);
        }
        let mut rest = content.to_vec();
        walk_mut(&mut rest, |node| match node {
            NodeMut::Block(Block::Paragraph { content } | Block::Heading { content, .. })
            | NodeMut::Inline(Inline::Marked { content, .. }) => {
                content.retain(|inline| !is_backlink(inline));
            }
            _ => {}
        });
        // Normal form removes the empty marks and the white space that were around the links.
        let rest = normalized(&rest);
        let begins_with_line = matches!(rest.first(), Some(Block::Paragraph { .. }));
        if begins_with_line { Cow::Owned(rest) } else { Cow::Borrowed(content) }
    }

    /// Whether an inline is a link back from a note, not a reference to another note, which may also look like `†`.
    fn is_backlink(&self, inline: &Inline, anchor: &str, document: &str) -> bool {
        let Inline::Link(link) = inline else { return false };
        !self.used.contains_key(&link.target.url) && anchors::is_backlink(link, anchor, document)
    }
}

/// The URL of an item that can become a definition: it begins with a paragraph, which follows the label.
fn note_url(item: &ListItem) -> Option<&str> {
    let begins_with_line = matches!(item.content.first(), Some(Block::Paragraph { .. }));
    item.anchor_url().filter(|_| begins_with_line && item.checked.is_none())
}

/// The label of the note with this URL.
pub(super) fn label(url: &str) -> Option<&str> {
    anchors::name_in_url(url)
}
