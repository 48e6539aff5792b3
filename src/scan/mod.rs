//! Characters: finding the next byte that matters, folding white space, escaping.
//!
//! Most of an article is text that needs no attention: no markup, no white space to fold, no character to escape.
//! The functions here find where that text ends at close to the speed of memory. Each has a plain counterpart in its
//! tests, and both must agree.

mod chunks;
mod escape;
mod fold;
#[cfg(feature = "json")]
mod json;
mod xml;

use self::chunks::CHUNK;
pub(crate) use self::chunks::{find, skip_chunks};
pub(crate) use self::escape::{write_attribute, write_named_attribute, write_text, write_text_on_one_line};
pub(crate) use self::fold::{fold, fold_to_option, folded_prefix};
#[cfg(feature = "json")]
pub(crate) use self::json::json_escape;
#[cfg(feature = "feed")]
pub(crate) use self::xml::first_control_character;
pub(crate) use self::xml::is_xml_char;
