//! The URL policy, which is the same for all outputs.
//!
//! A URL is kept if following or loading it executes nothing. The policy checks the scheme after parsing with the `url` crate,
//! which works as browsers do, so it detects every spelling (`java\nscript:`, `&#1;javascript:`). A relative URL is resolved
//! if there is a base, and otherwise kept as written.

mod parse;
mod plain;

use std::borrow::Cow;

use url::{ParseError, Position, Url};

pub(crate) use self::parse::{join_url, parse_url};
use self::plain::{has_plain_host, is_plain_path, is_plain_web_url};
use crate::scan::find;

/// Schemes that a link may have.
const LINK_SCHEMES: [&str; 10] =
    ["https", "http", "mailto", "tel", "ftp", "sms", "magnet", "xmpp", "irc", "ircs"];

/// Image types that a `data:` URL may have. SVG is not among them, because it can carry scripts.
const DATA_IMAGES: [&str; 6] = ["png", "jpeg", "gif", "webp", "avif", "bmp"];

/// The maximum length of a host in bytes. Names in DNS have at most 253 (RFC 1035 §2.3.4: 255 with the lengths of their labels), and
/// as percent-encoded UTF-8, these are at most 3,036. Parsing a host of many labels takes 41 times its length in memory.
const MAX_HOST: usize = 4 << 10;

/// The file name extensions of images.
const IMAGE_EXTENSIONS: [&str; 14] =
    ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff", "heic", "heif", "jxl", "apng"];

/// The use of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The target of a link.
    Link,
    /// A file or page that is loaded: by a player, in a frame, or as an image of a feed.
    Media,
    /// An image, which may also be a `data:` URL.
    Image,
}

/// Whether a page on the web has this URL: its scheme is `http` or `https`.
pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "https" | "http")
}

/// Whether a URL is the address of documents without an address (RFC 6694 §2).
pub(crate) fn is_blank(url: &Url) -> bool {
    url.as_str() == "about:blank"
}

/// Whether a text is an absolute `http` or `https` URL.
pub(crate) fn is_web_url(text: &str) -> bool {
    is_plain_web_url(text) || parse_url(text).is_ok_and(|url| is_web(&url))
}

/// A URL without `](`, which separates a clip's title from its URL.
pub(crate) fn without_clip_separator(url: &str) -> Cow<'_, str> {
    // Servers read `%5D` and `]` as the same character.
    if url.contains("](") { Cow::Owned(url.replace("](", "%5D(")) } else { Cow::Borrowed(url) }
}

/// The address of a document that a clip can express.
pub(crate) fn normal_address(url: Url) -> Url {
    match without_clip_separator(url.as_str()) {
        Cow::Borrowed(_) => url,
        Cow::Owned(changed) => Url::parse(&changed).unwrap_or(url),
    }
}

/// The URL in the form that outputs may contain; `None` if the policy rejects it.
///
/// An absolute `http` or `https` URL is kept as written, except for white space and characters that no URL may contain. Any
/// other absolute URL is normalized by the `url` crate. A base with another scheme than `http` or `https` resolves nothing.
pub(crate) fn resolve<'a>(written: &'a str, base: Option<&Url>, purpose: Purpose) -> Option<Cow<'a, str>> {
    // WHATWG URL §4.4 drops C0 controls and spaces at both ends first.
    let written = written.trim_matches(|c: char| c <= ' ');
    // An empty `href` is the document itself; an empty `src` is no resource.
    if written.is_empty() && purpose != Purpose::Link {
        return None;
    }
    // The most frequent case. `needs_no_encoding` also rules out the backslash that could end the host earlier.
    if has_plain_host(written) && needs_no_encoding(written) {
        return Some(Cow::Borrowed(written));
    }
    if is_plain_web_url(written) {
        return Some(as_written(written));
    }
    let base = base.filter(|base| is_web(base));
    if let Some(base) = base.filter(|_| is_plain_path(written)) {
        let origin = encode_delimiters(&base[..Position::BeforePath]);
        return Some(Cow::Owned([&*origin, written].concat()));
    }
    match parse_url(written) {
        Ok(url) if !is_allowed(&url, purpose) => None,
        // Kept as written, unlike `http:a` and `http:\\a`, which other parsers would read differently.
        Ok(_) if begins_as_web_url(written) => Some(as_written(written)),
        // Without two slashes, a special URL is relative to a base of the same scheme.
        Ok(url) => match base {
            Some(base) => join(base, written, purpose).map(Cow::Owned),
            None => Some(Cow::Owned(encode_delimiters(url.as_str()).into_owned())),
        },
        Err(ParseError::RelativeUrlWithoutBase) => match base {
            Some(base) => join(base, written, purpose).map(Cow::Owned),
            // A tree may name files beside it, such as images saved with an article.
            None => Some(relative(written)),
        },
        Err(_) => None,
    }
}

fn join(base: &Url, written: &str, purpose: Purpose) -> Option<String> {
    let url = join_url(base, written).ok().filter(|url| is_allowed(url, purpose))?;
    // WHATWG URL §1.3 leaves a backslash and a backtick in a query as they are.
    Some(encode_delimiters(url.as_str()).into_owned())
}

/// A relative URL without a base. Browsers read its backslashes as slashes (WHATWG URL §4.4, relative state).
fn relative(written: &str) -> Cow<'_, str> {
    if written.contains('\\') {
        let slashes = written.replace('\\', "/");
        return Cow::Owned(as_written(&slashes).into_owned());
    }
    as_written(written)
}

/// The policy, for a URL that is parsed already.
pub(crate) fn is_allowed(url: &Url, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Link => LINK_SCHEMES.contains(&url.scheme()),
        // A `data:` URL in a frame would be a separate page, with scripts.
        Purpose::Media => is_web(url),
        Purpose::Image => is_web(url) || is_data_image(url),
    }
}

fn is_data_image(url: &Url) -> bool {
    let media_type = (url.scheme() == "data").then(|| url.path().split([';', ',']).next()).flatten();
    let subtype = media_type.and_then(|media_type| media_type.trim().strip_prefix("image/"));
    subtype.is_some_and(|subtype| DATA_IMAGES.iter().any(|image| subtype.eq_ignore_ascii_case(image)))
}

/// The extension of an image at the end of a file name, in lower case.
pub(crate) fn image_extension(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    IMAGE_EXTENSIONS.into_iter().find(|image| extension.eq_ignore_ascii_case(image))
}

/// Whether a URL is a `data:` URL of less than 256 bytes. Such an image is too small to show anything, and is the placeholder of
/// another one.
pub(crate) fn is_tiny_data_image(url: &str) -> bool {
    url.len() < 256 && url.starts_with("data:")
}

/// `http://…` or `https://…` without anything that the `url` crate would reinterpret.
fn begins_as_web_url(written: &str) -> bool {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    // Browsers skip the third slash of `https:///a.example`; other parsers find no host.
    rest.is_some_and(|rest| !rest.starts_with('/') && !written.contains('\\'))
}

/// Drops line breaks and tabs, as URL parsing does, and encodes characters that a URL cannot contain.
fn as_written(written: &str) -> Cow<'_, str> {
    if needs_no_encoding(written) {
        return Cow::Borrowed(written);
    }
    if memchr::memchr3(b'\t', b'\n', b'\r', written.as_bytes()).is_none() {
        return encode_delimiters(written);
    }
    Cow::Owned(encode_delimiters(&written.replace(['\t', '\n', '\r'], "")).into_owned())
}

/// Whether a URL is ASCII without a character that `encode_delimiters` encodes, as nearly all are. Searching in chunks makes
/// `parse` 2 % faster.
fn needs_no_encoding(url: &str) -> bool {
    let is_suspect = |byte: u8| {
        let is_delimiter =
            (byte == b'"') | (byte == b'<') | (byte == b'>') | (byte == b'\\') | (byte == b'`');
        (byte <= b' ') | (byte >= 0x7F) | is_delimiter
    };
    find(url.as_bytes(), is_suspect, is_suspect).is_none()
}

/// Percent-encodes the characters that delimit URLs in text and markup (RFC 3986, appendix C), and those that collapsing white
/// space or XML would lose.
fn encode_delimiters(url: &str) -> Cow<'_, str> {
    let is_encoded = |c: char| {
        c <= ' '
            || matches!(c, '"' | '<' | '>' | '\\' | '`' | '\u{fffe}' | '\u{ffff}')
            || c.is_whitespace()
            || c.is_control()
    };
    if needs_no_encoding(url) || !url.contains(is_encoded) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len() + 16);
    for c in url.chars() {
        if is_encoded(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_encoded(&mut encoded, byte));
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}

fn push_encoded(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend(['%', DIGITS[usize::from(byte >> 4)].into(), DIGITS[usize::from(byte & 15)].into()]);
}

/// The same URL with non-ASCII characters percent-encoded, as RFC 3986 and feed validators require.
#[cfg(feature = "feed")]
pub(crate) fn to_ascii(url: &str) -> String {
    parse_url(url).map_or_else(|_| url.to_string(), |url| url.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn resolved(written: &str, base: Option<&str>, purpose: Purpose) -> Option<String> {
        let base = base.map(|base| Url::parse(base).expect("a URL"));
        resolve(written, base.as_ref(), purpose).map(Cow::into_owned)
    }

    #[test]
    fn relative_urls_are_resolved_or_kept() {
        let base = Some("https://a.example/b/c");
        for (written, with_base, without) in [
            ("d", "https://a.example/b/d", "d"),
            ("../d", "https://a.example/d", "../d"),
            ("#e", "https://a.example/b/c#e", "#e"),
            ("//f.example/g", "https://f.example/g", "//f.example/g"),
            ("h\\i j", "https://a.example/b/h/i%20j", "h/i%20j"),
            ("https:k", "https://a.example/b/k", "https://k/"),
            ("https://l.example/中", "https://l.example/中", "https://l.example/中"),
            // Kept as written, but for slashes that other parsers read differently.
            ("https://M.example/n/../o", "https://M.example/n/../o", "https://M.example/n/../o"),
            ("https:///m.example/n", "https://m.example/n", "https://m.example/n"),
            ("https://M.example\\n", "https://m.example/n", "https://m.example/n"),
        ] {
            assert_eq!(resolved(written, base, Purpose::Link).as_deref(), Some(with_base), "{written}");
            assert_eq!(resolved(written, None, Purpose::Link).as_deref(), Some(without), "{written}");
            assert_eq!(
                resolved(written, Some("file:///x"), Purpose::Link).as_deref(),
                Some(without),
                "{written}"
            );
        }
    }

    #[test]
    fn delimiters_are_encoded() {
        for (written, encoded) in [("\"", "%22"), ("<", "%3C"), (">", "%3E"), ("`", "%60"), ("\\", "/")] {
            assert_eq!(resolved(written, None, Purpose::Link).as_deref(), Some(encoded));
            let url = resolved(&format!("https://a.example/{written}b"), None, Purpose::Link);
            assert_eq!(url, Some(format!("https://a.example/{encoded}b")));
        }
    }

    #[test]
    fn data_images_are_tiny_below_256_bytes() {
        let image = |bytes: usize| format!("{:A<bytes$}", "data:image/png;base64,");
        assert!(is_tiny_data_image(&image(255)));
        assert!(!is_tiny_data_image(&image(256)));
    }

    #[test]
    fn urls_that_could_execute_are_rejected() {
        for written in [
            "javascript:x()",
            "JavaScript:x()",
            " \u{1}javascript:x()",
            "java\nscript:x()",
            "java\tscript:x()",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "blob:https://a.example/x",
            "file:///x",
            "about:x",
            "view-source:x",
            "C:\\x",
            "https://[",
            // The last label is a number (WHATWG URL §3.5), and too large for an IPv4 address.
            "http://a.0xfffffffff/",
            "http://a b/",
            // Malformed Punycode.
            "http://xn--a.example/",
        ] {
            for base in [None, Some("https://a.example/")] {
                assert_eq!(resolved(written, base, Purpose::Link), None, "{written:?}");
                assert_eq!(resolved(written, base, Purpose::Image), None, "{written:?}");
            }
        }
        assert_eq!(resolved("mailto:a@b.example", None, Purpose::Image), None);
        assert!(resolved("data:image/png;base64,AAAA", None, Purpose::Image).is_some());
    }

    proptest! {
        /// Markdown's destinations and autolinks rely on it.
        #[test]
        fn no_url_has_white_space_or_angle_brackets(
            written in "(https?:|https://a[.]example|mailto:|data:image/png,|/)?[\\x00-\\x7f\u{a0}\u{3000}雨]{0,12}",
            has_base in any::<bool>(),
        ) {
            let base = has_base.then_some("https://a.example/b/c?d");
            let is_wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\' | '"' | '`');
            for purpose in [Purpose::Link, Purpose::Image] {
                let url = resolved(&written, base, purpose).unwrap_or_default();
                prop_assert!(!url.contains(is_wrong), "{written:?}: {url:?}");
            }
        }
    }
}
