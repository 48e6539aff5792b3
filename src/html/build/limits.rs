//! Limits between the tokenizer and html5ever's tree builder, which has no limits.
//!
//! Without them, 64 KiB of markup can cost seconds or a gigabyte: the tree builder searches its stack of open elements for
//! every token, and reopens formatting elements in every paragraph. Real articles are far below the limits: of 42,916
//! articles, the deepest had 35 levels, and none had more than 0.076 nodes per byte. `docs/security.md` lists the limits.

use std::cell::Cell;

use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink as _, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute as Html5everAttribute, LocalName, QualName, ns};

use super::sink::{Handle, Sink};
use crate::html::arena::Nodes;
use crate::html::elements::{Attr, Category, Name, StartTag as Rule};
use crate::html::texts::{Span, Texts};
use crate::html::tokenizer::{Attribute, AttributeName, StartTag, State, TagName, TokenSink};

/// The maximum number of open elements and formatting entries. Start tags beyond it are dropped. It is four times the 35
/// levels of the deepest of 42,916 articles.
pub(super) const MAX_DOM_DEPTH: usize = 144;

/// Passes the tokens that the limits allow to html5ever's tree builder.
pub(super) struct Limits {
    builder: TreeBuilder<Handle, Sink>,
    /// The HTML, as a buffer that texts can share.
    html: StrTendril,
    /// The maximum number of elements, two for each five bytes. Beyond it, the rest of the input is dropped. Without
    /// reopened elements, HTML makes at most one element for each three bytes.
    max_elements: usize,
    /// An upper bound of the number of open elements and formatting entries.
    depth_bound: usize,
    /// The number of elements when `depth_bound` was last exact.
    elements_then: usize,
    /// The names of dropped start tags, whose end tags must also be dropped.
    dropped: Vec<LocalName>,
    too_deep: usize,
    is_truncated: bool,
}

/// The result of the tree builder.
pub(super) struct Outcome {
    pub(super) nodes: Nodes,
    /// The texts that are not slices of the HTML.
    pub(super) built: String,
    pub(super) comments: usize,
    /// The number of start tags that were dropped because of their depth.
    pub(super) too_deep: usize,
    /// Whether the rest of the input was dropped.
    pub(super) is_truncated: bool,
}

impl Limits {
    pub(super) fn new(builder: TreeBuilder<Handle, Sink>, html: &str) -> Self {
        let shared = builder.sink.html();
        Self {
            builder,
            html: shared,
            max_elements: html.len() / 5 * 2 + 256,
            depth_bound: 0,
            elements_then: 0,
            dropped: Vec::new(),
            too_deep: 0,
            is_truncated: false,
        }
    }

    pub(super) fn finish(self) -> Outcome {
        self.process(Token::EOFToken);
        self.builder.end();
        let (nodes, built, comments) = self.builder.sink.into_parts();
        Outcome { nodes, built, comments, too_deep: self.too_deep, is_truncated: self.is_truncated }
    }

    fn process(&self, token: Token) -> State {
        // The line number is not used.
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => State::Data,
            TokenSinkResult::Plaintext => State::Plaintext,
            TokenSinkResult::RawData(RawKind::Rcdata) => State::Rcdata,
            TokenSinkResult::RawData(RawKind::Rawtext) => State::Rawtext,
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                State::ScriptData
            }
        }
    }

    /// Whether there are too many elements, so that the rest of the input is dropped.
    fn is_over(&mut self) -> bool {
        self.is_truncated |= self.builder.sink.elements() > self.max_elements;
        self.is_truncated
    }

    /// Whether the stack of open elements is full. The bound is cheap and never too low. The exact size is counted only
    /// when the bound reaches the limit.
    fn is_full(&mut self) -> bool {
        let elements = self.builder.sink.elements();
        // Twice, because an element may be both on the stack and in the list of formatting elements.
        if self.depth_bound + 2 * (elements - self.elements_then) < MAX_DOM_DEPTH {
            return false;
        }
        let counter = Counter(Cell::new(0));
        // html5ever does not expose the size of its stack, but it visits each handle for a garbage collector.
        self.builder.trace_handles(&counter);
        self.depth_bound = counter.0.get();
        self.elements_then = elements;
        self.depth_bound >= MAX_DOM_DEPTH
    }

    /// Whether an end tag is passed on. Those of dropped start tags are not.
    fn admits_end_tag(&mut self, name: &LocalName) -> bool {
        if self.dropped.last() == Some(name) {
            self.dropped.pop();
            return false;
        }
        // It closes an element further out, and with it all dropped elements inside.
        self.dropped.clear();
        true
    }

    fn tendril(&self, span: Span, texts: &Texts<'_>) -> StrTendril {
        match span.in_html() {
            // Shared with the HTML, without a copy.
            Some((start, length)) => self.html.subtendril(start, length),
            None => StrTendril::from_slice(texts.get(span)),
        }
    }

    fn attribute(&self, attribute: &Attribute, texts: &Texts<'_>) -> Html5everAttribute {
        let local = match attribute.name {
            AttributeName::Known(name) => LocalName::from(name.text()),
            AttributeName::Other(written) => LocalName::from(in_lower_case(texts.get(written))),
        };
        let name = QualName::new(None, ns!(), local);
        Html5everAttribute { name, value: self.tendril(attribute.value, texts) }
    }
}

/// A name in the form of the specification (§13.2.5.8): ASCII letters in lower case, and NUL as U+FFFD.
fn in_lower_case(name: &str) -> String {
    name.to_ascii_lowercase().replace('\0', "\u{fffd}")
}

fn local_name(tag: TagName, texts: &Texts<'_>) -> LocalName {
    match tag.name {
        Name::Unknown => LocalName::from(in_lower_case(texts.get(tag.written))),
        known => LocalName::from(known.element().name),
    }
}

fn tag(kind: TagKind, name: LocalName, attrs: Vec<Html5everAttribute>) -> Tag {
    Tag { kind, name, self_closing: false, attrs, had_duplicate_attributes: false }
}

impl TokenSink for Limits {
    fn start_tag(&mut self, start: &StartTag<'_>, texts: &Texts<'_>) -> State {
        if self.is_over() {
            return State::Data;
        }
        let name = local_name(start.name, texts);
        // In SVG and MathML, no element is void or holds raw text.
        let closes_itself = never_stays_open(start.name.name) && !self.is_in_foreign_content();
        if !closes_itself && self.is_full() {
            self.too_deep += 1;
            if !start.is_self_closing {
                self.dropped.push(name);
            }
            return State::Data;
        }
        let is_formatting = matches!(start.name.name.element().start_tag, Rule::Formatting | Rule::Nobr);
        let kept;
        let attributes = if is_formatting {
            kept = formatting_attributes(start.name.name, start.attributes);
            &*kept
        } else {
            start.attributes
        };
        let attributes = attributes.iter().map(|attribute| self.attribute(attribute, texts)).collect();
        let tag = tag(TagKind::StartTag, name, attributes);
        self.process(Token::TagToken(Tag { self_closing: start.is_self_closing, ..tag }))
    }

    fn end_tag(&mut self, end: TagName, texts: &Texts<'_>) {
        let name = local_name(end, texts);
        if !self.is_over() && self.admits_end_tag(&name) {
            self.process(Token::TagToken(tag(TagKind::EndTag, name, Vec::new())));
        }
    }

    fn text(&mut self, text: Span, texts: &Texts<'_>) {
        if !self.is_over() {
            self.process(Token::CharacterTokens(self.tendril(text, texts)));
        }
    }

    fn null(&mut self, _: &mut Texts<'_>) {
        if !self.is_over() {
            self.process(Token::NullCharacterToken);
        }
    }

    fn comment(&mut self) {
        if !self.is_over() {
            // Comments are only counted.
            self.process(Token::CommentToken(StrTendril::new()));
        }
    }

    fn doctype(&mut self) {
        if !self.is_over() {
            self.process(Token::DoctypeToken(Doctype::default()));
        }
    }

    fn is_in_foreign_content(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// The attributes of a formatting element that are kept, most of them without their values. HTML §13.2.4.3 ("Noah's Ark")
/// limits the list of active formatting elements to three equal elements, so without values the list stays short. The
/// reader needs the presence of `hidden`, and `color`, `face` and `size` decide whether a `font` leaves SVG (§13.2.6.5).
/// The attributes that the reader uses for a `code` element, to find its language, keep their values. The depth limit
/// bounds the number of those elements. `a` keeps all attributes, because only one can be in the list.
pub(super) fn formatting_attributes(name: Name, attributes: &[Attribute]) -> Vec<Attribute> {
    let kept = |attribute: &Attribute| match attribute.name {
        AttributeName::Known(read) if name.element().attributes.contains(read) => Some(*attribute),
        AttributeName::Known(Attr::Hidden | Attr::Color | Attr::Face | Attr::Size) => {
            Some(Attribute { value: Span::default(), ..*attribute })
        }
        _ => None,
    };
    attributes.iter().filter_map(kept).collect()
}

/// Whether an element is void or holds raw text. Such elements do not nest, and without its start tag, raw text would be
/// parsed as markup.
fn never_stays_open(name: Name) -> bool {
    let element = name.element();
    let is_void_or_raw = matches!(
        element.start_tag,
        Rule::Void
            | Rule::VoidMetadata
            | Rule::Input
            | Rule::Rule
            | Rule::Plaintext
            | Rule::RawText
            | Rule::RcdataText
            | Rule::Textarea
            | Rule::Xmp
            | Rule::Script
    );
    // `col` is also void, but the element table lists it as a part of a table.
    is_void_or_raw && element.category == Category::Special || name == Name::Col
}
