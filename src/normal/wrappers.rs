//! The wrappers of the next piece of text: marks, links and code.

use std::cell::Cell;
use std::rc::Rc;

use super::Budget;
use crate::tree::{Inline, Link, LinkTarget, Mark};

/// A mark, link or code around inlines.
#[derive(Clone, Debug)]
pub(crate) enum Wrapper {
    Mark(Mark),
    // Shared, because a link around several blocks is repeated in each of them.
    Link(Rc<LinkTarget>),
    Code,
}

impl PartialEq for Wrapper {
    /// Two links are never equal, even with the same target, because a page shows them as two.
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
                // The last block in a link takes the target without a copy.
                let target = Rc::try_unwrap(target).unwrap_or_else(|shared| (*shared).clone());
                Inline::from(Link::new(target, content))
            }
            Self::Code => {
                // The content is nearly always a single text.
                let text = content.into_iter().map(into_text).reduce(|text, next| text + &next);
                Inline::Code { text: text.unwrap_or_default() }
            }
        }
    }
}

fn into_text(inline: Inline) -> String {
    match inline {
        Inline::Text(text) => text,
        other => unreachable!("`Line` puts only text in code, not {other:?}"),
    }
}

/// A wrapper of the next piece, whether it is open already or not.
#[derive(Debug)]
pub(super) struct ActiveWrapper {
    pub(super) wrapper: Wrapper,
    /// Whether it already has content.
    is_used: Cell<bool>,
    is_refused: Cell<bool>,
}

impl ActiveWrapper {
    fn new(wrapper: Wrapper) -> Self {
        Self { wrapper, is_used: Cell::new(false), is_refused: Cell::new(false) }
    }

    /// Pays for opening the wrapper. The first time is free, and the others are copies. Returns false if the budget refuses.
    pub(super) fn pay(&self, budget: &Budget) -> bool {
        let is_paid = !self.is_used.replace(true)
            || match &self.wrapper {
                Wrapper::Link(target) => budget.pay_for_link(Budget::cost_of_link(target)),
                Wrapper::Mark(_) | Wrapper::Code => budget.pay_for_mark(),
            };
        self.is_refused.set(!is_paid);
        is_paid
    }
}

/// The current wrappers, the outermost first. Code, if it is one of them, is the last.
#[derive(Debug, Default)]
pub(super) struct Wrappers {
    stack: Vec<ActiveWrapper>,
    /// Whether the line is in a link, such as ruby in a link. Then it cannot hold another link.
    within_link: bool,
}

/// The effect of adding a wrapper, to undo it.
#[derive(Debug)]
#[must_use]
pub(super) enum Added {
    Nothing,
    /// The wrapper was inserted at an index, and the link at another index was removed before.
    At(usize, Option<(usize, ActiveWrapper)>),
}

impl Wrappers {
    pub(super) fn len(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn all(&self) -> &[ActiveWrapper] {
        &self.stack
    }

    pub(super) fn without_code(&self) -> &[ActiveWrapper] {
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

    /// Adds a wrapper, unless an equal one is already there. A link replaces the link around it.
    pub(super) fn add(&mut self, wrapper: Wrapper) -> Added {
        let is_link = matches!(wrapper, Wrapper::Link(_));
        // A superscript in a superscript is raised twice, but bold in bold is just bold.
        let can_repeat = matches!(wrapper, Wrapper::Mark(Mark::Superscript | Mark::Subscript));
        let is_active = || self.stack.iter().any(|outer| outer.wrapper == wrapper);
        if (!can_repeat && is_active()) || (is_link && self.within_link) {
            return Added::Nothing;
        }
        // HTML §4.5.1 forbids links in links, but parsers create them if there is a table cell between them.
        let replaced = self.link().filter(|_| is_link).map(|at| (at, self.stack.remove(at)));
        // In normal form, code is innermost, so a mark in `code` goes around it.
        let at = self.without_code().len();
        self.stack.insert(at, ActiveWrapper::new(wrapper));
        Added::At(at, replaced)
    }

    /// Undoes the last addition.
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

    /// The wrappers at the start of a separate line, such as the base of ruby.
    pub(super) fn of_inner_line(&self) -> Self {
        Self { stack: Vec::new(), within_link: self.within_link || self.has_link() }
    }
}

/// The wrappers without those that the budget refused.
pub(super) fn allowed(wrappers: &[ActiveWrapper]) -> impl Iterator<Item = &ActiveWrapper> {
    wrappers.iter().filter(|outer| !outer.is_refused.get())
}
