//! The encoding of a feed's bytes (XML 1.0, appendix F; RFC 7303 §3).

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, IBM866, UTF_8, UTF_16BE, UTF_16LE};

use super::code_page::CodePage;
use super::ebcdic::Ebcdic;
use super::note::{NoteKind, Notes};
use super::utf_32::{Utf32, begins_feed};
use crate::encoding::{guess, is_utf8_despite};

/// The number of bytes in which a label of the encoding is searched.
pub(super) const LOOKAHEAD: usize = 1024;

/// The number of bytes that are read first from a source. A label is compared with them, whether the feed is read whole or item
/// by item, so that both have the same texts.
pub(super) const FIRST_CHUNK: usize = 64 << 10;

/// Decodes a source in pieces.
#[derive(Debug)]
pub(super) enum FeedDecoder {
    Standard(Decoder),
    Utf32(Utf32),
    Ebcdic(Ebcdic),
    CodePage(CodePage),
}

impl FeedDecoder {
    /// A decoder for a source that begins with these bytes.
    pub(super) fn new(start: &[u8], charset: Option<&str>, notes: &mut Notes) -> Self {
        Self::beyond_standard(start, charset, notes)
            .unwrap_or_else(|| Self::Standard(encoding(start, charset, notes).new_decoder()))
    }

    /// A decoder for an encoding that the Encoding Standard does not have, if the first bytes or a label show one.
    fn beyond_standard(start: &[u8], charset: Option<&str>, notes: &mut Notes) -> Option<Self> {
        let utf_32 = Utf32::of(start).map(Self::Utf32);
        let decoder = utf_32.or_else(|| Ebcdic::of(start, charset, notes).map(Self::Ebcdic));
        decoder.or_else(|| code_page(start, charset, notes).map(Self::CodePage))
    }

    /// Decodes a piece and appends its text. Returns true if some bytes are malformed in the encoding.
    pub(super) fn decode(&mut self, bytes: &[u8], out: &mut String, is_last: bool) -> bool {
        match self {
            Self::Standard(decoder) => {
                // With room for the largest result, one call decodes all bytes.
                let longest = decoder.max_utf8_buffer_length(bytes.len());
                out.reserve(longest.expect("three times a chunk fits in memory"));
                decoder.decode_to_string(bytes, out, is_last).2
            }
            Self::Utf32(decoder) => decoder.decode(bytes, out, is_last),
            Self::Ebcdic(decoder) => decoder.decode(bytes, out),
            Self::CodePage(page) => page.decode(bytes, out),
        }
    }

    /// The name of the encoding.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Standard(decoder) => decoder.encoding().name(),
            Self::Utf32(_) => "UTF-32",
            Self::Ebcdic(decoder) => decoder.name(),
            Self::CodePage(page) => page.name(),
        }
    }
}

/// Decodes bytes. Notes an encoding that was guessed, and malformed bytes.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>, notes: &mut Notes) -> Cow<'a, str> {
    if let Some(mut decoder) = FeedDecoder::beyond_standard(bytes, charset, notes) {
        let mut text = String::with_capacity(bytes.len());
        if decoder.decode(bytes, &mut text, true) {
            notes.add_many(NoteKind::Encoding, 1, decoder.name(), None);
        }
        return Cow::Owned(text);
    }
    // `Encoding::decode` gives a byte order mark precedence over the encoding.
    let (text, encoding, has_errors) = encoding(bytes, charset, notes).decode(bytes);
    if has_errors {
        notes.add_many(NoteKind::Encoding, 1, encoding.name(), None);
    }
    text
}

/// The code page that the transport names, or else the XML declaration, unless the bytes show that they are UTF-8.
fn code_page(bytes: &[u8], charset: Option<&str>, notes: &mut Notes) -> Option<CodePage> {
    if charset.and_then(named).is_some() || Encoding::for_bom(bytes).is_some() {
        return None;
    }
    if let Some(page) = charset.and_then(CodePage::of_label) {
        return Some(page);
    }
    let page = CodePage::of_label(&declared_label(&bytes[..bytes.len().min(LOOKAHEAD)])?)?;
    // IBM866 stands for any encoding with single bytes.
    if is_utf8_despite(IBM866, &bytes[..bytes.len().min(FIRST_CHUNK)]) {
        notes.add_many(NoteKind::WrongEncoding, 1, UTF_8.name(), None);
        return None;
    }
    Some(page)
}

/// Detects the encoding: UTF-16 by its zero bytes, else the charset of the transport, else the XML declaration, else a guess.
fn encoding(bytes: &[u8], charset: Option<&str>, notes: &mut Notes) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(LOOKAHEAD)];
    // XML 1.0, appendix F: without a byte order mark, the zero byte beside the first `<` shows UTF-16. White space before
    // it is an error in XML, but common in feeds.
    match start {
        [first, 0, _, 0, ..] if begins_feed(*first) => return UTF_16LE,
        [0, first, 0, _, ..] if begins_feed(*first) => return UTF_16BE,
        _ => {}
    }
    // RFC 7303 §3: the charset of the transport takes precedence over the XML declaration.
    if let Some(encoding) = charset.and_then(named) {
        return encoding;
    }
    let declared = declared_label(start).as_deref().and_then(named);
    let encoding = checked(declared.unwrap_or(UTF_8), &bytes[..bytes.len().min(FIRST_CHUNK)]);
    if encoding != declared.unwrap_or(UTF_8) && Encoding::for_bom(bytes).is_none() {
        let kind = if declared.is_some() { NoteKind::WrongEncoding } else { NoteKind::AssumedEncoding };
        notes.add_many(kind, 1, encoding.name(), None);
    }
    encoding
}

/// The declared encoding, unless the bytes show another one. Programs that declare `us-ascii`, which means windows-1252 in the
/// Encoding Standard, or that once wrote GBK, write UTF-8 now. Others declare UTF-8 and write GBK.
fn checked(declared: &'static Encoding, start: &[u8]) -> &'static Encoding {
    if declared == UTF_8 {
        return guess(start);
    }
    if is_utf8_despite(declared, start) { UTF_8 } else { declared }
}

/// The encoding with this label. A label of UTF-16 is wrong, because real UTF-16 shows itself.
fn named(label: &str) -> Option<&'static Encoding> {
    let found = Encoding::for_label(label.as_bytes()).or_else(|| by_alias(label));
    found.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// The encoding of a label that the Encoding Standard does not have: a code page, as in `cp936` and `win-1251`, a Macintosh
/// encoding, as in `MacRoman`, or a known label with other separators, as in `latin-1` and `EUC_KR`. [`CodePage`] has the encodings
/// that the standard does not have either.
fn by_alias(label: &str) -> Option<&'static Encoding> {
    let bare: String =
        label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let (family, number) = bare.split_at(bare.find(|c: char| c.is_ascii_digit()).unwrap_or(bare.len()));
    let known = match (family, number) {
        ("cp" | "ms" | "win" | "windows", "932") => "shift_jis",
        ("cp" | "ms" | "win" | "windows", "936") => "gbk",
        ("cp" | "ms" | "win" | "windows", "949") | ("euckr", _) => "euc-kr",
        ("cp" | "ms" | "win" | "windows", "950") => "big5",
        ("ms" | "win" | "windows", _) => return Encoding::for_label(format!("cp{number}").as_bytes()),
        ("eucjp", _) => "euc-jp",
        ("macroman", _) => "macintosh",
        ("maccyrillic", _) => "x-mac-cyrillic",
        // Names of `iconv` for pages of Windows.
        ("msansi", _) => "windows-1252",
        ("msarab", _) => "windows-1256",
        ("mscyrl", _) => "windows-1251",
        ("msee", _) => "windows-1250",
        ("msgreek", _) => "windows-1253",
        ("mshebr", _) => "windows-1255",
        ("msturk", _) => "windows-1254",
        ("winbaltrim", _) => "windows-1257",
        _ => &*bare,
    };
    Encoding::for_label(known.as_bytes())
}

/// The encoding that the XML declaration names.
fn declared_label(start: &[u8]) -> Option<String> {
    // Except for UTF-16, all encodings of the Encoding Standard encode a declaration as ASCII does.
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    // A comment or a warning of PHP may precede the declaration.
    let (before, declaration) = text.split_once("<?xml ")?;
    if ["<rss", "<feed", "<rdf", "<channel"].iter().any(|root| before.contains(root)) {
        return None;
    }
    let (_, value) = declaration.split('>').next()?.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = match value.strip_prefix(['"', '\'']) {
        Some(quoted) => quoted.split(['"', '\'']).next()?,
        None => value.split([' ', '?']).next()?,
    };
    Some(label.to_string())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::*;

    #[test]
    fn encodings_have_many_names() {
        for (label, expected) in [
            ("cp932", Some(SHIFT_JIS)),
            ("Windows-936", Some(GBK)),
            ("ms949", Some(EUC_KR)),
            ("euc kr", Some(EUC_KR)),
            ("win_950", Some(BIG5)),
            ("win-1251", Some(WINDOWS_1251)),
            ("EUC_JP", Some(EUC_JP)),
            ("latin-1", Some(WINDOWS_1252)),
            ("cp99999", None),
            ("klingon", None),
            ("utf-16", None),
        ] {
            assert_eq!(named(label), expected, "{label}");
        }
    }
}
