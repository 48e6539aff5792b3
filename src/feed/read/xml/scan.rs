//! A tokenizer for XML that may not be well-formed.
//!
//! It is not a general XML parser: it never fails, expands no entities, and takes as text everything that cannot be markup.
//! Many feeds are not well-formed, and quick-xml stops at the first fault. Its events alone took longer than reading a
//! whole feed with this tokenizer.

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem};

use super::cdata::{CDATA_END, Mark, first_mark, unclosed_cdata};
use crate::feed::conventions::cdata_start;
use crate::feed::read::step::{Incomplete, Result, View, WindowEnd};

/// A token of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Start(Tag<'a>),
    /// The name of an end tag, with its prefix.
    End(&'a str),
    /// Text, with its references not decoded.
    Text(&'a str),
    /// The content of a CDATA section.
    Cdata(&'a str),
    /// The content of a processing instruction between `<?` and `?>`.
    Instruction(&'a str),
    /// The content of a document type declaration between `<!` and `>`.
    Doctype(&'a str),
    Comment,
}

/// A start tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name, with its prefix.
    pub(super) name: &'a str,
    /// Everything after the name.
    attributes: &'a str,
    pub(super) is_empty: bool,
}

/// Reads tokens from a window of the source.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    window: &'a str,
    pub(super) at: usize,
    /// Whether no more text of the unit will follow.
    is_final: bool,
    /// Whether the window ends with the unit, although the source does not.
    pub(super) is_unit: bool,
    /// Whether the end of the source truncated a token.
    pub(super) is_cut: bool,
    absent: Absent,
}

/// Terminators that a search up to the end of the source, or of a cut item, has not found. Searching for them again at each
/// token would take quadratic time.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each terminator")]
pub(super) struct Absent {
    double_quote: bool,
    single_quote: bool,
    comment_end: bool,
    instruction_end: bool,
    doctype_end: bool,
}

/// A place between two tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: usize,
    absent: Absent,
}

impl Place {
    /// A later place.
    pub(super) fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }
}

impl<'a> Scanner<'a> {
    pub(super) fn new(view: View<'a>, absent: Absent) -> Self {
        Self {
            window: view.window,
            at: view.from,
            is_final: view.is_final(),
            is_unit: view.end == WindowEnd::Unit,
            is_cut: false,
            absent,
        }
    }

    /// The terminators that the rest of the source does not hold.
    pub(super) fn absent(&self) -> Absent {
        self.absent
    }

    pub(super) fn place(&self) -> Place {
        Place { at: self.at, absent: self.absent }
    }

    /// Goes back to a place, from which the source may hold terminators that it does not hold later.
    pub(super) fn return_to(&mut self, place: Place) {
        (self.at, self.absent) = (place.at, place.absent);
    }

    fn rest(&self) -> &'a str {
        &self.window[self.at..]
    }

    /// The next token; `None` at the end of the source.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>> {
        let rest = self.rest();
        let Some(after) = rest.strip_prefix('<') else {
            return if rest.is_empty() { self.end().map(|()| None) } else { self.text(0).map(Some) };
        };
        match after.as_bytes().first() {
            Some(b'/') => self.end_tag(),
            Some(b'?') => self.instruction(),
            Some(b'!') => self.declaration(),
            Some(&byte) if starts_name(byte) => self.start_tag(),
            // A `<` that starts no markup. At the end of the window, `text` asks for more of the source.
            _ => self.text(1).map(Some),
        }
    }

    /// Succeeds at the end of the unit, and asks for more of the source otherwise.
    fn end(&self) -> Result {
        if self.is_final { Ok(()) } else { Err(Incomplete) }
    }

    /// Takes the rest of the window as a truncated token.
    fn cut(&mut self, start: usize) -> Result<&'a str> {
        self.end()?;
        self.is_cut = true;
        let rest = &self.window[start..];
        self.at = self.window.len();
        Ok(rest)
    }

    /// Reads text up to the next `<` that may start markup. The first `skipped` bytes are text in any case.
    fn text(&mut self, skipped: usize) -> Result<Token<'a>> {
        let start = self.at;
        let from = start + skipped;
        let bytes = &self.window.as_bytes()[from..];
        // Not a token for each `<`, because text may consist of them.
        let end =
            memchr_iter(b'<', bytes).find(|at| bytes.get(at + 1).is_none_or(|&next| starts_markup(next)));
        if end.is_none() {
            self.end()?;
        }
        self.at = end.map_or(self.window.len(), |end| from + end);
        Ok(Token::Text(&self.window[start..self.at]))
    }

    fn end_tag(&mut self) -> Result<Option<Token<'a>>> {
        let start = self.at + 2;
        let Some(length) = memchr(b'>', &self.window.as_bytes()[start..]) else {
            return self.cut(start).map(|_| None);
        };
        self.at = start + length + 1;
        let inside = &self.window[start..start + length];
        // Anything after the name is a fault without effect.
        Ok(Some(Token::End(&inside[..name_length(inside)])))
    }

    fn instruction(&mut self) -> Result<Option<Token<'a>>> {
        let start = self.at + 2;
        let bytes = &self.window.as_bytes()[start..];
        let end = if self.absent.instruction_end { None } else { memmem::find(bytes, b"?>") };
        self.absent.instruction_end |= end.is_none() && self.is_final;
        let (length, terminator) = match (end, memchr(b'>', bytes)) {
            (Some(length), _) => (length, 2),
            (None, Some(length)) if self.is_final => (length, 1),
            _ => return self.cut(start).map(|_| None),
        };
        self.at = start + length + terminator;
        Ok(Some(Token::Instruction(&self.window[start..start + length])))
    }

    /// Reads a comment, a CDATA section or a document type declaration.
    fn declaration(&mut self) -> Result<Option<Token<'a>>> {
        let rest = self.rest();
        if let Some(length) = cdata_start(rest) {
            return self.cdata(length).map(Some);
        }
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if rest.get(2..9).is_some_and(|name| name.eq_ignore_ascii_case("doctype")) {
            return self.doctype();
        }
        let start = self.at + 2;
        match memchr2(b'<', b'>', &rest.as_bytes()[2..]) {
            // A comment in HTML, such as `<![endif]>`.
            Some(length) if rest.as_bytes()[2 + length] == b'>' => {
                self.at = start + length + 1;
                Ok(Some(Token::Comment))
            }
            Some(_) => self.text(2).map(Some),
            // Maybe a start that the window cuts.
            None => self.cut(start).map(|_| None),
        }
    }

    fn doctype(&mut self) -> Result<Option<Token<'a>>> {
        let start = self.at + 2;
        let rest = &self.window[start..];
        let end = if self.absent.doctype_end { None } else { doctype_length(rest) };
        self.absent.doctype_end |= end.is_none() && self.is_final;
        // One without an end stops at its first `>`, like a comment.
        let length = end.or_else(|| memchr(b'>', rest.as_bytes()).filter(|_| self.is_final));
        let Some(length) = length else { return self.cut(start).map(|_| None) };
        self.at = start + length + 1;
        Ok(Some(Token::Doctype(&rest[..length])))
    }

    fn cdata(&mut self, length: usize) -> Result<Token<'a>> {
        let start = self.at + length;
        let rest = &self.window[start..];
        let (end, next) = match first_mark(rest) {
            Some(Mark::End(end)) => (Some(end), None),
            Some(Mark::Start(next)) => (None, Some(next)),
            None => (None, None),
        };
        // The window may end between the section and the next one.
        let limit = next.or_else(|| (end.is_none() && self.is_final).then_some(rest.len()));
        let ends_item = self.is_unit && next.is_none();
        if let Some(length) = limit.and_then(|limit| unclosed_cdata(&rest[..limit], ends_item)) {
            self.at = start + length;
            return Ok(Token::Cdata(&rest[..length]));
        }
        match end.or_else(|| memmem::find(rest.as_bytes(), CDATA_END)) {
            Some(length) => {
                self.at = start + length + 3;
                Ok(Token::Cdata(&rest[..length]))
            }
            // A part of the terminator is not text.
            None => self.cut(start).map(|rest| Token::Cdata(rest.trim_end_matches(']'))),
        }
    }

    fn comment(&mut self) -> Result<Option<Token<'a>>> {
        let start = self.at + 4;
        let bytes = &self.window.as_bytes()[start..];
        let end = if self.absent.comment_end { None } else { memmem::find(bytes, b"-->") };
        self.absent.comment_end |= end.is_none() && self.is_final;
        let (length, terminator) = match (end, memchr(b'>', bytes)) {
            (Some(length), _) => (length, 3),
            // A comment without an end stops at its first `>`, so that only one tag is lost.
            (None, Some(length)) if self.is_final => (length, 1),
            _ => return self.cut(start).map(|_| None),
        };
        self.at = start + length + terminator;
        Ok(Some(Token::Comment))
    }

    fn start_tag(&mut self) -> Result<Option<Token<'a>>> {
        let start = self.at + 1;
        let rest = &self.window[start..];
        let Some(length) = self.tag_length(start)? else { return self.cut(start).map(|_| None) };
        self.at = start + length + 1;
        let inside = &rest[..length];
        let (inside, is_empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let (name, attributes) = inside.split_at(name_length(inside));
        Ok(Some(Token::Start(Tag { name, attributes, is_empty })))
    }

    /// The length of a tag up to its `>`. A `>` in quotes does not end it.
    fn tag_length(&mut self, start: usize) -> Result<Option<usize>> {
        let bytes = &self.window.as_bytes()[start..];
        let mut at = 0;
        while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
            at += found;
            let quote = bytes[at];
            if quote == b'>' {
                return Ok(Some(at));
            }
            at += 1;
            let is_final = self.is_final;
            let absent =
                if quote == b'"' { &mut self.absent.double_quote } else { &mut self.absent.single_quote };
            let end = if *absent { None } else { memchr(quote, &bytes[at..]) };
            match end {
                Some(length) => at += length + 1,
                // A quote without an end does not quote anything.
                None if is_final => *absent = true,
                None => return Err(Incomplete),
            }
        }
        Ok(None)
    }
}

/// The end of the next token; `None` if it is the start tag of an element that is a unit with its content.
pub(super) fn simple_token_end(
    view: View<'_>,
    absent: Absent,
    is_container: impl Fn(&str) -> bool,
) -> Result<Option<usize>> {
    let mut scanner = Scanner::new(view, absent);
    match scanner.next()? {
        Some(Token::Start(tag)) if !tag.is_empty && !is_container(tag.split_name().1) => Ok(None),
        _ => Ok(Some(scanner.at)),
    }
}

/// Whether a `<` before this byte starts markup.
fn starts_markup(byte: u8) -> bool {
    matches!(byte, b'/' | b'?' | b'!') || starts_name(byte)
}

/// Whether a name can begin with this byte. Bytes from 0x80 on begin letters of other scripts.
fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

fn name_length(text: &str) -> usize {
    text.bytes()
        .position(|byte| {
            byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=' | b'"' | b'\'')
        })
        .unwrap_or(text.len())
}

/// The length of `DOCTYPE …` up to its `>`. It may hold declarations in brackets.
fn doctype_length(text: &str) -> Option<usize> {
    let mut is_in_brackets = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => is_in_brackets = true,
            b']' => is_in_brackets = false,
            b'>' if !is_in_brackets => return Some(at),
            _ => {}
        }
    }
    None
}

impl<'a> Tag<'a> {
    /// The prefix, empty if there is none, and the local name.
    pub(super) fn split_name(&self) -> (&'a str, &'a str) {
        split_name(self.name)
    }

    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// Whether the tag may declare a namespace.
    pub(super) fn declares_namespace(&self) -> bool {
        memmem::find(self.attributes.as_bytes(), b"xmlns").is_some()
    }
}

/// Splits a name into its prefix, empty if there is none, and its local name.
pub(super) fn split_name(name: &str) -> (&str, &str) {
    // Names are short, so a call of `memchr` would take longer than the search.
    match name.bytes().position(|byte| byte == b':') {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => ("", name),
    }
}

/// The attributes of a tag: names with prefixes, and values with their references not decoded.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// The attributes in a text, such as the content of a processing instruction.
    pub(super) fn of(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let is_between =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=' | b'"' | b'\'' | b'<');
        let start = self.0.as_bytes().iter().position(|byte| !is_between(byte))?;
        let rest = &self.0[start..];
        let length = name_length(rest).max(1);
        let (name, rest) = rest.split_at(rest.ceil_char_boundary(length));
        let Some(rest) = rest.trim_ascii_start().strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let rest = rest.trim_ascii_start();
        let quote = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''));
        let quoted = quote.and_then(|quote| {
            let end = 1 + memchr(quote, &rest.as_bytes()[1..])?;
            Some((&rest[1..end], &rest[end + 1..]))
        });
        let (value, rest) = quoted.unwrap_or_else(|| {
            rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()))
        });
        self.0 = rest;
        Some((name, value))
    }
}
