//! Limits of depth and size, which the specification does not have.
//!
//! Without them, 64 KiB of markup can cost seconds or a gigabyte: many rules search the stack of open elements for each
//! token, and misnested tags reopen formatting elements in every paragraph. Real articles are far below the limits: of
//! 42,916 articles, the deepest had 35 levels, and none had more than 0.076 elements per byte. `docs/security.md` lists them.

use super::TreeBuilder;
use crate::html::elements::{Category, Name, Rule};
use crate::html::texts::Texts;
use crate::html::tokenizer::{StartTag, TagName, TokenSink as _};

/// The number of open elements and active formatting elements at which start tags are dropped. It is four times the 35
/// levels of the deepest of 42,916 articles.
const MAX_DOM_DEPTH: usize = 144;

#[derive(Debug)]
pub(super) struct TreeLimits {
    elements: usize,
    /// The number of elements at which the rest of the input is dropped, two for each five bytes. Without reopened
    /// elements, HTML makes at most one element for each three bytes.
    max_elements: usize,
    /// The names of dropped start tags, whose end tags must also be dropped.
    dropped: Vec<TagName>,
    too_deep: usize,
}

impl TreeLimits {
    pub(super) fn for_input(bytes: usize) -> Self {
        Self { elements: 0, max_elements: bytes / 5 * 2 + 256, dropped: Vec::new(), too_deep: 0 }
    }

    #[inline]
    pub(super) fn count_element(&mut self) {
        self.elements += 1;
    }

    #[inline]
    pub(super) fn has_too_many_elements(&self) -> bool {
        self.elements > self.max_elements
    }

    /// The number of start tags that were dropped because of their depth.
    pub(super) fn too_deep(&self) -> usize {
        self.too_deep
    }

    /// Whether the end tag belongs to a dropped start tag.
    #[inline]
    pub(super) fn drops_end_tag(&mut self, tag: TagName, texts: &Texts<'_>) -> bool {
        if self.dropped.is_empty() {
            return false;
        }
        if self.dropped.pop_if(|dropped| dropped.is_same(tag, texts)).is_some() {
            return true;
        }
        // It closes an element further out, and with it all dropped elements inside.
        self.dropped.clear();
        false
    }
}

impl TreeBuilder {
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.open.len() + self.formatting.len() >= MAX_DOM_DEPTH
    }

    /// Whether a start tag beyond the depth limit is dropped: all are, except those of elements that do not stay open.
    #[cold]
    pub(super) fn drops(&mut self, tag: &StartTag<'_>) -> bool {
        // In SVG and MathML, no element is void or holds raw text.
        if never_stays_open(tag.name.standard) && !self.is_in_foreign_content() {
            return false;
        }
        self.limits.too_deep += 1;
        if !tag.is_self_closing {
            self.limits.dropped.push(tag.name);
        }
        true
    }
}

/// Whether an element is void or holds raw text. Such elements do not nest, and without its start tag, raw text would be
/// parsed as markup.
fn never_stays_open(name: Name) -> bool {
    let row = name.row();
    let is_void_or_raw = matches!(
        row.rule,
        Rule::Void
            | Rule::VoidMetadata
            | Rule::Input
            | Rule::Hr
            | Rule::Plaintext
            | Rule::RawText
            | Rule::RcdataText
            | Rule::Textarea
            | Rule::Xmp
            | Rule::Script
    );
    // `col` is also void, but the element table lists it as a part of a table.
    is_void_or_raw && row.category == Category::Special || name == Name::Col
}
