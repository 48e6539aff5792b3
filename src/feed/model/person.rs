//! A person.

use serde::{Deserialize, Serialize};
use url::Url;

/// An author or contributor.
///
/// ```
/// use newsclip::feed::Person;
///
/// let mut person = Person::new("Ann");
/// person.email = Some("ann@a.example".into());
/// assert_eq!(person.to_string(), "Ann");
/// assert_eq!(Person::from("Ben").email, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Person {
    /// The name; empty if only an email address or a page is known. RSS: `dc:creator`, or `author` as `mail (name)`. Atom, JSON Feed:
    /// `name`.
    pub name: String,
    /// The email address. RSS: `author`. Atom: `email`. JSON Feed: a `mailto:` URL in `url`, if there is no page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The address of the person's page. RSS: —, but read from `podcast:person`. Atom: `uri`. JSON Feed: `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of a picture of the person. RSS, Atom: —, but read from `podcast:person`. JSON Feed: `avatar`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<Url>,
}

impl Person {
    /// Creates a person with a name only.
    ///
    /// ```
    /// use newsclip::feed::Person;
    ///
    /// assert_eq!(Person::new("Ann"), "Ann".into());
    /// ```
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The name, or the email address if the name is blank, or else the address of the person's page.
    ///
    /// ```
    /// let mut person = newsclip::feed::Person::default();
    /// person.email = Some("ann@a.example".into());
    /// assert_eq!(person.label(), "ann@a.example");
    /// ```
    pub fn label(&self) -> &str {
        if !self.name.trim().is_empty() {
            return &self.name;
        }
        // JSON Feed 1.1, "authors": an author may have a page only.
        self.email.as_deref().or(self.url.as_ref().map(Url::as_str)).unwrap_or_default()
    }
}

impl From<&str> for Person {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Person {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

/// Writes the [`label`](Person::label).
impl std::fmt::Display for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.label())
    }
}
