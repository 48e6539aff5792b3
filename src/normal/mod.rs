//! Normal form: one tree for everything that reads the same.
//!
//! Two HTML documents that show a reader the same should give the same tree, and a tree that is written
//! and read back should be the same tree. [`normalize`] says what normal form is; [`Builder`] builds it.
//! Reading HTML feeds the builder from the arena, `normalize` from a tree.

mod blocks;
mod builder;
mod flow;
mod line;
mod plain;
mod table;
mod tree;

pub(crate) use blocks::{clean_code, language};
pub(crate) use builder::{Builder, folded};
pub(crate) use line::{Added, Mark};
pub(crate) use table::finish_table;
pub use tree::normalize;

/// How deep a tree in normal form can be: blocks, items, cells, marks and links on the way from the
/// root to a text. What is nested deeper loses its structure and keeps its text.
///
/// Each of them costs at most six levels of JSON, so any tree stays within the 128 levels that JSON
/// readers commonly accept.
///
/// ```
/// let html = "<blockquote>".repeat(1000) + "雨";
/// let doc = newsclip::parse(&format!("[题](https://a.example/)\n------\n\n{html}"))?;
/// assert_eq!(newsclip::Document::from_json(&doc.to_json())?, doc);
/// assert_eq!(newsclip::MAX_DEPTH, 20);
/// # Ok::<(), newsclip::Error>(())
/// ```
pub const MAX_DEPTH: usize = 20;

/// Whether XML 1.0 §2.2 allows a character.
pub(crate) fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A line of plain text, as titles and attributes are: white space folded to single spaces and trimmed,
/// characters that XML cannot hold left out.
pub(crate) fn fold(text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_space = false;
    while let Some(c) = rest.chars().next() {
        let plain = plain::plain_prefix(rest);
        let length = if plain > 0 { plain } else { c.len_utf8() };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if plain == 0 && is_space(c) {
            after_space = true;
        } else if plain > 0 || is_xml_char(c) {
            if after_space && !folded.is_empty() {
                folded.push(' ');
            }
            after_space = false;
            folded.push_str(piece);
        }
    }
    folded
}
