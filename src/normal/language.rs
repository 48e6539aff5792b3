//! The language of code.

/// The name of a programming language, if it is well formed: `rust`, `c++`, `objective-c`.
pub(crate) fn language(name: &str) -> Option<String> {
    // No space, quote or backtick: the name goes into an info string (CommonMark 0.31 §4.5) and a class.
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '.' | '#');
    (!name.is_empty() && name.len() <= 40 && name.chars().all(is_name)).then(|| name.to_string())
}
