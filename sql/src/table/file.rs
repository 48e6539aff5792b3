//! An entry in the list of files.

use datafusion::arrow::array::RecordBatch;
use datafusion::error::Result;
use newsclip::Timestamp;
use object_store::ObjectMeta;

use super::schema::{TableColumn, schema};
use crate::value::{Column, Value};

/// A file, and its path in the column `path`.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) meta: ObjectMeta,
}

/// The columns that need no access to the file.
pub(super) fn file_batch(files: &[File]) -> Result<RecordBatch> {
    collect(&TableColumn::FILE, files.iter().map(file_values))
}

/// In the order of [`TableColumn::FILE`].
pub(super) fn file_values(file: &File) -> Vec<Value> {
    let modified = Timestamp::from_milliseconds(file.meta.last_modified.timestamp_millis());
    let size = i64::try_from(file.meta.size).ok();
    vec![file.path.as_str().into(), size.map(Value::Number).into(), modified.into()]
}

/// Rows of values as a batch.
pub(super) fn collect(
    columns: &[TableColumn],
    rows: impl ExactSizeIterator<Item = Vec<Value>>,
) -> Result<RecordBatch> {
    let new = |column: &TableColumn| Column::new(&column.data_type(), rows.len());
    let mut built = columns.iter().map(new).collect::<Result<Vec<_>>>()?;
    for row in rows {
        built.iter_mut().zip(row).try_for_each(|(column, value)| column.append(value))?;
    }
    let arrays = built.into_iter().map(Column::finish).collect::<Result<_>>()?;
    Ok(RecordBatch::try_new(schema(columns), arrays)?)
}
