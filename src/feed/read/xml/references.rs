//! Character and entity references in XML text.

use std::borrow::Cow;

use memchr::memchr;

use crate::feed::read::note::NoteKind;
use crate::html::{LONGEST_REFERENCE, decode_references};
use crate::scan::is_xml_char;

/// Decodes references, and calls `note` for faults, with their offsets in `text`.
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

/// Decodes the reference at the start of a text, appends the result, and returns the length of the reference.
fn reference(text: &str, out: &mut String, note: &mut impl FnMut(NoteKind, &str)) -> usize {
    // Bounded, so that a text of many `&` cannot take quadratic time.
    let bytes = &text.as_bytes()[1..text.len().min(LONGEST_REFERENCE)];
    let is_name_byte = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let length = bytes.iter().take_while(|byte| is_name_byte(byte)).count();
    // XML 1.0 §4.1 requires `&amp;`, but `AT&T` is common in feeds and its meaning is clear.
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
        _ if name.starts_with('#') => return numeric_reference(text, whole, out),
        _ => {
            // XML 1.0 §4.6 predefines five entities. `&nbsp;` of HTML is common. Entities of a DTD are never expanded.
            note(NoteKind::Entity, name);
            out.push_str(&decode_references(whole));
        }
    }
    whole.len()
}

/// Decodes the numeric reference `whole`, or a pair of references, at the start of a text, and returns its length.
fn numeric_reference(text: &str, whole: &str, out: &mut String) -> usize {
    if let Some(c) = character(&whole["&#".len()..whole.len() - 1]) {
        out.push(c);
        return whole.len();
    }
    // Old programs write one reference for each half of a UTF-16 pair.
    if let Some((c, length)) = surrogate_pair(text) {
        out.push(c);
        return length;
    }
    // HTML §13.2.5.80 defines the result for numbers that are not characters.
    out.extend(decode_references(whole).chars().filter(|&c| is_xml_char(c)));
    whole.len()
}

/// The character that two references at the start of a text encode in UTF-16, and the length of both.
fn surrogate_pair(text: &str) -> Option<(char, usize)> {
    let half = |text: &str| {
        // At most 6 characters before the semicolon, so that the search takes bounded time.
        let text = text.strip_prefix("&#")?;
        let (number, _) = text[..text.floor_char_boundary(7)].split_once(';')?;
        let unit = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u16::from_str_radix(digits, 16),
            None => number.parse(),
        };
        Some((unit.ok()?, number.len() + 3))
    };
    let (high, first) = half(text)?;
    let (low, second) = half(&text[first..])?;
    let c = char::decode_utf16([high, low]).next()?.ok().filter(|&c| c > '\u{ffff}')?;
    Some((c, first + second))
}

/// The character of a numeric reference, if HTML and XML agree on it.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
        // Control characters and noncharacters take the slower path, which filters those that XML does not allow.
        .filter(|&c| matches!(c, ' '..='~' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'))
}
