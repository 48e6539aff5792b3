//! Converts rows of values to Arrow columns.

use std::sync::Arc;

use datafusion::arrow::array::builder::NullBufferBuilder;
use datafusion::arrow::array::{
    ArrayRef, Int64Builder, ListArray, StringViewBuilder, StructArray, TimestampMillisecondBuilder,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, TimeUnit};
use datafusion::common::{exec_datafusion_err, internal_err};
use datafusion::error::Result;
use newsclip::Timestamp;

/// A cell of a column.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Text(String),
    Number(i64),
    Time(Timestamp),
    List(Vec<Value>),
    Struct(Vec<Value>),
}

/// `None` is null.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_string())
    }
}

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Value::Time(time)
    }
}

impl Value {
    pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Value::List(texts.into_iter().map(Value::from).collect())
    }
}

/// The type of texts. Unlike `Utf8`, a column of views may contain more than 2 GiB.
pub(crate) const TEXT: DataType = DataType::Utf8View;

/// The type of times. Parquet stores only UTC instants, and reads them back with this zone.
pub(crate) fn time() -> DataType {
    DataType::Timestamp(TimeUnit::Millisecond, Some("+00:00".into()))
}

pub(crate) fn list(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(item, true)))
}

pub(crate) fn record(fields: impl IntoIterator<Item = (&'static str, DataType)>) -> DataType {
    DataType::Struct(fields.into_iter().map(|(name, data_type)| Field::new(name, data_type, true)).collect())
}

/// A column builder.
pub(crate) enum Column {
    Text(StringViewBuilder),
    Number(Int64Builder),
    Time(TimestampMillisecondBuilder),
    List { item: FieldRef, lengths: Vec<usize>, nulls: NullBufferBuilder, items: Box<Column> },
    Struct { fields: Fields, nulls: NullBufferBuilder, columns: Vec<Column> },
}

impl Column {
    /// An empty column of one of the types that the functions here return.
    pub(crate) fn new(data_type: &DataType, rows: usize) -> Result<Self> {
        Ok(match data_type {
            DataType::Utf8View => Self::Text(StringViewBuilder::with_capacity(rows)),
            DataType::Int64 => Self::Number(Int64Builder::with_capacity(rows)),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                Self::Time(TimestampMillisecondBuilder::with_capacity(rows).with_data_type(data_type.clone()))
            }
            DataType::List(item) => Self::List {
                item: Arc::clone(item),
                lengths: Vec::with_capacity(rows),
                nulls: NullBufferBuilder::new(rows),
                items: Box::new(Self::new(item.data_type(), rows)?),
            },
            DataType::Struct(fields) => Self::Struct {
                fields: fields.clone(),
                nulls: NullBufferBuilder::new(rows),
                columns: fields
                    .iter()
                    .map(|field| Self::new(field.data_type(), rows))
                    .collect::<Result<_>>()?,
            },
            other => return internal_err!("no column of the type {other}"),
        })
    }

    pub(crate) fn append(&mut self, value: Value) -> Result<()> {
        match (self, value) {
            (column, Value::Null) => column.append_null()?,
            // Returns an error for a text of more than 4 GiB, instead of panicking.
            (Self::Text(column), Value::Text(text)) => column.try_append_value(text)?,
            (Self::Number(column), Value::Number(number)) => column.append_value(number),
            (Self::Time(column), Value::Time(time)) => column.append_value(time.as_milliseconds()),
            (Self::List { lengths, nulls, items, .. }, Value::List(values)) => {
                lengths.push(values.len());
                nulls.append_non_null();
                values.into_iter().try_for_each(|value| items.append(value))?;
            }
            // The recursion depth is that of the type, which is fixed.
            (Self::Struct { nulls, columns, .. }, Value::Struct(values)) => {
                nulls.append_non_null();
                columns.iter_mut().zip(values).try_for_each(|(column, value)| column.append(value))?;
            }
            (_, value) => return internal_err!("a column of another type than {value:?}"),
        }
        Ok(())
    }

    fn append_null(&mut self) -> Result<()> {
        match self {
            Self::Text(column) => column.append_null(),
            Self::Number(column) => column.append_null(),
            Self::Time(column) => column.append_null(),
            Self::List { lengths, nulls, .. } => {
                lengths.push(0);
                nulls.append_null();
            }
            Self::Struct { nulls, columns, .. } => {
                nulls.append_null();
                // Arrow structs have a cell in each child for every row, including null rows.
                columns.iter_mut().try_for_each(Self::append_null)?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<ArrayRef> {
        Ok(match self {
            Self::Text(mut column) => Arc::new(column.finish()),
            Self::Number(mut column) => Arc::new(column.finish()),
            Self::Time(mut column) => Arc::new(column.finish()),
            Self::List { item, lengths, mut nulls, items } => {
                // `OffsetBuffer::from_lengths` panics if 32 bits do not suffice.
                if i32::try_from(lengths.iter().sum::<usize>()).is_err() {
                    return Err(exec_datafusion_err!(
                        "more than 2^31 list items in one batch; use smaller batches"
                    ));
                }
                let offsets = OffsetBuffer::from_lengths(lengths);
                Arc::new(ListArray::try_new(item, offsets, items.finish()?, nulls.finish())?)
            }
            Self::Struct { fields, mut nulls, columns } => {
                let columns = columns.into_iter().map(Self::finish).collect::<Result<_>>()?;
                Arc::new(StructArray::try_new(fields, columns, nulls.finish())?)
            }
        })
    }
}
