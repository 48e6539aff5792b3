//! A line of inlines under construction.
//!
//! Every leaf (a word, an image, a line break) arrives with the path of marks that are in force. A mark is opened when
//! its first leaf comes and closed when a leaf comes that is not in it, so none is ever empty
//! and equal neighbours become one. White space between two leaves waits in the gap until it is known
//! what follows; it then goes where all three agree: outside every mark that begins or ends there.

use std::rc::Rc;

use super::plain::plain_prefix;
use crate::{Inline, Link, LinkTarget};

/// A mark that may be in force for a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Strong,
    Emphasis,
    Underline,
    Strikethrough,
    Superscript,
    Subscript,
    Highlight,
    Link(Rc<LinkTarget>),
    Code,
}

/// The marks in force, outermost first; code, if any, is the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    marks: Vec<Mark>,
    /// Inside a ruby that stands in a link, there can be no other.
    within_link: bool,
}

impl Path {
    pub(crate) fn len(&self) -> usize {
        self.marks.len()
    }

    /// Puts a mark in force, unless it is already. A link replaces the one it stands in.
    pub(crate) fn add(&mut self, mark: Mark) -> Added {
        let is_link = matches!(mark, Mark::Link(_));
        let repeatable = matches!(mark, Mark::Superscript | Mark::Subscript);
        if (!repeatable && self.marks.contains(&mark)) || (is_link && self.within_link) {
            return Added::Nothing;
        }
        let within_code = self.marks.last() == Some(&Mark::Code);
        let within_link = is_link && self.is_linked();
        if !within_code && !within_link {
            self.marks.push(mark);
            return Added::Last;
        }
        let before = self.marks.clone();
        if within_link {
            self.marks.retain(|outer| !matches!(outer, Mark::Link(_)));
        }
        self.marks.insert(self.marks.len() - usize::from(within_code), mark);
        Added::Among(before)
    }

    /// Undoes the latest addition that is not undone yet.
    pub(crate) fn undo(&mut self, added: Added) {
        match added {
            Added::Nothing => {}
            Added::Last => drop(self.marks.pop()),
            Added::Among(before) => self.marks = before,
        }
    }

    /// Whether a link is in force.
    pub(crate) fn is_linked(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::Link(_)))
    }

    /// The path at the start of a ruby's base or reading.
    pub(crate) fn inner(&self) -> Self {
        Self { marks: Vec::new(), within_link: self.within_link || self.is_linked() }
    }

    fn without_code(&self) -> &[Mark] {
        match self.marks.split_last() {
            Some((Mark::Code, rest)) => rest,
            _ => &self.marks,
        }
    }
}

/// What putting a mark in force did to the path.
#[derive(Debug)]
#[must_use]
pub(crate) enum Added {
    Nothing,
    Last,
    /// It was put among these.
    Among(Vec<Mark>),
}

/// White space and line breaks between two leaves.
#[derive(Debug, Default)]
struct Gap {
    breaks: usize,
    /// What follows the last break: spaces as they will stand, ASCII ones folded.
    spaces: String,
    /// How many of the open marks hold all of it.
    level: usize,
}

impl Gap {
    fn is_empty(&self) -> bool {
        self.breaks == 0 && self.spaces.is_empty()
    }

    fn clear(&mut self) {
        self.breaks = 0;
        self.spaces.clear();
        self.level = 0;
    }
}

#[derive(Debug)]
struct Frame {
    mark: Mark,
    content: Vec<Inline>,
}

#[derive(Debug, Default)]
pub(crate) struct Line {
    root: Vec<Inline>,
    open: Vec<Frame>,
    gap: Gap,
}

impl Line {
    /// Nothing in it yet but white space.
    pub(crate) fn is_empty(&self) -> bool {
        self.root.is_empty() && self.open.is_empty()
    }

    /// Whether the next leaf belongs to a new paragraph.
    pub(crate) fn is_ended(&self) -> bool {
        self.gap.breaks >= 2
    }

    /// Appends text, folding its white space.
    pub(crate) fn text(&mut self, path: &Path, mut text: &str) {
        // White space between blocks.
        if self.is_empty() && self.gap.is_empty() && text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        while !text.is_empty() {
            let plain = plain_prefix(text);
            if plain > 0 {
                self.prepare(&path.marks);
                self.push_str(&text[..plain], text.len());
                text = &text[plain..];
            }
            let Some(c) = text.chars().next() else { break };
            if c.is_whitespace() {
                self.space(path, c);
            }
            text = &text[c.len_utf8()..];
        }
    }

    /// Appends a leaf that is neither text nor a line break.
    pub(crate) fn leaf(&mut self, path: &Path, leaf: Inline) {
        self.prepare(path.without_code());
        push(self.content(), leaf);
    }

    pub(crate) fn line_break(&mut self, path: &Path) {
        if self.is_empty() {
            self.gap.spaces.clear();
            return;
        }
        self.widen_gap(path.without_code());
        self.gap.breaks += 1;
        self.gap.spaces.clear();
    }

    fn space(&mut self, path: &Path, c: char) {
        let is_line_end = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
        let c = if c.is_ascii() || is_line_end { ' ' } else { c };
        let at_start = self.is_empty() || self.gap.breaks > 0;
        if c == ' ' && (self.gap.spaces.ends_with(' ') || (at_start && self.gap.spaces.is_empty())) {
            return;
        }
        self.widen_gap(&path.marks);
        self.gap.spaces.push(c);
    }

    /// Lets the gap hold something that stands in `path`.
    fn widen_gap(&mut self, path: &[Mark]) {
        let common = self.common(path);
        self.gap.level = if self.gap.is_empty() { common } else { common.min(self.gap.level) };
    }

    /// How many of the open marks are also the first of `path`.
    fn common(&self, path: &[Mark]) -> usize {
        self.open.iter().zip(path).take_while(|(frame, mark)| frame.mark == **mark).count()
    }

    /// Closes and opens marks so that a leaf in `path` can follow, and writes the gap.
    fn prepare(&mut self, path: &[Mark]) {
        if path.is_empty() && self.open.is_empty() && self.gap.is_empty() {
            return;
        }
        let common = self.common(path);
        if self.gap.is_empty() {
            self.close_to(common);
        } else {
            self.close_to(common.min(self.gap.level));
            self.write_gap();
        }
        for mark in &path[self.open.len()..] {
            self.open.push(Frame { mark: mark.clone(), content: Vec::new() });
        }
    }

    fn write_gap(&mut self) {
        if self.gap.breaks > 0 {
            self.close_code();
            push(self.content(), Inline::LineBreak);
        }
        let spaces = std::mem::take(&mut self.gap.spaces);
        if !spaces.is_empty() {
            self.push_str(&spaces, spaces.len());
        }
        self.gap.spaces = spaces;
        self.gap.clear();
    }

    fn close_code(&mut self) {
        if self.open.last().is_some_and(|frame| frame.mark == Mark::Code) {
            self.close_to(self.open.len() - 1);
        }
    }

    #[inline]
    fn close_to(&mut self, level: usize) {
        while self.open.len() > level {
            let Frame { mark, content } = self.open.pop().expect("the loop's condition");
            push(self.content(), wrap(mark, content));
        }
    }

    fn content(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.root, |frame| &mut frame.content)
    }

    /// Appends text that may grow to a number of bytes.
    fn push_str(&mut self, text: &str, room: usize) {
        let content = self.content();
        if let Some(Inline::Text(last)) = content.last_mut() {
            last.push_str(text);
        } else {
            let mut new = String::with_capacity(room);
            new.push_str(text);
            push(content, Inline::Text(new));
        }
    }

    /// The finished line. White space that would begin the next one stays for it.
    pub(crate) fn take(&mut self) -> Vec<Inline> {
        self.close_to(0);
        self.gap.breaks = 0;
        self.gap.level = 0;
        if !self.gap.spaces.is_empty() {
            self.gap.spaces = self.gap.spaces.trim_start_matches(' ').to_string();
        }
        std::mem::take(&mut self.root)
    }

    /// Forgets white space that would begin a line.
    pub(crate) fn clear(&mut self) {
        self.gap.clear();
    }

    /// The finished line, and nothing of it left.
    pub(crate) fn finish(&mut self) -> Vec<Inline> {
        self.gap.clear();
        self.close_to(0);
        std::mem::take(&mut self.root)
    }
}

/// Pushes without reserving more: most lines and marks hold one inline.
#[inline]
fn push(content: &mut Vec<Inline>, inline: Inline) {
    if content.capacity() == 0 {
        *content = Vec::with_capacity(1);
    }
    content.push(inline);
}

fn wrap(mark: Mark, content: Vec<Inline>) -> Inline {
    match mark {
        Mark::Strong => Inline::Strong { content },
        Mark::Emphasis => Inline::Emphasis { content },
        Mark::Underline => Inline::Underline { content },
        Mark::Strikethrough => Inline::Strikethrough { content },
        Mark::Superscript => Inline::Superscript { content },
        Mark::Subscript => Inline::Subscript { content },
        Mark::Highlight => Inline::Mark { content },
        Mark::Link(target) => Inline::Link(Link {
            target: Rc::try_unwrap(target).unwrap_or_else(|shared| (*shared).clone()),
            content,
        }),
        Mark::Code => Inline::Code { text: content.into_iter().map(into_text).collect() },
    }
}

fn into_text(inline: Inline) -> String {
    match inline {
        Inline::Text(text) => text,
        other => unreachable!("only text is pushed within code, not {other:?}"),
    }
}
