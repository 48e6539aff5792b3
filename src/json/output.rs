//! An output string of the right size.

use std::fmt;

/// The maximum length in bytes of a string that grows while it is written. Growing takes up to three times the memory of
/// the text during a copy, so a longer text is measured first and then written again. Articles are shorter and are written
/// once.
const GROWN: usize = 256 << 10;

/// A string with a length limit, and the length without the limit.
#[derive(Debug)]
pub(super) struct Output {
    text: String,
    limit: usize,
    length: usize,
}

impl Output {
    /// Returns the text that `write` writes. If it is long, `write` is called a second time.
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
