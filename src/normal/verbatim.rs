//! Builds preformatted text: code with marks and links.

use super::Budget;
use super::wrappers::{Added, Wrapper, Wrappers, allowed};
use crate::scan::is_xml_char;
use crate::tree::Inline;

/// Builds text without folding white space. Line ends are `\n`, and characters that XML does not allow are left out.
#[derive(Debug)]
pub(crate) struct Verbatim<'b> {
    budget: &'b Budget,
    root: Vec<Inline>,
    open: Vec<(Wrapper, Vec<Inline>)>,
    wrappers: Wrappers,
    /// The maximum number of open marks and links.
    room: usize,
    /// The number of line ends that wait for the next piece. They are written outside of the marks that begin or end there,
    /// and the last line end of the text is dropped.
    line_ends: usize,
    /// The number of open wrappers that contain all of the waiting line ends.
    level: usize,
    after_carriage_return: bool,
}

impl<'b> Verbatim<'b> {
    pub(super) fn new(budget: &'b Budget, room: usize) -> Self {
        Self {
            budget,
            root: Vec::new(),
            open: Vec::new(),
            wrappers: Wrappers::default(),
            room,
            line_ends: 0,
            level: 0,
            after_carriage_return: false,
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            // A carriage return and a line feed are one line end.
            if index > 0 && !std::mem::take(&mut self.after_carriage_return) {
                self.line_break();
            }
            self.without_line_feeds(line);
        }
    }

    fn without_line_feeds(&mut self, text: &str) {
        // Newlines are normalized before references are decoded (HTML §13.2.3.5), so `&#13;` makes a carriage return.
        for (index, line) in text.split('\r').enumerate() {
            if index > 0 {
                self.line_break();
                self.after_carriage_return = true;
            }
            self.piece(line);
        }
    }

    /// Ends the line, even an empty one.
    pub(crate) fn line_break(&mut self) {
        let common = self.common();
        self.level = if self.line_ends == 0 { common } else { common.min(self.level) };
        self.line_ends += 1;
    }

    /// Ends the line, if there is anything on it.
    pub(crate) fn end_line(&mut self) {
        let is_empty = self.root.is_empty() && self.open.is_empty();
        // Browsers do not begin another line for a `div` at the start of a `pre` or after a `br`.
        if !is_empty && self.line_ends == 0 {
            self.line_break();
        }
    }

    /// Writes text without line ends inside the current wrappers.
    fn piece(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.after_carriage_return = false;
        let illegal = |c| !is_xml_char(c);
        if text.contains(illegal) {
            return self.piece(&text.replace(illegal, ""));
        }
        let common = self.common();
        if self.line_ends == 0 {
            self.close_to(common);
        } else {
            self.close_to(common.min(self.level));
            self.write_line_ends(self.line_ends);
        }
        let added = allowed(self.wrappers.all()).skip(self.open.len());
        let added = added.filter(|outer| outer.pay(self.budget));
        self.open.extend(added.map(|outer| (outer.wrapper.clone(), Vec::new())));
        self.push(text);
    }

    /// The length of the common prefix of the open wrappers and the current wrappers.
    fn common(&self) -> usize {
        let open = self.open.iter().map(|(wrapper, _)| wrapper);
        open.zip(allowed(self.wrappers.all())).take_while(|(open, outer)| **open == outer.wrapper).count()
    }

    fn write_line_ends(&mut self, count: usize) {
        self.line_ends = 0;
        if count > 0 {
            self.push(&"\n".repeat(count));
        }
    }

    fn push(&mut self, text: &str) {
        let content = self.open.last_mut().map_or(&mut self.root, |(_, content)| content);
        match content.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => content.push(Inline::from(text)),
        }
    }

    fn close_to(&mut self, level: usize) {
        while self.open.len() > level {
            let (wrapper, content) = self.open.pop().expect("the loop's condition");
            let outer = self.open.last_mut().map_or(&mut self.root, |(_, content)| content);
            outer.push(wrapper.wrap(content));
        }
    }

    /// Builds the content of a mark or link. If it is nested too deeply, the mark or link is dropped.
    pub(crate) fn with(&mut self, wrapper: Wrapper, build: impl FnOnce(&mut Self)) {
        let added = if self.wrappers.len() < self.room { self.wrappers.add(wrapper) } else { Added::Nothing };
        build(self);
        self.wrappers.undo(added);
    }

    pub(super) fn finish(mut self) -> Vec<Inline> {
        self.close_to(0);
        // Browsers do not show a line after the last line feed of a `pre`.
        self.write_line_ends(self.line_ends.saturating_sub(1));
        self.root
    }
}
