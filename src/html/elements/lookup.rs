//! From a name in a tag to its place in a table, in a few nanoseconds.

/// Slots of the hash table; a power of two, and several times the number of names.
const SLOTS: usize = 512;
/// The slot holds no name.
const EMPTY: u8 = u8::MAX;

/// A hash table of the names of a table, built at compile time.
pub(super) struct Lookup {
    slots: [u8; SLOTS],
}

impl Lookup {
    pub(super) const fn new(names: &[&str]) -> Self {
        assert!(names.len() < EMPTY as usize);
        let mut slots = [EMPTY; SLOTS];
        let mut index = 0;
        while index < names.len() {
            let mut slot = hash(names[index].as_bytes());
            while slots[slot] != EMPTY {
                slot = (slot + 1) % SLOTS;
            }
            // There are fewer names than `EMPTY`.
            slots[slot] = index.to_le_bytes()[0];
            index += 1;
        }
        Self { slots }
    }

    /// The index of a name, which must be in lower case.
    #[inline]
    pub(super) fn find(&self, names: &[&str], name: &[u8]) -> Option<usize> {
        let mut slot = hash(name);
        // Ends, because there are more slots than names.
        loop {
            let index = usize::from(self.slots[slot]);
            if index == usize::from(EMPTY) {
                return None;
            }
            if names[index].as_bytes() == name {
                return Some(index);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Mixes the length with the first, middle and last bytes, which nearly tell all names apart.
const fn hash(name: &[u8]) -> usize {
    let length = name.len();
    if length == 0 {
        return 0;
    }
    let (first, middle, last) = (name[0] as usize, name[length / 2] as usize, name[length - 1] as usize);
    (length * 97 + first * 31 + middle * 7 + last * 151) % SLOTS
}

/// Names longer than any in a table.
const MAX_LENGTH: usize = 24;

/// The bit that small letters, digits and hyphens have, and capital letters and NUL do not.
const SMALL: u8 = 0x20;

/// Calls `find` with a name as the specification builds it, with ASCII letters in lower case.
#[inline]
pub(super) fn in_lower_case(name: &str, find: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
    let name = name.as_bytes();
    // Nearly all names that are known are written in small letters.
    if let Some(found) = find(name) {
        return Some(found);
    }
    // Without a capital letter, a second look would find nothing either.
    if name.iter().fold(SMALL, |common, byte| common & byte) == SMALL {
        return None;
    }
    let mut lower = [0; MAX_LENGTH];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    find(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["a", "b", "abbr", "", "table", "tbody", "thead"];

    #[test]
    fn every_name_is_found_and_no_other() {
        let lookup = Lookup::new(NAMES);
        for (index, name) in NAMES.iter().enumerate() {
            assert_eq!(lookup.find(NAMES, name.as_bytes()), Some(index));
            let upper = name.to_ascii_uppercase();
            assert_eq!(in_lower_case(&upper, |name| lookup.find(NAMES, name)), Some(index));
        }
        for name in ["c", "tables", "bbr", "x-card", "a\0", "\u{e9}", &"a".repeat(100), &"A".repeat(100)] {
            assert_eq!(in_lower_case(name, |name| lookup.find(NAMES, name)), None);
        }
    }
}
