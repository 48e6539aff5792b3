//! Feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1, written from one model and read into it.
//!
//! ```
//! use newsclip::{Feed, Url};
//!
//! let doc = newsclip::parse("<!--1668312901000-->\n[Rain](https://a.example/1)\n------\n\n<p>It stopped.")?;
//! let mut feed = Feed::new("Weather");
//! feed.url = Some(Url::parse("https://a.example/").unwrap());
//! feed.documents.push(doc);
//! let rss = feed.to_rss();
//! assert!(rss.contains("<guid isPermaLink=\"true\">https://a.example/1</guid>"));
//! assert_eq!(Feed::parse(&rss)?.documents, feed.documents);
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! The same document has the same id in every format: its URL. No clock is read: a feed is as new as its newest document.
//! [`_documentation::feeds`](crate::_documentation::feeds) says where each field goes.

mod document;
mod model;
mod read;
mod write;

pub use self::model::{Feed, Limits};
pub use self::read::{Note, NoteKind, Time};
pub use self::write::{Archive, Page};
