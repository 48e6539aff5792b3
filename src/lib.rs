//! Reads *clips*, single-file archives of news articles, into a typed tree, and writes Markdown, plain text, HTML,
//! JSON, RSS 2.0, Atom 1.0, JSON Feed and clips again.
//!
//! A clip is a time, a title with a URL, a rule, and the article's HTML:
//!
//! ```text
//! <!--1668312901000-->
//! [雨停了](https://news.example/a/1)
//! ------
//!
//! <p>今日<b>「大雨」</b>停了。</p>
//! ```
//!
//! [`parse`] reads it, and the methods of [`Document`] write it:
//!
//! ```
//! let clip = "<!--1668312901000-->\n[雨停了](https://news.example/a/1)\n------\n\n\
//!     <p>今日<b>「大雨」</b>停了，见<a href='/a/2' onclick='x()'>图</a>。</p>\n";
//! let doc = newsclip::parse(clip)?;
//!
//! assert_eq!(doc.title, "雨停了");
//! assert_eq!(doc.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
//! assert!(doc.to_markdown().ends_with(
//!     "今日<strong>「大雨」</strong>停了，见[图](https://news.example/a/2)。\n"
//! ));
//! assert!(doc.to_rss().contains("<pubDate>Sun, 13 Nov 2022 04:15:01 +0000</pubDate>"));
//! assert_eq!(newsclip::parse(&doc.to_clip())?, doc);
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! # The four steps
//!
//! `&str` → [`Clip`] → arena → [`Block`]s → [`Document`]
//!
//! 1. [`Clip::parse`] reads the header and borrows the body; it copies nothing, and gives its source back byte for byte.
//! 2. The HTML is parsed as a browser does it, with limits on what hostile markup can cost.
//! 3. One walk lowers it into a tree of [`Block`]s and [`Inline`]s in [normal form](normalize): one tree for all that
//!    reads the same. What is left out, such as scripts, is left out by a rule and can be had as [`Note`]s.
//! 4. Writers turn the tree into text. [`Markdown`], [`Text`] and [`Html`] have options, [`Feed`] holds many documents.
//!
//! ```
//! use newsclip::{Block, Clip, Header, Inline, Markdown, NoteKind};
//!
//! let clip = Clip::parse("[题](https://a.example/)\n------\n\n<script>x()</script>1. 雨<i>停</i>了")?;
//! let (doc, notes) = clip.document_with_notes();
//! assert_eq!(notes[0].kind, NoteKind::Script);
//! assert!(matches!(&doc.body[..], [Block::Paragraph { content }] if content[0] == Inline::text("1. 雨")));
//! assert_eq!(Markdown::new().header(Header::None).render(&doc), "1\\. 雨*停*了\n");
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! # What is promised
//!
//! - **Nothing is lost.** What a reader would see of the article is in the tree, and what the tree says is in every output
//!   that can say it.
//! - **It is proved by reading back.** Each output is read by independent parsers and compared with the tree, over thousands of real articles and
//!   generated ones: see `docs/design.md` for the laws.
//! - **It is safe on hostile input.** No output carries a script, an event handler or a URL that runs something; no
//!   input makes the library panic or overflow the stack, and time grows with the input's length.
//!
//! The library does no I/O, reads no clock and has no global state: the same input gives the same bytes.

#[cfg(feature = "bench")]
#[doc(hidden)]
#[allow(missing_docs, reason = "no API")]
pub mod bench;
mod clip;
mod document;
mod error;
mod feed;
mod html;
mod normal;
mod time;
mod tree;
mod url;
mod walk;
mod write;

pub use ::url::Url;
pub use clip::{Clip, FrontMatter};
pub use document::Document;
pub use error::{Error, ErrorKind, Position};
pub use feed::{Archive, Feed, FeedLimits, FeedNote, FeedNoteKind, FeedTime, Page};
pub use html::{Note, NoteKind};
pub use normal::{MAX_DEPTH, normalize};
pub use time::Timestamp;
pub use tree::{
    Alignment, Block, Cell, CodeBlock, DescriptionItem, DescriptionKind, Embed, EmbedKind, Figure,
    FigureImage, Image, Inline, Link, LinkTarget, List, ListItem, Row, Table,
};
pub use walk::{Node, Walk};
pub use write::{
    Bullet, CodeFence, Emphasis, Frames, HardBreak, Header, HeadingStyle, Html, LinkStyle, Links, Markdown,
    Text,
};

/// Reads a whole clip.
///
/// # Errors
///
/// When the header is not that of a clip; a body is never an error.
///
/// ```
/// let doc = newsclip::parse("[雨停了](https://a.example/1)\n------\n\n<p>雨停了。")?;
/// assert_eq!(doc.to_html(), "<p>雨停了。</p>\n");
///
/// let error = newsclip::parse("[雨停了](相对)\n------\n").unwrap_err();
/// assert_eq!(error.to_string(), r#"line 1, column 7: expected an absolute http or https URL, found "相对)""#);
/// # Ok::<(), newsclip::Error>(())
/// ```
pub fn parse(clip: &str) -> Result<Document, Error> {
    Clip::parse(clip).map(|clip| clip.into_document().0)
}

/// The README's examples run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
