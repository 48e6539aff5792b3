//! Tree → text. Every writer targets [`std::fmt::Write`] and matches every variant of the tree.

pub(crate) mod clip;
pub(crate) mod escape;
mod html;
pub(crate) mod json;
mod lines;
mod markdown;
mod page;
mod text;

pub use html::{Frames, Html};
pub use markdown::{Bullet, CodeFence, Emphasis, HardBreak, HeadingStyle, LinkStyle, Markdown};
pub(crate) use text::inlines as inlines_as_text;
pub use text::{Links, Text};

/// What a writer puts before the body.
///
/// ```
/// use newsclip::{Header, Markdown};
///
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨停了。")?;
/// assert_eq!(Markdown::new().header(Header::None).render(&doc), "雨停了。\n");
/// assert_eq!(Markdown::new().header(Header::Heading).render(&doc), "# 题\n\n雨停了。\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Header {
    /// Everything the document's header says: YAML front matter in Markdown, lines in text.
    #[default]
    FrontMatter,
    /// The title alone.
    Heading,
    /// Nothing.
    None,
}
