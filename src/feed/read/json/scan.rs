//! JSON as slices: where a value ends, the members of an object, the elements of an array.
//!
//! `serde_json` refuses the whole of a text for one fault in it. Here a value is found by its brackets and quotes alone, and
//! looked at when it is wanted, so that a fault costs one value, and a text that is cut off keeps what came before.

use std::borrow::Cow;

use memchr::memchr2;

/// A value and its place in the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// Where the value at the start of a text ends; `None` if the text ends before it.
pub(super) fn value_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'"' => string_end(text),
        b'{' | b'[' => nested_end(text),
        _ => bytes.iter().position(|byte| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace()),
    }
}

/// The end of the string that begins a text, after its quote.
fn string_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        // RFC 8259 §7: whatever follows a backslash, a quote included, does not end the string.
        at += 2;
    }
}

/// The end of an object or array: brackets are counted, not matched.
fn nested_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += string_end(&text[at..])?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            // Never below zero: the first bracket opens, and the loop ends at zero.
            b'}' | b']' => depth -= 1,
            // An unknown escape such as `\d` stays: its author meant the characters.
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Passes over white space and commas.
pub(super) fn next_start(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    let is_passed = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
    from + rest.iter().position(|byte| !is_passed(byte)).unwrap_or(rest.len())
}

impl<'a> Value<'a> {
    /// The decoded text of a string.
    pub(super) fn string(&self) -> Option<Cow<'a, str>> {
        let inside = self.text.strip_prefix('"')?;
        Some(unescape(inside.strip_suffix('"').unwrap_or(inside)))
    }

    /// The text of a string or a number: ids are often numbers.
    pub(super) fn scalar(&self) -> Option<Cow<'a, str>> {
        // Kept as it is written: a 64-bit id would lose digits as a floating-point number.
        let is_number = self.text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if is_number { Some(Cow::Borrowed(self.text)) } else { self.string() }
    }

    pub(super) fn is_null(&self) -> bool {
        self.text == "null"
    }

    /// The members of an object; `None` if it is something else.
    pub(super) fn members(&self) -> Option<impl Iterator<Item = (Cow<'a, str>, Value<'a>)> + use<'a>> {
        let mut list = self.text.starts_with('{').then(|| Self { text: self.text, at: self.at }.inside())?;
        Some(std::iter::from_fn(move || {
            loop {
                let key = list.next()?;
                // What should be a name and is none has no value.
                let Some(name) = key.string() else { continue };
                let value = if list.passes_colon() { list.next()? } else { continue };
                return Some((name, value));
            }
        }))
    }

    /// The elements of an array; `None` if it is something else.
    pub(super) fn elements(&self) -> Option<impl Iterator<Item = Value<'a>> + use<'a>> {
        let mut list = self.text.starts_with('[').then(|| self.inside())?;
        Some(std::iter::from_fn(move || list.next()))
    }

    fn inside(&self) -> List<'a> {
        List { text: self.text, at: 1, start: self.at }
    }
}

/// What stands between brackets.
struct List<'a> {
    text: &'a str,
    at: usize,
    /// The place of the text in the window.
    start: usize,
}

impl<'a> List<'a> {
    fn next(&mut self) -> Option<Value<'a>> {
        self.at = next_start(self.text, self.at);
        let rest = &self.text[self.at..];
        if rest.is_empty() || rest.starts_with(['}', ']']) {
            return None;
        }
        // The last value of a text that was cut off is what is there of it.
        let length = value_end(rest).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let value = Value { text: &rest[..length], at: self.start + self.at };
        self.at += length;
        Some(value)
    }

    fn passes_colon(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let after = rest.trim_ascii_start();
        let is_colon = after.starts_with(':');
        if is_colon {
            self.at += rest.len() - after.len() + 1;
        }
        is_colon
    }
}

/// A string's text with its escapes decoded (RFC 8259 §7); what is no escape stays.
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

/// Appends what the escape at the start of a text stands for, and returns its length.
fn escape(text: &str, out: &mut String) -> usize {
    let Some(&kind) = text.as_bytes().get(1) else { return 1 };
    match kind {
        b'n' => out.push('\n'),
        b't' => out.push('\t'),
        b'r' => out.push('\r'),
        // Backspace and form feed are no characters of XML 1.0, so no output could hold them.
        b'b' | b'f' => {}
        b'"' | b'\\' | b'/' => out.push(char::from(kind)),
        b'u' => return unicode_escape(text, out),
        _ => {
            out.push('\\');
            return 1;
        }
    }
    2
}

/// `\u4e2d`, or two of them for a character beyond U+FFFF.
fn unicode_escape(text: &str, out: &mut String) -> usize {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let Some(first) = unit(2) else {
        out.push('\\');
        return 1;
    };
    let second = text.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| unit(8));
    let units = [first, second.unwrap_or(0)];
    // RFC 8259 §8.2: half of a surrogate pair alone is no character; U+FFFD stands for it.
    let is_pair = (0xD800..0xDC00).contains(&first) && second.is_some_and(|second| second & 0xFC00 == 0xDC00);
    let decoded = char::decode_utf16(units).next().and_then(Result::ok).unwrap_or('\u{fffd}');
    out.push(decoded);
    if is_pair { 12 } else { 6 }
}
