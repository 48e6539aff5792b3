//! Reading: RSS 0.90 to 2.0, 1.0 and 1.1, Atom 0.3 and 1.0, CDF, JSON Feed, in any encoding, with the faults that feeds have.
//!
//! Each format has an engine (`xml`, `json`) that reads one unit at a time: an item, or a part of the head. An item's texts
//! are a `draft`, whatever the format; `finish` makes times, addresses and trees of them.

mod decode;
mod draft;
mod engine;
mod finish;
mod head;
mod items;
mod json;
mod limits;
mod note;
mod reader;
mod session;
mod step;
mod urls;
mod xml;

pub use self::items::Items;
pub use self::limits::Limits;
pub use self::note::{Note, NoteKind};
pub use self::reader::{Outcome, Reader};
