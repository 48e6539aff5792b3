//! A whole article, and its conversions.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::normal::{fold, folded, normalize};
use crate::write::{self, Html, Markdown, Text};
use crate::{Block, Error, Timestamp};

/// An article: what its clip's header says, and its body as a tree.
///
/// ```
/// let source = "<!--1668312901000-->\n[雨停了](https://a.example/1)\n------\n\n<p>雨<b>停</b>了。</p>\n";
/// let doc = newsclip::parse(source)?;
/// assert_eq!(doc.title, "雨停了");
/// assert_eq!(doc.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
/// assert_eq!(doc.to_html(), "<p>雨<strong>停</strong>了。</p>\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "write::json::Shape<'static>", into = "write::json::Shape<'static>")]
#[non_exhaustive]
pub struct Document {
    /// When the article was published, if its clip says so.
    pub published: Option<Timestamp>,
    /// The title as plain text; may be empty.
    pub title: String,
    /// The article's address: an absolute `http` or `https` URL. It is the article's id in every feed.
    pub url: Url,
    /// Who wrote it, from front matter.
    pub author: Option<String>,
    /// What it is about, from front matter.
    pub tags: Vec<String>,
    /// What it says.
    pub body: Vec<Block>,
}

impl Document {
    /// An article without anything but an address and a title.
    ///
    /// ```
    /// use newsclip::{Block, Document, Inline, Url};
    ///
    /// let mut doc = Document::new(Url::parse("https://a.example/1").unwrap(), "雨停了");
    /// doc.body.push(Block::Paragraph { content: vec![Inline::text("雨停了。")] });
    /// assert_eq!(doc.to_clip(), "<!--NaN-->\n[雨停了](https://a.example/1)\n------\n\n<p>雨停了。</p>\n");
    /// ```
    pub fn new(url: Url, title: impl Into<String>) -> Self {
        Self { published: None, title: title.into(), url, author: None, tags: Vec::new(), body: Vec::new() }
    }

    /// The same article with its body in normal form (see [`normalize`]) and
    /// white space folded in title, author and tags. A document that [`parse`](crate::parse) returned does not change.
    ///
    /// ```
    /// use newsclip::{Document, Url};
    ///
    /// let doc = Document::new(Url::parse("https://a.example/1").unwrap(), " 雨\n停了 ");
    /// assert_eq!(doc.normalized().title, "雨 停了");
    /// ```
    #[must_use]
    pub fn normalized(self) -> Self {
        Self {
            title: fold(&self.title),
            author: self.author.as_deref().and_then(folded),
            tags: self.tags.iter().filter_map(|tag| folded(tag)).collect(),
            body: normalize(self.body),
            url: self.url,
            published: self.published,
        }
    }

    /// Markdown with YAML front matter; [`Markdown`] has options.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<b>停</b>了。")?;
    /// assert_eq!(
    ///     doc.to_markdown(),
    ///     "---\ntitle: \"题\"\nurl: \"https://a.example/1\"\n---\n\n雨**停**了。\n"
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_markdown(&self) -> String {
        Markdown::new().render(self)
    }

    /// Plain text, one paragraph a line; [`Text`] has options.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<b>停</b>了。")?;
    /// assert_eq!(doc.to_text(), "题\nhttps://a.example/1\n\n雨停了。\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_text(&self) -> String {
        Text::new().render(self)
    }

    /// The body as an HTML fragment; [`Html`] has options, and whole pages.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<div onclick=x()>雨停了。</div>")?;
    /// assert_eq!(doc.to_html(), "<p>雨停了。</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_html(&self) -> String {
        Html::new().render(self)
    }

    /// JSON, indented by two spaces. `docs/document.schema.json` describes it.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨停了。")?;
    /// assert!(doc.to_json().starts_with("{\n  \"version\": 1,\n  \"title\": \"题\","));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        write::json::document(self)
    }

    /// Reads what [`to_json`](Self::to_json) wrote, or a person by hand. Nothing is normalised.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or not that of a document, or of a later version of the shape.
    ///
    /// ```
    /// use newsclip::Document;
    ///
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨停了。")?;
    /// assert_eq!(Document::from_json(&doc.to_json())?, doc);
    ///
    /// let error = Document::from_json(r#"{"version": 1, "title": "题"}"#).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "line 1, column 28: expected JSON of the right shape: missing field `url`"
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|error| Error::json(&error, json))
    }

    /// A clip, as the archiver writes it: the body's HTML on one line. Author and tags, which its
    /// format has no place for, go into front matter.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<b>停</b>了。")?;
    /// assert_eq!(
    ///     doc.to_clip(),
    ///     "<!--NaN-->\n[题](https://a.example/1)\n------\n\n<p>雨<strong>停</strong>了。</p>\n"
    /// );
    /// assert_eq!(newsclip::parse(&doc.to_clip())?, doc);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_clip(&self) -> String {
        write::clip::document(self)
    }
}
