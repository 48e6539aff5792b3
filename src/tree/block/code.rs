//! Preformatted text.

use crate::tree::Inline;

/// Preformatted text, with marks and links in it.
///
/// ```
/// use newsclip::tree::{Block, CodeBlock};
///
/// let html = "<pre><code class=\"language-rust\">fn main() {}\n</code></pre>";
/// let page = newsclip::html::Reader::new().read(html);
/// let code = CodeBlock::new("fn main() {}").with_language("rust");
/// assert_eq!(page.body, [Block::from(code)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CodeBlock {
    /// The language, from `class="language-…"` and similar; ASCII letters, digits and `+-_.#` in normal form.
    pub language: Option<String>,
    /// The text, verbatim: lines end with `\n`, except for the last one. In normal form, it contains texts, marks and links.
    pub content: Vec<Inline>,
}

impl CodeBlock {
    /// Creates code without a language.
    pub fn new(text: impl Into<String>) -> Self {
        Self { language: None, content: vec![Inline::Text(text.into())] }
    }

    /// The same code, with a language.
    #[must_use]
    pub fn with_language(self, language: impl Into<String>) -> Self {
        Self { language: Some(language.into()), ..self }
    }
}
