//! A tag.

use serde::{Deserialize, Serialize};

/// A topic of a feed or an item.
///
/// ```
/// use newsclip::feed::Tag;
///
/// let mut tag = Tag::new("rain");
/// tag.label = Some("Heavy rain".into());
/// assert_eq!(tag.to_string(), "Heavy rain");
/// assert_eq!(Tag::from("snow").scheme, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Tag {
    /// The tag for programs. RSS: the text of `category`. Atom: `term`. JSON Feed: the tag, if there is no label.
    pub term: String,
    /// The vocabulary that the term belongs to, often a URL. RSS: `domain`. Atom: `scheme`. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The tag for people, if it differs from the term. RSS: —. Atom: `label`. JSON Feed: the tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Tag {
    /// Creates a tag with a term only.
    ///
    /// ```
    /// use newsclip::feed::Tag;
    ///
    /// assert_eq!(Tag::new("weather").scheme, None);
    /// ```
    pub fn new(term: impl Into<String>) -> Self {
        Self { term: term.into(), ..Self::default() }
    }

    /// The tag for people: the label, or the term if there is no label.
    ///
    /// ```
    /// assert_eq!(newsclip::feed::Tag::new("rain").text(), "rain");
    /// ```
    pub fn text(&self) -> &str {
        self.label.as_deref().filter(|label| !label.trim().is_empty()).unwrap_or(&self.term)
    }
}

impl From<&str> for Tag {
    fn from(term: &str) -> Self {
        Self::new(term)
    }
}

impl From<String> for Tag {
    fn from(term: String) -> Self {
        Self::new(term)
    }
}

/// Writes the [`text`](Tag::text).
impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.text())
    }
}
