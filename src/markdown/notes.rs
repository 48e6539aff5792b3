//! Footnotes, `[^fn1]` and `[^fn1]: …`: an extension of GFM, Pandoc and others.
//!
//! GFM shows no definition without a reference, and a reference without a definition as text. So the lists of notes are found
//! first; a reference that is written marks its note as used; and when a list is reached, its used notes become definitions.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};

use super::block::{BlockWriter, Place};
use super::{Footnotes, Markdown};
use crate::normal::{anchors, normalized};
use crate::tree::{Block, Inline, Link, List, ListItem, Mark, NodeMut, walk_mut};

/// The notes of a document that references may still lead to, by their URLs.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Whether a reference to each was written.
    used: HashMap<String, bool>,
    /// The lists of notes, by address: an equal list may stand elsewhere, where no definition can.
    lists: HashSet<*const List>,
}

impl Notes {
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
    fn without_ways_back(&self, content: &[Block], anchor: &str) -> Vec<Block> {
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
        if begins_with_line { rest } else { content.to_vec() }
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
    item.anchor.as_deref().filter(|_| begins_with_line && item.checked.is_none())
}

fn label(url: &str) -> Option<&str> {
    anchors::name_in_url(url)
}

impl<W: Write> BlockWriter<'_, W> {
    /// Writes a list of notes: those that are used as definitions, the others as lists. Whether the list is one.
    pub(super) fn note_list(&mut self, list: &List, alternate: bool) -> Result<bool, fmt::Error> {
        if !self.references.notes.lists.contains(&std::ptr::from_ref(list)) {
            return Ok(false);
        }
        // A later link to a note that stays an item would be a reference without a definition.
        let notes = &mut self.references.notes.used;
        let is_used = |item: &ListItem| {
            let url = item.anchor.as_deref().unwrap_or_default();
            let is_used = notes.get(url) == Some(&true);
            if !is_used {
                notes.remove(url);
            }
            is_used
        };
        let are_used: Vec<bool> = list.items.iter().map(is_used).collect();
        let mut start = 0;
        for run in are_used.chunk_by(|this, next| !this && !next) {
            if start > 0 {
                self.lines.end_line()?;
            }
            let items = &list.items[start..start + run.len()];
            if run[0] {
                self.definition(&items[0])?;
            } else {
                let number =
                    list.start.map(|first| first.saturating_add(u32::try_from(start).unwrap_or(u32::MAX)));
                self.list(&List { start: number, items: items.to_vec() }, alternate)?;
            }
            start += run.len();
        }
        Ok(true)
    }

    /// GFM: the lines of a definition after its first begin with four spaces.
    fn definition(&mut self, item: &ListItem) -> fmt::Result {
        let url = item.anchor.as_deref().unwrap_or_default();
        self.lines.push(format!("[^{}]: ", label(url).unwrap_or_default()), "    ");
        let content = self.references.notes.without_ways_back(&item.content, url);
        self.sequence(&content, Place::Body)?;
        match self.lines.pop() {
            // Its lines had no room for their prefixes; the references still need a definition.
            Some(label) => self.write_line(label.trim_end()),
            None => Ok(()),
        }
    }
}
