//! The encoding of a feed's bytes (XML 1.0, appendix F; RFC 7303 §3).

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are looked at to find the encoding.
pub(super) const LOOKAHEAD: usize = 1024;

/// The text, and the encoding's name if some bytes were not in it.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> (Cow<'a, str>, Option<&'static str>) {
    // `decode` obeys a byte order mark before anything else.
    let (text, encoding, has_errors) = encoding(bytes, charset).decode(bytes);
    (text, has_errors.then_some(encoding.name()))
}

/// A decoder for bytes that begin with these.
pub(super) fn decoder(start: &[u8], charset: Option<&str>) -> Decoder {
    encoding(start, charset).new_decoder()
}

/// The encoding: as the first two characters show if they are two bytes each, as the transport says, or as the declaration says.
fn encoding(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(LOOKAHEAD)];
    // XML 1.0, appendix F: without a byte order mark, UTF-16 shows by the zero beside the first `<`.
    match start {
        [b'<' | b'{', 0, _, 0, ..] => return UTF_16LE,
        [0, b'<' | b'{', 0, _, ..] => return UTF_16BE,
        _ => {}
    }
    // RFC 7303 §3: the transport's charset comes before the XML declaration.
    let stated = charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared(start));
    // In UTF-16, the first character would have been two bytes.
    stated.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE).unwrap_or(UTF_8)
}

/// The encoding that the XML declaration names.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    // White space before the declaration is an error of XML, and common.
    let declaration = start.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = declaration.split(|&byte| byte == b'>').next()?;
    // All encodings of the Encoding Standard but UTF-16 agree with ASCII here.
    let text = String::from_utf8_lossy(declaration).into_owned();
    let (_, value) = text.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|&c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}
