//! The tokens, and the trait of their receiver.

use super::State;
use crate::html::elements::{Attr, Name};
use crate::html::texts::{Span, Texts};

/// The name of a tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::html) struct TagName {
    /// The element of the table, or [`Name::Unknown`].
    pub(in crate::html) standard: Name,
    /// The spelling in the HTML.
    pub(in crate::html) written: Span,
}

impl TagName {
    /// Whether two tags have the same name.
    #[inline]
    pub(in crate::html) fn is_same(self, other: Self, texts: &Texts<'_>) -> bool {
        // All unknown names share one `Name`, so their spelling decides.
        self.standard == other.standard
            && (self.standard != Name::Unknown
                || are_same_names(texts.get(self.written), texts.get(other.written)))
    }
}

/// Compares names as §13.2.5.8 stores them: ASCII letters in lower case, and NUL as U+FFFD.
fn are_same_names(one: &str, other: &str) -> bool {
    let stored = |c: char| if c == '\0' { char::REPLACEMENT_CHARACTER } else { c.to_ascii_lowercase() };
    one.chars().map(stored).eq(other.chars().map(stored))
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
    /// Any other name, in the spelling of the HTML.
    Other(Span),
    /// No attribute, but the name of an element that is not in the table, in lower case. Only `Keep::All` keeps it.
    Element,
}

/// The attributes that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::html) enum Keep {
    /// The attributes that the reader of content uses. Most have no metadata to read.
    Content,
    /// The attributes that the reader of metadata uses as well.
    Page,
    /// Up to 64 attributes with other names as well, because a caller may need them.
    All,
}

/// A start tag.
#[derive(Debug)]
pub(in crate::html) struct StartTag<'t> {
    pub(in crate::html) name: TagName,
    pub(in crate::html) attributes: &'t [Attribute],
    pub(in crate::html) is_self_closing: bool,
}

/// A receiver of tokens, such as the tree builder.
pub(in crate::html) trait TokenSink {
    /// Takes a start tag, and returns the tokenizer state for the text after it.
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State;

    fn end_tag(&mut self, name: TagName, texts: &Texts<'_>);

    /// Takes text, which is never empty.
    fn text(&mut self, text: Span, texts: &Texts<'_>);

    /// Takes a NUL, which the insertion modes treat differently.
    fn null(&mut self, texts: &mut Texts<'_>);

    fn comment(&mut self);

    fn doctype(&mut self);

    /// Takes the number of attributes of a tag that are beyond the limit and were ignored.
    fn too_many_attributes(&mut self, _count: usize) {}

    /// Whether no more tokens are needed.
    fn is_done(&self) -> bool {
        false
    }

    /// Whether there is an adjusted current node that is not in the HTML namespace (HTML §13.2.5.42).
    fn is_in_foreign_content(&self) -> bool {
        false
    }
}
