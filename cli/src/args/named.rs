//! Options whose value names come from the library.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsclip::Error;

/// A parser of the values that `names` lists.
pub(crate) fn named<T>(names: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = Error> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}
