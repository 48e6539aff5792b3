//! Values that several commands take from an article.

use newsclip::{Document, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

/// The date of a time in UTC, such as `2022-11-13`.
pub(crate) fn day(time: Timestamp) -> String {
    time.to_string().split('T').next().unwrap_or_default().to_string()
}

/// A hash of the address, by which articles are told apart. It needs less memory than the address: among ten million articles,
/// the probability of a collision is 1 in 300,000.
pub(crate) fn key(document: &Document) -> u64 {
    xxh3_64(document.url.as_str().as_bytes())
}
