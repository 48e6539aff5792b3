//! Style sheets for browsers that open a feed.

/// A CSS style sheet that makes a feed readable in a browser. It shows the title and description, and the title, time and
/// summary of each item. Publish it, and put its address into [`Feed::stylesheets`](crate::Feed::stylesheets). It needs no
/// scripts. CSS cannot turn addresses into links, but [`STYLE_XSL`] can, in browsers that still support XSLT.
///
/// ```
/// use newsclip::Feed;
///
/// let mut feed = Feed::new("Weather");
/// feed.stylesheets = vec!["feed.css".into()];
/// assert!(feed.to_rss().contains("<?xml-stylesheet type=\"text/css\" href=\"feed.css\"?>"));
/// assert!(newsclip::feed::STYLE_CSS.contains("channel > title"));
/// ```
pub const STYLE_CSS: &str = include_str!("style.css");

/// An XSLT 1.0 style sheet that turns a feed into a page with links. It must be on the same host as the feed. Browsers are
/// about to drop XSLT, and Chromium shows a warning above a feed that uses it. Prefer [`STYLE_CSS`], or list both, with
/// this one first.
///
/// ```
/// assert!(newsclip::feed::STYLE_XSL.contains("xsl:stylesheet"));
/// ```
pub const STYLE_XSL: &str = include_str!("style.xsl");
