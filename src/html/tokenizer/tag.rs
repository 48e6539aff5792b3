//! Tags: §13.2.5.8 and §13.2.5.32 to §13.2.5.40.

use memchr::memchr2;

use super::{
    Attribute, AttributeName, Keep, StartTag, State, TagName, TokenSink, Tokenizer, char_ref, is_space,
};
use crate::html::elements::{Attr, AttrSet, Element, Name};
use crate::html::texts::Span;

/// Attributes of one tag that are kept at most: each new name is compared with all of them.
const MAX_KEPT: usize = 64;

/// How a tag ended.
enum End {
    /// With `>`.
    Closed { is_self_closing: bool },
    /// The input ended within the tag, which is dropped with it.
    EndOfFile,
}

impl<'a, S: TokenSink> Tokenizer<'a, '_, S> {
    /// A whole start tag; the name's first letter is next.
    pub(super) fn start_tag(&mut self) -> State {
        let Some(name) = self.tag_name_state() else { return self.end_of_file() };
        let html: &'a str = self.html;
        self.last_start_tag = &html[self.at - name.length..self.at];
        self.attributes.clear();
        let mut is_self_closing = false;
        if self.bytes()[self.at] == b'>' {
            self.at += 1;
        } else {
            self.seen = AttrSet::EMPTY;
            match self.attributes(Some(name.tag.name.element())) {
                End::Closed { is_self_closing: slash } => is_self_closing = slash,
                End::EndOfFile => return self.end_of_file(),
            }
        }
        let tag = StartTag { name: name.tag, attributes: &self.attributes, is_self_closing };
        self.sink.start_tag(&tag, &self.texts)
    }

    /// A whole end tag, whose attributes are skipped; the name's first letter is next.
    pub(super) fn end_tag(&mut self) {
        let Some(name) = self.tag_name_state() else {
            self.end_of_file();
            return;
        };
        if self.bytes()[self.at] == b'>' {
            self.at += 1;
        } else if let End::EndOfFile = self.attributes(None) {
            self.end_of_file();
            return;
        }
        self.sink.end_tag(name.tag, &self.texts);
    }

    fn end_of_file(&mut self) -> State {
        self.at = self.html.len();
        State::Data
    }

    /// §13.2.5.8 Tag name state; `None` at the end of the input.
    fn tag_name_state(&mut self) -> Option<WrittenName> {
        let from = self.at;
        let rest = &self.bytes()[from..];
        let length = rest.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        self.at += length;
        let name = Name::of(&self.html[from..self.at]);
        Some(WrittenName { tag: TagName { name, written: Span::new(from, self.at) }, length })
    }

    /// All attributes up to the tag's end; those of an end tag, which has no element, are dropped.
    fn attributes(&mut self, element: Option<&Element>) -> End {
        loop {
            // §13.2.5.32 Before attribute name state, with §13.2.5.39, after attribute value (quoted).
            self.skip_spaces();
            match self.peek() {
                None => return End::EndOfFile,
                Some(b'>') => {
                    self.at += 1;
                    return End::Closed { is_self_closing: false };
                }
                // §13.2.5.40 Self-closing start tag state.
                Some(b'/') => {
                    self.at += 1;
                    if self.peek() == Some(b'>') {
                        self.at += 1;
                        return End::Closed { is_self_closing: true };
                    }
                }
                Some(_) => {
                    if self.attribute(element).is_none() {
                        return End::EndOfFile;
                    }
                }
            }
        }
    }

    /// §13.2.5.33 Attribute name state, and the value; `None` at the end of the input. A name may begin with `=`, which
    /// ends it elsewhere. Of two attributes with one name, the first counts.
    fn attribute(&mut self, element: Option<&Element>) -> Option<()> {
        let from = self.at;
        let rest = &self.bytes()[from + 1..];
        let length = rest.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
        self.at += 1 + length;
        let kept = element.and_then(|element| self.kept(element, Span::new(from, self.at)));
        let value = self.after_attribute_name_state()?;
        if let Some(name) = kept {
            let value = self.decoded(value);
            self.attributes.push(Attribute { name, value });
        }
        Some(())
    }

    /// The name of an attribute that is kept, unless the tag has it already.
    fn kept(&mut self, element: &Element, written: Span) -> Option<AttributeName> {
        match Attr::of(self.texts.get(written)) {
            Some(name) => {
                let is_kept = self.keep == Keep::All || element.keeps(name);
                (self.seen.insert(name) && is_kept).then_some(AttributeName::Known(name))
            }
            None if self.keep == Keep::Read => None,
            None => {
                let is_same = |attribute: &Attribute| match attribute.name {
                    AttributeName::Known(_) => false,
                    AttributeName::Other(other) => {
                        self.texts.get(other).eq_ignore_ascii_case(self.texts.get(written))
                    }
                };
                let is_new = self.attributes.len() < MAX_KEPT && !self.attributes.iter().any(is_same);
                is_new.then_some(AttributeName::Other(written))
            }
        }
    }

    /// §13.2.5.34 After attribute name state: the value as it is written, or an empty one; `None` at the end of the input.
    fn after_attribute_name_state(&mut self) -> Option<(usize, usize)> {
        self.skip_spaces();
        if self.peek() != Some(b'=') {
            return Some((self.at, self.at));
        }
        // §13.2.5.35 Before attribute value state.
        self.at += 1;
        self.skip_spaces();
        match self.peek()? {
            quote @ (b'"' | b'\'') => self.attribute_value_quoted_state(quote),
            // `<a href=>`: §13.2.5.35 takes the value for missing.
            b'>' => Some((self.at, self.at)),
            _ => self.attribute_value_unquoted_state(),
        }
    }

    /// §13.2.5.36 and §13.2.5.37 Attribute value (double-quoted, single-quoted) state.
    fn attribute_value_quoted_state(&mut self, quote: u8) -> Option<(usize, usize)> {
        let from = self.at + 1;
        let length = memchr::memchr(quote, &self.bytes()[from..])?;
        self.at = from + length + 1;
        Some((from, from + length))
    }

    /// §13.2.5.38 Attribute value (unquoted) state.
    fn attribute_value_unquoted_state(&mut self) -> Option<(usize, usize)> {
        let from = self.at;
        let length = self.bytes()[from..].iter().position(|&byte| is_space(byte) || byte == b'>')?;
        self.at += length;
        Some((from, self.at))
    }

    /// A value with its references decoded: a piece of the input, if there is nothing to decode.
    fn decoded(&mut self, (from, to): (usize, usize)) -> Span {
        let value = &self.html[from..to];
        if memchr2(b'&', 0, value.as_bytes()).is_none() {
            return Span::new(from, to);
        }
        self.texts.keep(&char_ref::decode_attribute(value))
    }
}

/// A tag's name with its length in bytes.
struct WrittenName {
    tag: TagName,
    length: usize,
}
