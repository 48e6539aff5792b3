//! Tags: §13.2.5.8 and §13.2.5.32 to §13.2.5.40.

use memchr::memchr2;

use super::{
    Attribute, AttributeName, Keep, StartTag, State, TagName, TokenSink, Tokenizer, char_ref, is_space,
};
use crate::html::elements::{Attr, AttrSet, CONDITIONAL, ElementRow, Name};
use crate::html::texts::Span;
use crate::scan::ByteSet;

/// The maximum number of other attributes that are kept of one tag. Each new name is compared with all of them.
const MAX_KEPT: usize = 64;

/// The maximum number of attributes of a tag; of `html` and `body`, in all their tags together, because these make one element.
/// It is the default of Nokogiri. The most of any tag in 690 articles and pages are 31.
///
/// Reading more would cost nothing here, but other parsers compare each attribute with all others of its element. The note tells
/// their callers.
const MAX_ATTRIBUTES: usize = 400;

/// The end of a tag.
enum End {
    /// The tag ended with `>`.
    Closed { is_self_closing: bool },
    /// The input ended within the tag, which is dropped.
    EndOfFile,
}

impl<'a, S: TokenSink> Tokenizer<'a, '_, S> {
    /// Reads a start tag; the first letter of its name is next.
    pub(super) fn start_tag(&mut self) -> State {
        let from = self.at;
        let Some((name, to)) = tag_name_state(self.html.as_bytes(), from) else { return self.end_of_file() };
        self.at = to;
        self.attributes.clear();
        if name.standard == Name::Unknown && self.keep == Keep::All {
            let written = self.html[from..to].to_ascii_lowercase();
            self.attributes
                .push(Attribute { name: AttributeName::Element, value: self.texts.keep(&written) });
        }
        let mut is_self_closing = false;
        if self.bytes()[self.at] == b'>' {
            self.at += 1;
        } else {
            self.seen = AttrSet::EMPTY;
            match self.attributes(name.standard, Some(name.standard.row())) {
                End::Closed { is_self_closing: slash } => is_self_closing = slash,
                End::EndOfFile => return self.end_of_file(),
            }
        }
        let tag = StartTag { name, attributes: &self.attributes, is_self_closing };
        let state = self.sink.start_tag(&tag, &self.texts);
        // Only the end of raw text needs the name, and raw text contains no other start tag.
        if state != State::Data {
            let html: &'a str = self.html;
            self.last_start_tag = &html[from..to];
        }
        state
    }

    /// Reads an end tag and skips its attributes; the first letter of its name is next.
    pub(super) fn end_tag(&mut self) {
        let Some((name, to)) = tag_name_state(self.html.as_bytes(), self.at) else {
            self.end_of_file();
            return;
        };
        self.at = to;
        if self.bytes()[self.at] == b'>' {
            self.at += 1;
        } else if let End::EndOfFile = self.attributes(name.standard, None) {
            self.end_of_file();
            return;
        }
        self.sink.end_tag(name, &self.texts);
    }

    fn end_of_file(&mut self) -> State {
        self.at = self.html.len();
        State::Data
    }

    /// Reads all attributes up to the end of the tag. For an end tag, `element` is `None`, and its attributes are dropped.
    fn attributes(&mut self, name: Name, element: Option<&ElementRow>) -> End {
        let is_root = matches!(name, Name::Html | Name::Body);
        let before = if is_root { self.root_attributes } else { 0 };
        let mut count = before;
        let end = self.attributes_from(element, &mut count);
        if is_root {
            self.root_attributes = count;
        }
        if count > MAX_ATTRIBUTES {
            self.sink.too_many_attributes(count - before.max(MAX_ATTRIBUTES));
        }
        end
    }

    /// Reads all attributes, and counts them on from `count`.
    fn attributes_from(&mut self, element: Option<&ElementRow>, count: &mut usize) -> End {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        loop {
            // §13.2.5.32 Before attribute name state, with §13.2.5.39, after attribute value (quoted).
            match bytes.get(at) {
                None => return End::EndOfFile,
                Some(b'\t' | b'\n' | 0x0C | b' ') => at += 1,
                Some(b'>') => {
                    self.at = at + 1;
                    return End::Closed { is_self_closing: false };
                }
                // §13.2.5.40 Self-closing start tag state.
                Some(b'/') => {
                    at += 1;
                    if bytes.get(at) == Some(&b'>') {
                        self.at = at + 1;
                        return End::Closed { is_self_closing: true };
                    }
                }
                Some(_) => {
                    let from = at;
                    let Some((to, value)) = attribute(bytes, from) else { return End::EndOfFile };
                    at = value.end;
                    *count += 1;
                    let element = element.filter(|_| *count <= MAX_ATTRIBUTES);
                    self.keep(element, (from, to), (value.from, value.to));
                }
            }
        }
    }

    /// Keeps an attribute if it is needed. The arguments are the ranges of its name and its value.
    #[inline]
    fn keep(&mut self, element: Option<&ElementRow>, (from, to): (usize, usize), value: (usize, usize)) {
        if let Some(name) = element.and_then(|element| self.kept(element, (from, to), value)) {
            let value = self.decoded(value);
            self.attributes.push(Attribute { name, value });
        }
    }

    /// The name of an attribute, if it is kept and the tag does not have it already. The arguments are as in `keep`.
    fn kept(
        &mut self,
        element: &ElementRow,
        (from, to): (usize, usize),
        value: (usize, usize),
    ) -> Option<AttributeName> {
        let html: &'a str = self.html;
        let name = &html.as_bytes()[from..to];
        let keeps_all = self.keep == Keep::All;
        match Attr::of(name) {
            Some(name) => {
                let is_used = match self.keep {
                    Keep::Content => element.keeps(name),
                    Keep::Page | Keep::All => element.keeps_for_pages(name),
                };
                let is_page = self.keep == Keep::Page;
                let reads_value = || {
                    !CONDITIONAL.contains(name) || element.reads_value(name, &html[value.0..value.1], is_page)
                };
                let is_kept = keeps_all || (is_used && reads_value());
                (self.seen.insert(name) && is_kept).then_some(AttributeName::Known(name))
            }
            None if !keeps_all && !element.may_have_source(name, &html.as_bytes()[value.0..value.1]) => None,
            None => {
                let is_same = |attribute: &Attribute| match attribute.name {
                    AttributeName::Known(_) | AttributeName::Element => false,
                    AttributeName::Other(other) => {
                        self.texts.get(other).as_bytes().eq_ignore_ascii_case(name)
                    }
                };
                let is_new = self.attributes.len() < MAX_KEPT && !self.attributes.iter().any(is_same);
                is_new.then_some(AttributeName::Other(Span::new(from, to)))
            }
        }
    }

    /// Decodes the references of a value. Without references, the value is a slice of the input.
    fn decoded(&mut self, (from, to): (usize, usize)) -> Span {
        if memchr2(b'&', 0, &self.bytes()[from..to]).is_none() {
            return Span::new(from, to);
        }
        self.texts.keep(&char_ref::decode_attribute(&self.html[from..to]))
    }
}

/// Whether a byte ends the name of a tag: white space, `/` or `>`.
// A single list instead of a call of `is_space`, so that it compiles to a bit test.
pub(super) fn ends_tag_name(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ' | b'/' | b'>')
}

/// The range of the value of an attribute, and the offset after it.
struct Value {
    from: usize,
    to: usize,
    end: usize,
}

impl Value {
    /// A missing value.
    fn empty(at: usize) -> Self {
        Self { from: at, to: at, end: at }
    }
}

// These states are functions of the bytes and an offset, which the compiler keeps in registers. As methods, they took 4 %
// more of the instructions of the tokenizer for pages.

/// §13.2.5.8 Tag name state: the name, and where it ends; `None` at the end of the input.
#[expect(clippy::inline_always, reason = "a call for each tag took 1 % of `parse`")]
#[inline(always)]
fn tag_name_state(bytes: &[u8], from: usize) -> Option<(TagName, usize)> {
    let to = from + bytes[from..].iter().position(|&byte| ends_tag_name(byte))?;
    let name = Name::of(&bytes[from..to]);
    Some((TagName { standard: name, written: Span::new(from, to) }, to))
}

fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
    }
    at
}

/// §13.2.5.33 Attribute name state: the end of the name, and the value; `None` at the end of the input. A name may begin
/// with `=`, which ends it in other positions.
fn attribute(bytes: &[u8], from: usize) -> Option<(usize, Value)> {
    let ends = |&byte: &u8| ENDS_ATTRIBUTE_NAME.contains(byte);
    let to = from + 1 + bytes[from + 1..].iter().position(ends)?;
    Some((to, after_attribute_name_state(bytes, to)?))
}

/// The bytes that end the name of an attribute.
static ENDS_ATTRIBUTE_NAME: ByteSet = ByteSet::of(b"\t\n\x0C />=");

/// §13.2.5.34 After attribute name state: the range of the value; `None` at the end of the input.
fn after_attribute_name_state(bytes: &[u8], at: usize) -> Option<Value> {
    // Almost all values follow `="` directly, and testing for that first saves 1 % of the instructions of reading a page.
    let at = if bytes[at] == b'=' { at } else { skip_spaces(bytes, at) };
    if bytes.get(at) != Some(&b'=') {
        return Some(Value::empty(at));
    }
    // §13.2.5.35 Before attribute value state.
    let from = if bytes.get(at + 1) == Some(&b'"') { at + 1 } else { skip_spaces(bytes, at + 1) };
    match *bytes.get(from)? {
        // §13.2.5.36 and §13.2.5.37 Attribute value (double-quoted, single-quoted) state.
        quote @ (b'"' | b'\'') => {
            let to = from + 1 + memchr::memchr(quote, &bytes[from + 1..])?;
            Some(Value { from: from + 1, to, end: to + 1 })
        }
        // §13.2.5.35: in `<a href=>`, the value is missing.
        b'>' => Some(Value::empty(from)),
        // §13.2.5.38 Attribute value (unquoted) state.
        _ => {
            let to = from + bytes[from..].iter().position(|&byte| is_space(byte) || byte == b'>')?;
            Some(Value { from, to, end: to })
        }
    }
}
