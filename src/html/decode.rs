//! Decodes bytes: HTML §13.2.3.2, "determining the character encoding".

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::elements::{Attr, Name};
use super::texts::{Span, Texts};
use super::tokenizer::{AttributeName, Keep, StartTag, State, TagName, TokenSink, tokenize};
use crate::encoding::{guess, is_utf8_despite};

/// The number of bytes to search for a `meta` element.
const PRESCAN: usize = 1024;

/// Decodes an HTML page in any encoding of the web.
///
/// The first of these decides: a byte order mark; the `charset` of `content_type`, which is the value of the HTTP header
/// `Content-Type`; a `meta` element in the first 1,024 bytes. The last is overruled if the bytes are valid UTF-8 and hold
/// characters beyond ASCII (ten of them if it declares a multi-byte encoding), because programs that save pages write UTF-8 and
/// keep the element. Without any of these, the encoding is UTF-8, unless over a quarter of the bytes outside of ASCII are
/// invalid in it. Then it is guessed from the frequencies of letters, as Firefox does. Invalid bytes become U+FFFD.
///
/// ```
/// use newsclip::html::decode;
///
/// let page = b"<meta charset=gbk><p>\xD3\xEA"; // 雨
/// assert_eq!(decode(page, None), "<meta charset=gbk><p>雨");
/// assert_eq!(decode(b"<p>\xAB\x42", Some("text/html; charset=big5")), "<p>雨");
/// assert_eq!(decode(b"<p>\xBD\xF1\xC8\xD5\xB4\xF3\xD3\xEA", None), "<p>今日大雨"); // a guess
/// ```
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    let in_page = || meta_charset(bytes).map(|declared| checked(declared, bytes));
    let encoding = transport_charset(content_type).or_else(in_page).unwrap_or_else(|| guess(bytes));
    // This also detects a byte order mark, which takes precedence.
    encoding.decode(bytes).0
}

/// The declared encoding, unless the bytes are UTF-8.
fn checked(declared: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    if declared != UTF_8 && is_utf8_despite(declared, bytes) { UTF_8 } else { declared }
}

fn transport_charset(content_type: Option<&str>) -> Option<&'static Encoding> {
    Encoding::for_label(charset_in(content_type?)?.as_bytes())
}

/// HTML §2.5.3, "extracting a character encoding from a meta element".
fn charset_in(content: &str) -> Option<&str> {
    let lower = content.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower[from..].find("charset")? + "charset".len();
        let rest = content[at..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            from = at;
            continue;
        };
        let value = value.trim_start();
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote).map(|(value, _)| value),
            _ => value.split(|c: char| c == ';' || c.is_ascii_whitespace()).next(),
        };
    }
}

/// HTML §13.2.3.2, "prescan a byte stream to determine its encoding".
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCAN)];
    // Only ASCII matters here, and windows-1252 preserves it.
    let text = WINDOWS_1252.decode_without_bom_handling(start).0;
    let mut prescan = Prescan::default();
    // All attributes, because `charset` is not in the table of attributes.
    tokenize(&text, State::Data, Keep::All, &mut prescan);
    let encoding = prescan.encoding?;
    // The page has been parsed as ASCII, so it is not UTF-16.
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

#[derive(Default)]
struct Prescan {
    encoding: Option<&'static Encoding>,
}

impl TokenSink for Prescan {
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        if tag.name.standard == Name::Meta && self.encoding.is_none() {
            let value = |wanted: &str| {
                let found = tag.attributes.iter().find(|attribute| match attribute.name {
                    AttributeName::Known(name) => name.text() == wanted,
                    AttributeName::Other(name) => texts.get(name).eq_ignore_ascii_case(wanted),
                    AttributeName::Element => false,
                });
                found.map(|attribute| texts.get(attribute.value))
            };
            let is_content_type = value(Attr::HttpEquiv.text())
                .is_some_and(|header| header.eq_ignore_ascii_case("content-type"));
            let content = value(Attr::Content.text()).filter(|_| is_content_type).and_then(charset_in);
            let label = value("charset").or(content);
            self.encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        }
        // The prescan has no raw text.
        State::Data
    }

    fn end_tag(&mut self, _: TagName, _: &Texts<'_>) {}

    fn text(&mut self, _: Span, _: &Texts<'_>) {}

    fn null(&mut self, _: &mut Texts<'_>) {}

    fn comment(&mut self) {}

    fn doctype(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_reliable_source_decides() {
        let cases: [(&[u8], Option<&str>, &str); 13] = [
            (b"\xEF\xBB\xBF<meta charset=gbk>\xE9\x9B\xA8", Some("text/html; charset=big5"), "雨"),
            (b"\xFF\xFE\xE8\x96", None, "雨"),
            (b"<meta charset=gbk>\xE9\x9B\xA8", Some("text/html; Charset = \"utf-8\""), "雨"),
            (b"caf\x8E", Some("text/html; charset=macintosh; format=flowed"), "café"),
            (b"<!-- <meta charset=big5> --><meta charset='GB2312'>\xD3\xEA", None, "雨"),
            // Outside of SVG and MathML, this is a comment up to `>`.
            (b"<![CDATA[ <p> <meta charset=gbk>\xD3\xEA", None, "雨"),
            (b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x89\x4A", None, "雨"),
            (b"<meta http-equiv=Content-Type content='text/html; charset=macintosh'>caf\x8E", None, "café"),
            (b"<meta charset=koi8-r><meta charset=gbk>\xE4\xCF\xD6\xC4\xD8", None, "Дождь"),
            (b"<meta name=x content='charset=gbk'>\xE9\x9B\xA8", None, "雨"),
            (b"<meta charset=utf-16le>\xE9\x9B\xA8", None, "雨"),
            (b"caf\xE9", None, "café"),
            (b"<meta charset=nonsense>\xE9\x9B\xA8", None, "雨"),
        ];
        for (bytes, content_type, end) in cases {
            let text = decode(bytes, content_type);
            assert!(text.ends_with(end), "{text}");
        }
    }

    #[test]
    fn a_page_saved_as_utf8_is_read_as_utf8() {
        let text = "今日大雨停了，路上的积水很快就退了。";
        let page = |label: &str, text: &str| format!("<meta charset={label}><p>{text}").into_bytes();
        assert!(decode(&page("gb2312", text), None).ends_with(text));
        assert!(decode(&page("windows-1251", "ё"), None).ends_with('ё'));
        // A few characters may be GBK by chance, and the transport is believed.
        assert!(!decode(&page("gb2312", "今日"), None).ends_with("今日"));
        assert!(!decode(&page("gb2312", text), Some("text/html; charset=gbk")).ends_with(text));
        // One invalid byte suffices for the declared encoding.
        assert!(decode(&[page("iso-8859-1", "é"), vec![0xE9, b'.']].concat(), None).ends_with("Ã©é."));
    }

    #[test]
    fn only_the_start_is_searched() {
        let page = [" ".repeat(PRESCAN).as_bytes(), b"<meta charset=gbk>\xE9\x9B\xA8"].concat();
        assert!(decode(&page, None).ends_with("雨"));
    }
}
