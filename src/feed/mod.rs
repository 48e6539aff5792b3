//! Feeds: reads all versions of RSS, Atom and JSON Feed, and CDF, into one model, and writes that model as RSS 2.0, Atom 1.0 and
//! JSON Feed 1.1.
//!
//! - [`Feed`] and [`Item`] are the model, which covers the fields of all formats.
//! - [`Feed::parse`] reads a feed. [`Reader`] has options, reports what it repaired, and reads feeds of any size item by
//!   item.
//! - [`Feed::to_rss`], [`Feed::to_atom`] and [`Feed::to_json_feed`] write a feed. [`Writer`] has options, and takes items
//!   or documents one by one. [`Archive`] writes feeds of any length in pages.
//!
//! ```
//! use newsclip::Feed;
//!
//! let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Weather</title>\
//!     <entry><id>x</id><link href='https://a.example/1'/><title>Rain</title>\
//!     <updated>2022-11-13T04:15:01Z</updated><content type='html'>It &lt;b>stopped&lt;/b>.</content></entry></feed>";
//! let feed = Feed::parse(atom)?;
//! assert_eq!(feed.items[0].id.as_deref(), Some("x"));
//! assert!(feed.to_rss().contains("<guid isPermaLink=\"false\">x</guid>"));
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! An item is a document with more metadata; `Item::from(document)` and [`Item::into_document`] convert between them. A
//! document has the same id in every format: its address. The writers read no clock: a feed is as new as its newest item.
//! [`_documentation::feeds`](crate::_documentation::feeds) lists the place of each field in each format.

mod conventions;
mod document;
mod media;
mod model;
mod read;
mod summary;
mod write;

pub use self::model::{Comments, Enclosure, Feed, Item, Person, Source, Tag};
pub use self::read::{Items, Limits, Note, NoteKind, Outcome, Reader};
pub use self::write::{Archive, Content, Format, Page, STYLE_CSS, STYLE_XSL, ToEntry, Writer};
pub use crate::time::written::Time;
