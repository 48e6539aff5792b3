//! The columns of the table and their costs.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::datatypes::{DataType, Field as ArrowField, Schema, SchemaRef};
use datafusion::logical_expr::Expr;

use crate::article::Field;
use crate::value::{TEXT, time};

/// The input that a column needs, from cheap to expensive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cost {
    /// The list of files.
    File,
    /// A file and its header.
    Header,
    /// A file's text.
    Source,
    /// A file and its HTML.
    Html,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableColumn {
    Path,
    Size,
    Modified,
    Header(Field),
    Error,
    Source,
    Body(Field),
}

impl TableColumn {
    /// The columns from the list of files.
    pub(super) const FILE: [Self; 3] = [Self::Path, Self::Size, Self::Modified];

    pub(super) fn cost(self) -> Cost {
        match self {
            Self::Path | Self::Size | Self::Modified => Cost::File,
            Self::Header(_) | Self::Error => Cost::Header,
            Self::Source => Cost::Source,
            Self::Body(_) => Cost::Html,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Size => "size",
            Self::Modified => "modified",
            Self::Error => "error",
            Self::Source => "source",
            Self::Header(field) | Self::Body(field) => field.name(),
        }
    }

    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Path | Self::Error | Self::Source => TEXT,
            Self::Size => DataType::Int64,
            Self::Modified => time(),
            Self::Header(field) | Self::Body(field) => field.data_type(),
        }
    }
}

/// All columns, by cost. Those of files and headers come first, so that a condition on them uses the same column indexes for a
/// batch of these columns and for the whole table.
pub(super) static COLUMNS: LazyLock<Vec<TableColumn>> = LazyLock::new(|| {
    let header = Field::HEADER.iter().map(|field| TableColumn::Header(*field));
    let body = Field::BODY.iter().map(|field| TableColumn::Body(*field));
    let columns = TableColumn::FILE.into_iter().chain(header);
    columns.chain([TableColumn::Error, TableColumn::Source]).chain(body).collect()
});

pub(super) fn schema(columns: &[TableColumn]) -> SchemaRef {
    let field =
        |column: &TableColumn| ArrowField::new(column.name(), column.data_type(), column.cost() > Cost::File);
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

pub(super) fn table() -> SchemaRef {
    schema(&COLUMNS)
}

/// The highest cost among the columns of a condition.
pub(super) fn cost_of(condition: &Expr) -> Cost {
    // A volatile condition must not be moved in the plan.
    if condition.is_volatile() {
        return Cost::Html;
    }
    let columns = condition.column_refs();
    let costs = columns.iter().map(|column| {
        let found = COLUMNS.iter().find(|known| known.name() == column.name);
        found.map_or(Cost::Html, |column| column.cost())
    });
    // DataFusion folds conditions without columns.
    costs.max().unwrap_or(Cost::Html)
}
