//! HTML tokenization (HTML §13.2.5) of a whole string.
//!
//! html5ever's tokenizer takes its input in chunks and copies names and values character by character. This one has the
//! whole input: it jumps to the next relevant character, and emits the spans of texts and values without copies.
//!
//! Each file is a family of states: [`data`](self) here, [`tag`], [`raw`] (RCDATA, RAWTEXT, PLAINTEXT, CDATA), [`script`],
//! [`comment`] (with the DOCTYPE), [`char_ref`]. Functions have the names of states in the specification. A state that
//! always leads to one other state has no function. Parse errors are not reported.

mod char_ref;
mod comment;
mod raw;
mod script;
mod tag;
#[cfg(test)]
mod tests;
mod token;

use std::borrow::Cow;

use memchr::memchr3;

pub(super) use self::token::{Attribute, AttributeName, Keep, StartTag, TagName, TokenSink};
use super::elements::AttrSet;
use super::texts::{MAX_INPUT, Texts};

/// The tokenizer state for the text after a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// §13.2.5.1.
    Data,
    /// §13.2.5.2.
    Rcdata,
    /// §13.2.5.3.
    Rawtext,
    /// §13.2.5.4.
    ScriptData,
    /// §13.2.5.5.
    Plaintext,
    /// §13.2.5.69.
    CdataSection,
}

/// Normalizes newlines (§13.2.3.5), and truncates the input after `MAX_INPUT` bytes.
pub(super) fn normalize_newlines(html: &str) -> Cow<'_, str> {
    let html = &html[..html.floor_char_boundary(MAX_INPUT)];
    // Most pages have no carriage return and need no copy.
    let Some(first) = memchr::memchr(b'\r', html.as_bytes()) else { return Cow::Borrowed(html) };
    // One copy instead of one for each kind of newline saves 7 % of the time of `parse` for pages.
    let mut normal = String::with_capacity(html.len());
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', &html.as_bytes()[first..]).map(|at| first + at) {
        normal.push_str(&html[from..at]);
        from = at + 1;
        // The line feed of CR LF is copied with the text after it.
        if html.as_bytes().get(from) != Some(&b'\n') {
            normal.push('\n');
        }
    }
    normal.push_str(&html[from..]);
    Cow::Owned(normal)
}

/// Passes the tokens of HTML with normalized newlines to a sink, until the sink is done.
pub(super) fn tokenize<'a, S: TokenSink>(html: &'a str, state: State, keep: Keep, sink: &mut S) -> Texts<'a> {
    tokenize_after(html, state, "", keep, sink)
}

/// Tokenizes as if there were a start tag with this name before. To end raw text, an end tag must match it.
fn tokenize_after<'a, S: TokenSink>(
    html: &'a str,
    state: State,
    last_start_tag: &'a str,
    keep: Keep,
    sink: &mut S,
) -> Texts<'a> {
    let mut tokenizer = Tokenizer {
        html,
        texts: Texts::new(html),
        at: 0,
        keep,
        last_start_tag,
        attributes: Vec::new(),
        seen: AttrSet::EMPTY,
        root_attributes: 0,
        sink,
    };
    tokenizer.run(state);
    tokenizer.texts
}

struct Tokenizer<'a, 's, S> {
    html: &'a str,
    texts: Texts<'a>,
    /// The offset of the next byte.
    at: usize,
    keep: Keep,
    /// The name of the last start tag, in the spelling of the HTML (§13.2.5, "appropriate end tag token").
    last_start_tag: &'a str,
    /// The attributes of the current tag that are kept. `seen` holds all known attributes of the tag.
    attributes: Vec<Attribute>,
    seen: AttrSet,
    /// The number of attributes of all `html` and `body` tags so far.
    root_attributes: usize,
    sink: &'s mut S,
}

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    fn run(&mut self, mut state: State) {
        // A sink is done when the document has too many elements.
        while self.at < self.html.len() && !self.sink.is_done() {
            state = match state {
                State::Data => self.data_state(),
                State::Rcdata => self.rcdata_state(),
                State::Rawtext => self.rawtext_state(),
                State::ScriptData => self.script_data_state(),
                State::Plaintext => self.plaintext_state(),
                State::CdataSection => self.cdata_section_state(),
            };
        }
    }

    fn bytes(&self) -> &[u8] {
        self.html.as_bytes()
    }

    /// The next byte; `None` at the end of the input.
    fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        &self.html[self.at..]
    }

    /// Emits a slice of the input as text.
    #[inline]
    fn emit_text(&mut self, from: usize, to: usize) {
        if from < to {
            self.sink.text(super::texts::Span::new(from, to), &self.texts);
        }
    }

    /// Emits text that is not a slice of the input.
    fn emit_kept(&mut self, text: &str) {
        let span = self.texts.keep(text);
        self.sink.text(span, &self.texts);
    }

    /// §13.2.5.1 Data state.
    fn data_state(&mut self) -> State {
        let from = self.at;
        // A tag directly after another one needs no search.
        if self.bytes()[from] == b'<' {
            return self.tag_open_state();
        }
        // NUL is a separate token, because the insertion modes treat it differently.
        let Some(length) = memchr3(b'<', b'&', 0, &self.bytes()[from..]) else {
            self.at = self.html.len();
            self.emit_text(from, self.at);
            return State::Data;
        };
        self.at += length;
        self.emit_text(from, self.at);
        match self.bytes()[self.at] {
            b'<' => return self.tag_open_state(),
            b'&' => self.character_reference_state(),
            _ => {
                self.at += 1;
                self.sink.null(&mut self.texts);
            }
        }
        State::Data
    }

    /// §13.2.5.6 Tag open state; a `<` is next.
    fn tag_open_state(&mut self) -> State {
        match self.bytes().get(self.at + 1) {
            Some(b'!') => {
                self.at += 2;
                self.markup_declaration_open_state()
            }
            Some(b'/') => self.end_tag_open_state(),
            Some(byte) if byte.is_ascii_alphabetic() => {
                self.at += 1;
                self.start_tag()
            }
            // `<?xml …?>` is a comment in HTML.
            Some(b'?') => {
                self.at += 1;
                self.bogus_comment_state()
            }
            // `a < b`: any other `<` is text.
            _ => {
                self.at += 1;
                self.emit_text(self.at - 1, self.at);
                State::Data
            }
        }
    }

    /// §13.2.5.7 End tag open state; `</` is next.
    fn end_tag_open_state(&mut self) -> State {
        self.at += 2;
        match self.peek() {
            Some(byte) if byte.is_ascii_alphabetic() => self.end_tag(),
            // `</>` is dropped.
            Some(b'>') => self.at += 1,
            None => self.emit_text(self.at - 2, self.at),
            Some(_) => return self.bogus_comment_state(),
        }
        State::Data
    }

    /// §13.2.5.42 Markup declaration open state, after `<!`.
    fn markup_declaration_open_state(&mut self) -> State {
        let rest = self.rest();
        if rest.starts_with("--") {
            self.at += 2;
            self.comment_state()
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            self.doctype_state()
        } else if rest.starts_with("[CDATA[") && self.sink.is_in_foreign_content() {
            // In HTML content, `<![CDATA[` begins a comment that ends at the first `>`.
            self.at += 7;
            State::CdataSection
        } else {
            self.bogus_comment_state()
        }
    }

    /// §13.2.5.72 Character reference state; a `&` is next.
    fn character_reference_state(&mut self) {
        self.at += 1;
        match char_ref::decode(self.rest(), char_ref::Place::Text) {
            Some(found) => {
                self.at += found.length;
                let mut buffer = [0; 8];
                let text = found.write(&mut buffer);
                let span = self.texts.keep(text);
                self.sink.text(span, &self.texts);
            }
            // Any other `&` is text, as in `R&D` and most query strings.
            None => self.emit_text(self.at - 1, self.at),
        }
    }
}

/// Whether a byte is a tab, line feed, form feed or space. With normalized newlines, there are no carriage returns.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ')
}
