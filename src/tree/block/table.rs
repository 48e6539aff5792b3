//! Tables.

use std::fmt;

use super::Block;
use crate::tree::Walk;

/// A table.
///
/// ```
/// use newsclip::tree::{Block, Cell, Row, Table};
///
/// let page = newsclip::html::Reader::new().read("<table><tr><th>Year<tr><td>2022</table>");
/// let paragraph = |text: &str| vec![Block::paragraph(vec![text.into()])];
/// let mut table = Table::new(vec![Row::new(vec![Cell::new(paragraph("2022"))])]);
/// table.head = vec![Row::new(vec![Cell::header(paragraph("Year"))])];
/// assert_eq!(page.body, [Block::from(table)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Table {
    /// The caption: HTML `caption`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub caption: Vec<Block>,
    /// The rows of `thead`, or leading rows that contain only header cells.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub head: Vec<Row>,
    /// All other rows, those of `tfoot` last.
    pub body: Vec<Row>,
}

impl Table {
    /// Creates a table without a head and a caption.
    pub fn new(body: Vec<Row>) -> Self {
        Self { body, ..Self::default() }
    }

    /// All rows, those of the head first.
    ///
    /// ```
    /// use newsclip::tree::{Row, Table};
    /// assert_eq!(Table::new(vec![Row::default()]).rows().count(), 1);
    /// ```
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Row> + Clone {
        self.head.iter().chain(&self.body)
    }

    /// The attributes with which HTML says that this table is data, if readers could take it for layout: screen readers, and
    /// `html::Reader` (`src/html/read/layout.rs`), which would read only its content.
    pub(crate) fn role(&self) -> &'static str {
        let cells = || self.rows().flat_map(|row| &row.cells);
        let is_line = |cell: &Cell| matches!(cell.content[..], [] | [Block::Paragraph { .. }]);
        let is_data = !self.caption.is_empty() || !self.head.is_empty() || cells().any(|cell| cell.header);
        let is_plain =
            || cells().all(is_line) && cells().filter(|cell| !cell.content.is_empty()).nth(1).is_some();
        let is_column = || {
            self.rows().all(|row| row.cells.iter().filter(|cell| !cell.content.is_empty()).nth(1).is_none())
        };
        let has_image = || cells().any(|cell| Walk::new(&cell.content).images().next().is_some());
        if is_data || (is_plain() && !(is_column() && has_image())) { "" } else { " role=\"table\"" }
    }
}

/// A row of a [`Table`]: HTML `tr`.
///
/// ```
/// use newsclip::tree::{Cell, Row};
/// assert_eq!(Row::new(vec![Cell::default()]).cells.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Row {
    /// The cells that begin in this row.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Creates a row.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }
}

/// A cell of a [`Row`]: HTML `td`, `th`.
///
/// ```
/// let cell = newsclip::tree::Cell::default();
/// assert_eq!((cell.columns, cell.rows), (1, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct Cell {
    /// Whether it names a row or column: HTML `th`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub header: bool,
    /// The number of columns that it spans, 1 to 1000: HTML `colspan`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "is_one"))]
    pub columns: u16,
    /// The number of rows that it spans, 1 to 65534: HTML `rowspan`, where 0 (all rows that follow) is read as 65534.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "is_one"))]
    pub rows: u16,
    /// The alignment of its text, if specified.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub align: Option<Alignment>,
    /// The cell's blocks; often none.
    pub content: Vec<Block>,
}

impl Default for Cell {
    fn default() -> Self {
        // Not derived, because spans of 0 would be wrong: HTML §4.9.11 reads a `rowspan` of 0 as all rows that follow.
        Self { header: false, columns: 1, rows: 1, align: None, content: Vec::new() }
    }
}

impl Cell {
    /// Creates a data cell: HTML `td`.
    ///
    /// ```
    /// assert!(!newsclip::tree::Cell::new(vec![]).header);
    /// ```
    pub fn new(content: Vec<Block>) -> Self {
        Self { content, ..Self::default() }
    }

    /// Creates a header cell: HTML `th`.
    ///
    /// ```
    /// assert!(newsclip::tree::Cell::header(vec![]).header);
    /// ```
    pub fn header(content: Vec<Block>) -> Self {
        Self { header: true, ..Self::new(content) }
    }
}

#[cfg(feature = "json")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(span: &u16) -> bool {
    *span == 1
}

/// The alignment of a cell's text: HTML `align`, CSS `text-align`.
///
/// ```
/// use newsclip::tree::Alignment;
/// assert_eq!(Alignment::Right.name(), "right");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
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
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

/// The [`name`](Alignment::name).
impl fmt::Display for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
