//! Character and entity references in XML text.

use std::borrow::Cow;

use memchr::memchr;

use crate::feed::read::note::NoteKind;
use crate::html::decode_references;
use crate::scan::is_xml_char;

/// The longest name of a reference, with room for HTML's longest, `CounterClockwiseContourIntegral`.
const LONGEST: usize = 40;

/// Decodes references. `note` is told what is not XML, with the offset in `text`.
pub(super) fn decode(text: &str, mut note: impl FnMut(NoteKind, &str, usize)) -> Cow<'_, str> {
    // Most texts have no reference and are borrowed from the feed.
    let Some(mut found) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let mut written = 0;
    loop {
        decoded.push_str(&text[written..found]);
        written = found + reference(&text[found..], &mut decoded, &mut |kind, name| note(kind, name, found));
        match memchr(b'&', &text.as_bytes()[written..]) {
            Some(next) => found = written + next,
            None => break,
        }
    }
    decoded.push_str(&text[written..]);
    Cow::Owned(decoded)
}

/// Appends what the reference at the start of a text stands for, and returns its length.
fn reference(text: &str, out: &mut String, note: &mut impl FnMut(NoteKind, &str)) -> usize {
    // A bound, or a text of nothing but `&aaaa…` would take quadratic time.
    let bytes = &text.as_bytes()[1..text.len().min(LONGEST)];
    let is_of_name = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let length = bytes.iter().take_while(|byte| is_of_name(byte)).count();
    // XML 1.0 §4.1 wants `&amp;`; `AT&T` is common in feeds and its meaning is clear.
    if length == 0 || bytes.get(length) != Some(&b';') {
        note(NoteKind::StrayAmpersand, "");
        out.push('&');
        return 1;
    }
    let name = &text[1..=length];
    let whole = &text[..length + 2];
    match name {
        "amp" => out.push('&'),
        "lt" => out.push('<'),
        "gt" => out.push('>'),
        "quot" => out.push('"'),
        "apos" => out.push('\''),
        _ if name.starts_with('#') => match character(&name[1..]) {
            Some(c) => out.push(c),
            // HTML §13.2.5.80 says what becomes of numbers that are no characters.
            None => out.extend(decode_references(whole).chars().filter(|&c| is_xml_char(c))),
        },
        _ => {
            // XML 1.0 §4.6 has five entities; `&nbsp;` from HTML is common, and entities of a DTD are never expanded.
            note(NoteKind::Entity, name);
            out.push_str(&decode_references(whole));
        }
    }
    whole.len()
}

/// The character of a number that means in HTML what it means in XML.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
        // Noncharacters and controls take the longer way, which knows what XML cannot hold.
        .filter(|&c| matches!(c, ' '..='~' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'))
}
