//! HTML → tree. The data's way: `&str` → tokens ([`tokenizer`]) → [`Dom`](dom::Dom) → `Vec<Block>`.
//!
//! The tree is built as a browser builds it (HTML §13.2), as a fragment in `body` with scripting off, so
//! that the content of `noscript` is content: by [`in_body`] for nearly all articles, by html5ever's tree builder
//! under [`limits`] for any other. Then one walk ([`lower`]) lowers it.

mod dom;
mod in_body;
mod limits;
mod lower;
mod notes;
mod sink;
#[cfg(test)]
mod test_support;
mod tokenizer;

pub use notes::{Note, NoteKind};

use std::cell::RefCell;

use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink, create_element};
use html5ever::{QualName, local_name, ns};
use url::Url;

use self::dom::Dom;
use self::limits::Limits;
use self::notes::Notes;
use self::sink::Sink;
use self::tokenizer::{MAX_INPUT, State, tokenize};
use crate::Block;
use crate::normal::fold;

/// The blocks of an article's HTML, in normal form; URLs are resolved against `base`.
pub(crate) fn blocks(html: &str, base: &Url) -> (Vec<Block>, Vec<Note>) {
    let mut notes = Notes::default();
    let dom = dom(html, &mut notes);
    let blocks = lower::body(&dom, base, &mut notes);
    (blocks, notes.into_vec())
}

fn dom(html: &str, notes: &mut Notes) -> Dom {
    if html.len() <= MAX_INPUT
        && let Some((dom, comments)) = in_body::dom(html)
    {
        notes.add_many(NoteKind::Comment, comments, "");
        return dom;
    }
    full_dom(html, notes)
}

/// The tree of any HTML.
fn full_dom(html: &str, notes: &mut Notes) -> Dom {
    let sink = Sink::new(html.len());
    let body = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, body, None, options);
    let limits = tokenize(html, State::Data, lower::reads_attribute, Limits::new(builder, html.len()));
    let is_truncated = limits.truncated.get() || html.len() > MAX_INPUT;
    notes.add_many(NoteKind::TooDeep, limits.too_deep.get(), "");
    notes.add_many(NoteKind::Truncated, usize::from(is_truncated), "");
    notes.add_many(NoteKind::Comment, limits.builder.sink.comments.get(), "");
    limits.builder.sink.finish()
}

/// All tokens of some HTML into a sink, as the reader makes them.
#[cfg(feature = "bench")]
pub(crate) fn bench_tokens<S: TokenSink>(html: &str, sink: S) -> S {
    tokenize(html, State::Data, lower::reads_attribute, sink)
}

/// The arena of some HTML; how many elements it has.
#[cfg(feature = "bench")]
pub(crate) fn bench_elements(html: &str) -> usize {
    let dom = dom(html, &mut Notes::default());
    dom.descendants(Dom::DOCUMENT).filter(|&id| dom.element(id).is_some()).count()
}

/// Text with its character references decoded (HTML §13.2.5.72) and its white space folded.
pub(crate) fn plain_text(text: &str) -> String {
    if text.contains('&') { fold(&decode(text)) } else { fold(text) }
}

/// Text with its character references decoded.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    tokenize(text, State::Rcdata, |_, _| false, Characters::default()).0.into_inner()
}

/// The text that some HTML shows, as one line: a title that may hold markup.
pub(crate) fn text_of(html: &str) -> String {
    let text = tokenize(html, State::Data, |_, _| false, Characters::default()).0.into_inner();
    fold(&text)
}

/// Collects the text of a token stream.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}
