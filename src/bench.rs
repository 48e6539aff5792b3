//! Stages of reading HTML, for the benchmarks alone.

/// Tokenizes HTML; returns how many tokens there are.
pub fn tokens(html: &str) -> usize {
    crate::html::bench::tokens(html)
}

/// Tokenizes HTML and builds the arena; returns how many nodes it has.
pub fn nodes(html: &str) -> usize {
    crate::html::bench::nodes(html)
}
