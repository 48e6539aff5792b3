//! Where JSON is written: a string of the right size.

use std::fmt;

/// Bytes that a string may grow to by doubling. Growing takes up to three times the text while it is copied, so a longer
/// text is measured first: articles are shorter, and are written once.
const GROWN: usize = 256 << 10;

/// A string with a limit, and the length that it would have without.
#[derive(Debug)]
pub(super) struct Output {
    text: String,
    limit: usize,
    length: usize,
}

impl Output {
    /// The text that `write` writes. It writes the same again if that is long.
    pub(super) fn text(capacity: usize, mut write: impl FnMut(&mut Self)) -> String {
        let mut first = Self { text: String::with_capacity(capacity), limit: GROWN, length: 0 };
        write(&mut first);
        if first.length <= GROWN {
            return first.text;
        }
        let length = first.length;
        drop(first);
        let mut second = Self { text: String::with_capacity(length), limit: length, length: 0 };
        write(&mut second);
        second.text
    }

    #[inline]
    pub(super) fn push(&mut self, text: &str) {
        self.length += text.len();
        if self.length <= self.limit {
            self.text.push_str(text);
        }
    }
}

impl fmt::Write for Output {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}
