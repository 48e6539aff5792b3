//! JSON as JSON-LD needs it: strings, arrays and objects.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value of JSON. `serde_json::Value` takes 632 bytes for an object with one member, a hundred times the length of `{"":0}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Json {
    String(String),
    Array(Vec<Self>),
    Object(Object),
    /// A number, `true`, `false` or `null`. No rule reads them, so they are left out of arrays and objects.
    Other,
}

/// The members of an object, in source order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    /// The value of a member; the last one if several have the same name.
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().rfind(|(found, _)| found == name).map(|(_, value)| value)
    }

    pub(super) fn members(&self) -> impl DoubleEndedIterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl Json {
    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = source.next_element()? {
            if value != Json::Other {
                values.push(value);
            }
        }
        values.shrink_to_fit();
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = source.next_entry()? {
            if value != Json::Other {
                members.push((name, value));
            }
        }
        members.shrink_to_fit();
        Ok(Json::Object(Object(members)))
    }
}
