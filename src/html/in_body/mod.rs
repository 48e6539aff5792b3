//! A small tree builder: the rules "in body" and "in table" (HTML §13.2.6.4.7, §13.2.6.4.9), as far as articles need them.
//!
//! In nearly all articles, every end tag closes what was opened last, or a paragraph, or nothing at all. There the rules
//! come down to appending what comes to the element that is open, which is done here at a fraction of the cost of
//! html5ever's tree builder. At the first token that asks for more (elements that are to be opened again or to be put
//! before a table, SVG, forms) this one gives up, and html5ever reads the document from its start.
//! The tests hold the two against each other.

mod kind;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{LocalName, local_name};

pub(super) use self::kind::Kind;
use super::dom::{Dom, Element, NodeData, NodeId};
use super::limits::{MAX_DOM_DEPTH, formatting_attributes};
use super::tokenizer::{State, tokenize};

/// Elements that may be open: so few that none of the [`limits`](super::limits) is near.
const MAX_OPEN: usize = MAX_DOM_DEPTH / 4;

/// The tree of a fragment in `body`, and how many comments it has; `None` if it takes more rules than there are here.
pub(super) fn dom(html: &str) -> Option<(Dom, usize)> {
    let sink = Sink(RefCell::new(Builder::new(Dom::for_input(html.len()))));
    let sink = tokenize(html, State::Data, super::lower::reads_attribute, sink);
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
        // As plain text, what is left is the fewest tokens.
        TokenSinkResult::Plaintext
    }
}

struct Builder {
    dom: Dom,
    /// §13.2.4.2, "stack of open elements". All active formatting elements (§13.2.4.3) stand on it, so none is
    /// ever to be reconstructed.
    open: Vec<Open>,
    comments: usize,
    gave_up: bool,
}

struct Open {
    id: NodeId,
    name: LocalName,
    kind: Kind,
}

/// What the functions below return where more rules would be needed.
type OrGiveUp<T> = Option<T>;

impl Builder {
    fn new(mut dom: Dom) -> Self {
        let name = local_name!("html");
        let id = dom.push_child(Dom::DOCUMENT, NodeData::Element(Element::html(name.clone(), Vec::new())));
        let mut open = Vec::with_capacity(MAX_OPEN);
        open.push(Open { id, name, kind: Kind::Block });
        Self { dom, open, comments: 0, gave_up: false }
    }

    /// Takes a token; returns what the tokenizer is to do.
    #[inline]
    fn token(&mut self, token: Token) -> OrGiveUp<TokenSinkResult<()>> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start_tag(tag),
            Token::TagToken(tag) => self.end_tag(&tag.name)?,
            Token::CharacterTokens(text) => {
                if self.current().kind == Kind::TableParts && !text.bytes().all(|b| b.is_ascii_whitespace()) {
                    return None;
                }
                self.append(NodeData::Text(text));
            }
            Token::CommentToken(_) => {
                self.comments += 1;
                self.append(NodeData::Comment);
            }
            // It ends a `colgroup`; elsewhere it is ignored.
            Token::NullCharacterToken => give_up_if(self.current().kind == Kind::TableParts)?,
            Token::DoctypeToken(_) | Token::ParseError(_) => {}
            Token::EOFToken => {}
        }
        Some(TokenSinkResult::Continue)
    }

    #[inline]
    fn start_tag(&mut self, mut tag: Tag) -> OrGiveUp<TokenSinkResult<()>> {
        let kind = Kind::of(&tag.name)?;
        if self.open.len() == MAX_OPEN || !self.fits(kind, &tag.name) {
            return None;
        }
        self.make_way(kind)?;
        if kind == Kind::Formatting && !tag.attrs.is_empty() {
            formatting_attributes(&mut tag);
        }
        let name = tag.name.clone();
        let id = self.append(NodeData::Element(Element::html(tag.name, tag.attrs)));
        if !matches!(kind, Kind::Void | Kind::Rule | Kind::Column) {
            self.open.push(Open { id, name, kind });
        }
        Some(match kind {
            Kind::RawText(raw) => TokenSinkResult::RawData(raw),
            _ => TokenSinkResult::Continue,
        })
    }

    /// Ends what cannot hold an element of that kind.
    fn make_way(&mut self, kind: Kind) -> OrGiveUp<()> {
        match kind {
            Kind::Block | Kind::Rule | Kind::TableParts => self.end_paragraph(),
            Kind::Heading => {
                self.end_paragraph()?;
                give_up_if(self.current().kind == Kind::Heading)
            }
            Kind::Link => give_up_if(self.is_open(&local_name!("a"))),
            Kind::Button => give_up_if(self.is_open(&local_name!("button"))),
            Kind::Item
            | Kind::Cell
            | Kind::Column
            | Kind::Formatting
            | Kind::Phrase
            | Kind::Void
            | Kind::RawText(_) => Some(()),
        }
    }

    /// "A p element in button scope".
    fn paragraph(&self) -> Option<usize> {
        let scope = self.open.iter().rposition(|open| open.kind == Kind::Button).unwrap_or(0);
        let is_paragraph = |open: &Open| open.name == local_name!("p");
        self.open[scope..].iter().rposition(is_paragraph).map(|at| scope + at)
    }

    /// "Close a p element", and all that is open in it.
    fn end_paragraph(&mut self) -> OrGiveUp<()> {
        let Some(paragraph) = self.paragraph() else { return Some(()) };
        let is_formatting = |open: &Open| matches!(open.kind, Kind::Formatting | Kind::Link);
        // They would be opened again after it.
        give_up_if(self.open[paragraph..].iter().any(is_formatting))?;
        self.open.truncate(paragraph);
        Some(())
    }

    fn end_tag(&mut self, name: &LocalName) -> OrGiveUp<()> {
        if self.current().name == *name {
            self.open.pop();
            // The root has no end tag here.
            return give_up_if(self.open.is_empty());
        }
        if *name == local_name!("p") {
            return self.end_tag_of_paragraph();
        }
        // An end tag of what is not open is ignored, but there are exceptions.
        let is_ignored =
            matches!(Kind::of(name)?, Kind::Block | Kind::Link | Kind::Formatting | Kind::Phrase);
        give_up_if(!is_ignored || self.is_open(name) || self.current().kind == Kind::TableParts)
    }

    fn end_tag_of_paragraph(&mut self) -> OrGiveUp<()> {
        if self.paragraph().is_some() {
            return self.end_paragraph();
        }
        // Without a paragraph to end, it makes an empty one.
        self.append(NodeData::Element(Element::html(local_name!("p"), Vec::new())));
        give_up_if(self.current().kind == Kind::TableParts)
    }

    #[inline]
    fn append(&mut self, data: NodeData) -> NodeId {
        self.dom.push_child(self.current().id, data)
    }

    fn current(&self) -> &Open {
        self.open.last().expect("`end_tag` gives up with the root")
    }

    fn is_open(&self, name: &LocalName) -> bool {
        self.open.iter().any(|open| open.name == *name)
    }

    /// Whether an element stands where the rules expect it, so that they neither make nor end others around it.
    fn fits(&self, kind: Kind, name: &LocalName) -> bool {
        let parent = &self.current().name;
        match kind {
            Kind::Item if *name == local_name!("li") => {
                matches!(*parent, local_name!("ul") | local_name!("ol"))
            }
            Kind::Item => *parent == local_name!("dl"),
            Kind::Cell | Kind::TableParts => match *name {
                local_name!("td") | local_name!("th") => *parent == local_name!("tr"),
                local_name!("tr") => {
                    matches!(*parent, local_name!("tbody") | local_name!("tfoot") | local_name!("thead"))
                }
                local_name!("table") => self.current().kind != Kind::TableParts,
                _ => *parent == local_name!("table"),
            },
            Kind::Column => *parent == local_name!("colgroup"),
            _ => self.current().kind != Kind::TableParts,
        }
    }
}

fn give_up_if(condition: bool) -> OrGiveUp<()> {
    if condition { None } else { Some(()) }
}
