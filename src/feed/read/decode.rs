//! The encoding of a feed's bytes (XML 1.0, appendix F; RFC 7303 §3).

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, IBM866, UTF_8, UTF_16BE, UTF_16LE};

use super::code_page::{CodePage, bare};
use super::ebcdic::Ebcdic;
use super::note::{NoteKind, Notes};
use super::utf_32::Utf32;
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
        match charset_of(start, charset, notes) {
            Charset::Standard(encoding) => Self::Standard(encoding.new_decoder()),
            Charset::Other(decoder) => decoder,
        }
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

/// The encoding of a feed.
enum Charset {
    Standard(&'static Encoding),
    /// A decoder for an encoding that the Encoding Standard does not have.
    Other(FeedDecoder),
}

/// Decodes bytes. Notes an encoding that was guessed, and malformed bytes.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>, notes: &mut Notes) -> Cow<'a, str> {
    let (text, name, has_errors) = match charset_of(bytes, charset, notes) {
        Charset::Standard(encoding) => {
            // `Encoding::decode` gives a byte order mark precedence over the encoding.
            let (text, encoding, has_errors) = encoding.decode(bytes);
            (text, encoding.name(), has_errors)
        }
        Charset::Other(mut decoder) => {
            let mut text = String::with_capacity(bytes.len());
            let has_errors = decoder.decode(bytes, &mut text, true);
            (Cow::Owned(text), decoder.name(), has_errors)
        }
    };
    if has_errors {
        notes.add_many(NoteKind::Encoding, 1, name, None);
    }
    text
}

/// Detects the encoding: UTF-32, EBCDIC and UTF-16 by the first bytes, else the charset of the transport, else the XML declaration,
/// else a guess.
fn charset_of(bytes: &[u8], charset: Option<&str>, notes: &mut Notes) -> Charset {
    if let Some(decoder) = Utf32::of(bytes) {
        return Charset::Other(FeedDecoder::Utf32(decoder));
    }
    if let Some(decoder) = Ebcdic::of(bytes, charset, notes) {
        return Charset::Other(FeedDecoder::Ebcdic(decoder));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Charset::Standard(encoding);
    }
    let start = &bytes[..bytes.len().min(LOOKAHEAD)];
    // XML 1.0, appendix F: without a byte order mark, the zero byte beside the first `<` shows UTF-16. White space or text
    // before it is an error in XML, but common in feeds.
    match start {
        [_, 0, _, 0, ..] => return Charset::Standard(UTF_16LE),
        [0, _, 0, _, ..] => return Charset::Standard(UTF_16BE),
        _ => {}
    }
    // RFC 7303 §3: the charset of the transport takes precedence over the XML declaration.
    if let Some(found) = charset.and_then(of_label) {
        return found;
    }
    let label = declared_label(start);
    let declared = label.as_deref().and_then(of_label);
    let start = &bytes[..bytes.len().min(FIRST_CHUNK)];
    match declared {
        Some(declared) => checked(declared, start, notes),
        None => Charset::Standard(guessed(start, charset.is_some() || label.is_some(), notes)),
    }
}

/// The encoding with this label.
fn of_label(label: &str) -> Option<Charset> {
    let standard = named(label).map(Charset::Standard);
    standard.or_else(|| CodePage::of_label(label).map(|page| Charset::Other(FeedDecoder::CodePage(page))))
}

/// A guess, which is noted. `has_label` is true if the encoding has a label, which is unknown.
fn guessed(start: &[u8], has_label: bool, notes: &mut Notes) -> &'static Encoding {
    let guess = guess(start);
    if has_label && !start.is_ascii() {
        notes.add_many(NoteKind::WrongEncoding, 1, guess.name(), None);
    } else if guess != UTF_8 {
        notes.add_many(NoteKind::AssumedEncoding, 1, guess.name(), None);
    }
    guess
}

/// The declared encoding, unless the bytes show another one, which is noted. Programs that declare `us-ascii`, which means
/// windows-1252 in the Encoding Standard, or that once wrote GBK, write UTF-8 now. Others declare UTF-8 and write GBK.
fn checked(declared: Charset, start: &[u8], notes: &mut Notes) -> Charset {
    let default = match &declared {
        Charset::Standard(encoding) => *encoding,
        // It stands for all encodings with single bytes.
        Charset::Other(_) => IBM866,
    };
    let shown = if default == UTF_8 {
        guess(start)
    } else if is_utf8_despite(default, start) {
        UTF_8
    } else {
        default
    };
    if shown == default {
        return declared;
    }
    notes.add_many(NoteKind::WrongEncoding, 1, shown.name(), None);
    Charset::Standard(shown)
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
    let bare = bare(label);
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
    let is_declaration =
        |at: &usize| text[at + "<?xml".len()..].starts_with(|c: char| c.is_ascii_whitespace());
    let (before, declaration) =
        text.split_at(text.match_indices("<?xml").map(|(at, _)| at).find(is_declaration)?);
    if ["<rss", "<feed", "<rdf", "<channel"].iter().any(|root| before.contains(root)) {
        return None;
    }
    let (_, value) = declaration.split('>').next()?.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = match value.strip_prefix(['"', '\'']) {
        Some(quoted) => quoted.split(['"', '\'']).next()?,
        None => value.split(|c: char| c.is_ascii_whitespace() || c == '?').next()?,
    };
    Some(label.to_string())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
        WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, X_MAC_CYRILLIC,
    };

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
            ("MacRoman", Some(MACINTOSH)),
            ("MacCyrillic", Some(X_MAC_CYRILLIC)),
            ("MS-ANSI", Some(WINDOWS_1252)),
            ("MS-ARAB", Some(WINDOWS_1256)),
            ("MS-CYRL", Some(WINDOWS_1251)),
            ("MS-EE", Some(WINDOWS_1250)),
            ("MS-GREEK", Some(WINDOWS_1253)),
            ("MS-HEBR", Some(WINDOWS_1255)),
            ("MS-TURK", Some(WINDOWS_1254)),
            ("WINBALTRIM", Some(WINDOWS_1257)),
            ("cp99999", None),
            ("klingon", None),
            ("utf-16", None),
        ] {
            assert_eq!(named(label), expected, "{label}");
        }
    }
}
