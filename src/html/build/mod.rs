//! Builds the arena from HTML by the rules of browsers (HTML §13.2.6): as a fragment in `body`, with scripting disabled, so
//! that `noscript` has content.
//!
//! Each file is a section of the specification: [`body`], [`tables`], [`foster`], [`formatting`], [`adoption`],
//! [`template`], [`foreign`]. [`limits`] bounds depth and size, which the specification does not. The insertion mode ([`mode`])
//! is stored only for templates: elsewhere, the stack of open elements determines it. The tests compare the trees with those
//! of html5ever.

mod adoption;
mod body;
mod foreign;
mod formatting;
mod foster;
mod limits;
mod mode;
mod stack;
mod tables;
mod template;
#[cfg(test)]
mod tests;

use self::formatting::Formatting;
use self::foster::{Fostering, TableText};
use self::limits::TreeLimits;
use self::mode::{TableMode, TemplateMode};
use self::stack::{Open, Stack};
use super::arena::{Arena, Namespace, NodeData, NodeId, Nodes};
use super::elements::{Category, Name, Rule};
use super::note::{NoteKind, Notes};
use super::texts::{Span, Texts};
use super::tokenizer::{Attribute, Keep, StartTag, State, TagName, TokenSink, tokenize};

/// Builds the document of HTML with normalized newlines.
pub(super) fn arena<'a>(html: &'a str, keep: Keep, notes: &mut Notes) -> Arena<'a> {
    let mut builder = TreeBuilder::new(html.len());
    let texts = tokenize(html, State::Data, keep, &mut builder);
    // The input may end within a table.
    builder.end_table_text();
    notes.add_many(NoteKind::TooDeep, builder.limits.too_deep(), "");
    notes.add_many(NoteKind::TooManyAttributes, builder.too_many_attributes, "");
    notes.add_many(NoteKind::Truncated, usize::from(builder.is_done()), "");
    notes.add_many(NoteKind::Comment, builder.comments, "");
    Arena::new(builder.nodes, texts)
}

struct TreeBuilder {
    nodes: Nodes,
    /// §13.2.4.2, "the stack of open elements".
    open: Stack,
    /// §13.2.4.3, "the list of active formatting elements".
    formatting: Formatting,
    /// §13.2.4.1, "the stack of template insertion modes".
    templates: Vec<TemplateMode>,
    /// §13.2.4.4, "the form element pointer".
    form: Option<NodeId>,
    fostering: Fostering,
    table_text: TableText,
    limits: TreeLimits,
    /// Whether a line feed is dropped if it is next, after `<pre>` or `<textarea>`.
    ignores_line_feed: bool,
    /// Whether the current element holds raw text.
    is_raw_text: bool,
    comments: usize,
    /// The number of attributes beyond the limit.
    too_many_attributes: usize,
}

impl TreeBuilder {
    fn new(bytes: usize) -> Self {
        let mut nodes = Nodes::for_input(bytes);
        // HTML §13.4: the root of a fragment is an `html` element. Its context, `body`, is not a node.
        let html = nodes.element(Name::Html, Namespace::Html, &[]);
        let id = nodes.push_child(Nodes::DOCUMENT, NodeData::Element(html));
        Self {
            nodes,
            open: Stack::new(Open::implied(id, Name::Html)),
            formatting: Formatting::default(),
            templates: Vec::new(),
            form: None,
            fostering: Fostering::default(),
            table_text: TableText::default(),
            limits: TreeLimits::for_input(bytes),
            ignores_line_feed: false,
            is_raw_text: false,
            comments: 0,
            too_many_attributes: 0,
        }
    }

    /// Appends an element to the current one, without opening it.
    #[inline]
    fn append(&mut self, name: Name, namespace: Namespace, attributes: &[Attribute]) -> NodeId {
        self.limits.count_element();
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
        let id = self.append(tag.name.standard, Namespace::Html, tag.attributes);
        self.open.push(Open::html(id, tag.name));
        id
    }

    /// Inserts an element that the input implies.
    fn insert_implied(&mut self, name: Name) {
        let id = self.append(name, Namespace::Html, &[]);
        self.open.push(Open::implied(id, name));
    }

    /// Closes elements until this number is left.
    #[inline]
    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            let closed = self.open.pop();
            // Only these can be in the list, so it is not searched for other elements.
            if closed.name.standard.row().category == Category::Formatting {
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
    fn rules_for_start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        let current = self.open.current();
        // §13.2.6: the conditions of the "tree construction dispatcher".
        if current.namespace != Namespace::Html && !current.applies_html_rules_to(tag.name.standard) {
            return self.foreign_start_tag(tag, texts);
        }
        if current.html_name() == Name::Template {
            self.set_template_mode(tag.name.standard);
        }
        if self.is_in_table() {
            return self.start_tag_in_table(tag, texts);
        }
        self.start_tag_in_body(tag, texts)
    }

    fn rules_for_end_tag(&mut self, tag: TagName, texts: &Texts<'_>) {
        let current = *self.open.current();
        if current.namespace != Namespace::Html {
            // §13.2.6: the dispatcher uses these rules for end tags even at integration points.
            return self.foreign_end_tag(tag, texts);
        }
        // §13.2.6.4.8, "text": the tokenizer passes only the matching end tag.
        if self.is_raw_text {
            self.is_raw_text = false;
            return self.close_current();
        }
        // Most end tags only close the current element. Testing this first saves 2 % of the time of `parse`.
        if current.name.standard == tag.standard && self.fostering.first == 0 && closes_alone(tag.standard) {
            self.open.pop();
            return;
        }
        self.end_tag_in_html(tag, texts);
    }

    /// Applies the rules for an end tag at an HTML element.
    fn end_tag_in_html(&mut self, tag: TagName, texts: &Texts<'_>) {
        if self.ignores_end_tag(tag.standard) {
            return;
        }
        if self.is_in_table() {
            return self.end_tag_in_table(tag, texts);
        }
        self.end_tag_in_body(tag, texts);
    }

    fn rules_for_text(&mut self, mut text: Span, texts: &Texts<'_>) {
        if std::mem::take(&mut self.ignores_line_feed) && texts.get(text).starts_with('\n') {
            text = text.split_at(1).1;
            if text.is_empty() {
                return;
            }
        }
        let current = self.open.current();
        match self.table_mode(current.html_name()) {
            Some(TableMode::ColumnGroup) => return self.text_in_column_group(text, texts),
            Some(_) => return self.keep_table_text(text, texts),
            None => {}
        }
        let is_foreign = current.namespace != Namespace::Html && !current.is_integration_point();
        if !is_foreign && !self.is_raw_text {
            self.reconstruct_formatting();
        }
        self.nodes.push_text(self.open.current().id, text);
    }

    fn rules_for_null(&mut self, texts: &mut Texts<'_>) {
        self.ignores_line_feed = false;
        let current = self.open.current();
        if current.html_name() == Name::Colgroup {
            self.close_current();
        } else if current.namespace != Namespace::Html && !current.is_integration_point() {
            // §13.2.6.5.
            let replacement = texts.keep("\u{fffd}");
            self.nodes.push_text(current.id, replacement);
        }
    }
}

/// Whether the end tag of the current element only closes it, outside of the table modes.
fn closes_alone(name: Name) -> bool {
    let rule = name.row().rule;
    // Unknown names are all one `Name`, so their spelling would have to be compared.
    matches!(rule, Rule::Block | Rule::Pre | Rule::Heading | Rule::Item | Rule::Ordinary)
        && name != Name::Unknown
}

impl TokenSink for TreeBuilder {
    #[inline]
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        self.ignores_line_feed = false;
        if self.is_full() && self.drops(tag) {
            return State::Data;
        }
        self.end_table_text();
        self.rules_for_start_tag(tag, texts)
    }

    #[inline]
    fn end_tag(&mut self, name: TagName, texts: &Texts<'_>) {
        self.ignores_line_feed = false;
        if self.limits.drops_end_tag(name, texts) {
            return;
        }
        self.end_table_text();
        self.rules_for_end_tag(name, texts);
    }

    #[inline]
    fn text(&mut self, text: Span, texts: &Texts<'_>) {
        self.rules_for_text(text, texts);
    }

    fn null(&mut self, texts: &mut Texts<'_>) {
        self.rules_for_null(texts);
    }

    fn comment(&mut self) {
        self.ignores_line_feed = false;
        self.end_table_text();
        self.comments += 1;
    }

    // Unlike in §13.2.6.4.10, it does not end the text in a table. html5ever does the same, and the trees differ only in white
    // space.
    fn doctype(&mut self) {
        self.ignores_line_feed = false;
    }

    fn too_many_attributes(&mut self, count: usize) {
        self.too_many_attributes += count;
    }

    fn is_done(&self) -> bool {
        self.limits.has_too_many_elements()
    }

    fn is_in_foreign_content(&self) -> bool {
        self.open.current().namespace != Namespace::Html
    }
}
