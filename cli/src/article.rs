//! Values that several commands take from an article.

use newsclip::html::{Note, NoteKind, is_right_to_left};
use newsclip::{Document, Timestamp, Url};
use xxhash_rust::xxh3::xxh3_64;

/// The maximum length in bytes of a base URL, the same as in the library. Many relative addresses and a long base would take any
/// amount of memory.
pub(crate) const MAX_BASE: usize = 8 << 10;

/// Whether an address is one of the web. Only these become links, because a `javascript:` address would execute.
pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Whether the shape of some HTML exceeds a limit of the library. Parsers without such limits take quadratic time for it: html5ever
/// needs 11 seconds for 256 KiB of `<div>`, and a minute for a tag with 1 MiB of attributes.
pub(crate) fn exceeds_limits(notes: &[Note]) -> bool {
    let is_limit =
        |kind| matches!(kind, NoteKind::TooDeep | NoteKind::TooManyAttributes | NoteKind::Truncated);
    notes.iter().any(|note| is_limit(note.kind))
}

/// The date of a time in UTC, such as `2022-11-13`.
pub(crate) fn day(time: Timestamp) -> String {
    time.to_string().split('T').next().unwrap_or_default().to_string()
}

/// The key of an article: its address identifies it.
pub(crate) fn key(document: &Document) -> u64 {
    key_of(document.url.as_str())
}

/// A hash of an address or id. It needs less memory than the text: among ten million articles, the probability of a collision is
/// 1 in 300,000.
pub(crate) fn key_of(text: &str) -> u64 {
    key_of_bytes(text.as_bytes())
}

/// The same for bytes, such as those of a path.
pub(crate) fn key_of_bytes(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// The value of `dir` for a page in a language; `None` if it is written from left to right, as browsers assume.
pub(crate) fn direction(language: &str) -> Option<&'static str> {
    is_right_to_left(language).then_some("rtl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_determines_the_direction() {
        for language in ["ar-EG", "FA", "ur_PK", "ku-Arab", "ckb"] {
            assert_eq!(direction(language), Some("rtl"), "{language}");
        }
        for language in ["en", "zh-Hans", "ug-Latn", "ku", "arn", "en-u-nu-arab", ""] {
            assert_eq!(direction(language), None, "{language}");
        }
    }
}
