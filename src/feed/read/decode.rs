//! The encoding of a feed's bytes (XML 1.0, appendix F; RFC 7303 §3).

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::note::{NoteKind, Notes};
use crate::encoding::guess;

/// The number of bytes in which a label of the encoding is searched.
pub(super) const LOOKAHEAD: usize = 1024;

/// The number of bytes that a guess at the encoding is based on: those that are read first from a source.
pub(super) const FIRST_CHUNK: usize = 64 << 10;

/// Decodes bytes. Notes an encoding that was guessed, and malformed bytes.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>, notes: &mut Notes) -> Cow<'a, str> {
    // `Encoding::decode` gives a byte order mark precedence over the encoding.
    let (text, encoding, has_errors) = encoding(bytes, charset, notes).decode(bytes);
    if has_errors {
        notes.add_many(NoteKind::Encoding, 1, encoding.name(), None);
    }
    text
}

/// Returns a decoder for a source that begins with these bytes.
pub(super) fn decoder(start: &[u8], charset: Option<&str>, notes: &mut Notes) -> Decoder {
    encoding(start, charset, notes).new_decoder()
}

/// Detects the encoding: UTF-16 by its zero bytes, else the charset of the transport, else the XML declaration, else a guess.
fn encoding(bytes: &[u8], charset: Option<&str>, notes: &mut Notes) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(LOOKAHEAD)];
    // XML 1.0, appendix F: without a byte order mark, the zero byte beside the first `<` shows UTF-16. White space before
    // it is an error in XML, but common in feeds.
    let begins_feed = |byte: u8| matches!(byte, b'<' | b'{' | b' ' | b'\t' | b'\r' | b'\n');
    match start {
        [first, 0, _, 0, ..] if begins_feed(*first) => return UTF_16LE,
        [0, first, 0, _, ..] if begins_feed(*first) => return UTF_16BE,
        _ => {}
    }
    // RFC 7303 §3: the charset of the transport takes precedence over the XML declaration.
    let stated = charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared(start));
    // A label of UTF-16 is wrong: real UTF-16 was detected above.
    if let Some(encoding) = stated.filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding)) {
        return encoding;
    }
    let guess = guess(&bytes[..bytes.len().min(FIRST_CHUNK)]);
    if guess != UTF_8 && Encoding::for_bom(bytes).is_none() {
        notes.add_many(NoteKind::AssumedEncoding, 1, guess.name(), None);
    }
    guess
}

/// The encoding that the XML declaration names.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let declaration = start.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = declaration.split(|&byte| byte == b'>').next()?;
    // Except for UTF-16, all encodings of the Encoding Standard encode a declaration as ASCII does.
    let text = String::from_utf8_lossy(declaration).into_owned();
    let (_, value) = text.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|&c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}
