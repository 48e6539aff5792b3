//! Limits between the tokenizer and html5ever's tree builder, which has none of its own.
//!
//! Without them, 64 KiB of markup can cost seconds or a gigabyte: the tree builder walks its stack of
//! open elements for every token, and reopens formatting elements in every paragraph. Real articles
//! come nowhere near: of 42,916, the deepest had 35 levels and none had more than 0.076 nodes a byte.
//! `docs/security.md` lists the limits, with what happens to the text beyond them: it stays.

use std::cell::{Cell, RefCell};

use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, local_name};

use super::dom::NodeId;
use super::in_body::Kind;
use super::sink::Sink;

/// Open elements and formatting entries beyond which start tags are dropped.
pub(crate) const MAX_DOM_DEPTH: usize = 128;

/// A token sink that hands on what the limits allow.
pub(crate) struct Limits {
    pub(crate) builder: TreeBuilder<NodeId, Sink>,
    /// More elements than this, and the rest of the input is dropped: without amplification, HTML
    /// cannot make more than one element of three bytes.
    max_elements: usize,
    /// At least as many as are open or in the formatting list.
    depth_bound: Cell<usize>,
    /// Elements made when `depth_bound` was last exact.
    elements_then: Cell<usize>,
    /// Names of start tags that were dropped, whose end tags must be dropped too.
    dropped: RefCell<Vec<LocalName>>,
    /// Start tags that were dropped because of depth.
    pub(crate) too_deep: Cell<usize>,
    /// Whether the rest of the input was dropped.
    pub(crate) truncated: Cell<bool>,
}

impl Limits {
    pub(crate) fn new(builder: TreeBuilder<NodeId, Sink>, input_bytes: usize) -> Self {
        Self {
            builder,
            max_elements: input_bytes / 2 + 1024,
            depth_bound: Cell::new(0),
            elements_then: Cell::new(0),
            dropped: RefCell::default(),
            too_deep: Cell::new(0),
            truncated: Cell::new(false),
        }
    }

    /// Whether the stack of open elements is full. Counting is cheap and only ever too high; the
    /// builder is asked for the exact size only when the count reaches the limit.
    fn is_full(&self) -> bool {
        let bound = |limits: &Self| {
            limits.depth_bound.get() + 2 * (limits.builder.sink.elements.get() - limits.elements_then.get())
        };
        if bound(self) < MAX_DOM_DEPTH {
            return false;
        }
        let counter = Counter(Cell::new(0));
        self.builder.trace_handles(&counter);
        self.depth_bound.set(counter.0.get());
        self.elements_then.set(self.builder.sink.elements.get());
        bound(self) >= MAX_DOM_DEPTH
    }

    /// Whether the builder may see a tag, whose attributes are cut to what may be kept of them.
    fn admits(&self, tag: &mut Tag) -> bool {
        match tag.kind {
            TagKind::StartTag => self.admits_start_tag(tag),
            TagKind::EndTag => self.admits_end_tag(tag),
        }
    }

    fn admits_start_tag(&self, tag: &mut Tag) -> bool {
        if !tag.attrs.is_empty() && is_formatting(&tag.name) {
            formatting_attributes(tag);
        }
        if !self.is_full() || never_stays_open(&tag.name) {
            return true;
        }
        self.too_deep.set(self.too_deep.get() + 1);
        if !tag.self_closing {
            self.dropped.borrow_mut().push(tag.name.clone());
        }
        false
    }

    /// Any but those of start tags that were dropped.
    fn admits_end_tag(&self, tag: &Tag) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        if dropped.last() == Some(&tag.name) {
            dropped.pop();
            return false;
        }
        // It closes something further out, and all that was dropped inside with it.
        dropped.clear();
        true
    }
}

impl TokenSink for Limits {
    type Handle = NodeId;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.builder.sink.elements.get() > self.max_elements && token != Token::EOFToken {
            self.truncated.set(true);
            return TokenSinkResult::Continue;
        }
        if let Token::TagToken(tag) = &mut token
            && !self.admits(tag)
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// The formatting elements of HTML §13.2.4.3, but for `a`, of which only one can be in the list.
fn is_formatting(name: &LocalName) -> bool {
    *name == local_name!("nobr") || Kind::of(name) == Some(Kind::Formatting)
}

/// What is kept of a formatting element's attributes: that they are there. Equal elements are limited
/// to three by HTML §13.2.4.3 ("Noah's Ark"), so without values the list stays short. `hidden` is what
/// the reader asks for, and `color`, `face` and `size` decide whether a `font` leaves SVG (§13.2.6.5).
///
/// `class` names the language of a `code`; the depth limit bounds how many can be open.
pub(super) fn formatting_attributes(tag: &mut Tag) {
    let is_code = tag.name == local_name!("code");
    let is_read = |attribute: &Attribute| match attribute.name.local {
        local_name!("class") => is_code,
        local_name!("hidden") | local_name!("color") | local_name!("face") | local_name!("size") => true,
        _ => false,
    };
    tag.attrs.retain(is_read);
    for attribute in &mut tag.attrs {
        if attribute.name.local != local_name!("class") {
            attribute.value = StrTendril::new();
        }
    }
}

/// Void elements, and those with raw text, whose content would be read as markup if their start tag were
/// dropped; neither can nest.
fn never_stays_open(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param"
            | "source" | "track" | "wbr" // void
            | "iframe" | "noembed" | "noframes" | "plaintext" | "script" | "style" | "textarea" | "title"
            | "xmp" // raw text
    )
}
