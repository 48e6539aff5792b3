//! The model of a feed, its items and their parts. It covers the fields of all formats.

mod enclosure;
mod feed;
mod item;
mod person;
mod source;
mod tag;

pub use self::enclosure::Enclosure;
pub use self::feed::Feed;
pub use self::item::Item;
pub use self::person::Person;
pub use self::source::{Comments, Source};
pub use self::tag::Tag;
