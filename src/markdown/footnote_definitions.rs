//! Writes lists of notes as definitions of footnotes.

use std::fmt::{self, Write};

use super::block::{BlockWriter, Place};
use super::footnotes::label;
use crate::tree::{List, ListItem};

impl<W: Write> BlockWriter<'_, W> {
    /// Writes a list of notes: used ones as definitions, the others as lists. Returns false, and writes nothing, for other lists.
    pub(super) fn note_list(&mut self, list: &List, alternate: bool) -> Result<bool, fmt::Error> {
        if !self.references.footnotes.lists.contains(&std::ptr::from_ref(list)) {
            return Ok(false);
        }
        // An unused note stays an item of a list, so a later link to it must not become a reference.
        let notes = &mut self.references.footnotes.used;
        let is_used = |item: &ListItem| {
            let url = item.anchor_url().unwrap_or_default();
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

    /// Writes a definition. In GFM, its lines after the first begin with four spaces.
    fn definition(&mut self, item: &ListItem) -> fmt::Result {
        let url = item.anchor_url().unwrap_or_default();
        self.lines.push(format!("[^{}]: ", label(url).unwrap_or_default()), "    ");
        let content = self.references.footnotes.without_backlinks(&item.content, url);
        self.sequence(&content, Place::Body)?;
        match self.lines.pop() {
            // The budget for prefixes was spent, so the content is outside of the definition, but references still need one.
            Some(label) => self.write_line(label.trim_end()),
            None => Ok(()),
        }
    }
}
