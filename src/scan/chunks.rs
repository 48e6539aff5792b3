//! The one loop that looks at many bytes at once.

/// Bytes that are tested together: one vector. With 32, HTML takes 3 % longer to write; with 64, 8 % more instructions.
pub(super) const CHUNK: usize = 16;

/// Bytes after a chunk that a test may look at, because a character has up to three bytes that matter.
const LOOKAHEAD: usize = 2;

/// Skips chunks without a suspect byte and returns how many bytes they hold.
///
/// `is_suspect` gets each byte with the two bytes after it. It may report a byte that turns out to be harmless, but must
/// never miss one that matters. The result can lie within a character, and up to 17 bytes at the end of the input are
/// never skipped, so a caller looks closer from there on.
///
/// `is_suspect` must not branch (`|` and `&` instead of `||` and `&&`): then the compiler tests a whole chunk with vector
/// instructions. Each caller says what that gains, in instructions over real articles (`bench/src/bin/instructions.rs`).
#[inline]
pub(crate) fn skip_chunks(bytes: &[u8], is_suspect: impl Fn(u8, u8, u8) -> bool) -> usize {
    let mut skipped = 0;
    while let Some(window) = bytes.get(skipped..skipped + CHUNK + LOOKAHEAD) {
        let (first, second, third) = (&window[..CHUNK], &window[1..=CHUNK], &window[2..]);
        let triples = first.iter().zip(second).zip(third);
        if triples.fold(false, |found, ((&first, &second), &third)| found | is_suspect(first, second, third))
        {
            break;
        }
        skipped += CHUNK;
    }
    skipped
}

/// The first byte that `is_special` reports, which must not branch, as with [`skip_chunks`].
#[inline]
pub(crate) fn find(bytes: &[u8], is_special: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        at += skip_chunks(&bytes[at..], |byte, _, _| is_special(byte));
        let end = bytes.len().min(at + CHUNK);
        if let Some(found) = bytes[at..end].iter().position(|&byte| is_special(byte)) {
            return Some(at + found);
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_suspect_is_skipped(bytes in proptest::collection::vec(0..40_u8, 0..200)) {
            let is_suspect = |first: u8, second: u8, third: u8| (first == 7) | ((second == 9) & (third == 9));
            let skipped = skip_chunks(&bytes, is_suspect);
            let first = bytes.windows(3).position(|triple| is_suspect(triple[0], triple[1], triple[2]));
            prop_assert!(first.is_none_or(|first| skipped <= first));
            // It stops in the chunk of the suspect, or where too few bytes are left.
            let stop = first.unwrap_or(bytes.len()).min(bytes.len());
            prop_assert!(skipped + CHUNK + LOOKAHEAD > stop, "{skipped} of {stop}");
        }

        #[test]
        fn the_first_special_byte_is_found(bytes in proptest::collection::vec(0..90_u8, 0..200)) {
            let is_special = |byte: u8| (byte == 7) | (byte == 9);
            prop_assert_eq!(find(&bytes, is_special), bytes.iter().position(|&byte| is_special(byte)));
        }
    }
}
