//! The tree: what an article says, free of how its HTML said it.
//!
//! [`Block`] and [`Inline`] are two types, so that a paragraph inside a link or a list inside a
//! heading cannot be built. All fields are public, because none has an invariant of its own; what
//! [`parse`](crate::parse) returns is in [normal form](crate::normalize), and the writers accept any tree.

use serde::{Deserialize, Serialize};

/// A piece of the article that stands on lines of its own.
///
/// In JSON a block is an object whose `type` is the variant's name in snake case.
///
/// ```
/// use newsclip::{Block, Inline};
///
/// let block = Block::Paragraph { content: vec![Inline::text("雨停了。")] };
/// assert_eq!(
///     serde_json::to_string(&block)?,
///     r#"{"type":"paragraph","content":["雨停了。"]}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// Running text: HTML `p`, or text that stands in no other block.
    Paragraph {
        /// What it says; never empty in normal form.
        content: Vec<Inline>,
    },
    /// A heading: HTML `h1` to `h6`.
    Heading {
        /// 1 (highest) to 6.
        level: u8,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A bullet or numbered list: HTML `ul`, `ol`.
    List(List),
    /// Terms and their descriptions: HTML `dl`.
    DescriptionList {
        /// Terms and descriptions in their order.
        items: Vec<DescriptionItem>,
    },
    /// A quotation: HTML `blockquote`.
    Quote {
        /// What is quoted.
        content: Vec<Block>,
    },
    /// Preformatted text: HTML `pre`.
    Code(CodeBlock),
    /// A table: HTML `table`.
    Table(Table),
    /// One or more images that stand alone: HTML `figure`, or a paragraph with nothing but images.
    Figure(Figure),
    /// A player or a foreign page: HTML `video`, `audio`, `iframe`, `embed`, `object`.
    Embed(Embed),
    /// A change of subject: HTML `hr`.
    ThematicBreak,
}

/// A piece of a line of text.
///
/// In JSON a text is a bare string, anything else an object with a `type`.
///
/// ```
/// use newsclip::Inline;
///
/// let line = vec![
///     Inline::text("今日"),
///     Inline::Strong { content: vec![Inline::text("大雨")] },
/// ];
/// let json = r#"["今日",{"type":"strong","content":["大雨"]}]"#;
/// assert_eq!(serde_json::to_string(&line)?, json);
/// assert_eq!(serde_json::from_str::<Vec<Inline>>(json)?, line);
/// # Ok::<(), serde_json::Error>(())
/// ```
// `remote = "Self"` derives inherent `serialize` and `deserialize` for everything but text, which
// `write::json` wraps, so that a text can be a bare string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", remote = "Self")]
#[non_exhaustive]
pub enum Inline {
    /// Characters, with white space as a reader sees it.
    #[serde(skip)]
    Text(String),
    /// Strong importance: HTML `strong`, `b`.
    Strong {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Stress, titles, terms: HTML `em`, `i`, `cite`, `dfn`, `var`.
    Emphasis {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Underlined text: HTML `u`, `ins`.
    Underline {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Text struck out: HTML `s`, `strike`, `del`.
    Strikethrough {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Raised text: HTML `sup`.
    Superscript {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Lowered text: HTML `sub`.
    Subscript {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Highlighted text: HTML `mark`.
    Mark {
        /// What it marks.
        content: Vec<Inline>,
    },
    /// Code in a line, always the innermost mark: HTML `code`, `kbd`, `samp`, `tt`.
    Code {
        /// The code.
        text: String,
    },
    /// Text with its reading above it: HTML `ruby`.
    Ruby {
        /// The text.
        base: Vec<Inline>,
        /// Its reading: HTML `rt`.
        reading: Vec<Inline>,
    },
    /// A link: HTML `a` with a usable `href`.
    Link(Link),
    /// An image in a line of text: HTML `img`.
    Image(Image),
    /// A line break that the author made: HTML `br`.
    LineBreak,
}

impl Inline {
    /// A text.
    ///
    /// ```
    /// use newsclip::Inline;
    /// assert_eq!(Inline::text("雨"), Inline::Text("雨".to_string()));
    /// ```
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What stands inside a mark or a link, or a ruby's base; `None` for what holds no inlines.
    ///
    /// ```
    /// use newsclip::Inline;
    /// let strong = Inline::Strong { content: vec![Inline::text("雨")] };
    /// assert_eq!(strong.content(), Some(&[Inline::text("雨")][..]));
    /// assert_eq!(Inline::LineBreak.content(), None);
    /// ```
    pub fn content(&self) -> Option<&[Inline]> {
        match self {
            Self::Strong { content }
            | Self::Emphasis { content }
            | Self::Underline { content }
            | Self::Strikethrough { content }
            | Self::Superscript { content }
            | Self::Subscript { content }
            | Self::Mark { content }
            | Self::Link(Link { content, .. })
            | Self::Ruby { base: content, .. } => Some(content),
            Self::Text(_) | Self::Code { .. } | Self::Image(_) | Self::LineBreak => None,
        }
    }
}

/// A bullet or numbered list.
///
/// ```
/// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<ol start=3><li>三</ol>")?;
/// let newsclip::Block::List(list) = &doc.body[0] else { panic!() };
/// assert_eq!(list.start, Some(3));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct List {
    /// The number of the first item, 0 to 999,999,999; `None` for a bullet list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The items. A numbered list may have empty ones, so that the others keep their numbers.
    pub items: Vec<ListItem>,
}

/// An item of a [`List`]: HTML `li`.
///
/// ```
/// let item = newsclip::ListItem { content: vec![newsclip::Block::ThematicBreak] };
/// assert_eq!(serde_json::to_string(&item)?, r#"{"content":[{"type":"thematic_break"}]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListItem {
    /// What the item says.
    pub content: Vec<Block>,
}

/// A term or a description of a [`Block::DescriptionList`].
///
/// ```
/// use newsclip::{DescriptionItem, DescriptionKind};
/// let item = DescriptionItem { kind: DescriptionKind::Term, content: vec![] };
/// assert_eq!(serde_json::to_string(&item)?, r#"{"kind":"term","content":[]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DescriptionItem {
    /// Term or description.
    pub kind: DescriptionKind,
    /// What it says.
    pub content: Vec<Block>,
}

/// What a [`DescriptionItem`] is.
///
/// ```
/// use newsclip::DescriptionKind;
/// assert_ne!(DescriptionKind::Term, DescriptionKind::Description);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionKind {
    /// HTML `dt`.
    Term,
    /// HTML `dd`.
    Description,
}

/// Preformatted text.
///
/// ```
/// let doc = newsclip::parse(
///     "[题](https://a.example/)\n------\n\n<pre><code class=\"language-rust\">fn main() {}\n</code></pre>",
/// )?;
/// let newsclip::Block::Code(code) = &doc.body[0] else { panic!() };
/// assert_eq!((code.language.as_deref(), code.text.as_str()), (Some("rust"), "fn main() {}"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The language, from `class="language-…"`; ASCII letters, digits and `+-_.#` in normal form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text, verbatim; lines end with `\n`, the last one with nothing.
    pub text: String,
}

/// A table.
///
/// ```
/// let doc = newsclip::parse(
///     "[题](https://a.example/)\n------\n\n<table><tr><th>年<tr><td>2022</table>",
/// )?;
/// let newsclip::Block::Table(table) = &doc.body[0] else { panic!() };
/// assert_eq!((table.head.len(), table.body.len()), (1, 1));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// Its caption: HTML `caption`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Block>,
    /// The rows of `thead`, or leading rows with no cell but `th`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// All other rows, those of `tfoot` last.
    pub body: Vec<Row>,
}

/// A row of a [`Table`]: HTML `tr`.
///
/// ```
/// assert!(newsclip::Row::default().cells.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// The cells that begin in this row.
    pub cells: Vec<Cell>,
}

/// A cell of a [`Row`]: HTML `td`, `th`.
///
/// ```
/// let cell = newsclip::Cell::default();
/// assert_eq!((cell.columns, cell.rows), (1, 1));
/// assert_eq!(serde_json::to_string(&cell)?, r#"{"content":[]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// Whether it names a row or column: HTML `th`.
    #[serde(skip_serializing_if = "is_false")]
    pub header: bool,
    /// Columns that it covers, 1 to 1000: HTML `colspan`.
    #[serde(skip_serializing_if = "is_one")]
    pub columns: u16,
    /// Rows that it covers, 1 to 65534: HTML `rowspan`, whose 0 (all that follow) is read as 65534.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: u16,
    /// Where its text stands, if the article says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<Alignment>,
    /// What it says; often nothing.
    pub content: Vec<Block>,
}

impl Default for Cell {
    fn default() -> Self {
        Self { header: false, columns: 1, rows: 1, align: None, content: Vec::new() }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(header: &bool) -> bool {
    !header
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_one(span: &u16) -> bool {
    *span == 1
}

/// Where a cell's text stands: HTML `align`, CSS `text-align`.
///
/// ```
/// assert_eq!(serde_json::to_string(&newsclip::Alignment::Right)?, r#""right""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

impl Alignment {
    /// The value of HTML's `align`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

/// Images that stand alone, with their caption.
///
/// ```
/// let doc = newsclip::parse(
///     "[题](https://a.example/)\n------\n\n<figure><img src=i.png><figcaption>图</figcaption></figure>",
/// )?;
/// let newsclip::Block::Figure(figure) = &doc.body[0] else { panic!() };
/// assert_eq!(figure.images[0].image.url, "https://a.example/i.png");
/// assert_eq!(figure.caption.len(), 1);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The images; at least one in normal form.
    pub images: Vec<FigureImage>,
    /// What stands below them: HTML `figcaption`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Block>,
}

/// An image of a [`Figure`], with the link around it.
///
/// ```
/// assert_eq!(newsclip::FigureImage::default().link, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FigureImage {
    /// The image.
    #[serde(flatten)]
    pub image: Image,
    /// Where a click on it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkTarget>,
}

/// Where a link leads.
///
/// ```
/// let target = newsclip::LinkTarget { url: "https://a.example/".into(), title: None };
/// assert_eq!(serde_json::to_string(&target)?, r#"{"url":"https://a.example/"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkTarget {
    /// The absolute URL.
    pub url: String,
    /// The advisory title: HTML `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A link in a line of text.
///
/// ```
/// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<a href=/b>乙</a>")?;
/// assert_eq!(doc.links().next().unwrap().url, "https://a.example/b");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    #[serde(flatten)]
    pub target: LinkTarget,
    /// What it says: never a link again.
    pub content: Vec<Inline>,
}

/// An image.
///
/// ```
/// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<img src=i.png alt=图 width=640>")?;
/// let image = doc.images().next().unwrap();
/// assert_eq!((image.alt.as_str(), image.width), ("图", Some(640)));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Image {
    /// The absolute URL, or a `data:` URL of an image type.
    pub url: String,
    /// What a reader who cannot see it should know: HTML `alt`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The advisory title: HTML `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Width in CSS pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in CSS pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A player or a foreign page.
///
/// ```
/// let doc = newsclip::parse(
///     "[题](https://a.example/)\n------\n\n<video poster=p.jpg><source src=v.mp4 type=video/mp4></video>",
/// )?;
/// let newsclip::Block::Embed(embed) = &doc.body[0] else { panic!() };
/// assert_eq!(embed.url, "https://a.example/v.mp4");
/// assert_eq!(embed.poster.as_deref(), Some("https://a.example/p.jpg"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Embed {
    /// What it is.
    pub kind: EmbedKind,
    /// The absolute URL of the file or page.
    pub url: String,
    /// The media type of a video or audio, as the article states it: HTML `type` of its `source`. What a frame shows is
    /// for its server to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The absolute URL of the picture shown before it plays: HTML `poster`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// Its title: HTML `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// What an [`Embed`] is.
///
/// ```
/// assert_eq!(serde_json::to_string(&newsclip::EmbedKind::Frame)?, r#""frame""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmbedKind {
    /// HTML `video`.
    Video,
    /// HTML `audio`.
    Audio,
    /// A page or a plug-in's file: HTML `iframe`, `embed`, `object`.
    Frame,
}
