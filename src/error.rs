//! What can be wrong with a clip's header or with JSON, where, and what was expected.

use std::fmt;

/// Why a clip or a JSON document could not be read.
///
/// Its text is made for people: the place, what was expected, what was found.
///
/// ```
/// let error = newsclip::parse("<!--0-->\n<p>雨停了。</p>").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"line 2, column 1: expected "[title](url)", found "<p>雨停了。</p>""#
/// );
/// assert_eq!(error.kind(), &newsclip::ErrorKind::Title);
/// assert_eq!(error.position().unwrap().line, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    position: Option<Position>,
    found: String,
}

/// What was wrong.
///
/// ```
/// use newsclip::ErrorKind;
/// assert_eq!(newsclip::parse("").unwrap_err().kind(), &ErrorKind::Title);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The front matter is not closed by a line `---`.
    #[error("a line \"---\" that ends the front matter")]
    FrontMatter,
    /// The first line is a comment, but neither a number nor `NaN` stands in it.
    #[error("\"<!--milliseconds-->\" or \"<!--NaN-->\"")]
    Stamp,
    /// The stamp is a number outside the years 0 to 9999.
    #[error("milliseconds within the years 0 to 9999")]
    StampRange,
    /// The line `[title](url)` is missing or is not of that form.
    #[error("\"[title](url)\"")]
    Title,
    /// The URL is not an absolute `http` or `https` URL.
    #[error("an absolute http or https URL")]
    Url,
    /// The rule below the title is missing.
    #[error("\"------\"")]
    Rule,
    /// The text is no feed that can be read.
    #[error("{message}")]
    Feed {
        /// What was expected.
        message: String,
    },
    /// The JSON is not that of a document.
    #[error("JSON of the right shape")]
    Json {
        /// What the JSON reader says.
        message: String,
    },
}

/// A place in the input.
///
/// ```
/// let error = newsclip::parse("[题](/相对)\n------\n").unwrap_err();
/// let position = error.position().unwrap();
/// assert_eq!((position.line, position.column), (1, 5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl Position {
    /// The place of byte `offset` of `source`; lines end with LF.
    pub(crate) fn of(source: &str, offset: usize) -> Self {
        let before = &source[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Places in one source, asked for in order: each costs no more than the way from the last one.
#[derive(Debug)]
pub(crate) struct Locator<'a> {
    source: &'a str,
    at: usize,
    position: Position,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self { source, at: 0, position: Position { line: 1, column: 1 } }
    }

    /// The place of byte `offset`, or of the character that it is in.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        let offset = self.source.floor_char_boundary(offset);
        if offset < self.at {
            return Position::of(self.source, offset);
        }
        let passed = &self.source[self.at..offset];
        match passed.rfind('\n') {
            Some(newline) => {
                self.position.line += passed.bytes().filter(|&byte| byte == b'\n').count();
                self.position.column = passed[newline + 1..].chars().count() + 1;
            }
            None => self.position.column += passed.chars().count(),
        }
        self.at = offset;
        self.position
    }
}

impl Error {
    /// An error at byte `offset` of `source`, where `kind` was expected.
    pub(crate) fn at(kind: ErrorKind, source: &str, offset: usize) -> Self {
        Self { kind, position: Some(Position::of(source, offset)), found: excerpt(&source[offset..]) }
    }

    pub(crate) fn json(error: &serde_json::Error, source: &str) -> Self {
        let (line, bytes) = (error.line(), error.column());
        // serde_json counts bytes, and lines from 0 where it knows no place.
        let text = line.checked_sub(1).and_then(|index| source.split('\n').nth(index)).unwrap_or_default();
        let before = text.char_indices().take_while(|&(at, _)| at < bytes).count();
        let position = (line > 0).then_some(Position { line, column: before.max(1) });
        // Its message ends with the place, which this error says at its start.
        let message = error.to_string();
        let place = format!(" at line {line} column {bytes}");
        let message = message.strip_suffix(&place).unwrap_or(&message).to_string();
        Self { kind: ErrorKind::Json { message }, position, found: String::new() }
    }

    /// What was wrong.
    ///
    /// ```
    /// let error = newsclip::parse("[题](https://a.example/)\n").unwrap_err();
    /// assert_eq!(error.kind(), &newsclip::ErrorKind::Rule);
    /// ```
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Where: `None` if the error belongs to no place in the input.
    ///
    /// ```
    /// let error = newsclip::Document::from_json("{").unwrap_err();
    /// assert_eq!(error.position().unwrap().line, 1);
    /// ```
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        match &self.kind {
            ErrorKind::Json { message } => write!(f, "expected {}: {message}", self.kind),
            kind => write!(f, "expected {kind}, found {}", self.found),
        }
    }
}

impl std::error::Error for Error {}

/// What stands at a place: the first characters of the line, with `…` if there are more.
fn excerpt(rest: &str) -> String {
    const LONGEST: usize = 24;
    if rest.is_empty() {
        return "the end of the clip".to_string();
    }
    let line = rest.lines().next().unwrap_or_default();
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut shown: String = line.chars().take(LONGEST).map(visible).collect();
    if line.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "an empty line".to_string() } else { format!("\"{shown}\"") }
}
