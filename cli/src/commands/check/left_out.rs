//! Counts what was left out by rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use newsclip::{feed, html};
use serde::Serialize;

use crate::report::counted;

/// The number of occurrences, the number of files and the first example for each kind of content that was left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut(BTreeMap<String, (usize, usize, String)>);

/// A kind as a line of JSON.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    left_out: &'a str,
    count: usize,
    files: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    example: &'a str,
    /// The total number of articles.
    articles: usize,
}

impl LeftOut {
    pub(super) fn of_html(&mut self, notes: &[html::Note]) {
        notes.iter().for_each(|note| self.count(note.kind.to_string(), note.count, &note.example));
    }

    pub(super) fn of_feed(&mut self, notes: &[feed::Note]) {
        notes.iter().for_each(|note| self.count(note.kind.to_string(), note.count, &note.example));
    }

    fn count(&mut self, kind: String, count: usize, example: &str) {
        let entry = self.0.entry(kind).or_insert_with(|| (0, 1, example.to_string()));
        entry.0 += count;
    }

    /// Adds the counts of another file.
    pub(super) fn add(&mut self, other: &Self) {
        for (kind, (count, files, example)) in &other.0 {
            let entry = self.0.entry(kind.clone()).or_insert_with(|| (0, 0, example.clone()));
            entry.0 += count;
            entry.1 += files;
        }
    }

    pub(super) fn rows(&self, articles: usize) -> impl Iterator<Item = Row<'_>> {
        self.0.iter().map(move |(left_out, (count, files, example))| Row {
            left_out,
            count: *count,
            files: *files,
            example,
            articles,
        })
    }

    /// A table; empty if nothing was left out.
    pub(super) fn table(&self, articles: usize) -> String {
        let mut table = String::new();
        if self.0.is_empty() {
            return table;
        }
        let _ = writeln!(table, "left out of {} by rule:", counted(articles, "article"));
        let width = self.0.keys().map(String::len).max().unwrap_or(0);
        for row in self.rows(articles) {
            let Row { left_out, count, files, example, .. } = row;
            let _ = write!(table, "  {left_out:width$} {count:>8} in {}", counted(files, "file"));
            // Control characters of the input could control the terminal.
            let example: String =
                example.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
            let _ = if example.is_empty() { writeln!(table) } else { writeln!(table, ", such as {example}") };
        }
        table
    }
}
