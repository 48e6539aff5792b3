//! Reads articles (*clips*, web pages, feeds) into one typed tree, and writes Markdown, plain text, HTML, JSON, RSS 2.0,
//! Atom 1.0, JSON Feed and clips.
//!
//! A *clip* is a file that holds one article: a timestamp, a title with a URL, a rule, and the article's HTML.
//!
//! ```
//! let clip = "<!--1668312901000-->\n[Rain](https://a.example/1)\n------\n\n<p>It <b>stopped</b>.</p>\n";
//! let doc = newsclip::parse(clip)?;
//! assert_eq!(doc.title, "Rain");
//! assert_eq!(doc.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
//! assert!(doc.to_markdown().ends_with("It **stopped**.\n"));
//! # #[cfg(feature = "feed")]
//! assert!(doc.to_rss().contains("<pubDate>Sun, 13 Nov 2022 04:15:01 +0000</pubDate>"));
//! assert_eq!(newsclip::parse(&doc.to_clip())?, doc);
//! # Ok::<(), newsclip::Error>(())
//! ```
//!
//! Any other HTML:
//!
//! ```
//! use newsclip::{Document, Url};
//!
//! let html = "<h1>Rain</h1><p onclick=x()>See <a href=/2>the next article</a>.</p>";
//! assert_eq!(newsclip::html_to_markdown(html), "# Rain\n\nSee [the next article](/2).\n");
//!
//! let doc = Document::from_html(html, Url::parse("https://a.example/1").unwrap());
//! assert_eq!(doc.links().next().unwrap().url, "https://a.example/2");
//! assert!(doc.to_text().ends_with("Rain\n\nSee the next article.\n"));
//! ```
//!
//! A feed:
//!
//! ```
//! # #[cfg(not(feature = "feed"))] fn main() {}
//! # #[cfg(feature = "feed")] fn main() -> Result<(), newsclip::Error> {
//! use newsclip::{Feed, Markdown};
//!
//! let rss = "<rss version='2.0'><channel><title>Weather</title><link>https://a.example/</link>\
//!     <item><title>Rain</title><link>/1</link><description>&lt;p>It &lt;b>stopped&lt;/b>.</description></item>\
//!     </channel></rss>";
//! let feed = Feed::parse(rss)?;
//! let item = &feed.items[0];
//! assert_eq!(item.url.as_ref().unwrap().as_str(), "https://a.example/1");
//! assert_eq!(Markdown::new().render_blocks(&item.summary), "It **stopped**.\n");
//! assert!(feed.to_atom().contains("<title type=\"text\">Weather</title>"));
//! # Ok(())
//! # }
//! ```
//!
//! # Common tasks
//!
//! - Convert HTML to Markdown: [`html_to_markdown`]. To resolve URLs or skip elements: [`html::Reader`], then [`Markdown`].
//! - Convert a page or an article to text for search or language models: [`Document::to_text`], [`Text`].
//! - Read a page that is not in UTF-8: [`html::decode`]; a feed: [`Feed::from_bytes`].
//! - Make a clip of a page: [`Document::from_html`], [`Document::to_clip`]; at the address that the page declares:
//!   [`html::Reader::own_address`], [`html::Page::into_document`].
//! - Change the URLs of images or links, and write the clip: [`Document::images_mut`], [`Document::links_mut`].
//! - Make a table of contents: [`Document::walk`].
//! - Change any other part: [`Document::walk_mut`]. Build a tree by hand: [`tree`].
//! - List many clips by title and time, without reading their bodies: [`Clip::head`].
//! - List the links with their texts, or all code blocks: [`Document::walk`], [`tree::text`], [`tree::CodeBlock::text`].
//! - Make a document of each item of a feed: [`Feed::into_documents`]. See what was repaired, and in which line:
//!   [`feed::Reader::read_bytes`], [`feed::Note`].
//! - Read and write feeds: [`Feed::parse`], [`Feed::to_rss`]; item by item: [`feed::Reader::items`], [`feed::Writer`]; in
//!   pages: [`feed::Archive`].
//!
//! # Guarantees
//!
//! - **Lossless.** The tree holds everything that a reader of the article would see, and every output holds as much of the tree
//!   as its format can express. Only documented rules leave anything out, and a [`Note`](html::Note) reports what they remove.
//! - **Verified.** Tests read each output with independent parsers and compare the result with the tree, for real and for
//!   generated articles: see [`_documentation::design`].
//! - **Safe.** No output contains a script, an event handler or a URL that executes code. No input makes the library panic or
//!   overflow the stack.
//! - **Fast.** See [`_documentation::benchmarks`].
//!
//! The library opens no files or connections, reads no clock, and has no global state: the same input always gives the same output.
//!
//! # Cargo features
//!
//! - **`feed`** (default): [`Feed`] and everything in [`feed`]. Includes `json` and `encoding`, and reads more formats of
//!   times in pages.
//! - **`encoding`** (default): [`html::decode`], for pages that are not in UTF-8.
//! - **`json`** (default): [`Document::to_json`], [`Document::from_json`], serde support for documents, trees and options,
//!   and JSON-LD in pages.
//! - **`simd`** (default): searches text with AVX2 on x86 processors that have it. The results are the same.
//!
//! Without them, the library reads clips and HTML and writes Markdown, text, HTML and clips.

// docs.rs shows which feature an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(newsclip_bench)]
#[doc(hidden)]
#[allow(missing_docs, reason = "for the benchmarks alone")]
pub mod bench;
pub mod clip;
mod document;
#[cfg(feature = "encoding")]
mod encoding;
pub mod error;
#[cfg(feature = "feed")]
pub mod feed;
pub mod html;
#[cfg(feature = "json")]
mod json;
pub mod markdown;
pub mod normal;
mod option;
mod scan;
mod script;
pub mod text;
mod time;
pub mod tree;
mod url;
mod writer;

pub use ::url::Url;

pub use self::clip::{Clip, parse};
pub use self::document::Document;
pub use self::error::Error;
#[cfg(feature = "feed")]
pub use self::feed::Feed;
pub use self::html::Html;
pub use self::markdown::{Markdown, html_to_markdown};
pub use self::text::Text;
pub use self::time::Timestamp;

/// The guides that come with the crate.
#[allow(clippy::doc_markdown, reason = "tables name tools and functions as they are called")]
pub mod _documentation {
    #[doc = include_str!("../docs/benchmarks.md")]
    pub mod benchmarks {}
    #[doc = include_str!("../docs/design.md")]
    pub mod design {}
    #[doc = include_str!("../docs/feeds.md")]
    pub mod feeds {}
    #[doc = include_str!("../docs/format.md")]
    pub mod format {}
    #[doc = include_str!("../docs/mapping.md")]
    pub mod mapping {}
    #[doc = include_str!("../docs/security.md")]
    pub mod security {}
}

/// The README's examples run.
#[cfg(all(doctest, feature = "feed"))]
#[doc = include_str!("../README.md")]
struct Readme;
