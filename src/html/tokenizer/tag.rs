//! Tags: §13.2.5.8 and §13.2.5.32 to §13.2.5.40.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::{Attribute, QualName, ns};
use memchr::memchr2;

use super::names::{attribute_name, lower, tag_name};
use super::{State, Tokenizer, char_ref, is_space};

/// Where a tag's reading goes on.
enum Next {
    /// Another attribute, or the tag's end.
    BeforeAttributeName,
    /// `>` is behind.
    Emit,
    /// The input ended within the tag, which is dropped with it.
    EndOfFile,
}

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    /// §13.2.5.8 Tag name state; the name's first letter is next.
    pub(super) fn tag_name_state(&mut self, kind: TagKind) -> State {
        let source: &'a str = self.source;
        let from = self.at;
        let rest = &source.as_bytes()[from..];
        let end = rest.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let Some(length) = end else { return self.end_of_file() };
        self.at += length;
        let written = &source[from..self.at];
        let name = tag_name(written);
        if kind == TagKind::StartTag {
            self.last_start_tag = written;
        }
        let new = |name| Tag {
            kind,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        if self.peek() == Some(b'>') {
            self.at += 1;
            return self.emit(Token::TagToken(new(name)));
        }
        let mut tag = new(name);
        self.names.clear();
        loop {
            match self.before_attribute_name_state(&mut tag) {
                Next::BeforeAttributeName => {}
                Next::Emit => return self.emit(Token::TagToken(tag)),
                Next::EndOfFile => return self.end_of_file(),
            }
        }
    }

    fn end_of_file(&mut self) -> State {
        self.at = self.source.len();
        State::Data
    }

    /// §13.2.5.32 Before attribute name state, with what §13.2.5.39, after attribute value (quoted), leaves to it.
    fn before_attribute_name_state(&mut self, tag: &mut Tag) -> Next {
        self.skip_spaces();
        match self.peek() {
            None => Next::EndOfFile,
            Some(b'>') => {
                self.at += 1;
                Next::Emit
            }
            Some(b'/') => self.self_closing_start_tag_state(tag),
            Some(_) => self.attribute_name_state(tag),
        }
    }

    /// §13.2.5.40 Self-closing start tag state; a `/` is next.
    fn self_closing_start_tag_state(&mut self, tag: &mut Tag) -> Next {
        self.at += 1;
        match self.peek() {
            None => Next::EndOfFile,
            Some(b'>') => {
                self.at += 1;
                tag.self_closing = true;
                Next::Emit
            }
            Some(_) => Next::BeforeAttributeName,
        }
    }

    /// §13.2.5.33 Attribute name state. A name may begin with `=`, but for that `=` ends it.
    fn attribute_name_state(&mut self, tag: &mut Tag) -> Next {
        let source: &'a str = self.source;
        let from = self.at;
        let rest = &source.as_bytes()[from + 1..];
        let end = rest.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let Some(length) = end else { return Next::EndOfFile };
        self.at += 1 + length;
        let name = lower(&source[from..self.at]);
        let is_kept = tag.kind == TagKind::StartTag && (self.keep)(&tag.name, &name);
        let atom = if is_kept { Some(attribute_name(&name)) } else { None };
        let is_new = self.names.insert(name);
        tag.had_duplicate_attributes |= !is_new;
        let Some(value) = self.after_attribute_name_state(is_kept && is_new) else { return Next::EndOfFile };
        if let Some(local) = atom
            && is_new
        {
            tag.attrs.push(Attribute { name: QualName::new(None, ns!(), local), value });
        }
        Next::BeforeAttributeName
    }

    /// §13.2.5.34 After attribute name state: the value, or an empty one; `None` at the end of the input.
    fn after_attribute_name_state(&mut self, is_kept: bool) -> Option<StrTendril> {
        self.skip_spaces();
        if self.peek() != Some(b'=') {
            return Some(StrTendril::new());
        }
        self.at += 1;
        self.before_attribute_value_state(is_kept)
    }

    /// §13.2.5.35 Before attribute value state.
    fn before_attribute_value_state(&mut self, is_kept: bool) -> Option<StrTendril> {
        self.skip_spaces();
        match self.peek()? {
            quote @ (b'"' | b'\'') => self.attribute_value_quoted_state(quote, is_kept),
            b'>' => Some(StrTendril::new()),
            _ => self.attribute_value_unquoted_state(is_kept),
        }
    }

    /// §13.2.5.36 and §13.2.5.37 Attribute value (double-quoted, single-quoted) state.
    fn attribute_value_quoted_state(&mut self, quote: u8, is_kept: bool) -> Option<StrTendril> {
        let from = self.at + 1;
        let length = memchr::memchr(quote, &self.bytes()[from..])?;
        self.at = from + length + 1;
        Some(self.attribute_value(from, from + length, is_kept))
    }

    /// §13.2.5.38 Attribute value (unquoted) state.
    fn attribute_value_unquoted_state(&mut self, is_kept: bool) -> Option<StrTendril> {
        let from = self.at;
        let length = self.bytes()[from..].iter().position(|&byte| is_space(byte) || byte == b'>')?;
        self.at += length;
        Some(self.attribute_value(from, self.at, is_kept))
    }

    /// A value with its references decoded: a slice of the input, if there is nothing to decode.
    fn attribute_value(&self, from: usize, to: usize, is_kept: bool) -> StrTendril {
        if !is_kept {
            return StrTendril::new();
        }
        let value = &self.source[from..to];
        if memchr2(b'&', 0, value.as_bytes()).is_none() {
            return self.slice(from, to);
        }
        StrTendril::from_slice(&char_ref::decode_attribute(value))
    }
}
