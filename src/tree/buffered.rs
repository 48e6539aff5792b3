//! JSON in memory, in little more space than the values take.
//!
//! [`Value`] has a map for each object, which takes 632 bytes even for one small member: ninety times the length of `{"":0}`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

pub(super) enum Buffered {
    /// Neither an array nor an object.
    Scalar(Value),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl<'de> Deserialize<'de> for Buffered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BufferedVisitor)
    }
}

struct BufferedVisitor;

/// Defines methods for values that are neither arrays nor objects.
macro_rules! scalars {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method<E>(self, value: $type) -> Result<Buffered, E> {
            Ok(Buffered::Scalar(Value::from(value)))
        })*
    };
}

impl<'de> Visitor<'de> for BufferedVisitor {
    type Value = Buffered;

    scalars! {
        visit_bool: bool,
        visit_i64: i64,
        visit_u64: u64,
        visit_f64: f64,
        visit_str: &str,
        visit_string: String,
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Buffered, E> {
        Ok(Buffered::Scalar(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Buffered, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = values.next_element()? {
            array.push(value);
        }
        array.shrink_to_fit();
        Ok(Buffered::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Buffered, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        object.shrink_to_fit();
        Ok(Buffered::Object(object))
    }
}
