//! Ids: kept if they are given, else derived from the address. All ids of a feed are unique.

use std::collections::{HashMap, HashSet};

use super::entry::{IdParts, ToEntry};
use super::views::visible;
use crate::feed::conventions::{canonical, fnv1a};
use crate::scan::fold;
use crate::time::Timestamp;

/// The ids that were assigned in a feed.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The number of repetitions of an id, so that the search for a free suffix takes constant time.
    repeated: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn take(&mut self, entry: &impl ToEntry) -> String {
        let parts = entry.id_parts();
        let id = preferred(&parts);
        if self.taken.insert(id.clone()) {
            return id;
        }
        // An entry with the same address and another time is a new version of the page, so the time goes into the id. A URL
        // has only one fragment, so a second `#` is not possible.
        let separator = if id.contains('#') { '-' } else { '#' };
        let time = parts.published.map_or(0, Timestamp::as_milliseconds);
        let dated = format!("{id}{separator}{time}");
        loop {
            // Without a counter for each id, 10,000 items with the same address and time would take quadratic time.
            let count = self.repeated.entry(dated.clone()).or_default();
            *count += 1;
            let candidate = if *count == 1 { dated.clone() } else { format!("{dated}-{count}") };
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// The id of an entry, which may not be unique.
fn preferred(parts: &IdParts<'_>) -> String {
    if let Some(id) = visible(parts.given) {
        return fold(id);
    }
    if let Some(url) = parts.url {
        // The W3C validator warns about ids that are not in normal form (`%e5`).
        return canonical(url.as_str()).into_owned();
    }
    let time = parts.published.map_or(0, Timestamp::as_milliseconds);
    let words = parts.first_words.unwrap_or_default();
    // Only from stable values, so that an item has the same id whenever it is written.
    format!("urn:newsclip:{:016x}", hash(&[parts.title, words, &time.to_string()]))
}

/// A hash of the parts.
fn hash(parts: &[&str]) -> u64 {
    // 0xFF does not occur in UTF-8, so `ab` + `c` and `a` + `bc` have different hashes.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    // The hashes of the standard library may change, but ids must be the same in every version of this crate.
    fnv1a(bytes)
}
