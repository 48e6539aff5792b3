//! Stages of reading, only for benchmarks.

use super::note::Notes;
use super::texts::{Span, Texts};
use super::tokenizer::{Keep, StartTag, State, TagName, TokenSink, normalize_newlines, tokenize};

pub(crate) fn tokens(html: &str) -> usize {
    let mut counter = Counter(0);
    tokenize(&normalize_newlines(html), State::Data, Keep::Content, &mut counter);
    counter.0
}

pub(crate) fn nodes(html: &str) -> usize {
    super::build::arena(&normalize_newlines(html), Keep::Content, &mut Notes::default()).len()
}

struct Counter(usize);

impl TokenSink for Counter {
    fn start_tag(&mut self, _: &StartTag<'_>, _: &Texts<'_>) -> State {
        self.0 += 1;
        State::Data
    }

    fn end_tag(&mut self, _: TagName, _: &Texts<'_>) {
        self.0 += 1;
    }

    fn text(&mut self, _: Span, _: &Texts<'_>) {
        self.0 += 1;
    }

    fn null(&mut self, _: &mut Texts<'_>) {
        self.0 += 1;
    }

    fn comment(&mut self) {
        self.0 += 1;
    }

    fn doctype(&mut self) {
        self.0 += 1;
    }
}
