//! The state of a tree under construction: where in it the next text goes, and which marks it has.

use super::flow::Flow;
use super::line::{Added, Mark, Path};
use super::{MAX_DEPTH, fold};
use crate::{Block, Inline};

#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// The blocks of the innermost container that is open.
    pub(crate) flow: Flow,
    /// The marks in force.
    pub(crate) path: Path,
    /// How many containers are open.
    depth: usize,
}

/// What is put aside while an inner container is built.
#[must_use]
pub(crate) struct Outer {
    flow: Flow,
    path: Path,
    depth: usize,
}

impl Builder {
    /// Whether another container or mark, and a paragraph in it, stays within [`MAX_DEPTH`].
    pub(crate) fn has_room(&self) -> bool {
        self.depth + self.path.len() + 2 <= MAX_DEPTH
    }

    /// Opens a container of blocks; marks in force stay in force in it.
    pub(crate) fn enter(&mut self) -> Outer {
        let outer = self.splice();
        self.depth += 1;
        outer
    }

    /// Collects blocks apart that will stand in the open container after all.
    pub(crate) fn splice(&mut self) -> Outer {
        Outer { flow: std::mem::take(&mut self.flow), path: self.path.clone(), depth: self.depth }
    }

    /// Closes a container.
    pub(crate) fn leave(&mut self, outer: Outer) -> Vec<Block> {
        self.restore(outer).finish()
    }

    /// Opens a line of its own: a ruby's base or reading.
    pub(crate) fn enter_line(&mut self) -> Outer {
        let outer = self.splice();
        self.depth += self.path.len() + 1;
        self.path = outer.path.inner();
        self.flow.set_single_line();
        outer
    }

    /// Closes a line.
    pub(crate) fn leave_line(&mut self, outer: Outer) -> Vec<Inline> {
        self.restore(outer).finish_line()
    }

    fn restore(&mut self, outer: Outer) -> Flow {
        self.path = outer.path;
        self.depth = outer.depth;
        std::mem::replace(&mut self.flow, outer.flow)
    }

    /// Puts a mark in force, if there is room; returns what to undo after it.
    pub(crate) fn mark(&mut self, mark: Mark) -> Added {
        if self.has_room() { self.path.add(mark) } else { Added::Nothing }
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.flow.text(&self.path, text);
    }

    pub(crate) fn leaf(&mut self, leaf: Inline) {
        self.flow.leaf(&self.path, leaf);
    }

    pub(crate) fn line_break(&mut self) {
        self.flow.line_break(&self.path);
    }
}

/// Folded text, or nothing if it is empty.
pub(crate) fn folded(text: &str) -> Option<String> {
    Some(fold(text)).filter(|text| !text.is_empty())
}
