//! Reads objects with a `type`, without buffering them if the type is their first member.
//!
//! The code that serde derives for `#[serde(tag = "type")]` buffers all members of an object before it looks at the type, and
//! again at each level. Programs write the type first. Then the members are read directly into the variant that it names. If
//! another member is first, as people may write it, the object is buffered once, with all objects in it.

use std::borrow::Cow;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer,
    MapAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::buffered::Buffered;

/// The name of the member that names the variant.
const TYPE: &str = "type";

/// Reads an object as an enum whose variants are the types.
pub(super) fn read_object<'de, A: MapAccess<'de>, T: DeserializeOwned>(mut object: A) -> Result<T, A::Error> {
    let mut members = Vec::new();
    while let Some(key) = object.next_key::<Cow<'de, str>>()? {
        if members.is_empty() && key == TYPE {
            return T::deserialize(Tagged(object));
        }
        members.push((key.into_owned(), object.next_value()?));
    }
    if members.iter().all(|(key, _)| key != TYPE) {
        return Err(A::Error::missing_field(TYPE));
    }
    T::deserialize(TypeFirst(Buffered::Object(members))).map_err(A::Error::custom)
}

/// An object whose first key, `type`, was read. Its value names the variant, and the other members are the content.
struct Tagged<A>(A);

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Tagged<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Tagged<A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), A::Error> {
        Ok((self.0.next_value_seed(seed)?, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Tagged<A> {
    type Error = A::Error;

    fn unit_variant(mut self) -> Result<(), A::Error> {
        // Unknown members are ignored, as in every other object.
        while self.0.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }
}

/// A buffered value. Each object in it returns its type first, so that it is not buffered again.
struct TypeFirst(Buffered);

impl<'de> Deserializer<'de> for TypeFirst {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
        match self.0 {
            Buffered::Array(values) => {
                visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(TypeFirst)))
            }
            Buffered::Object(members) => visitor.visit_map(type_first(members)),
            Buffered::Scalar(value) => value.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
        match self.0 {
            Buffered::Scalar(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        match self.0 {
            Buffered::Object(members) => {
                let mut members = type_first(members);
                members.next_key::<IgnoredAny>()?;
                visitor.visit_enum(Tagged(members))
            }
            Buffered::Array(_) => Err(Self::Error::invalid_type(Unexpected::Seq, &visitor)),
            Buffered::Scalar(value) => value.deserialize_enum(name, variants, visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, serde_json::Error> for TypeFirst {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn type_first<'de>(mut members: Vec<(String, Buffered)>) -> impl MapAccess<'de, Error = serde_json::Error> {
    let tag = members.iter().position(|(key, _)| key == TYPE).map(|at| members.swap_remove(at));
    MapDeserializer::new(tag.into_iter().chain(members).map(|(key, value)| (key, TypeFirst(value))))
}
