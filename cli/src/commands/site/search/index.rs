//! The inverted index, which is sorted on disk, so that memory does not depend on the number of articles.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};

use super::Entry;
use super::excerpts::Excerpts;

/// The number of postings to hold in memory before they are sorted and written. A posting takes 4 bytes, and its share of
/// the term and the table at most 100.
const IN_MEMORY: usize = 2 << 20;

/// An index in progress.
pub(in crate::commands::site) struct Index {
    /// The postings of each term: twice the number of the article, plus one if its title contains the term.
    terms: HashMap<String, Vec<u32>>,
    count: usize,
    /// Sorted files. Each line has a term and its postings, separated by tabs.
    runs: Vec<File>,
    excerpts: Option<Excerpts>,
    articles: usize,
}

impl Index {
    pub(in crate::commands::site) fn new(articles: usize) -> Self {
        Self { terms: HashMap::new(), count: 0, runs: Vec::new(), excerpts: None, articles }
    }

    pub(in crate::commands::site) fn add(&mut self, entry: Entry) -> anyhow::Result<()> {
        let number = u32::try_from(entry.number)?.checked_mul(2);
        let number = number.ok_or_else(|| anyhow::anyhow!("too many articles for the search index"))?;
        self.count += entry.terms.len();
        for (term, in_title) in entry.terms {
            self.terms.entry(term).or_default().push(number + u32::from(in_title));
        }
        self.excerpts()?.add(entry.number, &entry.excerpt)?;
        if self.count >= IN_MEMORY {
            self.spill()?;
        }
        Ok(())
    }

    pub(super) fn excerpt(&mut self, article: usize) -> io::Result<String> {
        self.excerpts()?.get(article)
    }

    fn excerpts(&mut self) -> io::Result<&mut Excerpts> {
        if self.excerpts.is_none() {
            self.excerpts = Some(Excerpts::new(self.articles)?);
        }
        Ok(self.excerpts.as_mut().expect("it was just made"))
    }

    /// Writes the postings in memory to a sorted file.
    fn spill(&mut self) -> io::Result<()> {
        let mut terms: Vec<(String, Vec<u32>)> = self.terms.drain().collect();
        terms.sort_unstable();
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for (term, numbers) in terms {
            out.write_all(term.as_bytes())?;
            for number in numbers {
                write!(out, "\t{number}")?;
            }
            out.write_all(b"\n")?;
        }
        self.runs.push(out.into_inner()?);
        self.count = 0;
        Ok(())
    }

    /// Calls `take` with each term, in code point order, and its postings in ascending order.
    pub(super) fn merge(
        &mut self,
        mut take: impl FnMut(&str, &[u32]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.spill()?;
        let mut runs = self.runs.drain(..).map(Run::new).collect::<io::Result<Vec<_>>>()?;
        let mut heap = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            heap.extend(run.next()?.map(|(term, numbers)| Reverse((term, number, numbers))));
        }
        while let Some(Reverse((term, run, mut numbers))) = heap.pop() {
            heap.extend(runs[run].next()?.map(|(term, numbers)| Reverse((term, run, numbers))));
            while let Some(Reverse((_, run, more))) = next_of(&mut heap, &term) {
                numbers.extend(more);
                heap.extend(runs[run].next()?.map(|(term, numbers)| Reverse((term, run, numbers))));
            }
            // Articles are added in the order of the input, but numbered in the order of time.
            numbers.sort_unstable();
            take(&term, &numbers)?;
        }
        Ok(())
    }
}

/// The next line of each run, with the smallest term on top.
type Heap = BinaryHeap<Reverse<(String, usize, Vec<u32>)>>;

/// Pops the top if it has the same term.
fn next_of(heap: &mut Heap, term: &str) -> Option<Reverse<(String, usize, Vec<u32>)>> {
    heap.peek().filter(|top| top.0.0 == term)?;
    heap.pop()
}

/// A reader of a sorted file.
struct Run {
    file: BufReader<File>,
    line: String,
}

impl Run {
    fn new(mut file: File) -> io::Result<Self> {
        file.rewind()?;
        Ok(Self { file: BufReader::new(file), line: String::new() })
    }

    fn next(&mut self) -> io::Result<Option<(String, Vec<u32>)>> {
        self.line.clear();
        if self.file.read_line(&mut self.line)? == 0 {
            return Ok(None);
        }
        let mut parts = self.line.trim_end_matches('\n').split('\t');
        let term = parts.next().unwrap_or_default().to_string();
        let numbers = parts.map(str::parse).collect::<Result<_, _>>().map_err(io::Error::other)?;
        Ok(Some((term, numbers)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: usize, terms: &[(&str, bool)]) -> Entry {
        let terms = terms.iter().map(|(term, in_title)| (term.to_string(), *in_title)).collect();
        Entry { number, excerpt: String::new(), terms }
    }

    #[test]
    fn runs_are_merged() {
        let mut index = Index::new(3);
        index.add(entry(2, &[("rain", false), ("雨", true)])).expect("added");
        index.spill().expect("written");
        index.add(entry(0, &[("rain", true), ("\u{20000}", false), ("\u{fb00}", false)])).expect("added");
        index.spill().expect("written");
        index.add(entry(1, &[("snow", false), ("rain", false)])).expect("added");
        let mut all = Vec::new();
        let take = |term: &str, numbers: &[u32]| {
            all.push((term.to_string(), numbers.to_vec()));
            Ok(())
        };
        index.merge(take).expect("merged");
        let expected: [(&str, &[u32]); 5] =
            [("rain", &[1, 2, 4]), ("snow", &[2]), ("雨", &[5]), ("\u{fb00}", &[0]), ("\u{20000}", &[0])];
        assert_eq!(all, expected.map(|(term, numbers)| (term.to_string(), numbers.to_vec())));
    }
}
