//! `file:line:column: message`, the format of compilers, which editors parse.

use std::fmt;
use std::path::Path;

use newsclip::Error;
use newsclip::error::Position;

/// A message about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    /// The name of the file.
    pub(crate) file: String,
    pub(crate) position: Option<Position>,
    pub(crate) message: String,
}

impl Diagnostic {
    /// Creates a message about a whole file.
    pub(crate) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { file: named(path), position: None, message: message.into() }
    }

    /// Creates a message about a place in a file.
    pub(crate) fn at(path: &Path, position: Option<Position>, message: impl Into<String>) -> Self {
        Self { position, ..Self::new(path, message) }
    }

    /// Creates a message about an item of a feed that cannot become a document.
    pub(crate) fn no_address(path: &Path, title: &str) -> Self {
        Self::new(path, format!("the item \"{title}\" has no address; give one with --base"))
    }

    /// Creates a message about a file that is read twice and has other articles the second time.
    pub(crate) fn changed(path: &Path) -> Self {
        Self::new(path, "expected the same article as in the first pass, but the file has changed")
    }

    /// Creates a message from an error of the library about the content of a file.
    pub(crate) fn of(path: &Path, error: &Error) -> Self {
        let message = error.to_string();
        // The message begins with the position, which a diagnostic prints separately.
        let place = error.position().map(|position| format!("{position}: ")).unwrap_or_default();
        let message = message.strip_prefix(&place).unwrap_or(&message);
        Self::at(path, error.position(), message)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", printable(&self.file))?;
        if let Some(Position { line, column }) = self.position {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", printable(&self.message))
    }
}

/// A path as text for a message.
pub(crate) fn shown(path: &Path) -> String {
    printable(&named(path))
}

fn named(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_string() } else { path.to_string_lossy().into_owned() }
}

/// A text for the terminal. Characters that could control it, or reorder the rest of the line, become U+FFFD.
pub(crate) fn printable(text: &str) -> String {
    let is_unsafe = |c: char| c.is_control() || is_bidi_control(c);
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// Explicit marks, embeddings and isolates of Unicode's bidirectional algorithm (UAX #9, section 2).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_precedes_the_message() {
        let error = newsclip::parse("<!--0-->\n<p>It rained.</p>").expect_err("no title");
        assert_eq!(
            Diagnostic::of(Path::new("rain.md"), &error).to_string(),
            r#"rain.md:2:1: expected "[title](url)", found "<p>It rained.</p>""#
        );
        assert_eq!(Diagnostic::new(Path::new("-"), "empty").to_string(), "standard input: empty");
    }

    #[test]
    fn no_file_name_reaches_the_terminal_as_a_command() {
        assert_eq!(shown(Path::new("a\u{1b}[2Jb.md")), "a\u{fffd}[2Jb.md");
        let name = Path::new("a\u{202e}dm.md\n");
        let diagnostic = Diagnostic::no_address(name, "\u{9b}2J");
        assert!(diagnostic.to_string().starts_with("a\u{fffd}dm.md\u{fffd}: the item \"\u{fffd}2J\""));
        assert_eq!(diagnostic.file, "a\u{202e}dm.md\n");
    }
}
