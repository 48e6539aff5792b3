//! Style sheets for browsers that open a feed.

/// A style sheet in CSS that makes a feed readable in a browser: title, description, and each item's title, time and summary.
/// Put it where the feed can name it in [`Feed::stylesheets`](crate::Feed::stylesheets). It needs no script. CSS cannot make
/// links of addresses: [`STYLE_XSL`] can, in browsers that still support XSLT.
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

/// A style sheet in XSLT 1.0 that makes a page of a feed, with links. Browsers are about to drop XSLT, and Chromium
/// shows a warning above a feed that names it: prefer [`STYLE_CSS`], or name that after it. It must be on the feed's own host.
///
/// ```
/// assert!(newsclip::feed::STYLE_XSL.contains("xsl:stylesheet"));
/// ```
pub const STYLE_XSL: &str = include_str!("style.xsl");
