//! Writes feeds. One loop serves all formats: it writes the head, the entries one by one, and the end.

mod archive;
mod atom;
mod document;
mod entry;
mod head;
mod ids;
mod json;
mod options;
mod repeated;
mod rss;
mod style;
mod syntax;
mod views;
mod writer;
mod xml;

pub use self::archive::{Archive, Page};
pub use self::entry::ToEntry;
pub use self::options::{Content, Format};
pub use self::style::{STYLE_CSS, STYLE_XSL};
pub use self::writer::Writer;
