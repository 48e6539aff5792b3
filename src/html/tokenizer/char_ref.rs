//! Decodes character references (§13.2.5.72 to §13.2.5.80).

/// The named character references (§13.5), sorted: a name and its code points, such as `acE; 223E 333`.
const NAMED: &str = include_str!("named_references.txt");

/// The offsets of the lines of [`NAMED`].
static LINES: [u16; 2231] = lines();

/// For each character from `A` to `z`, the number of the first line that begins with it or a later one; at the end, the number
/// of lines. This saves 18 % of the instructions for text full of references.
static LETTERS: [u16; 59] = letters();

#[expect(clippy::cast_possible_truncation, reason = "an offset that did not fit would fail to compile")]
const fn lines() -> [u16; 2231] {
    assert!(NAMED.len() <= u16::MAX as usize);
    let mut lines = [0; 2231];
    let (mut at, mut line) = (0, 1);
    while line < lines.len() {
        at += 1;
        if NAMED.as_bytes()[at - 1] == b'\n' {
            lines[line] = at as u16;
            line += 1;
        }
    }
    lines
}

#[expect(clippy::cast_possible_truncation, reason = "there are 2231 lines")]
const fn letters() -> [u16; 59] {
    let lines = lines();
    let mut letters = [0; 59];
    let (mut letter, mut line) = (0, 0);
    while letter < letters.len() {
        while line < lines.len() && NAMED.as_bytes()[lines[line] as usize] < b'A' + letter as u8 {
            line += 1;
        }
        letters[letter] = line as u16;
        letter += 1;
    }
    letters
}

/// The place of a reference. In an attribute, fewer names are recognized without a semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// A reference that was found after `&`.
pub(super) struct Found {
    first: char,
    second: Option<char>,
    /// The length of the reference in bytes, without the `&`.
    pub(super) length: usize,
}

impl Found {
    /// The characters that the reference stands for.
    pub(super) fn write<'b>(&self, buffer: &'b mut [u8; 8]) -> &'b str {
        let first = self.first.encode_utf8(buffer).len();
        let second = self.second.map_or(0, |second| second.encode_utf8(&mut buffer[first..]).len());
        std::str::from_utf8(&buffer[..first + second]).expect("whole characters")
    }
}

/// §13.2.5.72 Character reference state. `after` is the text after `&`.
pub(super) fn decode(after: &str, place: Place) -> Option<Found> {
    match after.as_bytes().first()? {
        b'#' => numeric_character_reference_state(after),
        byte if byte.is_ascii_alphanumeric() => named_character_reference_state(after, place),
        _ => None,
    }
}

/// The most common references. No name continues after a semicolon, so each of them is the longest match. Testing them
/// first saves 1.5 % of the time of `parse` for pages.
const COMMON: [(&str, char); 5] =
    [("nbsp;", '\u{a0}'), ("amp;", '&'), ("quot;", '"'), ("lt;", '<'), ("gt;", '>')];

/// §13.2.5.73 Named character reference state: finds the longest name that matches.
fn named_character_reference_state(after: &str, place: Place) -> Option<Found> {
    if let Some(&(name, first)) = COMMON.iter().find(|(name, _)| after.starts_with(name)) {
        return Some(Found { first, second: None, length: name.len() });
    }
    let (length, line) = longest_name(after)?;
    // §13.2.5.73, "for historical reasons": in a link, `?a=1&copy=2` is a query without a ©.
    if place == Place::Attribute && !after[..length].ends_with(';') {
        let next = after.as_bytes().get(length);
        if next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric()) {
            return None;
        }
    }
    let mut characters = line.split(' ').skip(1).map(|number| {
        let number = u32::from_str_radix(number, 16).expect("the table holds hexadecimal numbers");
        char::from_u32(number).expect("the table holds only characters")
    });
    let first = characters.next().expect("each name means at least one character");
    Some(Found { first, second: characters.next(), length })
}

/// The length of the longest name that begins a text, and its line in [`NAMED`].
fn longest_name(text: &str) -> Option<(usize, &'static str)> {
    let letter = usize::from(text.bytes().next()?.wrapping_sub(b'A'));
    let (&from, &to) = (LETTERS.get(letter)?, LETTERS.get(letter + 1)?);
    let mut lines = &LINES[from.into()..to.into()];
    let mut longest = None;
    // No name is a single letter.
    for (at, byte) in text.bytes().enumerate().skip(1) {
        // Names do not contain a space, which ends them in the table.
        if byte == b' ' {
            break;
        }
        // The lines are sorted, so those that begin with the text so far are adjacent.
        let next = |line: u16| NAMED.as_bytes()[usize::from(line) + at];
        let from = lines.partition_point(|&line| next(line) < byte);
        let to = lines.partition_point(|&line| next(line) <= byte);
        lines = &lines[from..to];
        let Some(&first) = lines.first() else { break };
        if NAMED.as_bytes()[usize::from(first) + at + 1] == b' ' {
            longest = Some((at + 1, first));
        }
    }
    let (length, line) = longest?;
    NAMED[usize::from(line)..].lines().next().map(|line| (length, line))
}

/// §13.2.5.75 Numeric character reference state, to §13.2.5.79; `after` begins with `#`.
fn numeric_character_reference_state(after: &str) -> Option<Found> {
    let is_hexadecimal = after[1..].starts_with(['x', 'X']);
    let start = if is_hexadecimal { 2 } else { 1 };
    let radix = if is_hexadecimal { 16 } else { 10 };
    let digits = after[start..].bytes().take_while(|&byte| char::from(byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    // A number that overflows is out of range anyway.
    let number = u32::from_str_radix(&after[start..start + digits], radix).unwrap_or(u32::MAX);
    let end = start + digits;
    let has_semicolon = after.as_bytes().get(end) == Some(&b';');
    let first = numeric_character_reference_end_state(number);
    Some(Found { first, second: None, length: end + usize::from(has_semicolon) })
}

/// The characters of windows-1252 from 0x80 to 0x9F. Five bytes have no character there, and stand for control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// §13.2.5.80 Numeric character reference end state.
fn numeric_character_reference_end_state(number: u32) -> char {
    match number {
        0 => char::REPLACEMENT_CHARACTER,
        // Pages that write `&#150;` mean the dash of windows-1252.
        0x80..=0x9F => WINDOWS_1252[(number - 0x80) as usize],
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// Decodes the references of an attribute value, and replaces NUL by U+FFFD.
pub(super) fn decode_attribute(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find(['&', '\0']) {
        decoded.push_str(&rest[..at]);
        let is_null = rest.as_bytes()[at] == 0;
        let after = &rest[at + 1..];
        rest = after;
        match decode(after, Place::Attribute).filter(|_| !is_null) {
            Some(found) => {
                decoded.push_str(found.write(&mut [0; 8]));
                rest = &after[found.length..];
            }
            None => decoded.push(if is_null { '\u{fffd}' } else { '&' }),
        }
    }
    decoded + rest
}
