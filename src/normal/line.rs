//! A line of inlines under construction.
//!
//! Every piece (text, an image, a line break) arrives with the wrappers in force. A wrapper is opened when its first piece
//! comes and closed when a piece outside it comes, so none is ever empty and equal neighbours become one. White space
//! between two pieces waits in the gap until the next piece is known. It is then written outside every wrapper that begins
//! or ends there.

use std::borrow::Cow;

use super::Budget;
use super::marks::{InForce, Wrapper, Wrappers, allowed};
use crate::scan::folded_prefix;
use crate::tree::Inline;

/// White space and line breaks between two pieces.
#[derive(Debug, Default)]
struct Gap {
    breaks: usize,
    /// The spaces after the last break as they will be written; ASCII white space is folded.
    // A single space, as most are, takes no memory of its own.
    spaces: Cow<'static, str>,
    /// How many of the open wrappers hold all of the gap.
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
    /// Where its content begins.
    start: usize,
}

#[derive(Debug, Default)]
pub(super) struct Line {
    /// The line so far, with the content of each open wrapper after what stands before it. The memory is used for all lines of
    /// a document, and only what is finished is copied to memory of its own, in the size that it needs.
    inlines: Vec<Inline>,
    open: Vec<Open>,
    gap: Gap,
}

impl Line {
    /// Whether there is neither a piece nor white space.
    pub(super) fn is_clear(&self) -> bool {
        self.inlines.is_empty() && self.gap.is_empty()
    }

    /// Whether the line holds nothing but white space.
    pub(super) fn is_empty(&self) -> bool {
        // A wrapper is only opened for a piece that follows at once.
        self.inlines.is_empty()
    }

    /// Swaps the memory of two lines, if both are empty: otherwise each item would take some of its own.
    pub(super) fn swap_memory(&mut self, other: &mut Self) {
        if self.is_empty() && other.is_empty() {
            std::mem::swap(&mut self.inlines, &mut other.inlines);
            std::mem::swap(&mut self.open, &mut other.open);
        }
    }

    /// Whether two line breaks have ended the paragraph.
    pub(super) fn is_ended(&self) -> bool {
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
                // Room for all of the text, because most texts are a single piece.
                self.push_str(&text[..prefix], text.len());
                text = &text[prefix..];
            }
            let Some(c) = text.chars().next() else { break };
            // Any other character that ends a prefix is one that XML cannot hold, and is dropped.
            if c.is_whitespace() {
                self.space(wrappers, c);
            }
            text = &text[c.len_utf8()..];
            // Markup is indented, and the whole run is one space.
            if c.is_ascii_whitespace() {
                text = text.trim_ascii_start();
            }
        }
    }

    /// Appends an inline other than text and line breaks.
    pub(super) fn inline(&mut self, budget: &Budget, wrappers: &Wrappers, inline: Inline) {
        // A code span holds only text (CommonMark 0.31 §6.1), so an image in `code` stands outside it.
        self.prepare(budget, wrappers.without_code());
        self.inlines.push(inline);
    }

    pub(super) fn line_break(&mut self, wrappers: &Wrappers) {
        // CSS Text §4.1.2: spaces at the end of a line are not shown.
        self.gap.spaces = Cow::Borrowed("");
        if !self.is_empty() {
            self.widen_gap(wrappers.without_code());
            self.gap.breaks += 1;
        }
    }

    fn space(&mut self, wrappers: &Wrappers, c: char) {
        // Some programs end a line at these (Unicode §5.8), browsers do not; a space is the same everywhere.
        let is_separator = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
        let c = if c.is_ascii() || is_separator { ' ' } else { c };
        // CSS Text §4.1.2: spaces at the start of a line are not shown either.
        let at_start = self.is_empty() || self.gap.breaks > 0;
        if c == ' ' && (self.gap.spaces.ends_with(' ') || (at_start && self.gap.spaces.is_empty())) {
            return;
        }
        self.widen_gap(wrappers.all());
        if self.gap.spaces.is_empty() && c == ' ' {
            self.gap.spaces = Cow::Borrowed(" ");
        } else {
            self.gap.spaces.to_mut().push(c);
        }
    }

    /// Makes room in the gap for something inside `wrappers`.
    fn widen_gap(&mut self, wrappers: &[InForce]) {
        // White space inside a delimiter breaks emphasis: `** rain**` is literal (CommonMark 0.31 §6.2).
        let common = self.common(wrappers);
        self.gap.level = if self.gap.is_empty() { common } else { common.min(self.gap.level) };
    }

    /// How many of the open wrappers are also the first of `wrappers`.
    fn common(&self, wrappers: &[InForce]) -> usize {
        self.open
            .iter()
            .zip(allowed(wrappers))
            .take_while(|(open, outer)| open.wrapper == outer.wrapper)
            .count()
    }

    /// Makes the line ready for a piece inside `wrappers`.
    #[inline]
    fn prepare(&mut self, budget: &Budget, wrappers: &[InForce]) {
        // Most texts have nothing around them.
        if !(wrappers.is_empty() && self.open.is_empty() && self.gap.is_empty()) {
            self.change_wrappers(budget, wrappers);
        }
    }

    /// Closes and opens wrappers so that a piece inside `wrappers` can follow, and writes the gap.
    fn change_wrappers(&mut self, budget: &Budget, wrappers: &[InForce]) {
        let common = self.common(wrappers);
        if self.gap.is_empty() {
            self.close_to(common);
        } else {
            self.close_to(common.min(self.gap.level));
            self.write_gap();
        }
        for outer in allowed(wrappers).skip(self.open.len()) {
            // What is refused is not opened, so its content goes on in what is around it.
            if outer.is_affordable(budget) {
                self.open.push(Open { wrapper: outer.wrapper.clone(), start: self.inlines.len() });
            }
        }
    }

    fn write_gap(&mut self) {
        if self.gap.breaks > 0 {
            // A line end in a code span is shown as a space (CommonMark 0.31 §6.1), so code ends at a break.
            self.close_code();
            self.inlines.push(Inline::LineBreak);
        }
        let spaces = std::mem::take(&mut self.gap.spaces);
        if !spaces.is_empty() {
            self.push_str(&spaces, spaces.len());
        }
        self.gap.clear();
    }

    fn close_code(&mut self) {
        if self.open.last().is_some_and(|open| open.wrapper == Wrapper::Code) {
            self.close_to(self.open.len() - 1);
        }
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

    /// Ends the line. White space that would begin the next line stays in the gap.
    pub(super) fn end(&mut self) -> &mut Vec<Inline> {
        self.close_to(0);
        self.gap.breaks = 0;
        self.gap.level = 0;
        if !self.gap.spaces.is_empty() {
            // Only ASCII spaces: ideographic ones indent Chinese paragraphs.
            self.gap.spaces = Cow::Owned(self.gap.spaces.trim_start_matches(' ').to_string());
        }
        &mut self.inlines
    }

    /// Drops white space that would begin the line.
    pub(super) fn clear_gap(&mut self) {
        self.gap.clear();
    }

    /// Ends the line, and drops white space at its end. The caller takes what the line holds.
    pub(super) fn finish(&mut self) -> &mut Vec<Inline> {
        self.gap.clear();
        self.close_to(0);
        &mut self.inlines
    }
}

/// Takes the inlines from `start` on.
#[inline]
pub(super) fn take_from(inlines: &mut Vec<Inline>, start: usize) -> Vec<Inline> {
    // Most lines and marks hold one, and to pop it takes a third of the time of draining.
    if inlines.len() == start + 1
        && let Some(last) = inlines.pop()
    {
        return vec![last];
    }
    inlines.drain(start..).collect()
}
