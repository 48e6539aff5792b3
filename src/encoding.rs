//! Guesses the encoding of bytes without a label.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The maximum number of bytes that a guess is based on.
const SAMPLE: usize = 64 << 10;

/// UTF-8, unless over a quarter of the bytes outside of ASCII are invalid in it; then the encoding that the frequencies of letters
/// suggest.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    // A page may begin with long scripts in ASCII, which do not show its encoding.
    let Some(start) = bytes.iter().position(|byte| !byte.is_ascii()) else { return UTF_8 };
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    // ISO-2022-JP could hide markup from programs that read it as ASCII. Browsers also take it only from a label.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether at least three quarters of the bytes outside of ASCII are valid UTF-8. A few invalid ones are common where texts
/// were cut within a character. In GBK, about a fifth are valid by chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    valid >= 3 * invalid
}

/// Whether bytes are UTF-8 and not only ASCII, although another encoding is declared. They may end within a character, because a
/// text may go on after them.
pub(crate) fn is_utf8_despite(declared: &'static Encoding, bytes: &[u8]) -> bool {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    // Letters in a single-byte encoding are practically never valid UTF-8. About a fifth of the characters of GBK are, so
    // ten of them by chance have a probability of 1 in 10 million.
    let fewest = if declared.is_single_byte() { 1 } else { 10 };
    valid.chars().filter(|c| !c.is_ascii()).take(fewest).count() == fewest
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::*;

    #[test]
    fn texts_in_usual_encodings_are_recognized() {
        let cases = [
            (GBK, "<p>今日大雨停了，路上的积水很快就退了。"),
            (BIG5, "<p>今日大雨停了，路上的積水很快就退了。"),
            (SHIFT_JIS, "<p>今日は大雨が止んで、道の水もすぐに引きました。"),
            (EUC_KR, "<p>오늘 큰비가 그치고 길의 물도 곧 빠졌습니다."),
            (WINDOWS_1251, "<p>Сегодня дождь кончился, и вода с дороги скоро ушла."),
            (KOI8_R, "<p>Сегодня дождь кончился, и вода с дороги скоро ушла."),
            (WINDOWS_1252, "<p>Le café était fermé à cause de la pluie."),
            (UTF_8, "<p>今日大雨停了。"),
            (UTF_8, "<p>It rained."),
        ];
        for (encoding, text) in cases {
            let bytes = encoding.encode(text).0;
            assert_eq!(guess(&bytes).decode(&bytes).0, text, "{}", encoding.name());
            // The text may follow a long script.
            let page = [&b"x".repeat(2 * SAMPLE), &*bytes].concat();
            assert_eq!(guess(&page), guess(&bytes));
        }
    }

    #[test]
    fn a_text_cut_within_a_character_is_utf8() {
        assert_eq!(guess(&"大雨停".as_bytes()[..8]), UTF_8);
        assert_eq!(guess(&[&"大雨停".as_bytes()[..8], b"...", "今日".as_bytes()].concat()), UTF_8);
        assert_ne!(guess(b"caf\xE9"), UTF_8);
        assert_ne!(guess(b"\xD3\xEA"), UTF_8);
        assert!(is_utf8_despite(WINDOWS_1252, &"大雨停".as_bytes()[..8]));
        assert!(!is_utf8_despite(WINDOWS_1252, b"caf\xE9."));
    }
}
