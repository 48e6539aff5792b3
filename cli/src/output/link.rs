//! Links to files.

use std::fmt::Write as _;

/// A path as a relative URL: escapes `?`, `#`, `%` and control characters (URL parsers remove line breaks), and prevents names from
/// being read as a scheme.
pub(crate) fn relative_url(path: &str) -> String {
    let mut url = if path.split('/').next().is_some_and(|first| first.contains(':')) {
        "./".into()
    } else {
        String::new()
    };
    for c in path.chars() {
        match c {
            '\0'..=' ' | '%' | '?' | '#' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\x7f' => {
                let _ = write!(url, "%{:02X}", u32::from(c));
            }
            c => url.push(c),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_encoded_as_a_relative_url() {
        assert_eq!(relative_url("a/50% #1?.md"), "a/50%25%20%231%3F.md");
        assert_eq!(relative_url("a:b/雨.md"), "./a:b/雨.md");
        assert_eq!(relative_url("a\nb\u{1b}.md"), "a%0Ab%1B.md");
    }
}
