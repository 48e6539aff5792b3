//! The quick tree builder: the rules of HTML §13.2.6 that almost all documents need.
//!
//! html5ever's builder owns the text of its tokens, and refers to nodes by counted handles. This one works on indices. It
//! implements the modes "in body", the table modes, templates and foreign content, and the list of active formatting
//! elements. At the first token that needs another rule (HTML in an `annotation-xml`, table parts in a `template`, depth
//! beyond the limits), it gives up, and html5ever parses the document from its start. So all trees are those of html5ever,
//! which the tests verify.
//!
//! Each file is a section of the specification: [`body`], [`tables`], [`foster`], [`formatting`], [`adoption`],
//! [`template`], [`foreign`]. A function returns [`None`] to give up.

mod adoption;
mod body;
mod foreign;
mod formatting;
mod foster;
mod stack;
mod tables;
mod template;
#[cfg(test)]
mod tests;

use self::formatting::Formatting;
use self::foster::{Fostering, TableText, is_white_space};
use self::stack::{Open, Stack};
use super::limits::MAX_DOM_DEPTH;
use crate::html::arena::{Arena, Namespace, NodeData, NodeId, Nodes};
use crate::html::elements::{Category, Name, StartTag as Rule};
use crate::html::texts::{Span, Texts};
use crate::html::tokenizer::{Attribute, Keep, StartTag, State, TagName, TokenSink, tokenize};

/// The result of a rule: `None` if other rules are needed.
type OrGiveUp<T> = Option<T>;

/// The number of open elements and active formatting elements at which this builder gives up. It is below the depth at
/// which [`limits`](super::limits) drops tags.
const MAX_OPEN: usize = MAX_DOM_DEPTH - 8;

/// Builds the tree of a fragment in `body`, and counts its comments; `None` if it needs other rules.
pub(super) fn arena(html: &str, keep: Keep) -> Option<(Arena<'_>, usize)> {
    let mut builder = Quick::new(html.len());
    let texts = tokenize(html, State::Data, keep, &mut builder);
    // The input may end within a table.
    builder.end_table_text();
    (!builder.gave_up).then(|| (Arena::new(builder.nodes, texts), builder.comments))
}

struct Quick {
    nodes: Nodes,
    /// §13.2.4.2, "the stack of open elements".
    open: Stack,
    /// §13.2.4.3, "the list of active formatting elements".
    formatting: Formatting,
    /// The number of formatting elements that were cloned, and its maximum. `limits` has a limit for all elements instead.
    reopened: usize,
    max_reopened: usize,
    /// §13.2.4.4, "the form element pointer".
    form: Option<NodeId>,
    fostering: Fostering,
    table_text: TableText,
    /// Whether a line feed is dropped if it is next, after `<pre>` or `<textarea>`.
    ignores_line_feed: bool,
    /// Whether the current element holds raw text.
    is_raw_text: bool,
    comments: usize,
    gave_up: bool,
}

impl Quick {
    fn new(bytes: usize) -> Self {
        let mut nodes = Nodes::for_input(bytes);
        // HTML §13.4: the root of a fragment is an `html` element. Its context, `body`, is not a node.
        let html = nodes.element(Name::Html, Namespace::Html, &[]);
        let id = nodes.push_child(Nodes::DOCUMENT, NodeData::Element(html));
        let name = TagName { name: Name::Html, written: Span::default() };
        Self {
            nodes,
            open: Stack::new(Open { id, name, namespace: Namespace::Html }),
            formatting: Formatting::default(),
            reopened: 0,
            // A start tag takes three bytes, and 1/3 + 1/16 is below the 2/5 that `limits` allows.
            max_reopened: bytes / 16 + 256,
            form: None,
            fostering: Fostering::default(),
            table_text: TableText::default(),
            ignores_line_feed: false,
            is_raw_text: false,
            comments: 0,
            gave_up: false,
        }
    }

    /// Appends an element to the current one, without opening it.
    #[inline]
    fn append(&mut self, name: Name, namespace: Namespace, attributes: &[Attribute]) -> NodeId {
        let element = self.nodes.element(name, namespace, attributes);
        self.append_node(NodeData::Element(element))
    }

    /// Appends a node at the "appropriate place for inserting a node" (§13.2.6.1).
    #[inline]
    fn append_node(&mut self, data: NodeData) -> NodeId {
        if self.fostering.is_on {
            return self.append_fostered(data);
        }
        self.nodes.push_child(self.open.current().id, data)
    }

    /// Inserts an element (§13.2.6.1, "insert an HTML element").
    #[inline]
    fn insert(&mut self, tag: &StartTag<'_>) -> NodeId {
        let id = self.append(tag.name.name, Namespace::Html, tag.attributes);
        self.open.push(Open { id, name: tag.name, namespace: Namespace::Html });
        id
    }

    /// Inserts an element that the input implies.
    fn insert_implied(&mut self, name: Name) {
        let id = self.append(name, Namespace::Html, &[]);
        let name = TagName { name, written: Span::default() };
        self.open.push(Open { id, name, namespace: Namespace::Html });
    }

    /// Closes elements until this number is left.
    #[inline]
    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            let closed = self.open.pop();
            // Only these can be in the list, so it is not searched for other elements.
            if closed.name.name.element().category == Category::Formatting {
                self.formatting.closed(closed.id);
            }
        }
        if length <= self.fostering.first {
            self.fostering.first = 0;
        }
    }

    fn close_current(&mut self) {
        self.close_to(self.open.len() - 1);
    }

    /// Closes elements up to and including the innermost one that matches; gives up if none does.
    fn close_until(&mut self, fits: impl Fn(Name) -> bool) -> OrGiveUp<()> {
        let at = self.open.position(fits)?;
        self.close_to(at);
        Some(())
    }

    /// Closes elements with optional end tags (§13.2.6.3, "generate implied end tags"), except for some.
    fn close_implied(&mut self, except: impl Fn(Name) -> bool) {
        loop {
            let name = self.open.current().html_name();
            if !name.has_implied_end_tag() || except(name) {
                return;
            }
            self.close_current();
        }
    }

    /// Applies the rules for a start tag.
    fn rules_for_start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> OrGiveUp<State> {
        // Near the limit, `limits` decides which tags are dropped.
        if self.open.len() + self.formatting.len() >= MAX_OPEN {
            return None;
        }
        if tag.name.name == Name::Unknown && has_nul(tag.name, texts) {
            return None;
        }
        let current = *self.open.current();
        // §13.2.6: the conditions of the "tree construction dispatcher".
        if current.namespace != Namespace::Html && !current.takes(tag.name.name) {
            return self.foreign_start_tag(tag, texts);
        }
        if self.is_in_table() {
            return self.start_tag_in_table(tag, texts);
        }
        self.start_tag_in_body(tag, texts)
    }

    fn rules_for_end_tag(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let current = *self.open.current();
        if current.namespace != Namespace::Html {
            // §13.2.6: the dispatcher uses these rules for end tags even at integration points.
            return self.foreign_end_tag(tag, texts);
        }
        // §13.2.6.4.8, "text": the tokenizer passes only the matching end tag.
        if self.is_raw_text {
            self.is_raw_text = false;
            self.close_current();
            return Some(());
        }
        // Most end tags only close the current element. Testing this first saves 2 % of the time of `parse`.
        if current.name.name == tag.name && self.fostering.first == 0 && closes_alone(tag.name) {
            self.open.pop();
            return Some(());
        }
        self.end_tag_in_html(tag, texts)
    }

    /// Applies the rules for an end tag at an HTML element.
    fn end_tag_in_html(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        if self.is_in_table() {
            return self.end_tag_in_table(tag, texts);
        }
        self.end_tag_in_body(tag, texts)
    }

    fn rules_for_text(&mut self, mut text: Span, texts: &Texts<'_>) -> OrGiveUp<()> {
        if std::mem::take(&mut self.ignores_line_feed) && texts.get(text).starts_with('\n') {
            text = text.without_first();
            if text.is_empty() {
                return Some(());
            }
        }
        let current = *self.open.current();
        let is_foreign = current.namespace != Namespace::Html && !current.is_integration_point();
        if current.html_name().holds_table_parts() {
            if current.html_name() != Name::Colgroup {
                self.keep_table_text(text, texts);
                return Some(());
            }
            // §13.2.6.4.12: any other text ends the column group.
            if !is_white_space(texts.get(text)) {
                return None;
            }
        } else if !is_foreign && !self.is_raw_text {
            self.reconstruct_formatting()?;
        }
        self.nodes.push_text(self.open.current().id, text);
        Some(())
    }

    fn rules_for_null(&mut self, texts: &mut Texts<'_>) -> OrGiveUp<()> {
        self.ignores_line_feed = false;
        let current = self.open.current();
        if current.html_name() == Name::Colgroup {
            return None;
        }
        if current.namespace != Namespace::Html && !current.is_integration_point() {
            // §13.2.6.5.
            let replacement = texts.keep("\u{fffd}");
            self.nodes.push_text(current.id, replacement);
        }
        Some(())
    }

    fn give_up_without<T>(&mut self, result: OrGiveUp<T>) -> Option<T> {
        self.gave_up |= result.is_none();
        result
    }
}

/// Whether a name contains a NUL. This builder compares unknown names by their spelling, in which a NUL is not replaced.
#[cold]
fn has_nul(tag: TagName, texts: &Texts<'_>) -> bool {
    texts.get(tag.written).contains('\0')
}

/// Whether the end tag of the current element only closes it, outside of the table modes.
fn closes_alone(name: Name) -> bool {
    let rule = name.element().start_tag;
    // Unknown names are all one `Name`, so their spelling would have to be compared.
    matches!(rule, Rule::Block | Rule::Pre | Rule::Heading | Rule::Item | Rule::Ordinary)
        && name != Name::Unknown
}

impl TokenSink for Quick {
    #[inline]
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        self.ignores_line_feed = false;
        self.end_table_text();
        let result = self.rules_for_start_tag(tag, texts);
        self.give_up_without(result).unwrap_or(State::Data)
    }

    #[inline]
    fn end_tag(&mut self, name: TagName, texts: &Texts<'_>) {
        self.ignores_line_feed = false;
        self.end_table_text();
        let result = self.rules_for_end_tag(name, texts);
        self.give_up_without(result);
    }

    #[inline]
    fn text(&mut self, text: Span, texts: &Texts<'_>) {
        let result = self.rules_for_text(text, texts);
        self.give_up_without(result);
    }

    fn null(&mut self, texts: &mut Texts<'_>) {
        let result = self.rules_for_null(texts);
        self.give_up_without(result);
    }

    fn comment(&mut self) {
        self.ignores_line_feed = false;
        self.end_table_text();
        self.comments += 1;
    }

    // As in html5ever, it does not end the text in a table.
    fn doctype(&mut self) {
        self.ignores_line_feed = false;
    }

    fn is_done(&self) -> bool {
        self.gave_up
    }

    fn is_in_foreign_content(&self) -> bool {
        self.open.current().namespace != Namespace::Html
    }
}
