//! Builds a line of inlines.
//!
//! Every piece (text, an image, a line break) arrives with its wrappers. A wrapper is opened for its first piece, and
//! closed before the first piece outside of it. So no wrapper is empty, and equal adjacent wrappers are merged. White space
//! between two pieces waits in the gap until the next piece arrives. Then it is written outside of all wrappers that begin
//! or end there.

use std::borrow::Cow;

use super::Budget;
use super::wrappers::{ActiveWrapper, Wrapper, Wrappers, allowed};
use crate::scan::folded_prefix;
use crate::tree::Inline;

/// White space and line breaks between two pieces.
#[derive(Debug, Default)]
struct Gap {
    breaks: usize,
    /// The spaces after the last break, with ASCII white space folded.
    // Most gaps are a single space, which needs no allocation.
    spaces: Cow<'static, str>,
    /// The number of open wrappers that contain the whole gap.
    level: usize,
}

impl Gap {
    fn is_empty(&self) -> bool {
        self.breaks == 0 && self.spaces.is_empty()
    }

    fn clear(&mut self) {
        self.breaks = 0;
        self.spaces = Cow::Borrowed("");
        self.level = 0;
    }
}

#[derive(Debug)]
struct Open {
    wrapper: Wrapper,
    /// The index of the first inline of its content.
    start: usize,
}

#[derive(Debug, Default)]
pub(super) struct Line {
    /// The line so far, then the content of each open wrapper, the outermost first. All lines of a document share this memory.
    /// Finished content is moved to a `Vec` of its exact size.
    inlines: Vec<Inline>,
    open: Vec<Open>,
    gap: Gap,
}

impl Line {
    /// Whether the line holds neither a piece nor white space.
    pub(super) fn is_clear(&self) -> bool {
        self.inlines.is_empty() && self.gap.is_empty()
    }

    /// Whether the line holds only white space.
    pub(super) fn is_empty(&self) -> bool {
        // Wrappers are opened only directly before a piece.
        self.inlines.is_empty()
    }

    /// Swaps the memory of two lines, if both are empty. Otherwise, each item would allocate its own.
    pub(super) fn swap_memory(&mut self, other: &mut Self) {
        if self.is_empty() && other.is_empty() {
            std::mem::swap(&mut self.inlines, &mut other.inlines);
            std::mem::swap(&mut self.open, &mut other.open);
        }
    }

    /// Whether two line breaks have ended the paragraph.
    pub(super) fn is_paragraph_over(&self) -> bool {
        self.gap.breaks >= 2
    }

    /// Appends text, with its white space folded.
    pub(super) fn text(&mut self, budget: &Budget, wrappers: &Wrappers, mut text: &str) {
        // White space between blocks.
        if self.is_clear() && text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        while !text.is_empty() {
            let prefix = folded_prefix(text);
            if prefix > 0 {
                self.prepare(budget, wrappers.all());
                // Room for the whole text, because most texts are a single piece.
                self.push_str(&text[..prefix], text.len());
                text = &text[prefix..];
            }
            let Some(c) = text.chars().next() else { break };
            // Any other character that ends a prefix is not allowed in XML, and is dropped.
            if c.is_whitespace() {
                self.space(wrappers, c);
            }
            text = &text[c.len_utf8()..];
            // A run of ASCII white space, such as an indentation, is one space.
            if c.is_ascii_whitespace() {
                text = text.trim_ascii_start();
            }
        }
    }

    /// Appends an inline other than text and line breaks.
    pub(super) fn inline(&mut self, budget: &Budget, wrappers: &Wrappers, inline: Inline) {
        // CommonMark 0.31 §6.1: a code span holds only text, so an image is moved out of `code`.
        self.prepare(budget, wrappers.without_code());
        self.inlines.push(inline);
    }

    pub(super) fn line_break(&mut self, wrappers: &Wrappers) {
        // CSS Text §4.1.2: browsers remove spaces at the end of a line.
        self.gap.spaces = Cow::Borrowed("");
        if !self.is_empty() {
            self.widen_gap(wrappers.without_code());
            self.gap.breaks += 1;
        }
    }

    fn space(&mut self, wrappers: &Wrappers, c: char) {
        // Some programs end a line at these (Unicode §5.8), but browsers do not. A space works in all of them.
        let is_separator = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
        let c = if c.is_ascii() || is_separator { ' ' } else { c };
        // CSS Text §4.1.2: browsers also remove spaces at the start of a line.
        let at_start = self.is_empty() || self.gap.breaks > 0;
        if c == ' ' && at_start && self.gap.spaces.is_empty() {
            return;
        }
        // Also for a space that is folded into the one before it: it may be outside of a mark that holds that one.
        self.widen_gap(wrappers.all());
        if c == ' ' && self.gap.spaces.ends_with(' ') {
            return;
        }
        if self.gap.spaces.is_empty() && c == ' ' {
            self.gap.spaces = Cow::Borrowed(" ");
        } else {
            self.gap.spaces.to_mut().push(c);
        }
    }

    /// Extends the gap by a break or space inside `wrappers`.
    fn widen_gap(&mut self, wrappers: &[ActiveWrapper]) {
        // CommonMark 0.31 §6.2: white space next to a delimiter breaks emphasis. `** rain**` is literal text.
        let common = self.common(wrappers);
        self.gap.level = if self.gap.is_empty() { common } else { common.min(self.gap.level) };
    }

    /// The length of the common prefix of the open wrappers and `wrappers`.
    fn common(&self, wrappers: &[ActiveWrapper]) -> usize {
        self.open
            .iter()
            .zip(allowed(wrappers))
            .take_while(|(open, outer)| open.wrapper == outer.wrapper)
            .count()
    }

    /// Prepares the line for a piece inside `wrappers`.
    #[inline]
    fn prepare(&mut self, budget: &Budget, wrappers: &[ActiveWrapper]) {
        // Most texts are not inside any wrapper.
        if !(wrappers.is_empty() && self.open.is_empty() && self.gap.is_empty()) {
            self.change_wrappers(budget, wrappers);
        }
    }

    /// Closes and opens wrappers so that a piece inside `wrappers` can follow, and writes the gap.
    fn change_wrappers(&mut self, budget: &Budget, wrappers: &[ActiveWrapper]) {
        let common = self.common(wrappers);
        if self.gap.is_empty() {
            self.close_to(common);
        } else {
            self.close_to(common.min(self.gap.level));
            self.write_gap();
        }
        for outer in allowed(wrappers).skip(self.open.len()) {
            // A refused wrapper is not opened, so its content goes into the wrapper around it.
            if outer.pay(budget) {
                self.open.push(Open { wrapper: outer.wrapper.clone(), start: self.inlines.len() });
            }
        }
    }

    fn write_gap(&mut self) {
        if self.gap.breaks > 0 {
            // CommonMark 0.31 §6.1: a line end in a code span becomes a space, so `line_break` has left code out of the gap.
            self.inlines.push(Inline::LineBreak);
        }
        let spaces = std::mem::take(&mut self.gap.spaces);
        if !spaces.is_empty() {
            self.push_str(&spaces, spaces.len());
        }
        self.gap.clear();
    }

    #[inline]
    fn close_to(&mut self, level: usize) {
        while self.open.len() > level {
            let Open { wrapper, start } = self.open.pop().expect("the loop's condition");
            let content = take_from(&mut self.inlines, start);
            self.inlines.push(wrapper.wrap(content));
        }
    }

    /// Appends text that may grow to `room` bytes.
    fn push_str(&mut self, text: &str, room: usize) {
        let start = self.open.last().map_or(0, |open| open.start);
        if let Some(Inline::Text(last)) = self.inlines[start..].last_mut() {
            last.push_str(text);
        } else {
            let mut new = String::with_capacity(room);
            new.push_str(text);
            self.inlines.push(Inline::Text(new));
        }
    }

    /// Ends the paragraph, whose line so far the caller takes. White space before the next piece stays in the gap.
    pub(super) fn end_paragraph(&mut self) -> &mut Vec<Inline> {
        self.close_to(0);
        self.gap.breaks = 0;
        self.gap.level = 0;
        &mut self.inlines
    }

    /// Drops the white space before the first piece.
    pub(super) fn clear_gap(&mut self) {
        self.gap.clear();
    }

    /// Ends the whole line, which the caller takes, without white space at its end.
    pub(super) fn finish(&mut self) -> &mut Vec<Inline> {
        self.gap.clear();
        self.close_to(0);
        &mut self.inlines
    }
}

/// Takes the inlines from `start` on.
#[inline]
pub(super) fn take_from(inlines: &mut Vec<Inline>, start: usize) -> Vec<Inline> {
    // Most lines and marks hold a single inline. `pop` takes a third of the time of `drain`.
    if inlines.len() == start + 1
        && let Some(last) = inlines.pop()
    {
        return vec![last];
    }
    inlines.drain(start..).collect()
}
