//! The marks and links around the next piece of text.

use std::cell::Cell;
use std::rc::Rc;

use super::Budget;
use crate::tree::{Inline, Link, LinkTarget, Mark};

/// What can stand around inlines.
#[derive(Clone, Debug)]
pub(crate) enum Wrapper {
    Mark(Mark),
    // Shared, because a link around several blocks is repeated in each.
    Link(Rc<LinkTarget>),
    Code,
}

impl PartialEq for Wrapper {
    /// Two links are never the same link, wherever they lead: a page shows them apart.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Mark(mark), Self::Mark(other)) => mark == other,
            (Self::Link(link), Self::Link(other)) => Rc::ptr_eq(link, other),
            (Self::Code, Self::Code) => true,
            _ => false,
        }
    }
}

impl Wrapper {
    pub(crate) fn link(target: LinkTarget) -> Self {
        Self::Link(Rc::new(target))
    }

    pub(super) fn wrap(self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Mark(mark) => Inline::marked(mark, content),
            Self::Link(target) => {
                // The last block of a link takes the target without a copy.
                let target = Rc::try_unwrap(target).unwrap_or_else(|shared| (*shared).clone());
                Inline::from(Link::new(target, content))
            }
            Self::Code => Inline::Code { text: content.into_iter().map(into_text).collect() },
        }
    }
}

fn into_text(inline: Inline) -> String {
    match inline {
        Inline::Text(text) => text,
        other => unreachable!("`Line` puts nothing but text in code, not {other:?}"),
    }
}

/// A wrapper in force.
#[derive(Debug)]
pub(super) struct InForce {
    pub(super) wrapper: Wrapper,
    /// Whether it stands around something already.
    is_used: Cell<bool>,
    is_refused: Cell<bool>,
}

impl InForce {
    fn new(wrapper: Wrapper) -> Self {
        Self { wrapper, is_used: Cell::new(false), is_refused: Cell::new(false) }
    }

    /// Whether the budget allows the wrapper around something else. The first time is free, the others are copies.
    pub(super) fn is_affordable(&self, budget: &Budget) -> bool {
        let is_affordable = !self.is_used.replace(true)
            || match &self.wrapper {
                Wrapper::Link(target) => budget.admits_link(target),
                Wrapper::Mark(_) | Wrapper::Code => budget.admits_mark(),
            };
        self.is_refused.set(!is_affordable);
        is_affordable
    }
}

/// The wrappers in force, outermost first. Code, if it is one of them, is the last.
#[derive(Debug, Default)]
pub(super) struct Wrappers {
    stack: Vec<InForce>,
    /// In a ruby that stands in a link, there can be no other link.
    within_link: bool,
}

/// What adding a wrapper did, to be undone.
#[derive(Debug)]
#[must_use]
pub(super) enum Added {
    Nothing,
    /// The wrapper was put at a place, after a link was taken from another one.
    At(usize, Option<(usize, InForce)>),
}

impl Wrappers {
    pub(super) fn len(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn all(&self) -> &[InForce] {
        &self.stack
    }

    pub(super) fn without_code(&self) -> &[InForce] {
        &self.stack[..self.stack.len() - usize::from(self.has_code())]
    }

    pub(super) fn has_code(&self) -> bool {
        self.stack.last().is_some_and(|last| last.wrapper == Wrapper::Code)
    }

    pub(super) fn has_link(&self) -> bool {
        self.link().is_some()
    }

    fn link(&self) -> Option<usize> {
        self.stack.iter().position(|outer| matches!(outer.wrapper, Wrapper::Link(_)))
    }

    /// Puts a wrapper in force, unless it already is. A link replaces the link that it stands in.
    pub(super) fn add(&mut self, wrapper: Wrapper) -> Added {
        let is_link = matches!(wrapper, Wrapper::Link(_));
        // A superscript in a superscript is raised twice; bold in bold is only bold.
        let can_repeat = matches!(wrapper, Wrapper::Mark(Mark::Superscript | Mark::Subscript));
        let is_in_force = || self.stack.iter().any(|outer| outer.wrapper == wrapper);
        if (!can_repeat && is_in_force()) || (is_link && self.within_link) {
            return Added::Nothing;
        }
        // HTML §4.5.1 forbids links in links, but parsing makes them where a table cell stands between the two.
        let replaced = self.link().filter(|_| is_link).map(|at| (at, self.stack.remove(at)));
        // Code is innermost in normal form, so a mark in `code` goes around it.
        let at = self.without_code().len();
        self.stack.insert(at, InForce::new(wrapper));
        Added::At(at, replaced)
    }

    /// Undoes the latest addition.
    pub(super) fn undo(&mut self, added: Added) {
        match added {
            Added::Nothing => {}
            Added::At(at, replaced) => {
                self.stack.remove(at);
                if let Some((at, link)) = replaced {
                    self.stack.insert(at, link);
                }
            }
        }
    }

    /// The wrappers at the start of a line of its own, such as a ruby's base.
    pub(super) fn of_inner_line(&self) -> Self {
        Self { stack: Vec::new(), within_link: self.within_link || self.has_link() }
    }
}

/// The wrappers but for those that the budget refuses, whose content stands for itself.
pub(super) fn allowed(wrappers: &[InForce]) -> impl Iterator<Item = &InForce> {
    wrappers.iter().filter(|outer| !outer.is_refused.get())
}
