//! A whole article.

use url::Url;

use crate::normal::normalize;
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::tree::{
    Block, Images, ImagesMut, Links, LinksMut, NodeMut, Texts, Walk, images_mut, links_mut, text, walk_mut,
};
use crate::url::normal_address;

/// An article: its metadata, and its body as a tree.
///
/// Each format's methods are documented with the format: [clips](crate::clip), [HTML](crate::html),
/// [Markdown](crate::markdown), [text](crate::text), [JSON](Self::to_json), [feeds](crate::feed).
///
/// ```
/// let clip = "<!--1668312901000-->\n[Rain](https://a.example/1)\n------\n\n<p>It <b>stopped</b>.</p>\n";
/// let doc = newsclip::parse(clip)?;
/// assert_eq!(doc.title, "Rain");
/// assert_eq!(doc.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
/// assert_eq!(doc.to_html(), "<p>It <strong>stopped</strong>.</p>\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Document {
    /// The title as plain text; may be empty.
    pub title: String,
    /// The article's address, an absolute `http` or `https` URL. It is the article's id in every feed.
    ///
    /// An article without an address has `about:blank`. Markdown, text and HTML pages omit that; feeds and clips need an address.
    pub url: Url,
    /// When the article was published.
    pub published: Option<Timestamp>,
    /// When the article was last changed.
    pub updated: Option<Timestamp>,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// Keywords and categories.
    pub tags: Vec<String>,
    /// The language as a BCP 47 tag, such as `zh-Hans`.
    pub language: Option<String>,
    /// The publisher's summary, as plain text.
    pub summary: Option<String>,
    /// The article itself.
    pub body: Vec<Block>,
}

impl Document {
    /// Creates an article with only an address and a title.
    ///
    /// ```
    /// use newsclip::tree::Block;
    /// use newsclip::{Document, Url};
    ///
    /// let mut doc = Document::new(Url::parse("https://a.example/1").unwrap(), "Rain");
    /// doc.body.push(Block::paragraph(vec!["It stopped.".into()]));
    /// assert_eq!(doc.to_clip(), "<!--NaN-->\n[Rain](https://a.example/1)\n------\n\n<p>It stopped.</p>\n");
    /// ```
    pub fn new(url: Url, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            url,
            published: None,
            updated: None,
            authors: Vec::new(),
            tags: Vec::new(),
            language: None,
            summary: None,
            body: Vec::new(),
        }
    }

    /// The same article with its body in [normal form](crate::normal) and white space collapsed in all other texts. A
    /// document that the library has read is already normalized.
    ///
    /// ```
    /// use newsclip::{Document, Url};
    ///
    /// let doc = Document::new(Url::parse("https://a.example/1").unwrap(), " Rain\nstopped ");
    /// assert_eq!(doc.normalized().title, "Rain stopped");
    /// ```
    #[must_use]
    pub fn normalized(self) -> Self {
        let folded = |texts: &[String]| texts.iter().filter_map(|text| fold_to_option(text)).collect();
        Self {
            title: fold(&self.title),
            // `](` in an address would end the title of a clip.
            url: normal_address(self.url),
            published: self.published,
            updated: self.updated,
            authors: folded(&self.authors),
            tags: folded(&self.tags),
            language: self.language.as_deref().and_then(fold_to_option),
            summary: self.summary.as_deref().and_then(fold_to_option),
            body: normalize(self.body),
        }
    }

    /// The heading of level 1 that repeats the title at the start of the body, if there is one, and the rest of the body. The
    /// writers use it to show the title once: [`Markdown`](crate::Markdown) and [`Text`](crate::Text) if the header is only
    /// the title, and [`Html`](crate::Html) for whole pages.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<h1>Rain</h1><p>It stopped.")?;
    /// let (heading, body) = doc.split_title();
    /// assert_eq!(heading.map(|heading| heading.text()), Some("Rain".to_string()));
    /// assert_eq!(body.len(), 1);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn split_title(&self) -> (Option<&Block>, &[Block]) {
        match self.body.split_first() {
            // The text of a heading that contains only an image may be as empty as a missing title.
            Some((heading @ Block::Heading { level: 1, content }, rest))
                if !self.title.is_empty() && text(content) == self.title =>
            {
                (Some(heading), rest)
            }
            _ => (None, &self.body),
        }
    }

    /// All blocks, inlines and images of figures of the body in reading order, parents before children. List items, rows and cells
    /// are entered, but not visited themselves.
    ///
    /// A table of contents:
    ///
    /// ```
    /// use newsclip::tree::{Block, Node, text};
    ///
    /// let html = "<h2>Today</h2><p>Rain.<h3>At <i>noon</i></h3><p>More rain.<h2>Tomorrow</h2>";
    /// let doc = newsclip::parse(&format!("[Weather](https://a.example/)\n------\n\n{html}"))?;
    /// let headings = doc.walk().filter_map(|node| match node {
    ///     Node::Block(Block::Heading { level, content }) => Some((*level, text(content))),
    ///     _ => None,
    /// });
    /// let contents = [(2, "Today".to_string()), (3, "At noon".to_string()), (2, "Tomorrow".to_string())];
    /// assert!(headings.eq(contents));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.body)
    }

    /// Visits all parts of the body as mutable references: see [`tree::walk_mut`](crate::tree::walk_mut).
    ///
    /// ```
    /// use newsclip::tree::{Block, NodeMut};
    ///
    /// let mut doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<h1>Today</h1>")?;
    /// doc.walk_mut(|node| {
    ///     if let NodeMut::Block(Block::Heading { level, .. }) = node {
    ///         *level += 1;
    ///     }
    /// });
    /// assert_eq!(doc.to_html(), "<h2>Today</h2>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn walk_mut(&mut self, visit: impl FnMut(NodeMut<'_>)) {
        walk_mut(&mut self.body, visit);
    }

    /// The images of the body in reading order, including those of figures.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<img src=i.png>")?;
    /// assert_eq!(doc.images().next().unwrap().url, "https://a.example/i.png");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn images(&self) -> Images<'_> {
        self.walk().images()
    }

    /// The images of the body, as mutable references.
    ///
    /// ```
    /// let clip = "<!--NaN-->\n[Rain](https://a.example/)\n------\n\n<p><img src=https://b.example/i.png></p>";
    /// let mut doc = newsclip::parse(clip)?;
    /// for image in doc.images_mut() {
    ///     image.url = "/img/1.png".into();
    /// }
    /// assert!(doc.to_markdown().ends_with("![](/img/1.png)\n"));
    /// assert!(doc.to_clip().contains("<img src=\"https://a.example/img/1.png\" alt=\"\">"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn images_mut(&mut self) -> ImagesMut<'_> {
        images_mut(&mut self.body)
    }

    /// The link targets of the body in reading order, including links around images of figures.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<a href=/b>next</a>")?;
    /// assert_eq!(doc.links().next().unwrap().url, "https://a.example/b");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn links(&self) -> Links<'_> {
        self.walk().links()
    }

    /// The link targets of the body, as mutable references.
    ///
    /// ```
    /// let mut doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<a href=/b>next</a>")?;
    /// doc.links_mut().for_each(|link| link.title = Some("The next article".into()));
    /// assert!(doc.to_markdown().ends_with("[next](https://a.example/b \"The next article\")\n"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn links_mut(&mut self) -> LinksMut<'_> {
        links_mut(&mut self.body)
    }

    /// The texts of the body in reading order, including code and the TeX of formulas.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<p>Heavy <b>rain</b></p>")?;
    /// assert_eq!(doc.texts().collect::<Vec<_>>(), ["Heavy ", "rain"]);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn texts(&self) -> Texts<'_> {
        self.walk().texts()
    }
}
