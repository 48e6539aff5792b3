//! Scans text: finds the next relevant byte, folds white space, and escapes.
//!
//! Most text of an article needs no changes: it has no markup, no white space to fold, and no characters to escape. The
//! functions here find the end of such text at nearly the speed of memory. Each has a simple counterpart in its tests, with
//! which it must agree.

mod byte_set;
mod chunks;
mod escape;
mod fold;
#[cfg(feature = "json")]
mod json;
mod xml;

pub(crate) use self::byte_set::ByteSet;
use self::chunks::CHUNK;
pub(crate) use self::chunks::{find, skip_chunks};
pub(crate) use self::escape::{write_attribute, write_named_attribute, write_text, write_text_on_one_line};
pub(crate) use self::fold::{fold, fold_to_option, folded_prefix};
#[cfg(feature = "json")]
pub(crate) use self::json::json_escape;
#[cfg(feature = "feed")]
pub(crate) use self::xml::first_control_character;
pub(crate) use self::xml::is_xml_char;
