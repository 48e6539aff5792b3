//! The last line: what was done.

use std::fmt;

/// What was done with how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Files that were read.
    pub(crate) read: usize,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Files that were written.
    pub(crate) written: usize,
    /// Files that were not written, as they are there already.
    pub(crate) up_to_date: usize,
    /// Articles that were left out, as they are there already under the same id or address.
    pub(crate) doubles: usize,
    /// What is wrong, each with a diagnostic.
    pub(crate) wrong: usize,
    /// Files that are no articles.
    pub(crate) other: usize,
    /// Symbolic links that were not followed.
    pub(crate) links: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, more: Self) {
        self.read += more.read;
        self.bytes += more.bytes;
        self.written += more.written;
        self.up_to_date += more.up_to_date;
        self.doubles += more.doubles;
        self.wrong += more.wrong;
        self.other += more.other;
        self.links += more.links;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read", files(self.read))?;
        let parts = [
            (self.written, "written"),
            (self.up_to_date, "up to date"),
            (self.doubles, "doubles left out"),
            (self.wrong, "wrong"),
            (self.other, "left alone (no articles; -v names them)"),
            (self.links, "symbolic links not followed (--follow does)"),
        ];
        for (count, what) in parts.into_iter().filter(|&(count, _)| count > 0) {
            write!(f, ", {count} {what}")?;
        }
        Ok(())
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_string() } else { format!("{count} files") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_happen_is_not_said() {
        let counts = Counts { read: 1, ..Counts::default() };
        assert_eq!(counts.to_string(), "1 file read");
        let counts = Counts { read: 3, written: 2, wrong: 1, ..counts };
        assert_eq!(counts.to_string(), "3 files read, 2 written, 1 wrong");
    }
}
