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
        self.holds(part) || self.implied(part).is_some()
    }

    /// Whether a part of a table is a child of the current element in this mode.
    pub(super) fn holds(self, part: Name) -> bool {
        match self {
            Self::Table => !part.is_cell() && !matches!(part, Name::Col | Name::Tr),
            Self::ColumnGroup => part == Name::Col,
            Self::RowGroup => part == Name::Tr,
            Self::Row => part.is_cell(),
        }
    }

    /// The part that is missing between the current element and a part of a table.
    pub(super) fn implied(self, part: Name) -> Option<Name> {
        match self {
            Self::Table if part == Name::Col => Some(Name::Colgroup),
            Self::Table if part == Name::Tr || part.is_cell() => Some(Name::Tbody),
            Self::RowGroup if part.is_cell() => Some(Name::Tr),
            Self::Table | Self::ColumnGroup | Self::RowGroup | Self::Row => None,
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
