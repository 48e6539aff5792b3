//! Well-nested HTML, whose tree is the one it spells out.
//!
//! Most articles need none of the repairs that the rules of HTML §13.2.6 are for: every end tag closes what was opened
//! last, and no start tag ends anything by itself. There, "in body" (§13.2.6.4.7) comes down to appending what comes to
//! the element that is open, which is done here at a fraction of the tree builder's cost. At the first tag that
//! asks for more this gives up, and html5ever's tree builder reads the document from its start. The tests
//! hold the two against each other.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{LocalName, local_name};

use super::dom::{Dom, Element, NodeData, NodeId};
use super::limits::{MAX_DOM_DEPTH, formatting_attributes};
use super::tokenizer::{State, tokenize};

/// Elements that may be open: so few that no limit of [`limits`](super::limits) is near.
const MAX_OPEN: usize = MAX_DOM_DEPTH / 4;

/// The tree of a fragment in `body`, and how many comments it has; `None` if it is not well nested.
pub(super) fn dom(html: &str) -> Option<(Dom, usize)> {
    let builder = Builder::new(Dom::for_input(html.len()));
    let sink = tokenize(html, State::Data, super::lower::reads_attribute, Sink(RefCell::new(builder)));
    let Builder { dom, comments, gave_up, .. } = sink.0.into_inner();
    (!gave_up).then_some((dom, comments))
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        if !builder.gave_up
            && let Some(result) = builder.token(token)
        {
            return result;
        }
        builder.gave_up = true;
        // What is left is the fewest tokens as plain text.
        TokenSinkResult::Plaintext
    }
}

struct Builder {
    dom: Dom,
    /// §13.2.4.2, "stack of open elements". As all formatting elements (§13.2.4.3) that are open stand on it, none is
    /// ever to be reconstructed.
    open: Vec<Open>,
    comments: usize,
    gave_up: bool,
}

struct Open {
    id: NodeId,
    name: LocalName,
}

impl Builder {
    fn new(mut dom: Dom) -> Self {
        let html = local_name!("html");
        let id = dom.push_child(Dom::DOCUMENT, NodeData::Element(Element::html(html.clone(), Vec::new())));
        Self { dom, open: vec![Open { id, name: html }], comments: 0, gave_up: false }
    }

    /// What the tokenizer is to do; `None` to give up.
    fn token(&mut self, token: Token) -> Option<TokenSinkResult<()>> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start_tag(tag),
            Token::TagToken(tag) => self.end_tag(&tag)?,
            Token::CharacterTokens(text) => self.append(NodeData::Text(text)),
            Token::CommentToken(_) => {
                self.comments += 1;
                self.append(NodeData::Comment);
            }
            // Ignored in a body, as parse errors.
            Token::NullCharacterToken | Token::DoctypeToken(_) | Token::ParseError(_) => {}
            Token::EOFToken => {}
        }
        Some(TokenSinkResult::Continue)
    }

    fn start_tag(&mut self, mut tag: Tag) -> Option<TokenSinkResult<()>> {
        let kind = Kind::of(&tag.name)?;
        if self.open.len() == MAX_OPEN || !self.may_begin(kind) {
            return None;
        }
        if kind == Kind::Formatting && !tag.attrs.is_empty() {
            formatting_attributes(&mut tag);
        }
        let name = tag.name.clone();
        let element = NodeData::Element(Element::html(tag.name, tag.attrs));
        let id = self.dom.push_child(self.current().id, element);
        if !matches!(kind, Kind::Void | Kind::Rule) {
            self.open.push(Open { id, name });
        }
        Some(match kind {
            Kind::RawText(raw) => TokenSinkResult::RawData(raw),
            _ => TokenSinkResult::Continue,
        })
    }

    /// Whether the rules for a start tag of that kind come to nothing but inserting its element.
    fn may_begin(&self, kind: Kind) -> bool {
        let current = &self.current().name;
        match kind {
            Kind::Block | Kind::Rule => !self.is_open(&local_name!("p")),
            Kind::Heading => !self.is_open(&local_name!("p")) && Kind::of(current) != Some(Kind::Heading),
            Kind::ListItem => {
                matches!(*current, local_name!("ul") | local_name!("ol")) && !self.is_open(&local_name!("p"))
            }
            Kind::Description => *current == local_name!("dl") && !self.is_open(&local_name!("p")),
            Kind::Link => !self.is_open(&local_name!("a")),
            Kind::Formatting | Kind::Phrase | Kind::Void | Kind::RawText(_) => true,
        }
    }

    /// Closes the element that was opened last, if it is of that name.
    fn end_tag(&mut self, tag: &Tag) -> Option<()> {
        if self.current().name != tag.name || self.open.len() == 1 {
            return None;
        }
        self.open.pop();
        Some(())
    }

    fn append(&mut self, data: NodeData) {
        self.dom.push_child(self.current().id, data);
    }

    fn current(&self) -> &Open {
        self.open.last().expect("`end_tag` leaves the root")
    }

    fn is_open(&self, name: &LocalName) -> bool {
        self.open.iter().any(|open| open.name == *name)
    }
}

/// Elements that the rules of §13.2.6.4.7 treat alike; those that are none of these may need more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its start tag ends a paragraph.
    Block,
    /// And a heading.
    Heading,
    /// And other items, as far as the list.
    ListItem,
    /// And other terms and descriptions.
    Description,
    /// Its start tag ends another of its kind.
    Link,
    Formatting,
    Phrase,
    /// It has no content.
    Void,
    /// It has no content, and its start tag ends a paragraph.
    Rule,
    /// Its content is read as text.
    RawText(RawKind),
}

impl Kind {
    fn of(name: &LocalName) -> Option<Self> {
        Some(match *name {
            local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("center")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("header")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("section")
            | local_name!("ul") => Self::Block,
            local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6") => Self::Heading,
            local_name!("li") => Self::ListItem,
            local_name!("dd") | local_name!("dt") => Self::Description,
            local_name!("a") => Self::Link,
            local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u") => Self::Formatting,
            local_name!("abbr")
            | local_name!("audio")
            | local_name!("cite")
            | local_name!("del")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("noscript")
            | local_name!("picture")
            | local_name!("q")
            | local_name!("span")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("var")
            | local_name!("video") => Self::Phrase,
            local_name!("br")
            | local_name!("embed")
            | local_name!("img")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("wbr") => Self::Void,
            local_name!("hr") => Self::Rule,
            local_name!("iframe") | local_name!("style") => Self::RawText(RawKind::Rawtext),
            local_name!("script") => Self::RawText(RawKind::ScriptData),
            _ => return None,
        })
    }
}
