//! One policy for every URL of an article, whatever output it goes to.
//!
//! A URL is kept if it is absolute (or can be made so) and its scheme is one that a reader follows
//! without running anything. What counts as the scheme is what the `url` crate says after parsing, as a
//! browser would, so that no spelling (`java\nscript:`, `&#1;javascript:`) slips by.

use std::borrow::Cow;

use url::Url;

/// Schemes that a link may have.
const LINK_SCHEMES: [&str; 10] =
    ["https", "http", "mailto", "tel", "ftp", "sms", "magnet", "xmpp", "irc", "ircs"];

/// Image types that a `data:` URL may have; SVG is not among them, as it can carry scripts.
const DATA_IMAGES: [&str; 6] = ["png", "jpeg", "gif", "webp", "avif", "bmp"];

/// A `data:` URL shorter than this is a placeholder, not a picture that anybody looks at.
const SHORTEST_DATA_IMAGE: usize = 256;

/// What a URL is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Where a link leads.
    Link,
    /// What is loaded: an image, a player's file, a frame.
    Media,
    /// An image, which may also be a `data:` URL.
    Image,
}

/// The URL as it may stand in the tree, or `None` if it may not.
///
/// An absolute `http` or `https` URL stays as the author wrote it, but for white space and characters
/// that no URL may hold; anything else is what the `url` crate makes of it.
pub(crate) fn resolve(written: &str, base: Option<&Url>, purpose: Purpose) -> Option<String> {
    let written = written.trim_matches(|c: char| c <= ' ');
    // A link to nothing leads to its own document; an image or file of that URL is none.
    if written.is_empty() && purpose != Purpose::Link {
        return None;
    }
    if is_simple(written) {
        return Some(as_written(written));
    }
    let url = match base {
        Some(base) => base.join(written),
        None => Url::parse(written),
    };
    let url = url.ok()?;
    if !is_allowed(&url, purpose) {
        return None;
    }
    if is_plain(written) { Some(as_written(written)) } else { Some(encode_delimiters(url.as_str())) }
}

/// A tree's URL as a writer may write it: the policy once more, for trees that somebody built by hand.
pub(crate) fn checked(url: &str, purpose: Purpose) -> Option<Cow<'_, str>> {
    let is_usual = is_plain(url) && url.len() > 8 && url.bytes().all(is_usual_byte);
    if is_usual { Some(Cow::Borrowed(url)) } else { resolve(url, None, purpose).map(Cow::Owned) }
}

/// The URL of a document or feed as a writer may make it a link: what somebody set may be any.
pub(crate) fn web_page(url: &Url) -> Option<&str> {
    matches!(url.scheme(), "https" | "http").then(|| url.as_str())
}

/// ASCII that every URL may hold and that cannot make its host unreadable.
fn is_usual_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#=&+,;!@$*'()".contains(&byte)
}

fn is_allowed(url: &Url, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Link => LINK_SCHEMES.contains(&url.scheme()),
        Purpose::Media => matches!(url.scheme(), "https" | "http"),
        Purpose::Image => matches!(url.scheme(), "https" | "http") || is_data_image(url),
    }
}

fn is_data_image(url: &Url) -> bool {
    let is_data = url.scheme() == "data" && url.as_str().len() >= SHORTEST_DATA_IMAGE;
    let media_type = is_data.then(|| url.path().split([';', ',']).next()).flatten();
    let subtype = media_type.and_then(|media_type| media_type.trim().strip_prefix("image/"));
    subtype.is_some_and(|subtype| DATA_IMAGES.iter().any(|image| subtype.eq_ignore_ascii_case(image)))
}

/// `http://host` or `https://host`, and then what no parser can refuse: a host of plain names, whose last one
/// is no number. Nearly all URLs are, and need no parsing.
fn is_simple(written: &str) -> bool {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let Some(rest) = rest.map(str::as_bytes) else { return false };
    let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    is_plain_host(&rest[..end]) && memchr::memchr(b'\\', rest).is_none()
}

/// Labels of small letters and digits, with single hyphens within; the last one is a word.
fn is_plain_host(host: &[u8]) -> bool {
    let mut before = b'.';
    let mut top = b'.';
    for &byte in host {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' if before == b'.' => top = byte,
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'.' | b'-' if matches!(before, b'.' | b'-') => return false,
            b'.' => {}
            b'-' => top = b'-',
            _ => return false,
        }
        before = byte;
    }
    !matches!(before, b'.' | b'-') && top.is_ascii_lowercase()
}

/// `http://…` or `https://…` with nothing in it that the `url` crate would read otherwise than the eye does.
fn is_plain(written: &str) -> bool {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with('/') && !written.contains('\\'))
}

/// Drops line breaks and tabs, as URL parsing does, and encodes what cannot stand in a URL.
fn as_written(written: &str) -> String {
    if is_usual(written) {
        return written.to_string();
    }
    encode_delimiters(&written.replace(['\t', '\n', '\r'], ""))
}

/// Whether there is nothing to encode in a URL, as in nearly all. Without branches, so that the compiler looks at
/// many bytes in one instruction.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn is_usual(url: &str) -> bool {
    url.bytes().fold(true, |usual, byte| {
        let is_delimiter =
            (byte == b'"') | (byte == b'<') | (byte == b'>') | (byte == b'\\') | (byte == b'`');
        usual & (byte > b' ') & (byte < 0x7f) & !is_delimiter
    })
}

/// Percent-encodes the characters that delimit URLs in text and markup (RFC 3986, appendix C), and those
/// that white space folding or XML would lose.
fn encode_delimiters(url: &str) -> String {
    let is_foreign = |c: char| {
        c <= ' '
            || matches!(c, '"' | '<' | '>' | '\\' | '`')
            || c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if is_usual(url) || !url.contains(is_foreign) {
        return url.to_string();
    }
    let mut encoded = String::with_capacity(url.len() + 16);
    for c in url.chars() {
        if is_foreign(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push('%');
                encoded.push(hex_digit(byte >> 4));
                encoded.push(hex_digit(byte & 15));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

fn hex_digit(value: u8) -> char {
    char::from_digit(value.into(), 16).expect("four bits are one digit").to_ascii_uppercase()
}

/// The same URL with non-ASCII characters percent-encoded, as feeds and validators demand (RFC 3986).
pub(crate) fn to_ascii(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_string(), |url| url.to_string())
}
