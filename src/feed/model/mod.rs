//! The model: a feed, its items, and what both are made of. It holds what any of the formats can say.

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
