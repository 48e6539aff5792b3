//! Parts of the library for its own benchmarks: no API, and not in the documentation.

use std::cell::Cell;

use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};

/// Tokenizes HTML; returns how many tokens there are.
pub fn tokens(html: &str) -> usize {
    crate::html::bench_tokens(html, Counter::default()).0.get()
}

/// Tokenizes HTML and builds the arena; returns how many elements were made.
pub fn elements(html: &str) -> usize {
    crate::html::bench_elements(html)
}

/// A sink that only counts.
#[derive(Default)]
pub struct Counter(pub Cell<usize>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + usize::from(!matches!(token, Token::ParseError(_))));
        TokenSinkResult::Continue
    }
}
