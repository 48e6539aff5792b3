//! File names that are valid on every file system.

use std::ffi::OsStr;

use xxhash_rust::xxh3::xxh3_64;

/// The maximum length of a name in bytes. File systems allow 255; the rest is for an extension, a hash, and the prefix and
/// suffix of temporary files.
const LONGEST: usize = 200;

/// Names that Windows reserves for devices, with any extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// A safe name. If it had to be changed, it ends with a hash of the original, so that different names stay different.
pub(crate) fn name(name: &OsStr) -> String {
    let text = name.to_string_lossy();
    let safe = allowed(&text);
    if safe == text && name.to_str().is_some() {
        return safe;
    }
    format!("{}-{}", cut(&safe, LONGEST), short_id(name.as_encoded_bytes()))
}

/// A text as a name, without a hash. It does not begin with a dot, as in `.NET 9`, because walks skip hidden files.
pub(crate) fn characters(text: &str) -> String {
    let safe = allowed(text);
    match safe.strip_prefix('.') {
        Some(rest) => format!("_{rest}"),
        None => safe,
    }
}

/// A text with only characters that are allowed in names.
fn allowed(text: &str) -> String {
    let is_unsafe = |c: char| {
        c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '\u{fffd}')
    };
    let safe: String = text.chars().map(|c| if is_unsafe(c) { '_' } else { c }).collect();
    // Windows drops spaces and dots at the end.
    let safe = cut(safe.trim_end_matches([' ', '.']), LONGEST);
    if safe.is_empty() || is_reserved(safe) { format!("_{safe}") } else { safe.to_string() }
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    RESERVED.contains(&stem.as_str()) || port.is_some_and(|port| port.len() == 1 && port != "0")
}

/// Eight hexadecimal digits that distinguish names.
pub(super) fn short_id(bytes: &[u8]) -> String {
    format!("{:08x}", xxh3_64(bytes) >> 32)
}

/// The beginning of a text, at most `longest` bytes.
pub(crate) fn cut(text: &str, longest: usize) -> &str {
    text[..text.floor_char_boundary(longest)].trim_end_matches([' ', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_names_are_unchanged() {
        for safe in ["rain.md", "台风过境.md", "2022-11-13 rain", ".hidden", "console"] {
            assert_eq!(name(OsStr::new(safe)), safe);
        }
    }

    #[test]
    fn unsafe_names_are_changed_and_stay_different() {
        let cases = ["a:b", "a?b", "a_b", "nul.md", "com1", "rain.", "rain ", "a\u{7}b", "", "a\\b"];
        let mut names: Vec<_> = cases.map(|case| name(OsStr::new(case))).into();
        for name in &names {
            assert_eq!(characters(name), *name, "{name}");
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), cases.len());
        assert!(name(OsStr::new(&"雨".repeat(200))).len() < 255 - 40);
    }

    #[test]
    fn texts_make_no_hidden_names() {
        assert_eq!(characters(".NET 9"), "_NET 9");
        assert_eq!(characters("..."), "_");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_stay_different() {
        use std::os::unix::ffi::OsStrExt as _;
        let (a, b) = (OsStr::from_bytes(b"rain\xff.md"), OsStr::from_bytes(b"rain\xfe.md"));
        assert!(name(a).starts_with("rain_.md-"));
        assert_ne!(name(a), name(b));
    }
}
