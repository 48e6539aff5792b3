//! HTML → tree. The data's way: `&str` → tokens → [`Dom`](dom::Dom) → `Vec<Block>`.
//!
//! The tree is built as a browser builds it (HTML §13.2), as a fragment in `body` with scripting off, so
//! that the content of `noscript` is content; then one walk lowers it.

mod dom;
mod limits;
mod lower;
mod notes;
mod sink;

pub use notes::{Note, NoteKind};

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink, create_element};
use html5ever::{QualName, local_name, ns};
use url::Url;

use self::dom::Dom;
use self::limits::Limits;
use self::notes::Notes;
use self::sink::Sink;
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
    let sink = Sink::new(html.len());
    let body = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, body, None, options);
    let limits = tokenize(html, State::Data, Limits::new(builder, html.len()));
    notes.add_many(NoteKind::TooDeep, limits.too_deep.get(), "");
    notes.add_many(NoteKind::Truncated, usize::from(limits.truncated.get()), "");
    notes.add_many(NoteKind::Comment, limits.builder.sink.comments.get(), "");
    limits.builder.sink.finish()
}

fn tokenize<S: TokenSink>(text: &str, state: State, sink: S) -> S {
    let options = TokenizerOpts { initial_state: Some(state), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // It stops after a script's end tag, for the script to run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink
}

/// Text with its character references decoded (HTML §13.2.5.72) and its white space folded.
pub(crate) fn plain_text(text: &str) -> String {
    if !text.contains('&') {
        return fold(text);
    }
    let Characters(decoded) = tokenize(text, State::RawData(RawKind::Rcdata), Characters::default());
    fold(&decoded.into_inner())
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
