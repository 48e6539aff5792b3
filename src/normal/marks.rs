//! The marks and links around the next piece of text.

use std::cell::Cell;
use std::rc::Rc;

use super::Budget;
use crate::tree::{Inline, Link, LinkTarget, Mark};

/// What can stand around inlines.
#[derive(Clone, Debug)]
pub(crate) enum Wrapper {
    Mark(Mark),
    Link(Rc<SharedTarget>),
    Code,
}

/// The target of a link, shared because a link around several blocks is repeated in each.
#[derive(Clone, Debug)]
pub(crate) struct SharedTarget {
    target: LinkTarget,
    is_used: Cell<bool>,
    is_refused: Cell<bool>,
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
        Self::Link(Rc::new(SharedTarget { target, is_used: Cell::new(false), is_refused: Cell::new(false) }))
    }

    /// Whether the budget allows the wrapper once more. The first link with a target is free, the others are copies.
    pub(super) fn is_affordable(&self, budget: &Budget) -> bool {
        let Self::Link(link) = self else { return true };
        let is_affordable = !link.is_used.replace(true) || budget.admits(&link.target);
        link.is_refused.set(!is_affordable);
        is_affordable
    }

    /// Whether the budget has refused the wrapper before.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Link(link) if link.is_refused.get())
    }

    pub(super) fn wrap(self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Mark(mark) => Inline::marked(mark, content),
            Self::Link(target) => {
                // The last block of a link takes the target without a copy.
                let shared = Rc::try_unwrap(target).unwrap_or_else(|shared| (*shared).clone());
                Inline::from(Link::new(shared.target, content))
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

/// The wrappers in force, outermost first. Code, if it is one of them, is the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Wrappers {
    stack: Vec<Wrapper>,
    /// In a ruby that stands in a link, there can be no other link.
    within_link: bool,
}

/// What adding a wrapper did, to be undone.
#[derive(Debug)]
#[must_use]
pub(super) enum Added {
    Nothing,
    Last,
    /// The wrapper was put among these.
    Among(Vec<Wrapper>),
}

impl Wrappers {
    pub(super) fn len(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn all(&self) -> &[Wrapper] {
        &self.stack
    }

    pub(super) fn without_code(&self) -> &[Wrapper] {
        match self.stack.split_last() {
            Some((Wrapper::Code, rest)) => rest,
            _ => &self.stack,
        }
    }

    pub(super) fn has_link(&self) -> bool {
        self.stack.iter().any(|wrapper| matches!(wrapper, Wrapper::Link(_)))
    }

    /// Puts a wrapper in force, unless it already is. A link replaces the link that it stands in.
    pub(super) fn add(&mut self, wrapper: Wrapper) -> Added {
        let is_link = matches!(wrapper, Wrapper::Link(_));
        // A superscript in a superscript is raised twice; bold in bold is only bold.
        let can_repeat = matches!(wrapper, Wrapper::Mark(Mark::Superscript | Mark::Subscript));
        if (!can_repeat && self.stack.contains(&wrapper)) || (is_link && self.within_link) {
            return Added::Nothing;
        }
        // Code is innermost in normal form, so a mark in `code` goes around it.
        let within_code = self.stack.last() == Some(&Wrapper::Code);
        // HTML §4.5.1 forbids links in links, but parsing makes them where a table cell stands between the two.
        let replaces_link = is_link && self.has_link();
        if !within_code && !replaces_link {
            self.stack.push(wrapper);
            return Added::Last;
        }
        let before = self.stack.clone();
        if replaces_link {
            self.stack.retain(|outer| !matches!(outer, Wrapper::Link(_)));
        }
        self.stack.insert(self.stack.len() - usize::from(within_code), wrapper);
        Added::Among(before)
    }

    /// Undoes the latest addition.
    pub(super) fn undo(&mut self, added: Added) {
        match added {
            Added::Nothing => {}
            Added::Last => drop(self.stack.pop()),
            Added::Among(before) => self.stack = before,
        }
    }

    /// The wrappers at the start of a line of its own, such as a ruby's base.
    pub(super) fn of_inner_line(&self) -> Self {
        Self { stack: Vec::new(), within_link: self.within_link || self.has_link() }
    }
}

/// The wrappers but for the links that the budget refuses, whose content stands for itself.
pub(super) fn allowed(wrappers: &[Wrapper]) -> impl Iterator<Item = &Wrapper> {
    wrappers.iter().filter(|wrapper| !wrapper.is_refused())
}
