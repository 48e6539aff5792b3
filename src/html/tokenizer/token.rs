//! What the tokenizer hands on.

use super::State;
use crate::html::elements::{Attr, Name};
use crate::html::texts::{Span, Texts};

/// A tag's name: which element of the table it is, and how the HTML spells it.
#[derive(Clone, Copy, Debug)]
pub(in crate::html) struct TagName {
    pub(in crate::html) name: Name,
    pub(in crate::html) written: Span,
}

/// An attribute that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::html) struct Attribute {
    pub(in crate::html) name: AttributeName,
    pub(in crate::html) value: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::html) enum AttributeName {
    Known(Attr),
    /// Any other name, as the HTML spells it.
    Other(Span),
}

/// Which attributes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::html) enum Keep {
    /// Those that the reader asks for.
    Read,
    /// Up to 64 of each tag, whatever their names are: a caller may ask for them.
    All,
}

/// A start tag.
#[derive(Debug)]
pub(in crate::html) struct StartTag<'t> {
    pub(in crate::html) name: TagName,
    pub(in crate::html) attributes: &'t [Attribute],
    pub(in crate::html) is_self_closing: bool,
}

/// Takes tokens one by one: a tree builder.
pub(in crate::html) trait TokenSink {
    /// Takes a start tag; returns how the text after it is to be read.
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State;

    fn end_tag(&mut self, name: TagName, texts: &Texts<'_>);

    /// Takes text, of which no part is empty.
    fn text(&mut self, text: Span, texts: &Texts<'_>);

    /// Takes a NUL, which each insertion mode treats differently.
    fn null(&mut self, texts: &mut Texts<'_>);

    fn comment(&mut self);

    fn doctype(&mut self);

    /// True if no more tokens are wanted.
    fn is_done(&self) -> bool {
        false
    }

    /// HTML §13.2.5.42: whether there is an adjusted current node and it is not in the HTML namespace.
    fn is_in_foreign_content(&self) -> bool {
        false
    }
}
