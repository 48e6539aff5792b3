//! Converts Arrow columns to rows of text or bytes.

use std::borrow::Cow;
use std::str::Utf8Error;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeStringArray, StringArray,
    StringViewArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::internal_err;
use datafusion::error::Result;

/// A column of text or bytes.
pub(crate) enum Rows<'a> {
    Utf8(&'a StringArray),
    LargeUtf8(&'a LargeStringArray),
    Utf8View(&'a StringViewArray),
    Binary(&'a BinaryArray),
    LargeBinary(&'a LargeBinaryArray),
    BinaryView(&'a BinaryViewArray),
}

/// A row's text, or its bytes if they are not known to be text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// The reason why a row cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("byte {}: expected UTF-8", .0.valid_up_to() + 1)]
    Utf8(#[from] Utf8Error),
    #[error(transparent)]
    Newsclip(#[from] newsclip::Error),
    #[error("expected an absolute base URL, found {0:?}")]
    Base(String),
    #[error("expected at most {limit} bytes, found {size}")]
    Size { size: u64, limit: u64 },
    #[error("the file cannot be read: {0}")]
    File(#[from] object_store::Error),
}

/// A column as it is, or without its dictionary.
pub(crate) fn decoded(array: &ArrayRef) -> Result<ArrayRef> {
    Ok(match array.data_type() {
        // Dictionaries are for repeated texts. Articles do not repeat, so a cast costs little.
        DataType::Dictionary(_, value) => cast(array, value)?,
        // `select clip_title(null)`
        DataType::Null => cast(array, &DataType::Utf8View)?,
        _ => Arc::clone(array),
    })
}

impl<'a> Rows<'a> {
    // The array type is matched once per batch; a `dyn Array` would be downcast for each row.
    pub(crate) fn of(array: &'a ArrayRef) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::LargeUtf8(array.as_string()),
            DataType::Utf8View => Self::Utf8View(array.as_string_view()),
            DataType::Binary => Self::Binary(array.as_binary()),
            DataType::LargeBinary => Self::LargeBinary(array.as_binary()),
            DataType::BinaryView => Self::BinaryView(array.as_binary_view()),
            other => return internal_err!("{other} is neither text nor bytes"),
        })
    }

    /// The cell of a row; `None` for null.
    pub(crate) fn get(&self, row: usize) -> Option<Cell<'a>> {
        match self {
            Self::Utf8(array) => array.is_valid(row).then(|| Cell::Text(array.value(row))),
            Self::LargeUtf8(array) => array.is_valid(row).then(|| Cell::Text(array.value(row))),
            Self::Utf8View(array) => array.is_valid(row).then(|| Cell::Text(array.value(row))),
            Self::Binary(array) => array.is_valid(row).then(|| Cell::Bytes(array.value(row))),
            Self::LargeBinary(array) => array.is_valid(row).then(|| Cell::Bytes(array.value(row))),
            Self::BinaryView(array) => array.is_valid(row).then(|| Cell::Bytes(array.value(row))),
        }
    }
}

impl<'a> Cell<'a> {
    /// Text, which bytes must be: clips are always UTF-8.
    pub(crate) fn text(self) -> Result<&'a str, Problem> {
        Ok(match self {
            Self::Text(text) => text,
            Self::Bytes(bytes) => std::str::from_utf8(bytes)?,
        })
    }

    /// The text of a page, decoded from the encoding that it declares.
    pub(crate) fn page(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Bytes(bytes) => newsclip::html::decode(bytes, None),
        }
    }
}
