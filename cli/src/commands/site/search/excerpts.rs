//! The beginnings of articles, which search results show. They are stored on disk to save memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};

/// The number of characters in a result.
const LENGTH: usize = 120;

/// The beginning of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut excerpt = String::new();
    for word in text.split_whitespace() {
        if excerpt.len() > LENGTH * 4 {
            break;
        }
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        // Chinese has no spaces, so a sentence would count as one word.
        excerpt.extend(word.chars().take(LENGTH + 1));
    }
    if let Some((end, _)) = excerpt.char_indices().nth(LENGTH) {
        excerpt.truncate(excerpt[..end].trim_end().len());
        excerpt.push('…');
    }
    excerpt
}

/// Excerpts stored in the order in which they were added, for access in any order.
pub(super) struct Excerpts {
    file: BufWriter<File>,
    written: u64,
    /// The offset and length of the excerpt of each article.
    places: Vec<(u64, u32)>,
}

impl Excerpts {
    pub(super) fn new(articles: usize) -> io::Result<Self> {
        let file = BufWriter::new(tempfile::tempfile()?);
        Ok(Self { file, written: 0, places: vec![(0, 0); articles] })
    }

    pub(super) fn add(&mut self, article: usize, excerpt: &str) -> io::Result<()> {
        self.file.write_all(excerpt.as_bytes())?;
        self.places[article] = (self.written, u32::try_from(excerpt.len()).expect("excerpts are short"));
        self.written += excerpt.len() as u64;
        Ok(())
    }

    /// The excerpt of an article; empty if the article could not be read.
    pub(super) fn get(&mut self, article: usize) -> io::Result<String> {
        let (start, length) = self.places[article];
        self.file.seek(SeekFrom::Start(start))?;
        let mut excerpt = String::new();
        BufReader::new(self.file.get_ref().take(u64::from(length))).read_to_string(&mut excerpt)?;
        Ok(excerpt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_that_is_cut_ends_with_an_ellipsis() {
        assert_eq!(excerpt(" It\nrained. "), "It rained.");
        assert_eq!(excerpt(&"雨".repeat(121)), "雨".repeat(120) + "…");
        assert_eq!(excerpt(&"rain ".repeat(50)), "rain ".repeat(24).trim_end().to_string() + "…");
    }

    #[test]
    fn excerpts_come_back_in_any_order() {
        let mut excerpts = Excerpts::new(3).expect("a file");
        excerpts.add(2, "雨停了").expect("written");
        excerpts.add(0, "rain").expect("written");
        let all: Vec<String> = (0..3).map(|article| excerpts.get(article).expect("read")).collect();
        assert_eq!(all, ["rain", "", "雨停了"]);
    }
}
