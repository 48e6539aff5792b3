//! The tree: the content of an article, independent of the HTML that it was written in.
//!
//! [`Block`] and [`Inline`] are two types, so a paragraph inside a link or a list inside a heading cannot be built. All
//! fields are public, because none has an invariant: [`parse`](crate::parse) returns trees in [normal form](crate::normal),
//! and the writers accept any tree.
//!
//! ```
//! use newsclip::tree::{Block, Inline, Mark};
//!
//! let doc = newsclip::parse("[Rain](https://a.example/)\n------\n\n<p>It <b>stopped</b>.</p>")?;
//! let strong = Inline::strong(vec!["stopped".into()]);
//! assert_eq!(doc.body, [Block::paragraph(vec!["It ".into(), strong, ".".into()])]);
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! # Depth
//!
//! All operations of this crate work on trees of any depth: writing, [`normalize`](crate::normal::normalize), [`Walk`],
//! [`walk_mut`], [`text`]. Derived traits are recursive: on a stack of 2 MiB, `Clone`, `PartialEq`, `Hash` and `Drop` support
//! at least 400 levels of nesting (2,000 in optimized builds), and `Debug` 200. Trees that were read have at most
//! [`MAX_DEPTH`](crate::normal::MAX_DEPTH) levels. To drop a deeper tree, use [`dismantle`].

mod block;
#[cfg(feature = "json")]
mod buffered;
#[cfg(feature = "json")]
mod depth;
mod dismantle;
mod inline;
#[cfg(feature = "json")]
mod serde;
#[cfg(feature = "json")]
mod tagged;
mod text;
mod walk;
mod walk_mut;

pub use self::block::{
    Alignment, Anchor, Block, Cell, CodeBlock, DescriptionItem, DescriptionKind, Embed, EmbedKind, Figure,
    FigureImage, List, ListItem, Row, Table,
};
#[cfg(feature = "json")]
pub(crate) use self::depth::is_deeper_than;
pub use self::dismantle::dismantle;
pub use self::inline::{Image, Inline, Link, LinkTarget, Mark, Ruby};
pub use self::text::text;
pub use self::walk::{Images, Links, Node, Texts, Walk};
pub use self::walk_mut::{ImagesMut, LinksMut, NodeMut, images_mut, links_mut, walk_mut};
