//! `CommonMark` 0.31 with GFM's tables and strikethrough.
//!
//! A line of text goes through three steps: [`inline`] turns it into pieces, escaped by what stands around
//! each character ([`escape`]); [`emphasis`] decides for each mark whether asterisks say it, by running
//! `CommonMark`'s own algorithm over the delimiters; and the pieces are written. [`block`] and [`table`]
//! put the lines where they belong.

mod block;
mod emphasis;
mod escape;
mod form;
mod front_matter;
mod inline;
mod references;
mod table;
mod wrap;

use std::fmt::{self, Write};

use super::Header;
use crate::Document;

/// Writes Markdown: `CommonMark` with GFM tables and strikethrough.
///
/// It reads back, through any `CommonMark` parser, to the same tree, up to what Markdown cannot say, which
/// `docs/mapping.md` lists.
///
/// ```
/// use newsclip::{Bullet, Header, Markdown};
///
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<ul><li>甲<li>乙</ul>")?;
/// let markdown = Markdown::new().header(Header::None).bullet(Bullet::Plus).render(&doc);
/// assert_eq!(markdown, "+ 甲\n+ 乙\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    header: Header,
    bullet: Bullet,
    emphasis: Emphasis,
    heading: HeadingStyle,
    links: LinkStyle,
    fence: CodeFence,
    hard_break: HardBreak,
    wrap: Option<usize>,
    cjk_friendly: bool,
}

/// The character before a bullet list's items. A list right after another has the next one.
///
/// ```
/// assert_eq!(newsclip::Bullet::default(), newsclip::Bullet::Dash);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bullet {
    /// `-`
    #[default]
    Dash,
    /// `*`
    Star,
    /// `+`
    Plus,
}

/// The character around emphasised text, where `CommonMark` takes both.
///
/// ```
/// use newsclip::{Emphasis, Header, Markdown};
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\na <i>b</i> c")?;
/// let markdown = Markdown::new().header(Header::None).emphasis(Emphasis::Underscore).render(&doc);
/// assert_eq!(markdown, "a _b_ c\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// `*`
    #[default]
    Star,
    /// `_`, but `*` within words, which have no spaces in Chinese.
    Underscore,
}

/// How headings are marked.
///
/// ```
/// use newsclip::{Header, HeadingStyle, Markdown};
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<h2>雨</h2>")?;
/// let markdown = Markdown::new().header(Header::None).heading(HeadingStyle::Setext).render(&doc);
/// assert_eq!(markdown, "雨\n---\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeadingStyle {
    /// `## Heading`
    #[default]
    Atx,
    /// Underlined with `===` or `---`; from level 3 on as [`HeadingStyle::Atx`].
    Setext,
}

/// Where the URLs of links and images stand.
///
/// ```
/// use newsclip::{Header, LinkStyle, Markdown};
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<a href=/b>乙</a>")?;
/// let markdown = Markdown::new().header(Header::None).links(LinkStyle::Reference).render(&doc);
/// assert_eq!(markdown, "[乙][1]\n\n[1]: https://a.example/b\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LinkStyle {
    /// `[text](url)`
    #[default]
    Inline,
    /// `[text][1]`, with a list of URLs at the end. Readers limit what all references of a document may expand to (cmark to
    /// 100,000 bytes, comrak to the document's length); links beyond that stay inline.
    Reference,
}

/// The character of the fences around code.
///
/// ```
/// use newsclip::{CodeFence, Header, Markdown};
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<pre>a</pre>")?;
/// let markdown = Markdown::new().header(Header::None).fence(CodeFence::Tilde).render(&doc);
/// assert_eq!(markdown, "~~~\na\n~~~\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeFence {
    /// Three backticks or more.
    #[default]
    Backtick,
    /// Three tildes or more.
    Tilde,
}

/// How a line break within a paragraph is said.
///
/// ```
/// use newsclip::{HardBreak, Header, Markdown};
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<br>停")?;
/// let markdown = Markdown::new().header(Header::None).hard_break(HardBreak::Spaces).render(&doc);
/// assert_eq!(markdown, "雨  \n停\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HardBreak {
    /// A backslash at the end of the line.
    #[default]
    Backslash,
    /// Two spaces at the end of the line.
    Spaces,
}

impl Markdown {
    /// The default style: front matter, `-`, `*`, `#`, inline links, backticks, backslashes, no wrapping.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// assert_eq!(newsclip::Markdown::new().render(&doc), doc.to_markdown());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// What stands before the body: YAML front matter, the title as a heading, or nothing.
    ///
    /// ```
    /// use newsclip::{Header, Markdown};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// assert_eq!(Markdown::new().header(Header::Heading).render(&doc), "# 题\n\n雨\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// The character before a bullet list's items: see [`Bullet`].
    ///
    /// ```
    /// use newsclip::{Bullet, Header, Markdown};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<ul><li>雨</ul>")?;
    /// let markdown = Markdown::new().header(Header::None).bullet(Bullet::Star).render(&doc);
    /// assert_eq!(markdown, "* 雨\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn bullet(mut self, bullet: Bullet) -> Self {
        self.bullet = bullet;
        self
    }

    /// The character around emphasised text: see [`Emphasis`].
    ///
    /// ```
    /// use newsclip::{Emphasis, Markdown};
    /// assert_ne!(Markdown::new().emphasis(Emphasis::Underscore), Markdown::new());
    /// ```
    #[must_use]
    pub fn emphasis(mut self, emphasis: Emphasis) -> Self {
        self.emphasis = emphasis;
        self
    }

    /// How headings are marked: see [`HeadingStyle`].
    ///
    /// ```
    /// use newsclip::{HeadingStyle, Markdown};
    /// assert_ne!(Markdown::new().heading(HeadingStyle::Setext), Markdown::new());
    /// ```
    #[must_use]
    pub fn heading(mut self, heading: HeadingStyle) -> Self {
        self.heading = heading;
        self
    }

    /// Where the URLs of links and images stand: see [`LinkStyle`].
    ///
    /// ```
    /// use newsclip::{LinkStyle, Markdown};
    /// assert_ne!(Markdown::new().links(LinkStyle::Reference), Markdown::new());
    /// ```
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> Self {
        self.links = links;
        self
    }

    /// The character of code fences: see [`CodeFence`].
    ///
    /// ```
    /// use newsclip::{CodeFence, Markdown};
    /// assert_ne!(Markdown::new().fence(CodeFence::Tilde), Markdown::new());
    /// ```
    #[must_use]
    pub fn fence(mut self, fence: CodeFence) -> Self {
        self.fence = fence;
        self
    }

    /// How a line break within a paragraph is said: see [`HardBreak`].
    ///
    /// ```
    /// use newsclip::{HardBreak, Markdown};
    /// assert_ne!(Markdown::new().hard_break(HardBreak::Spaces), Markdown::new());
    /// ```
    #[must_use]
    pub fn hard_break(mut self, hard_break: HardBreak) -> Self {
        self.hard_break = hard_break;
        self
    }

    /// Breaks lines at spaces so that they take at most `columns` columns, where there is a space that
    /// may be one; `None` (the default) breaks none. A Chinese character takes two columns, and no line is
    /// broken between two, because Markdown would show a space there.
    ///
    /// ```
    /// use newsclip::{Header, Markdown};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\nrain in the morning")?;
    /// let markdown = Markdown::new().header(Header::None).wrap(Some(12)).render(&doc);
    /// assert_eq!(markdown, "rain in the\nmorning\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn wrap(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.wrap = columns.into();
        self
    }

    /// Whether readers implement the CJK-friendly amendment to `CommonMark`'s emphasis rules, so that
    /// asterisks next to Chinese punctuation need no `<strong>`.
    ///
    /// ```
    /// use newsclip::{Header, Markdown};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<b>「雨」</b>停了")?;
    /// let markdown = Markdown::new().header(Header::None);
    /// assert_eq!(markdown.render(&doc), "<strong>「雨」</strong>停了\n");
    /// assert_eq!(markdown.cjk_friendly(true).render(&doc), "**「雨」**停了\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn cjk_friendly(mut self, cjk_friendly: bool) -> Self {
        self.cjk_friendly = cjk_friendly;
        self
    }

    /// The Markdown as a string.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n1. 雨")?;
    /// assert!(newsclip::Markdown::new().render(&doc).ends_with("\n\n1\\. 雨\n"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn render(&self, document: &Document) -> String {
        let mut out = String::new();
        self.write(document, &mut out).expect("writing to a string does not fail");
        out
    }

    /// Writes the Markdown.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// let mut out = String::new();
    /// newsclip::Markdown::new().write(&doc, &mut out).unwrap();
    /// assert_eq!(out, doc.to_markdown());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn write(&self, document: &Document, out: &mut impl Write) -> fmt::Result {
        if self.header == Header::FrontMatter {
            front_matter::write(document, out)?;
            if !document.body.is_empty() {
                out.write_char('\n')?;
            }
        }
        block::document(self, document, out)
    }
}
