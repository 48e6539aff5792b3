//! Inlines: the parts of a line of text.

/// A part of a line of text.
///
/// ```
/// use newsclip::tree::{Block, Inline};
///
/// let line = vec!["Heavy ".into(), Inline::strong(vec!["rain".into()])];
/// assert_eq!(newsclip::Html::new().render_blocks(&[Block::paragraph(line)]), "<p>Heavy <strong>rain</strong></p>\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inline {
    /// Characters, with white space as displayed.
    Text(String),
    /// Marked text, such as strong or emphasized text.
    Marked {
        /// The kind of mark.
        mark: Mark,
        /// The marked text.
        content: Vec<Inline>,
    },
    /// Code in a line, without marks: HTML `code`, `kbd`, `samp`, `tt`.
    Code {
        /// The code.
        text: String,
    },
    /// A formula in TeX: MathML `math` with an `alttext` or an annotation in TeX.
    Math {
        /// The TeX, on one line and without delimiters such as `$`.
        tex: String,
        /// Whether the formula is shown on a line of its own: `display="block"`.
        display: bool,
    },
    /// Text with its reading above it: HTML `ruby`.
    // Boxed like links and images, so that text, the most common inline, stays small.
    Ruby(Box<Ruby>),
    /// A link: HTML `a` with a usable `href`.
    Link(Box<Link>),
    /// An image in a line of text: HTML `img`.
    Image(Box<Image>),
    /// An explicit line break: HTML `br`.
    LineBreak,
}

/// The kind of a mark.
///
/// ```
/// use newsclip::tree::{Inline, Mark};
/// let inline = Inline::marked(Mark::Highlight, vec!["rain".into()]);
/// assert_eq!(inline.mark(), Some(Mark::Highlight));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Mark {
    /// Strong importance: HTML `strong`, `b`.
    Strong,
    /// Stress, titles of works, terms: HTML `em`, `i`, `cite`, `dfn`, `var`.
    Emphasis,
    /// Underlined text: HTML `u`, `ins`.
    Underline,
    /// Text struck out: HTML `s`, `strike`, `del`.
    Strikethrough,
    /// Raised text: HTML `sup`.
    Superscript,
    /// Lowered text: HTML `sub`.
    Subscript,
    /// Highlighted text: HTML `mark`.
    Highlight,
}

impl Mark {
    /// The HTML element that this crate writes for the mark.
    pub(crate) fn element(self) -> &'static str {
        match self {
            // `strong` and `em`, as CommonMark renderers write them. When reading, `b` and `i` are the same marks.
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Underline => "u",
            Self::Strikethrough => "s",
            Self::Superscript => "sup",
            Self::Subscript => "sub",
            Self::Highlight => "mark",
        }
    }
}

impl Inline {
    /// Creates text with a mark.
    ///
    /// ```
    /// use newsclip::tree::{Inline, Mark};
    /// assert_eq!(Inline::marked(Mark::Strong, vec!["rain".into()]), Inline::strong(vec!["rain".into()]));
    /// ```
    pub fn marked(mark: Mark, content: Vec<Inline>) -> Self {
        Self::Marked { mark, content }
    }

    /// Creates strong text.
    ///
    /// ```
    /// use newsclip::tree::{Inline, Mark};
    /// assert_eq!(Inline::strong(vec![]).mark(), Some(Mark::Strong));
    /// ```
    pub fn strong(content: Vec<Inline>) -> Self {
        Self::marked(Mark::Strong, content)
    }

    /// Creates emphasized text.
    ///
    /// ```
    /// use newsclip::tree::{Inline, Mark};
    /// assert_eq!(Inline::emphasis(vec![]).mark(), Some(Mark::Emphasis));
    /// ```
    pub fn emphasis(content: Vec<Inline>) -> Self {
        Self::marked(Mark::Emphasis, content)
    }

    /// Creates code in a line.
    ///
    /// ```
    /// use newsclip::tree::Inline;
    /// assert_eq!(Inline::code("x += 1").text(), "x += 1");
    /// ```
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code { text: text.into() }
    }

    /// Creates a formula in a line, from TeX.
    ///
    /// ```
    /// use newsclip::tree::Inline;
    /// assert_eq!(Inline::math("E = mc^2").text(), "E = mc^2");
    /// ```
    pub fn math(tex: impl Into<String>) -> Self {
        Self::Math { tex: tex.into(), display: false }
    }

    /// Creates a link without a title.
    ///
    /// ```
    /// use newsclip::tree::{Block, Inline};
    /// let link = Inline::link("notes.html#rain", vec!["note".into()]);
    /// let markdown = newsclip::Markdown::new().render_blocks(&[Block::paragraph(vec![link])]);
    /// assert_eq!(markdown, "[note](notes.html#rain)\n");
    /// ```
    pub fn link(url: impl Into<String>, content: Vec<Inline>) -> Self {
        Self::from(Link::new(LinkTarget::new(url), content))
    }

    /// The mark, if this is marked text.
    ///
    /// ```
    /// use newsclip::tree::{Inline, Mark};
    /// assert_eq!(Inline::strong(vec![]).mark(), Some(Mark::Strong));
    /// assert_eq!(Inline::LineBreak.mark(), None);
    /// ```
    pub fn mark(&self) -> Option<Mark> {
        match self {
            Self::Marked { mark, .. } => Some(*mark),
            _ => None,
        }
    }

    /// The inlines inside a mark or a link, or the base of a ruby; `None` for an inline that contains no others.
    ///
    /// ```
    /// use newsclip::tree::Inline;
    /// assert_eq!(Inline::strong(vec!["rain".into()]).content(), Some(&["rain".into()][..]));
    /// assert_eq!(Inline::LineBreak.content(), None);
    /// ```
    pub fn content(&self) -> Option<&[Inline]> {
        match self {
            Self::Marked { content, .. } => Some(content),
            Self::Link(link) => Some(&link.content),
            // The reading repeats the base in another script, so only the base is content.
            Self::Ruby(ruby) => Some(&ruby.base),
            Self::Text(_) | Self::Code { .. } | Self::Math { .. } | Self::Image(_) | Self::LineBreak => None,
        }
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Link> for Inline {
    fn from(link: Link) -> Self {
        Self::Link(Box::new(link))
    }
}

impl From<Image> for Inline {
    fn from(image: Image) -> Self {
        Self::Image(Box::new(image))
    }
}

impl From<Ruby> for Inline {
    fn from(ruby: Ruby) -> Self {
        Self::Ruby(Box::new(ruby))
    }
}

/// Text with its reading above it.
///
/// ```
/// use newsclip::tree::{Block, Ruby};
///
/// let page = newsclip::html::Reader::new().read("<ruby>雨<rt>あめ</rt></ruby>");
/// let ruby = Ruby::new(vec!["雨".into()], vec!["あめ".into()]);
/// assert_eq!(page.body, [Block::paragraph(vec![ruby.into()])]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Ruby {
    /// The text.
    pub base: Vec<Inline>,
    /// The reading: HTML `rt`.
    pub reading: Vec<Inline>,
}

impl Ruby {
    /// Creates text with a reading.
    pub fn new(base: Vec<Inline>, reading: Vec<Inline>) -> Self {
        Self { base, reading }
    }
}

/// A link in a line of text.
///
/// ```
/// use newsclip::tree::{Inline, Link, LinkTarget};
///
/// let page = newsclip::html::Reader::new().read("<a href=b.html title=Next>more</a>");
/// let link = Link::new(LinkTarget::new("b.html").with_title("Next"), vec!["more".into()]);
/// assert_eq!(page.links().next(), Some(&link.target));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Link {
    /// Where the link leads.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub target: LinkTarget,
    /// The text of the link; in normal form, it contains no other link.
    pub content: Vec<Inline>,
}

impl Link {
    /// Creates a link.
    pub fn new(target: LinkTarget, content: Vec<Inline>) -> Self {
        Self { target, content }
    }
}

/// Where a link leads.
///
/// ```
/// use newsclip::tree::LinkTarget;
/// assert_eq!(LinkTarget::new("https://a.example/").title, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LinkTarget {
    /// The URL. It is absolute in an article that was read with a base.
    pub url: String,
    /// The advisory title: HTML `title`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
}

impl LinkTarget {
    /// Creates a target without a title.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), title: None }
    }

    /// The same target, with a title.
    ///
    /// ```
    /// use newsclip::tree::{Block, Link, LinkTarget};
    /// let link = Link::new(LinkTarget::new("b.html").with_title("Next"), vec!["more".into()]);
    /// let markdown = newsclip::Markdown::new().render_blocks(&[Block::paragraph(vec![link.into()])]);
    /// assert_eq!(markdown, "[more](b.html \"Next\")\n");
    /// ```
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }
}

/// An image.
///
/// ```
/// use newsclip::tree::Image;
///
/// let page = newsclip::html::Reader::new().read("<p>See <img src=i.png alt=Rain width=640></p>");
/// let mut image = Image::new("i.png").with_alt("Rain");
/// image.width = Some(640);
/// assert_eq!(page.images().next(), Some(&image));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Image {
    /// The URL. It is absolute, or a `data:` URL of an image type, in an article that was read with a base.
    pub url: String,
    /// The alternative text: HTML `alt`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "String::is_empty"))]
    pub alt: String,
    /// The advisory title: HTML `title`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// Width in CSS pixels.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub width: Option<u32>,
    /// Height in CSS pixels.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub height: Option<u32>,
}

impl Image {
    /// Creates an image with only a URL.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// The same image, with an alternative text.
    #[must_use]
    pub fn with_alt(self, alt: impl Into<String>) -> Self {
        Self { alt: alt.into(), ..self }
    }
}
