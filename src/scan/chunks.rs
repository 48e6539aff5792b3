//! Loops that test many bytes at once.

/// The number of bytes that are tested together, the size of a vector register of every x86-64 processor. With 32, writing
/// HTML takes 3 % longer. With 64, it takes 8 % more instructions.
pub(super) const CHUNK: usize = 16;

/// The number of bytes that are tested together on a processor with AVX2. This saves 4 % of the time of `parse`, 9 % of
/// writing HTML and 10 % of writing JSON.
const WIDE_CHUNK: usize = 32;

/// The number of bytes after a chunk that a test may use, because a test needs up to three bytes of a character.
const LOOKAHEAD: usize = 2;

/// Skips chunks without a suspect byte, and returns the number of bytes that were skipped.
///
/// `is_suspect` gets each byte with the two bytes after it. It may report a harmless byte, but must never miss a relevant
/// one. The result can be within a character. The last two bytes of the input, and inputs of less than 18 bytes, are never
/// skipped. So the caller must test the bytes from the result on.
///
/// `is_suspect` must not branch (`|` and `&` instead of `||` and `&&`), so that the compiler tests a whole chunk with
/// vector instructions. The callers state their gains, in instructions over real articles
/// (`bench/src/bin/instructions.rs`).
#[inline]
pub(crate) fn skip_chunks(bytes: &[u8], is_suspect: impl Fn(u8, u8, u8) -> bool) -> usize {
    if bytes.len() < WIDE_CHUNK + LOOKAHEAD {
        return skip_of::<CHUNK>(bytes, &is_suspect);
    }
    widely(
        #[inline(always)]
        || {
            let skipped = skip_of::<WIDE_CHUNK>(bytes, &is_suspect);
            // The first half of a suspect chunk may be harmless.
            skipped + skip_of::<CHUNK>(&bytes[skipped..], &is_suspect)
        },
    )
}

/// Runs a search with AVX2 if the processor has it. The call takes about as long as the test of one chunk.
#[expect(clippy::inline_always, reason = "code is compiled for AVX2 only where it is inlined here")]
#[inline(always)]
fn widely<T>(search: impl FnOnce() -> T) -> T {
    #[cfg(all(feature = "simd", any(target_arch = "x86", target_arch = "x86_64")))]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        return fearless_simd::Simd::vectorize(avx2, search);
    }
    search()
}

#[expect(clippy::inline_always, reason = "see `widely`")]
#[inline(always)]
fn skip_of<const CHUNK: usize>(bytes: &[u8], is_suspect: impl Fn(u8, u8, u8) -> bool) -> usize {
    let Some(last) = bytes.len().checked_sub(CHUNK + LOOKAHEAD) else { return 0 };
    let mut skipped = 0;
    // The last window may overlap the one before it.
    while skipped < last + CHUNK {
        let start = skipped.min(last);
        if has_suspect::<CHUNK>(&bytes[start..start + CHUNK + LOOKAHEAD], &is_suspect) {
            break;
        }
        skipped = start + CHUNK;
    }
    skipped
}

#[expect(clippy::inline_always, reason = "see `widely`")]
#[inline(always)]
fn has_suspect<const CHUNK: usize>(window: &[u8], is_suspect: impl Fn(u8, u8, u8) -> bool) -> bool {
    // With lengths that are known at compile time, the loop has no bounds checks.
    let (first, second, third) = (&window[..CHUNK], &window[1..=CHUNK], &window[2..CHUNK + LOOKAHEAD]);
    let triples = first.iter().zip(second).zip(third);
    // Not a disjunction of `bool`s, which compilers turn into branches.
    let suspects = triples.fold(0, |suspects, ((&first, &second), &third)| {
        suspects | u8::from(is_suspect(first, second, third))
    });
    suspects != 0
}

/// The offset of the first special byte. `is_suspect` must report every special byte, and must not branch, as in
/// [`skip_chunks`].
///
/// Unlike in that function, a test uses no bytes after a chunk. So a text of 16 bytes or more without special bytes needs
/// no tests of single bytes, which saves 6 % of the time of writing JSON.
#[inline]
pub(crate) fn find(
    bytes: &[u8],
    is_suspect: impl Fn(u8) -> bool,
    is_special: impl Fn(u8) -> bool,
) -> Option<usize> {
    // For shorter texts, the call takes longer than the search.
    if bytes.len() < 4 * WIDE_CHUNK {
        return find_of::<CHUNK>(bytes, is_suspect, is_special);
    }
    widely(
        // Two vectors: the compiler unrolls a loop over a single one, and tests its bytes in small pieces.
        #[inline(always)]
        || find_of::<{ 2 * WIDE_CHUNK }>(bytes, is_suspect, is_special),
    )
}

#[expect(clippy::inline_always, reason = "see `widely`")]
#[inline(always)]
fn find_of<const CHUNK: usize>(
    bytes: &[u8],
    is_suspect: impl Fn(u8) -> bool,
    is_special: impl Fn(u8) -> bool,
) -> Option<usize> {
    let is_clean = |chunk: &[u8; CHUNK]| {
        // Not a disjunction of `bool`s, which compilers turn into branches.
        chunk.iter().fold(0, |suspects, &byte| suspects | u8::from(is_suspect(byte))) == 0
    };
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let mut at = 0;
    for chunk in chunks {
        // A suspect chunk may still have no special byte.
        if !is_clean(chunk)
            && let Some(found) = chunk.iter().position(|&byte| is_special(byte))
        {
            return Some(at + found);
        }
        at += CHUNK;
    }
    // The last chunk overlaps the one before it, which is faster than testing each byte.
    if !rest.is_empty() && bytes.last_chunk().is_some_and(is_clean) {
        return None;
    }
    rest.iter().position(|&byte| is_special(byte)).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_suspect_is_skipped(bytes in proptest::collection::vec(0..40_u8, 0..300)) {
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
            prop_assert_eq!(find(&bytes, |byte| byte >= 7, is_special), bytes.iter().position(|&byte| is_special(byte)));
        }
    }
}
