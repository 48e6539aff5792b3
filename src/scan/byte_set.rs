//! Sets of bytes.

/// A set of bytes, as a table. A test of one byte takes two instructions, half as many as comparisons with some bytes.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn of(bytes: &[u8]) -> Self {
        let mut table = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            table[bytes[at] as usize] = true;
            at += 1;
        }
        Self(table)
    }

    /// The same set with all bytes from `first` to `last`.
    pub(crate) const fn with_range(mut self, first: u8, last: u8) -> Self {
        let mut byte = first as usize;
        while byte <= last as usize {
            self.0[byte] = true;
            byte += 1;
        }
        self
    }

    pub(crate) const fn contains(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_bytes_and_no_others() {
        let set = ByteSet::of(b"/=").with_range(0xFE, 0xFF);
        let bytes: Vec<u8> = (0..=0xFF).filter(|&byte| set.contains(byte)).collect();
        assert_eq!(bytes, [b'/', b'=', 0xFE, 0xFF]);
    }
}
