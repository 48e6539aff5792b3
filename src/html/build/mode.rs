//! The insertion modes of HTML §13.2.4.1 other than "in body".

use crate::html::elements::Name;

/// The insertion modes for content that is directly in a part of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableMode {
    /// §13.2.6.4.9, "in table".
    Table,
    /// §13.2.6.4.12, "in column group".
    ColumnGroup,
    /// §13.2.6.4.13, "in table body".
    RowGroup,
    /// §13.2.6.4.14, "in row".
    Row,
}

impl TableMode {
    /// Whether a part of a table may be inserted in this mode, perhaps after other parts that it implies.
    pub(super) fn may_contain(self, part: Name) -> bool {
        match self {
            Self::Table => true,
            Self::ColumnGroup => part == Name::Col,
            Self::RowGroup => part == Name::Tr || part.is_cell(),
            Self::Row => part.is_cell(),
        }
    }
}

/// The insertion mode for the direct content of a template. Its first start tag determines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemplateMode {
    Undecided,
    Body,
    Table(TableMode),
}
