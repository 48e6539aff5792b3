//! Lists.

use super::Block;

/// A bullet or numbered list.
///
/// ```
/// use newsclip::tree::{Block, List};
///
/// let page = newsclip::html::Reader::new().read("<ol start=3><li>Rain</ol>");
/// let list = List::numbered(3, vec![vec![Block::paragraph(vec!["Rain".into()])]]);
/// assert_eq!(page.body, [Block::from(list)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct List {
    /// The number of the first item, 0 to 999,999,999; `None` for a bullet list.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub start: Option<u32>,
    /// The items. A numbered list may have empty ones, so that the others keep their numbers.
    pub items: Vec<ListItem>,
}

impl List {
    /// The largest number that Markdown can begin a list with: it has at most nine digits (CommonMark 0.31 §5.2).
    pub(crate) const MAX_START: u32 = 999_999_999;

    /// Creates a bullet list.
    ///
    /// ```
    /// use newsclip::tree::{Block, List};
    /// let list = List::bullets(vec![vec![Block::paragraph(vec!["Rain".into()])]]);
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&[list.into()]), "- Rain\n");
    /// ```
    pub fn bullets(items: Vec<Vec<Block>>) -> Self {
        Self { start: None, items: items.into_iter().map(ListItem::new).collect() }
    }

    /// Creates a numbered list, whose first item has the number `start`.
    ///
    /// ```
    /// use newsclip::tree::{Block, List};
    /// let list = List::numbered(1, vec![vec![Block::paragraph(vec!["Rain".into()])]]);
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&[list.into()]), "1. Rain\n");
    /// ```
    pub fn numbered(start: u32, items: Vec<Vec<Block>>) -> Self {
        Self { start: Some(start), ..Self::bullets(items) }
    }
}

/// An item of a [`List`]: HTML `li`.
///
/// ```
/// use newsclip::tree::{Block, ListItem};
/// assert_eq!(ListItem::new(vec![Block::ThematicBreak]).content.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ListItem {
    /// Whether the task is done, for an item of a task list: HTML `input` of type `checkbox` at its start.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub checked: Option<bool>,
    /// The place that links lead to, if the item is a note: HTML `id`. Boxed, because few items are notes.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub anchor: Option<Box<Anchor>>,
    /// The item's blocks.
    pub content: Vec<Block>,
}

impl ListItem {
    /// Creates an item.
    pub fn new(content: Vec<Block>) -> Self {
        Self { checked: None, anchor: None, content }
    }

    /// Creates an item of a task list.
    ///
    /// ```
    /// use newsclip::tree::{Block, List, ListItem};
    ///
    /// let mut list = List::bullets(vec![]);
    /// list.items.push(ListItem::task(true, vec![Block::paragraph(vec!["Read".into()])]));
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&[list.into()]), "- [x] Read\n");
    /// ```
    pub fn task(checked: bool, content: Vec<Block>) -> Self {
        Self { checked: Some(checked), ..Self::new(content) }
    }

    /// The URL of the links that lead to this item, if it is a note.
    ///
    /// ```
    /// use newsclip::tree::ListItem;
    /// assert_eq!(ListItem::new(vec![]).with_anchor("#fn1").anchor_url(), Some("#fn1"));
    /// ```
    pub fn anchor_url(&self) -> Option<&str> {
        self.anchor.as_ref().map(|anchor| anchor.url.as_str())
    }

    /// The same item, as a note that links with this URL lead to.
    ///
    /// ```
    /// use newsclip::tree::{Block, List, ListItem};
    ///
    /// let mut list = List::bullets(vec![]);
    /// list.items.push(ListItem::new(vec![Block::paragraph(vec!["Rain".into()])]).with_anchor("#fn1"));
    /// assert_eq!(newsclip::Html::new().render_blocks(&[list.into()]), "<ul>\n<li id=\"fn1\">Rain</li>\n</ul>\n");
    /// ```
    #[must_use]
    pub fn with_anchor(self, url: impl Into<String>) -> Self {
        Self { anchor: Some(Box::new(Anchor { url: url.into() })), ..self }
    }
}

/// The place that the references to a note lead to.
///
/// ```
/// let html = "Rain<sup><a href=#fn1>1</a></sup><ol><li id=fn1>Drops of water</ol>";
/// let page = newsclip::html::Reader::new().read(html);
/// let newsclip::tree::Block::List(notes) = &page.body[1] else { unreachable!() };
/// assert_eq!(notes.items[0].anchor.as_ref().unwrap().url, "#fn1");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
#[non_exhaustive]
pub struct Anchor {
    /// The URL of the references, such as `https://a.example/1#fn1`.
    ///
    /// Its fragment is the `id`: at most 64 ASCII letters, digits, `-`, `_`, `:` and `.`, with at least one digit, and with `fn`,
    /// `ftn`, `note` or `ref`.
    pub url: String,
}

/// A term or a description of a [`Block::DescriptionList`].
///
/// ```
/// use newsclip::tree::{Block, DescriptionItem};
///
/// let page = newsclip::html::Reader::new().read("<dl><dt>Rain<dd>Falling water</dl>");
/// let paragraph = |text: &str| vec![Block::paragraph(vec![text.into()])];
/// let items = vec![
///     DescriptionItem::term(paragraph("Rain")),
///     DescriptionItem::description(paragraph("Falling water")),
/// ];
/// assert_eq!(page.body, [Block::DescriptionList { items }]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DescriptionItem {
    /// Term or description.
    pub kind: DescriptionKind,
    /// The item's blocks.
    pub content: Vec<Block>,
}

impl DescriptionItem {
    /// Creates a term: HTML `dt`.
    pub fn term(content: Vec<Block>) -> Self {
        Self { kind: DescriptionKind::Term, content }
    }

    /// Creates a description: HTML `dd`.
    pub fn description(content: Vec<Block>) -> Self {
        Self { kind: DescriptionKind::Description, content }
    }
}

/// The kind of a [`DescriptionItem`].
///
/// ```
/// use newsclip::tree::{DescriptionItem, DescriptionKind};
/// assert_eq!(DescriptionItem::term(vec![]).kind, DescriptionKind::Term);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum DescriptionKind {
    /// HTML `dt`.
    Term,
    /// HTML `dd`.
    Description,
}

impl DescriptionKind {
    /// The HTML element of the kind.
    pub(crate) fn element(self) -> &'static str {
        match self {
            Self::Term => "dt",
            Self::Description => "dd",
        }
    }
}
