//! Stages of reading HTML, only for benchmarks.

/// Tokenizes HTML; returns the number of tokens.
pub fn tokens(html: &str) -> usize {
    crate::html::bench::tokens(html)
}

/// Tokenizes HTML and builds the arena; returns the number of nodes.
pub fn nodes(html: &str) -> usize {
    crate::html::bench::nodes(html)
}
