//! Text that may contain character references or markup: titles, attributes of feeds.

use super::texts::{Span, Texts};
use super::tokenizer::{Keep, StartTag, State, TagName, TokenSink, normalize_newlines, tokenize};
use crate::scan::fold;

/// The maximum length of a character reference in bytes, rounded up. The longest, `&CounterClockwiseContourIntegral;`, has 33.
pub(crate) const LONGEST_REFERENCE: usize = 40;

/// Plain text with character references decoded (HTML §13.2.5.72) and white space collapsed.
pub(crate) fn plain_text(text: &str) -> String {
    if has_ampersand(text) { fold(&decode_references(text)) } else { fold(text) }
}

/// Text with character references decoded.
pub(crate) fn decode_references(text: &str) -> String {
    if !has_ampersand(text) {
        return text.to_string();
    }
    let mut collector = Characters(String::with_capacity(text.len()));
    // RCDATA has references but no tags, so a title `a < b` is kept.
    tokenize(&normalize_newlines(text), State::Rcdata, Keep::Content, &mut collector);
    collector.0
}

fn has_ampersand(text: &str) -> bool {
    // Faster than `str::contains`, which takes 1 % of `parse` for the title.
    memchr::memchr(b'&', text.as_bytes()).is_some()
}

/// Collects the text of a token stream.
struct Characters(String);

impl TokenSink for Characters {
    fn start_tag(&mut self, _: &StartTag<'_>, _: &Texts<'_>) -> State {
        State::Data
    }

    fn end_tag(&mut self, _: TagName, _: &Texts<'_>) {}

    fn text(&mut self, text: Span, texts: &Texts<'_>) {
        self.0.push_str(texts.get(text));
    }

    fn null(&mut self, _: &mut Texts<'_>) {}

    fn comment(&mut self) {}

    fn doctype(&mut self) {}
}
