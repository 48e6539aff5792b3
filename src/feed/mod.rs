//! Feeds: RSS, Atom and JSON Feed of all versions read into one model, and written from it.
//!
//! - [`Feed`] and [`Item`] are the model. It holds what any of the formats can say.
//! - [`Feed::parse`] reads a feed; [`Reader`] has options, says what was mended, and reads feeds of any size item by item.
//! - [`Feed::to_rss`], [`Feed::to_atom`] and [`Feed::to_json_feed`] write one; [`Writer`] has options, and takes items or
//!   documents one by one. [`Archive`] writes feeds of any length in pages.
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
//! Items are documents that know more about where they come from: `Item::from(document)`, and
//! [`Item::into_document`]. The same document has the same id in every format: its address. No clock is read: a feed is as new
//! as its newest item. [`_documentation::feeds`](crate::_documentation::feeds) says where each field goes.

mod conventions;
mod convert;
mod media;
mod model;
mod read;
mod summary;
mod time;
mod write;

pub use self::model::{Comments, Enclosure, Feed, Item, Person, Source, Tag};
pub use self::read::{Items, Limits, Note, NoteKind, Outcome, Reader};
pub use self::time::Time;
pub use self::write::{Archive, Content, Format, Page, STYLE_CSS, STYLE_XSL, ToEntry, Writer};
