//! `file:line:column: message`, the format of compilers, which editors parse.

use std::fmt;
use std::path::Path;

use newsclip::Error;
use newsclip::error::Position;

/// A message about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    /// The file's name, as returned by [`shown`].
    pub(crate) file: String,
    pub(crate) position: Option<Position>,
    pub(crate) message: String,
}

impl Diagnostic {
    /// Creates a message about a whole file.
    pub(crate) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { file: shown(path), position: None, message: message.into() }
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
        write!(f, "{}:", self.file)?;
        if let Some(Position { line, column }) = self.position {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.message)
    }
}

/// A path as text. Invalid UTF-8 and control characters, which could control the terminal, become U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_string();
    }
    path.to_string_lossy().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
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
    }
}
