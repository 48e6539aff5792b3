//! Reads RSS 0.90 to 2.0, RSS 1.1, Atom 0.3 and 1.0, CDF and JSON Feed, in any encoding, with the faults that occur in
//! feeds.
//!
//! The engines `xml` and `json` read one unit at a time: an item, or a part of the head. In every format, the texts of an
//! item become a `draft`. `convert` converts them to times, addresses and trees.

mod code_page;
mod convert;
mod decode;
mod draft;
mod ebcdic;
mod engine;
mod head;
mod items;
mod json;
mod limits;
mod note;
mod reader;
mod session;
mod step;
mod urls;
mod utf_32;
mod xml;

pub use self::items::Items;
pub use self::limits::Limits;
pub use self::note::{Note, NoteKind};
pub use self::reader::{Outcome, Reader};
