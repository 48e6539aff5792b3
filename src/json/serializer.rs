//! Implements `serde::Serializer` for the writer.
//!
//! Documents consist of strings, integers, booleans, lists, and objects with string keys. Other types are errors.

use std::fmt::{self, Display};

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::write::JsonWriter;

/// An open array or object.
pub(super) struct Members<'w, 'o> {
    writer: &'w mut JsonWriter<'o>,
    is_empty: bool,
    close: &'static str,
}

impl<'w, 'o> Members<'w, 'o> {
    fn open(writer: &'w mut JsonWriter<'o>, open: &'static str, close: &'static str) -> Self {
        writer.open(open);
        Self { writer, is_empty: true, close }
    }

    fn begin_next(&mut self) -> &mut JsonWriter<'o> {
        self.writer.next(std::mem::take(&mut self.is_empty));
        self.writer
    }

    fn close(self) {
        self.writer.close(self.close, self.is_empty);
    }
}

/// Defines methods for types that do not occur in documents.
macro_rules! unsupported {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, _: $type) -> fmt::Result {
            Err(fmt::Error)
        })*
    };
}

/// Defines methods for booleans and integers, which have the same syntax in JSON and Rust (RFC 8259 §3, §6).
macro_rules! displayed {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> fmt::Result {
            self.display(value)
        })*
    };
}

impl<'w, 'o> Serializer for &'w mut JsonWriter<'o> {
    type Ok = ();
    // Writing to a string cannot fail. The only errors are unsupported types.
    type Error = fmt::Error;
    type SerializeSeq = Members<'w, 'o>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Members<'w, 'o>;
    type SerializeStruct = Members<'w, 'o>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    displayed! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
    }

    unsupported! {
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.string(text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> fmt::Result {
        self.displayed_string(value)
    }

    fn serialize_none(self) -> fmt::Result {
        self.display("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.name(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, fmt::Error> {
        Ok(Members::open(self, "[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, fmt::Error> {
        Ok(Members::open(self, "{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, fmt::Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}

impl SerializeSeq for Members<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(self.begin_next())
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

/// For objects with flattened structs, whose fields `serde` does not know in advance.
impl SerializeMap for Members<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        key.serialize(self.begin_next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.writer.colon();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Members<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        self.begin_next().name(key);
        self.serialize_value(value)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}
