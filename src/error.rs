//! Errors: what was expected, what was found, and where.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why an input could not be read.
///
/// The message states the position, what was expected there, and what was found.
///
/// ```
/// let error = newsclip::parse("<!--0-->\n<p>It rained.</p>").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"line 2, column 1: expected "[title](url)", found "<p>It rained.</p>""#
/// );
/// assert_eq!(error.kind(), &newsclip::error::ErrorKind::Title);
/// assert_eq!(error.position().unwrap().line, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    position: Option<Position>,
    found: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The kind of an [`Error`].
///
/// ```
/// use newsclip::error::ErrorKind;
/// assert_eq!(newsclip::parse("").unwrap_err().kind(), &ErrorKind::Title);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The front matter of a clip has no closing line `---`.
    FrontMatter,
    /// The first line of a clip is a comment that contains neither a number nor `NaN`.
    Stamp,
    /// A clip's stamp is a number outside the years 0 to 9999.
    StampRange,
    /// A clip's line `[title](url)` is missing or malformed.
    Title,
    /// A URL is not an absolute `http` or `https` URL.
    Url,
    /// The rule `------` below a clip's title is missing.
    Rule,
    /// The input is not a feed.
    Feed {
        /// What was expected.
        expected: String,
    },
    /// The JSON is malformed or not a document.
    Json {
        /// The message of the JSON parser.
        message: String,
    },
    /// A text is not a time, or the time is outside the years 0 to 9999.
    Timestamp,
    /// Reading the input failed; [`source`](StdError::source) returns the error.
    Io {
        /// The kind of that error.
        kind: std::io::ErrorKind,
    },
    /// A text is not the name of an option's value.
    Option {
        /// The names of all values.
        expected: &'static [&'static str],
    },
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FrontMatter => f.write_str("front matter with a closing line \"---\""),
            Self::Stamp => f.write_str("\"<!--milliseconds-->\" or \"<!--NaN-->\""),
            Self::StampRange => f.write_str("milliseconds within the years 0 to 9999"),
            Self::Title => f.write_str("\"[title](url)\""),
            Self::Url => f.write_str("an absolute http or https URL"),
            Self::Rule => f.write_str("\"------\""),
            Self::Feed { expected } => f.write_str(expected),
            Self::Json { .. } => f.write_str("JSON of a document"),
            Self::Timestamp => f.write_str("a time within the years 0 to 9999"),
            Self::Io { .. } => f.write_str("readable input"),
            Self::Option { expected } => write!(f, "one of {}", expected.join(", ")),
        }
    }
}

/// A place in the input.
///
/// ```
/// let error = newsclip::parse("[雨](/relative)\n------\n").unwrap_err();
/// let position = error.position().unwrap();
/// assert_eq!((position.line, position.column), (1, 5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` of `source`, whose lines end with LF. An offset within a character counts as that
    /// character's.
    pub(crate) fn of(source: &str, offset: usize) -> Self {
        // Parsers count bytes and may point into a character; slicing there would panic.
        let before = &source[..source.floor_char_boundary(offset)];
        let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |newline| newline + 1);
        Self {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            // Columns are characters, which editors count, not bytes.
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Error {
    /// An error at byte `offset` of `source`, where `kind` was expected. `input` names the source in messages: "the clip".
    pub(crate) fn at(kind: ErrorKind, source: &str, offset: usize, input: &str) -> Self {
        let found = excerpt(&source[offset..], input);
        Self { kind, position: Some(Position::of(source, offset)), found, source: None }
    }

    /// An error about a whole text without a larger context.
    pub(crate) fn in_text(kind: ErrorKind, text: &str) -> Self {
        Self { kind, position: None, found: excerpt(text, "the text"), source: None }
    }

    /// An error from reading the input.
    #[cfg(feature = "feed")]
    pub(crate) fn io(error: std::io::Error) -> Self {
        let kind = ErrorKind::Io { kind: error.kind() };
        Self { kind, position: None, found: error.to_string(), source: Some(Arc::new(error)) }
    }

    /// What was expected.
    ///
    /// ```
    /// let error = newsclip::parse("[Rain](https://a.example/)\n").unwrap_err();
    /// assert_eq!(error.kind(), &newsclip::error::ErrorKind::Rule);
    /// ```
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The position; `None` if the error has no position in the input.
    ///
    /// ```
    /// let error = newsclip::parse("\n\n[Rain](https://a.example/)\n").unwrap_err();
    /// assert_eq!(error.position().unwrap().line, 4);
    /// ```
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

#[cfg(feature = "json")]
impl Error {
    /// An error of the JSON parser, with its column in characters.
    pub(crate) fn json(error: serde_json::Error, source: &str) -> Self {
        let (line, bytes) = (error.line(), error.column());
        // Line 0 means that there is no position; columns are bytes.
        let text = line.checked_sub(1).and_then(|index| source.split('\n').nth(index)).unwrap_or_default();
        let before = text.char_indices().take_while(|&(at, _)| at < bytes).count();
        let position = (line > 0).then_some(Position { line, column: before.max(1) });
        // The message ends with the position, which `Display` puts first.
        let message = error.to_string();
        let place = format!(" at line {line} column {bytes}");
        let message = message.strip_suffix(&place).unwrap_or(&message).to_string();
        let source = Some(Arc::new(error) as Arc<dyn StdError + Send + Sync>);
        Self { kind: ErrorKind::Json { message }, position, found: String::new(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}: ")?;
        }
        match &self.kind {
            ErrorKind::Json { message } => write!(f, "expected {}: {message}", self.kind),
            ErrorKind::Io { .. } => write!(f, "cannot read the input: {}", self.found),
            kind => write!(f, "expected {kind}, found {}", self.found),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Compares everything except the [`source`](StdError::source).
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        // The cause is left out: `io::Error` and `serde_json::Error` cannot be compared.
        (&self.kind, self.position, &self.found) == (&other.kind, other.position, &other.found)
    }
}

impl Eq for Error {}

/// The first characters of a line, with `…` if there are more; control characters are replaced.
fn excerpt(rest: &str, input: &str) -> String {
    const LONGEST: usize = 24;
    if rest.is_empty() {
        return format!("the end of {input}");
    }
    // A message is one short line, whatever the input holds.
    let line = rest.lines().next().unwrap_or_default();
    // Control characters in a message could control the terminal.
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut shown: String = line.chars().take(LONGEST).map(visible).collect();
    if line.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "an empty line".to_string() } else { format!("\"{shown}\"") }
}
