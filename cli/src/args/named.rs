//! Options whose value names come from the library.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsclip::Error;

/// A parser of the values that `names` lists.
pub(crate) fn parser_of<T>(names: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = Error> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}

/// The parser of an option of the library. Its enums have `ALL` and `name`, but no trait for both.
macro_rules! named {
    ($option:ty) => {
        $crate::args::parser_of::<$option>(<$option>::ALL.iter().map(|value| value.name()))
    };
}

pub(crate) use named;
