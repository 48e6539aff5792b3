//! Ids: kept as they are given, else made from the address; no two in a feed are the same.

use std::collections::{HashMap, HashSet};

use super::entry::{IdParts, ToEntry, visible};
use crate::feed::conventions::canonical;
use crate::scan::fold;
use crate::time::Timestamp;

/// The ids that were given out in a feed.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How often an id was wanted again, so that ids that repeat are not tried one by one.
    repeated: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn take(&mut self, entry: &impl ToEntry) -> String {
        let parts = entry.id_parts();
        let id = own(&parts);
        if self.taken.insert(id.clone()) {
            return id;
        }
        // The same page at another time is another entry.
        // A URL has one fragment.
        let separator = if id.contains('#') { '-' } else { '#' };
        let time = parts.published.map_or(0, Timestamp::as_milliseconds);
        let dated = format!("{id}{separator}{time}");
        loop {
            // A counter for each: 10,000 items of one address and time would take quadratic time.
            let count = self.repeated.entry(dated.clone()).or_default();
            *count += 1;
            let candidate = if *count == 1 { dated.clone() } else { format!("{dated}-{count}") };
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// The id of an item alone.
fn own(parts: &IdParts<'_>) -> String {
    if let Some(id) = visible(parts.given) {
        return fold(id);
    }
    if let Some(url) = parts.url {
        // The W3C's validator warns of ids that are not in normal form (`%e5`).
        return canonical(url.as_str()).into_owned();
    }
    let time = parts.published.map_or(0, Timestamp::as_milliseconds);
    let words = parts.first_words.unwrap_or_default();
    // From what does not change: the same item has the same id whenever it is written.
    format!("urn:newsclip:{:016x}", hash(&[parts.title, words, &time.to_string()]))
}

/// FNV-1a: the id has to be the same in every version of this crate.
fn hash(parts: &[&str]) -> u64 {
    // 0xFF is in no UTF-8 text, so `ab` + `c` and `a` + `bc` differ.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    // FNV-1a: the standard library's hashes may change, and ids must not.
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
