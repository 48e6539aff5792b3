//! The summary line of a run.

use std::fmt;

/// Counts of files by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Files that were read.
    pub(crate) read: usize,
    /// The size of those files.
    pub(crate) bytes: u64,
    /// Files that were written.
    pub(crate) written: usize,
    /// Files that were not written, because they exist already.
    pub(crate) up_to_date: usize,
    /// Articles that were left out, because another one has the same id or address.
    pub(crate) duplicates: usize,
    /// Items of feeds that have no address, and neither have their feeds.
    pub(crate) no_address: usize,
    /// Errors, each with a diagnostic.
    pub(crate) wrong: usize,
    /// Files that are not articles.
    pub(crate) other: usize,
    /// Articles and feeds that were not read, because they are in the output folder.
    pub(crate) in_output: usize,
    /// Symbolic links that were not followed.
    pub(crate) links: usize,
}

impl Counts {
    /// One file that was written.
    pub(crate) fn one_written() -> Self {
        Self { written: 1, ..Self::default() }
    }

    /// One file that exists already.
    pub(crate) fn one_up_to_date() -> Self {
        Self { up_to_date: 1, ..Self::default() }
    }

    pub(crate) fn add(&mut self, more: Self) {
        self.read += more.read;
        self.bytes += more.bytes;
        self.written += more.written;
        self.up_to_date += more.up_to_date;
        self.duplicates += more.duplicates;
        self.no_address += more.no_address;
        self.wrong += more.wrong;
        self.other += more.other;
        self.in_output += more.in_output;
        self.links += more.links;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read", counted(self.read, "file"))?;
        let parts = [
            (self.written, format!("{} written", self.written)),
            (self.up_to_date, format!("{} up to date", self.up_to_date)),
            (self.duplicates, format!("{} left out", counted(self.duplicates, "duplicate"))),
            (
                self.no_address,
                format!("{} without an address (see --base)", counted(self.no_address, "item")),
            ),
            (self.wrong, counted(self.wrong, "error")),
            (self.other, format!("{} skipped (-v lists them)", counted(self.other, "other file"))),
            (
                self.in_output,
                format!("{} of the output folder not read (-v lists them)", counted(self.in_output, "file")),
            ),
            (self.links, format!("{} not followed (see --follow)", counted(self.links, "symbolic link"))),
        ];
        for (_, part) in parts.into_iter().filter(|&(count, _)| count > 0) {
            write!(f, ", {part}")?;
        }
        Ok(())
    }
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_zero_are_omitted() {
        let counts = Counts { read: 1, ..Counts::default() };
        assert_eq!(counts.to_string(), "1 file read");
        let counts = Counts { read: 3, written: 2, wrong: 1, ..counts };
        assert_eq!(counts.to_string(), "3 files read, 2 written, 1 error");
    }
}
