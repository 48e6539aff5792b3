//! HTML tokenization (HTML §13.2.5) of a whole string, for html5ever's tree builder.
//!
//! html5ever's own tokenizer takes its input in chunks and copies names and values character by
//! character. This one has all of its input at once: it jumps to the next character that means
//! something, and hands on texts and values as slices that share one buffer.
//!
//! Each file is a family of states: [`data`](self) here, [`tag`], [`raw`] (RCDATA, RAWTEXT, PLAINTEXT, CDATA), [`script`],
//! [`comment`], [`doctype`], [`char_ref`]. Their functions are named after the specification's states. A state that
//! only ever leads on to the next has no function of its own; the comment of the one that takes it in says so.
//! Parse errors are not reported, as nobody asks for them.

mod char_ref;
mod comment;
mod doctype;
mod names;
mod raw;
mod script;
mod tag;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use memchr::memchr3;

use self::names::AttributeNames;

/// Between two tags: how the text there is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
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

/// Which attributes are handed on, by the names of tag and attribute. Others are checked for duplicates, as the
/// specification says, and dropped.
pub(crate) type Keep = fn(&str, &str) -> bool;

/// Bytes beyond which the rest is not read: positions in shared text have 32 bits.
pub(crate) const MAX_INPUT: usize = 1 << 30;

/// Feeds a sink with all tokens of a text, and gives the sink back.
pub(crate) fn tokenize<S: TokenSink>(source: &str, state: State, keep: Keep, sink: S) -> S {
    tokenize_after(source, state, "", keep, sink)
}

/// The same, as if a start tag of that name had come before: an end tag must match it to end raw text.
fn tokenize_after<S: TokenSink>(source: &str, state: State, last_start_tag: &str, keep: Keep, sink: S) -> S {
    let source = normalize_newlines(&source[..source.floor_char_boundary(MAX_INPUT)]);
    let shared = StrTendril::from_slice(&source);
    let names = AttributeNames::default();
    let mut tokenizer = Tokenizer { source: &source, shared, at: 0, keep, last_start_tag, names, sink };
    tokenizer.run(state);
    tokenizer.sink
}

/// §13.2.3.5, "normalize newlines".
fn normalize_newlines(source: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', source.as_bytes()).is_none() {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.replace("\r\n", "\n").replace('\r', "\n"))
}

struct Tokenizer<'a, S> {
    source: &'a str,
    /// The same, in the form of which tokens share slices.
    shared: StrTendril,
    /// The byte that comes next.
    at: usize,
    keep: Keep,
    /// §13.2.5, "appropriate end tag token": the name as the source has it.
    last_start_tag: &'a str,
    /// The names of the current tag's attributes, to find duplicates.
    names: AttributeNames<'a>,
    sink: S,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    fn run(&mut self, mut state: State) {
        while self.at < self.source.len() {
            state = match state {
                State::Data => self.data_state(),
                State::Rcdata => self.rcdata_state(),
                State::Rawtext => self.rawtext_state(),
                State::ScriptData => self.script_data_state(),
                State::Plaintext => self.plaintext_state(),
                State::CdataSection => self.cdata_section_state(),
            };
        }
        self.emit(Token::EOFToken);
        self.sink.end();
    }

    fn bytes(&self) -> &[u8] {
        self.source.as_bytes()
    }

    /// The next byte; `None` at the end of the input.
    fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    /// A piece of the input that shares its buffer.
    fn slice(&self, from: usize, to: usize) -> StrTendril {
        let position = |at: usize| u32::try_from(at).expect("tokenize_after cuts longer inputs");
        self.shared.subtendril(position(from), position(to - from))
    }

    /// White space between the parts of a tag.
    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn emit(&mut self, token: Token) -> State {
        // The line is asked for by nobody.
        match self.sink.process_token(token, 1) {
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

    /// Emits a piece of the input as text.
    fn emit_text(&mut self, from: usize, to: usize) {
        if from < to {
            let text = self.slice(from, to);
            self.emit(Token::CharacterTokens(text));
        }
    }

    fn emit_char(&mut self, c: char) {
        self.emit(Token::CharacterTokens(StrTendril::from_char(c)));
    }

    /// §13.2.5.1 Data state.
    fn data_state(&mut self) -> State {
        let from = self.at;
        if self.bytes()[from] == b'<' {
            // One tag after another.
            return self.tag_open_state();
        }
        let Some(length) = memchr3(b'<', b'&', 0, &self.bytes()[from..]) else {
            self.at = self.source.len();
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
                self.emit(Token::NullCharacterToken);
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
                self.tag_name_state(TagKind::StartTag)
            }
            Some(b'?') => {
                self.at += 1;
                self.bogus_comment_state()
            }
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
            Some(byte) if byte.is_ascii_alphabetic() => self.tag_name_state(TagKind::EndTag),
            Some(b'>') => {
                self.at += 1;
                State::Data
            }
            None => {
                self.emit_text(self.at - 2, self.at);
                State::Data
            }
            Some(_) => self.bogus_comment_state(),
        }
    }

    /// §13.2.5.42 Markup declaration open state; `<!` is behind.
    fn markup_declaration_open_state(&mut self) -> State {
        let rest = self.rest();
        if rest.starts_with("--") {
            self.at += 2;
            self.comment_state()
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            self.at += 7;
            self.doctype_state()
        } else if rest.starts_with("[CDATA[")
            && self.sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
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
                self.emit(Token::CharacterTokens(found.text));
            }
            None => self.emit_text(self.at - 1, self.at),
        }
    }
}

/// Tab, LF, FF, space; there is no CR after newlines are normalised.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ')
}
