//! JSON as slices: the end of a value, the members of an object, the elements of an array.
//!
//! `serde_json` rejects a whole text for one fault in it. This scanner finds values by their brackets and quotes only, and
//! reads a value when it is needed. A fault costs one value, and a truncated text keeps the values before its end.

use std::borrow::Cow;

use memchr::memchr2;

/// A value and its offset in the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// The end of the value at the start of a text; `None` if the value is incomplete.
pub(super) fn value_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'"' => string_end(text),
        b'{' | b'[' => nested_end(text),
        _ => bytes.iter().position(|byte| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace()),
    }
}

/// The end of the string at the start of a text, after its closing quote.
fn string_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        // RFC 8259 §7: the character after a backslash, which may be a quote, does not end the string.
        at += 2;
    }
}

/// The end of an object or array. Brackets are counted, but their kinds are not compared.
fn nested_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += string_end(&text[at..])?;
                continue;
            }
            b'/' => {
                at += comment_length(&text[at..]).unwrap_or(1);
                continue;
            }
            b'{' | b'[' => depth += 1,
            // Cannot underflow: the first byte is an opening bracket, and the loop ends at zero.
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Skips white space, commas and comments.
pub(super) fn next_start(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = &text.as_bytes()[at..];
        let is_skipped = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
        at += rest.iter().position(|byte| !is_skipped(byte)).unwrap_or(rest.len());
        match comment_length(&text[at..]) {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// The length of the comment at the start of a text, as in JavaScript. JSON has no comments, but some feeds do.
fn comment_length(text: &str) -> Option<usize> {
    let end = match text.as_bytes().get(..2)? {
        b"//" => memchr::memchr(b'\n', text.as_bytes()),
        b"/*" => memchr::memmem::find(&text.as_bytes()[2..], b"*/").map(|end| end + 4),
        _ => return None,
    };
    Some(end.unwrap_or(text.len()))
}

impl<'a> Value<'a> {
    /// The decoded text of a string.
    pub(super) fn string(&self) -> Option<Cow<'a, str>> {
        let inside = self.text.strip_prefix('"')?;
        Some(unescape(inside.strip_suffix('"').unwrap_or(inside)))
    }

    /// The decoded text of a string, or the digits of a number. Ids are often numbers.
    pub(super) fn scalar(&self) -> Option<Cow<'a, str>> {
        // Not converted: a 64-bit id would lose digits as a floating-point number.
        let is_number = self.text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if is_number { Some(Cow::Borrowed(self.text)) } else { self.string() }
    }

    pub(super) fn is_null(&self) -> bool {
        self.text == "null"
    }

    /// The members of an object; `None` if the value is not an object.
    pub(super) fn members(&self) -> Option<impl Iterator<Item = (Cow<'a, str>, Value<'a>)> + use<'a>> {
        let mut list = self.text.starts_with('{').then(|| self.inside())?;
        Some(std::iter::from_fn(move || {
            loop {
                let key = list.next()?;
                // A name must be a string. Anything else has no value after it.
                let Some(name) = key.string() else { continue };
                let value = if list.skip_colon() { list.next()? } else { continue };
                return Some((name, value));
            }
        }))
    }

    /// The elements of an array; `None` if the value is not an array.
    pub(super) fn elements(&self) -> Option<impl Iterator<Item = Value<'a>> + use<'a>> {
        let mut list = self.text.starts_with('[').then(|| self.inside())?;
        Some(std::iter::from_fn(move || list.next()))
    }

    fn inside(&self) -> List<'a> {
        List { text: self.text, at: 1, start: self.at }
    }
}

/// The values between brackets.
struct List<'a> {
    text: &'a str,
    at: usize,
    /// The offset of the text in the window.
    start: usize,
}

impl<'a> List<'a> {
    fn next(&mut self) -> Option<Value<'a>> {
        self.at = next_start(self.text, self.at);
        let rest = &self.text[self.at..];
        if rest.is_empty() || rest.starts_with(['}', ']']) {
            return None;
        }
        // The last value of a truncated text ends with the text.
        let length = value_end(rest).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let value = Value { text: &rest[..length], at: self.start + self.at };
        self.at += length;
        Some(value)
    }

    /// Skips a colon. Returns false if there is none.
    fn skip_colon(&mut self) -> bool {
        let at = next_start(self.text, self.at);
        let is_colon = self.text[at..].starts_with(':');
        if is_colon {
            self.at = at + 1;
        }
        is_colon
    }
}

/// Decodes the escapes of a string (RFC 8259 §7). Unknown escapes are kept.
fn unescape(text: &str) -> Cow<'_, str> {
    let Some(mut found) = memchr::memchr(b'\\', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let mut written = 0;
    loop {
        decoded.push_str(&text[written..found]);
        written = found + escape(&text[found..], &mut decoded);
        match memchr::memchr(b'\\', &text.as_bytes()[written..]) {
            Some(next) => found = written + next,
            None => break,
        }
    }
    decoded.push_str(&text[written..]);
    Cow::Owned(decoded)
}

/// Decodes the escape at the start of a text, appends the result, and returns the length of the escape.
fn escape(text: &str, out: &mut String) -> usize {
    let Some(&kind) = text.as_bytes().get(1) else { return 1 };
    match kind {
        b'n' => out.push('\n'),
        b't' => out.push('\t'),
        b'r' => out.push('\r'),
        // XML 1.0 does not allow backspace and form feed, so no output could hold them.
        b'b' | b'f' => {}
        b'"' | b'\\' | b'/' => out.push(char::from(kind)),
        b'u' => return unicode_escape(text, out),
        // Unknown escapes such as `\d` are kept: the author probably meant both characters.
        _ => {
            out.push('\\');
            return 1;
        }
    }
    2
}

/// Decodes `\u4e2d`, or two such escapes for a character beyond U+FFFF.
fn unicode_escape(text: &str, out: &mut String) -> usize {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let Some(first) = unit(2) else {
        out.push('\\');
        return 1;
    };
    let second = text.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| unit(8));
    let units = [first, second.unwrap_or(0)];
    // RFC 8259 §8.2: half of a surrogate pair is not a character. It becomes U+FFFD.
    let is_pair = (0xD800..0xDC00).contains(&first) && second.is_some_and(|second| second & 0xFC00 == 0xDC00);
    let decoded = char::decode_utf16(units).next().and_then(Result::ok).unwrap_or('\u{fffd}');
    out.push(decoded);
    if is_pair { 12 } else { 6 }
}
