//! HTML: reading any page or fragment, writing fragments and pages.
//!
//! ```
//! let page = newsclip::html::Reader::new().read("<p onclick=x()>The rain <i>stopped</i>.");
//! assert_eq!(newsclip::Html::new().render_blocks(&page.body), "<p>The rain <em>stopped</em>.</p>\n");
//! ```
//!
//! What becomes of each element is documented in [`_documentation::mapping`](crate::_documentation::mapping).
// Reading takes three steps: tokens (`tokenizer`), an arena (`build`), blocks (`read`). What an element is stands in
// `elements`, for all of them.

mod arena;
#[cfg(newsclip_bench)]
pub(crate) mod bench;
mod build;
#[cfg(feature = "encoding")]
mod decode;
mod element;
mod elements;
mod head;
mod limits;
mod note;
mod page;
mod read;
mod reader;
#[cfg(test)]
mod test_support;
mod text;
mod texts;
mod tokenizer;
mod write;

#[cfg(feature = "encoding")]
pub use self::decode::decode;
pub use self::element::Element;
pub use self::head::Head;
pub use self::limits::Limits;
pub use self::note::{Note, NoteKind};
pub(crate) use self::reader::fragment;
pub use self::reader::{Page, Reader};
#[cfg(feature = "feed")]
pub(crate) use self::text::decode_references;
pub(crate) use self::text::plain_text;
pub(crate) use self::write::Lines;
pub use self::write::{Extent, Frames, Html};
