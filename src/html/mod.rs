//! HTML: reads any page or fragment, writes fragments and pages.
//!
//! ```
//! let page = newsclip::html::Reader::new().read("<p onclick=x()>The rain <i>stopped</i>.");
//! assert_eq!(newsclip::Html::new().render_blocks(&page.body), "<p>The rain <em>stopped</em>.</p>\n");
//! ```
//!
//! [`_documentation::mapping`](crate::_documentation::mapping) shows how each element is converted.
// Reading takes three steps: tokens (`tokenizer`), an arena (`build`), blocks (`read`). `elements` has the table of elements
// for all of them.

mod arena;
#[cfg(newsclip_bench)]
pub(crate) mod bench;
mod build;
#[cfg(feature = "encoding")]
mod decode;
mod element;
mod elements;
mod head;
mod image_names;
mod limits;
mod note;
mod plain_text;
mod read;
mod reader;
#[cfg(test)]
mod test_support;
mod texts;
mod tokenizer;
mod write;

#[cfg(feature = "encoding")]
pub use self::decode::decode;
pub use self::element::Element;
#[cfg(feature = "feed")]
pub(crate) use self::elements::is_void_element;
pub use self::head::Head;
pub use self::limits::Limits;
pub(crate) use self::note::Notes;
#[cfg(feature = "feed")]
pub(crate) use self::note::shortened;
pub use self::note::{Note, NoteKind};
#[cfg(feature = "feed")]
pub(crate) use self::plain_text::decode_references;
pub(crate) use self::plain_text::{LONGEST_REFERENCE, plain_text};
#[cfg(feature = "feed")]
pub(crate) use self::reader::content;
pub(crate) use self::reader::fragment;
pub use self::reader::{Page, Reader};
pub(crate) use self::write::Lines;
pub use self::write::{Extent, Frames, Html};
pub use crate::script::is_right_to_left;
