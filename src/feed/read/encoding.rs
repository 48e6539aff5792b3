//! The encoding of a feed's bytes (XML 1.0, appendix F).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// The text, and the encoding's name if some bytes were not in it.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    // `decode` obeys a byte order mark before anything else.
    let (text, encoding, has_errors) = declared(bytes).unwrap_or(UTF_8).decode(bytes);
    (text, has_errors.then_some(encoding.name()))
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(256)];
    let declaration = start.strip_prefix(b"<?xml")?;
    let declaration = declaration.split(|&byte| byte == b'>').next()?;
    let text = String::from_utf8_lossy(declaration).into_owned();
    let (_, value) = text.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|&c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}
