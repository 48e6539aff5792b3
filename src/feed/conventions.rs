//! Conventions that the writers and the reader share where a format is silent: unknown times, ids that are not IRIs, titles
//! that may be HTML.

use std::borrow::Cow;
use std::ops::Range;

use url::form_urlencoded::{byte_serialize, parse};

use crate::html::{LONGEST_REFERENCE, decode_references};
use crate::scan::{find, skip_chunks};
use crate::url::{is_web_url, parse_url};

/// The maximum length in bytes of a base URL for content. Many relative links and a long base could make the output
/// hundreds of times as long as the input. Few browsers and servers accept longer URLs.
pub(super) const LONGEST_BASE: usize = 2048;

/// The value of Atom's `updated`, which is required, if no time is known. The reader of this crate removes it again. A real
/// time of this value is also in `published`.
pub(super) const NO_TIME: &str = "1970-01-01T00:00:00Z";

/// The prefix of the URN for an id that is not an IRI, because Atom requires IRIs.
const URN: &str = "urn:newsclip:id:";

/// Converts an id to an absolute IRI, which Atom requires (RFC 4287 §4.2.6).
pub(super) fn iri(id: &str) -> Cow<'_, str> {
    // The `url` crate accepts spaces and braces, which RFC 3987 §2.2 does not allow in an IRI. Most ids are URLs of pages.
    // Parsing those, and testing their characters one by one, took 12 % of the time of writing Atom.
    if !has_forbidden(id) && (is_web_url(id) || parse_url(id).is_ok()) {
        return Cow::Borrowed(id);
    }
    // Percent-encoded, so that the reader restores exactly the same id.
    Cow::Owned(byte_serialize(id.as_bytes()).fold(URN.to_string(), |urn, piece| urn + piece))
}

fn has_forbidden(id: &str) -> bool {
    let is_delimiter = |byte: u8| {
        let is_bracket = (byte == b'<') | (byte == b'>') | (byte == b'{') | (byte == b'}');
        is_bracket | (byte == b'"') | (byte == b'|') | (byte == b'\\') | (byte == b'^') | (byte == b'`')
    };
    // White space beyond ASCII begins with a byte from 0xC2 on.
    let may_be_forbidden = |byte: u8| (byte <= b' ') | is_delimiter(byte) | (byte >= 0xC2);
    let Some(start) = find(id.as_bytes(), may_be_forbidden, may_be_forbidden) else { return false };
    id[start..].contains(|c: char| c.is_whitespace() || u8::try_from(c).is_ok_and(is_delimiter))
}

/// The id that a URN made by [`iri`] encodes.
pub(super) fn read_urn(id: &str) -> Option<String> {
    let encoded = id.strip_prefix(URN)?;
    parse(encoded.as_bytes()).next().map(|(id, _)| id.into_owned())
}

/// Whether a text that may be HTML is HTML: it holds a character reference, the end tag of an HTML element, or a void
/// element.
///
/// `Use of <b>` is text; `Use of &lt;b&gt;` and `x <b>y</b> z` are HTML.
pub(super) fn looks_like_html(text: &str) -> bool {
    // Most titles hold neither, and one pass is enough.
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return false;
    }
    has_reference(text) || has_tags(text) || inside_cdata(text).is_some()
}

/// The length of the start of a CDATA section. XML 1.0 §2.7 requires capital letters and no spaces, but some feeds have other
/// spellings.
pub(super) fn cdata_start(text: &str) -> Option<usize> {
    let skip_space = |text: &str| usize::from(text.starts_with(' '));
    let mut at = text.strip_prefix("<!").map(|_| "<!".len())?;
    for part in ["[", "CDATA", "["] {
        at += skip_space(&text[at..]);
        at += text.get(at..at + part.len()).filter(|found| found.eq_ignore_ascii_case(part))?.len();
    }
    Some(at)
}

/// The start of a CDATA section whose first bracket is at this offset.
pub(super) fn cdata_start_at(text: &str, bracket: usize) -> Option<Range<usize>> {
    let before = &text.as_bytes()[..bracket];
    let start = ["<!", "<! "].iter().find(|start| before.ends_with(start.as_bytes()))?;
    let from = bracket - start.len();
    Some(from..from + cdata_start(&text[from..])?)
}

/// The text inside a CDATA section that was itself escaped, as in `&lt;![CDATA[Rain]]&gt;`.
pub(super) fn inside_cdata(text: &str) -> Option<&str> {
    let text = text.trim();
    text[cdata_start(text)?..].strip_suffix("]]>")
}

pub(super) fn has_tags(text: &str) -> bool {
    text.split('<').skip(1).any(begins_with_tag)
}

/// Whether a text holds a character reference of HTML with its semicolon. `AT&T;` does not: HTML has no `&T;`.
pub(super) fn has_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|after| {
        // Bounded, so that a text of many `&` cannot take quadratic time.
        let name = after
            .bytes()
            .take(LONGEST_REFERENCE)
            .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'#');
        let (name, rest) = after.split_at(name.count());
        let is_reference = |whole: String| decode_references(&whole) != whole;
        rest.starts_with(';') && is_reference(format!("&{name};"))
    })
}

fn begins_with_tag(after: &str) -> bool {
    // The elements that occur in titles and short texts. `<T>` and `<stdio.h>` are text.
    const ELEMENTS: [&str; 30] = [
        "a", "abbr", "b", "big", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "i",
        "ins", "kbd", "mark", "p", "s", "script", "small", "span", "strike", "strong", "style", "sub", "sup",
        "tt", "u",
    ];
    const VOID: [&str; 4] = ["br", "hr", "img", "wbr"];
    let is_end = after.starts_with('/');
    let name = after.strip_prefix('/').unwrap_or(after);
    // Longer than any name above. The limit keeps a title with many `<` from being scanned once for each of them.
    let length = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = name.split_at(length);
    let name = name.to_ascii_lowercase();
    let ends = rest.starts_with(['>', '/', ' ', '\n', '\t']);
    // A start tag alone is no evidence: "Use of <b>" is a title about HTML.
    ends && if is_end { ELEMENTS.contains(&&*name) } else { VOID.contains(&&*name) && rest.contains('>') }
}

/// The URL with upper-case hexadecimal digits in its percent-encodings, the normal form of RFC 3986 §6.2.2.1.
pub(super) fn canonical(url: &str) -> Cow<'_, str> {
    // Most URLs are already in normal form, and many have hundreds of percent-encodings. Testing each of those took 2 % of
    // the time of writing RSS.
    let is_lower_hex = |byte: u8| byte.wrapping_sub(b'a') < 6;
    let may_be_lower =
        |first: u8, second: u8, third: u8| (first == b'%') & (is_lower_hex(second) | is_lower_hex(third));
    let skipped = skip_chunks(url.as_bytes(), may_be_lower);
    if !url.as_bytes()[skipped..].windows(3).any(|w| may_be_lower(w[0], w[1], w[2])) {
        return Cow::Borrowed(url);
    }
    let mut canonical = String::with_capacity(url.len());
    let mut rest = url;
    while let Some((before, after)) = rest.split_once('%') {
        let is_encoded =
            after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let (digits, after) = after.split_at(if is_encoded { 2 } else { 0 });
        canonical.extend([before, "%", &digits.to_ascii_uppercase()]);
        rest = after;
    }
    canonical.push_str(rest);
    Cow::Owned(canonical)
}

/// The 64-bit FNV-1a hash of bytes.
pub(super) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_with_a_semicolon() {
        for text in ["rain &amp; snow", "&#39;", "a&#x27;", "&CounterClockwiseContourIntegral;"] {
            assert!(has_reference(text), "{text}");
        }
        for text in ["AT&T;", "R & D;", "&;", "&#;", "&lt", "A &yen for rain; part 2", "Q&A\r\n;", "Q&A\0;"] {
            assert!(!has_reference(text), "{text:?}");
        }
    }

    #[test]
    fn percent_encodings_have_upper_case_digits() {
        for (url, expected) in [
            ("/%ab", "/%AB"),
            // No byte but the digit could be one of an encoding.
            ("%b5", "%B5"),
            ("/%a0%0a", "/%A0%0A"),
            ("/%E9%9B%A8", "/%E9%9B%A8"),
            ("/%zf%e", "/%zf%e"),
            ("/rain-and-snow-in-the-morning?q=%ef", "/rain-and-snow-in-the-morning?q=%EF"),
        ] {
            assert_eq!(canonical(url), expected);
        }
    }

    #[test]
    fn ids_that_are_not_iris_are_encoded() {
        for c in "<>{}\"|\\^` \u{3000}".chars() {
            for id in [
                format!("https://a.example/{c}"),
                format!("https://a.example/rain{c}and{c}snow/2022"),
                format!("{c}https://a.example/"),
            ] {
                let encoded = iri(&id);
                assert!(encoded.starts_with(URN), "{id}");
                assert_eq!(read_urn(&encoded), Some(id));
            }
        }
        for id in ["https://a.example/雨", "https://a.example/雨停了以后/天晴了", "tag:a.example,2022:1"]
        {
            assert_eq!(iri(id), id);
        }
    }
}
